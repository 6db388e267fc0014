"""What axe finds against WCAG 2.2 AA, with everything on the page that opens open."""

import json

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
OPTIONS = {
    "runOnly": {"type": "tag", "values": list(LEVELS)},
    "rules": {"target-size": {"enabled": True}},  # axe leaves it out unless it is named
    "resultTypes": ["violations"],
}
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
MENU = ".insight-menu"
PREPARED = """() => {
  for (const each of document.querySelectorAll('*'))
    if (each.scrollLeft || each.scrollTop) each.scrollTo({left: 0, top: 0, behavior: 'instant'});
  document.querySelectorAll('details').forEach(each => each.open = true);
  const shape = each => [each, ...each.querySelectorAll('*')].map(
    part => part.tagName + part.className + (part.getAttribute('style') ?? '')).join();
  for (const body of document.querySelectorAll('tbody')) {
    const met = new Map();
    for (const row of [...body.rows]) {
      const like = shape(row), before = met.get(like) ?? 0;
      met.set(like, before + 1);
      if (before >= 2) row.remove();
    }
  }
}"""


def accessibility(page: Page, *, colours_alone: bool = False) -> list[str]:
    """Give what axe finds on a page: one line for each element, named by its rule.

    The page is looked at from its beginning, as are its tables, which may lie under their own first column
    where they have been scrolled, and with all its details open; then, where it has a menu that is not open
    already, with that open too. Of the rows of a table that are built alike two are kept, as
    axe takes minutes over thousands. What is drawn inside a chart is left to `figures`.

    colours_alone : when the rest has been looked at in other colours.
    """
    page.evaluate(PREPARED)
    options = COLOURS if colours_alone else OPTIONS
    found = _axe(page, options)
    menu = page.locator(MENU)
    if menu.count() and menu.first.is_visible():
        menu.first.click()
        found += [f"menu open: {fault}" for fault in _axe(page, options)]
    return found


def _axe(page: Page, options: dict) -> list[str]:
    page.evaluate(Axe().axe_script)
    command = f"axe.run({{exclude: [['svg > *']]}}, {json.dumps(options)}).then(found => found.violations)"
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {_why(node)}"
        for rule in page.evaluate(command)
        for node in rule["nodes"]
    ]


def _why(node: dict) -> str:
    reasons = [each["message"] for how in ("any", "all", "none") for each in node[how]]
    return reasons[0] if reasons else node["html"][:80]
