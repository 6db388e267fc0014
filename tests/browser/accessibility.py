"""What axe finds against WCAG 2.2 AA, with everything on the page that opens open."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
OPTIONS = {
    "runOnly": {"type": "tag", "values": list(LEVELS)},
    "rules": {"target-size": {"enabled": True}},  # axe leaves it out unless it is named
    "resultTypes": ["violations"],
}
NAMES = ("color-contrast", "link-in-text-block")
COLOURS = {"runOnly": list(NAMES), "resultTypes": ["violations"]}
SHAPES = OPTIONS | {"rules": OPTIONS["rules"] | {name: {"enabled": False} for name in NAMES}}
ALIKE = 2  # of the words that look alike and stand alike, so many are looked at
RUN = """async ([shapes, colours, most]) => {
  const found = shapes ? (await axe.run({exclude: [['svg > *']]}, shapes)).violations : [];
  const met = new Map(), kept = [];
  const walk = (each, way) => {
    if (each instanceof SVGElement) return;
    const look = getComputedStyle(each), classes = [...each.classList].sort().join('.');
    way += `>${each.tagName}.${classes} ${look.color} ${look.backgroundColor} ${look.backgroundImage} `
      + `${look.opacity} ${look.position} ${look.fontSize} ${look.fontWeight}`;
    const words = [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (words || each.matches('button, input, select, textarea')) {
      const before = met.get(way) ?? 0;
      met.set(way, before + 1);
      if (before < most) kept.push(each);
    }
    for (const part of each.children) walk(part, way);
  };
  walk(document.body, '');
  if (!kept.length) return found;
  const seen = {include: kept, exclude: [['svg > *']]};
  return found.concat((await axe.run(seen, colours)).violations);
}"""
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
    axe takes minutes over thousands. Colours, which take it longest, are looked at in two of the words that
    stand in the same parts of a page and are given the same colours, size and ground. What is drawn inside a
    chart is left to `figures`.

    colours_alone : when the rest has been looked at in other colours.
    """
    page.evaluate(PREPARED)
    shapes = None if colours_alone else SHAPES
    page.evaluate(Axe().axe_script)
    found = _axe(page, shapes)
    menu = page.locator(MENU)
    if menu.count() and menu.first.is_visible():
        menu.first.click()
        found += [f"menu open: {fault}" for fault in _axe(page, shapes)]
    return found


def _axe(page: Page, shapes: dict | None) -> list[str]:
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {_why(node)}"
        for rule in page.evaluate(RUN, [shapes, COLOURS, ALIKE])
        for node in rule["nodes"]
    ]


def _why(node: dict) -> str:
    reasons = [each["message"] for how in ("any", "all", "none") for each in node[how]]
    return reasons[0] if reasons else node["html"][:80]
