"""Search as a reader does it: words typed in the box of any page, a result, and the page it leads to."""

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as NotInTime

WAIT = 10_000  # milliseconds until the search is given up


def searching(page: Page, words: str, wanted: str) -> list[str]:
    """Type words in a page's search box; give what is wrong if the first result is not the page wanted.

    wanted : the heading of that page.
    """
    box = page.locator("header input[type=search]")
    box.fill(words)
    box.press("Enter")
    page.wait_for_url("**/search.html?*", timeout=WAIT)
    first = page.locator("#search-results li a").first
    try:
        first.wait_for(timeout=WAIT)
    except NotInTime:
        return [f"nothing is found for {words!r}"]
    first.click()
    page.wait_for_url(lambda url: "search.html" not in url, timeout=WAIT)
    heading = page.locator("h1").first.inner_text().removesuffix("#").strip()
    return [] if heading == wanted else [f"{words!r} leads to {heading!r}, not to {wanted!r}"]
