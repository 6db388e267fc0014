"""Every page has a title and a description of its own, and says that it is in British English."""

from collections.abc import Iterator

from insight.publish.page import Page
from insight.publish.site import Site

LANGUAGE = "en-GB"


def faults(page: Page) -> Iterator[str]:
    """Give what a page lacks to be told from others, and to be read out in the right language."""
    if page.tree.get("lang") != LANGUAGE:
        yield f"its language is {page.tree.get('lang')!r} and not {LANGUAGE!r}"
    if not page.facts.title:
        yield "it has no title"
    if not page.facts.description:
        yield "it has no description: <meta name='description'>"


def faults_between(site: Site) -> Iterator[str]:
    """Give pages with another page's title."""
    first: dict[str, str] = {}
    for page, facts in sorted(site.pages.items()):
        if facts.title and facts.title in first:
            yield f"{page}: has the title of {first[facts.title]}: {facts.title!r}"
        first.setdefault(facts.title, page)
