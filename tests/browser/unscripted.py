"""The page in a browser that runs no scripts: pictures, tables and the way about are there."""

from playwright.sync_api import Page

FAULTS = """() => {
  const seen = each => each.checkVisibility({visibilityProperty: true}) && each.getClientRects().length > 0;
  const faults = [];
  const hidden = (kind, name) => {
    for (const each of document.querySelectorAll(kind))
      if (!each.closest('details:not([open])') && !seen(each)) faults.push(`${name} is not shown`);
  };
  hidden('main figure svg, main figure img', 'a picture');
  hidden('main table', 'a table');
  hidden('main h1', 'the heading');
  const links = [...document.querySelectorAll('nav[aria-label=Main] a')];
  if (!links.some(seen)) faults.push('no link of the navigation is shown');
  for (const each of document.querySelectorAll('button.insight-menu, .pst-js-only'))
    if (seen(each)) faults.push(`${each.className} is shown and does nothing`);
  return faults;
}"""


def unscripted(page: Page) -> list[str]:
    """Give what a page opened without scripts does not show, or shows and cannot do."""
    return page.evaluate(FAULTS)


def search_unscripted(page: Page) -> list[str]:
    """Give what is wrong with a search page that cannot search: it must say so, and where else to look."""
    words = page.locator("main noscript, main .insight-unscripted")
    if not words.count() or not words.first.is_visible():
        return ["the search page does not say that it needs a script"]
    return [] if words.locator("a").count() else ["the search page does not say where else to look"]
