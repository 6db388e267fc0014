"""The page as it is printed: its title, dark words on white, no menus, no wider than the sheet."""

from playwright.sync_api import Page

SHEET = {"width": 700, "height": 1000}  # A4 less its margins, in pixels
FAULTS = """() => {
  const seen = each => each.checkVisibility({visibilityProperty: true}) && each.getClientRects().length > 0;
  const faults = [];
  const gone = 'header#pst-header, .bd-sidebar-primary, .bd-sidebar-secondary, .insight-menu, '
    + '.insight-trail, form[role=search], .skip-link, .bd-header-article';
  if (![...document.querySelectorAll('main h1')].some(seen)) faults.push('the title is not printed');
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 1) faults.push(`what is printed is ${wide} px wider than the sheet`);
  for (const each of document.querySelectorAll(gone))
    if (seen(each)) faults.push(`${each.tagName.toLowerCase()} ${each.className} is printed`);
  const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const parts = colour => {
    paint.clearRect(0, 0, 1, 1); paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1);
    return paint.getImageData(0, 0, 1, 1).data;
  };
  const light = colour => {
    const [red, green, blue] = parts(colour).map(each => each / 255).map(
      each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const all = [...document.querySelectorAll('html, body, main, main article, main article *')].filter(seen);
  for (const each of all) {
    const look = getComputedStyle(each), ground = parts(look.backgroundColor);
    const name = each.tagName.toLowerCase() + ' ' + JSON.stringify(each.textContent.trim().slice(0, 30));
    if (ground[3] > 0 && light(look.backgroundColor) < 0.6) faults.push(`a dark ground is printed: ${name}`);
    const words = [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    const colour = each instanceof SVGElement ? look.fill : look.color;
    if (words && 1.05 / (light(colour) + 0.05) < 4.5) faults.push(`pale words are printed: ${name}`);
  }
  return [...new Set(faults)];
}"""


def paper(page: Page) -> list[str]:
    """Give what is wrong with a page when it is printed. It stays in that state."""
    page.set_viewport_size(SHEET)
    page.emulate_media(media="print")
    return page.evaluate(FAULTS)
