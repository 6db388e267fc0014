"""Charts as they are drawn: labels large enough to read, whole, told in words, with their numbers."""

import csv
import io

from playwright.sync_api import Page

SMALLEST = 9  # pixels on the screen
LEAST = 4.5  # to 1, WCAG 1.4.3
LABELS = """smallest => [...document.querySelectorAll('figure svg')].flatMap(svg => {
  const frame = svg.getBoundingClientRect(), faults = [];
  if (!frame.width) return faults;
  const title = (svg.getAttribute('aria-label') || '').slice(0, 40);
  const cuts = getComputedStyle(svg).overflow !== 'visible';
  for (const text of svg.querySelectorAll('text')) {
    const box = text.getBoundingClientRect();
    if (!text.textContent.trim() || !box.width) continue;
    const scale = text.getScreenCTM();
    const size = parseFloat(getComputedStyle(text).fontSize) * Math.hypot(scale.a, scale.b);
    const words = JSON.stringify(text.textContent.trim().slice(0, 30));
    if (size < smallest - 0.01) faults.push(`${words} is ${size.toFixed(1)} px high, in ${title}`);
    const over = Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top,
      box.bottom - frame.bottom);
    if (cuts && over > 1) faults.push(`${words} is cut off by ${over.toFixed(0)} px, in ${title}`);
  }
  return faults;
})"""
CONTRAST = """least => {
  const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const parts = colour => {
    paint.clearRect(0, 0, 1, 1); paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1);
    return paint.getImageData(0, 0, 1, 1).data;
  };
  const light = colour => {
    const [red, green, blue] = [...parts(colour)].map(each => each / 255).map(
      each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const solid = colour => colour !== 'none' && parts(colour)[3] > 127;
  const behind = each => {
    for (let at = each; at; at = at.parentElement)
      if (solid(getComputedStyle(at).backgroundColor)) return getComputedStyle(at).backgroundColor;
    return 'white';
  };
  return [...document.querySelectorAll('figure svg')].flatMap(svg => {
    const ground = behind(svg);
    const shapes = [...svg.querySelectorAll('rect, circle')].filter(
      each => solid(getComputedStyle(each).fill)).map(each => [each, each.getBoundingClientRect()]);
    return [...svg.querySelectorAll('text')].flatMap(text => {
      const box = text.getBoundingClientRect(), fill = getComputedStyle(text).fill;
      if (!box.width || !text.textContent.trim()) return [];
      const x = box.left + box.width / 2, y = box.top + box.height / 2;
      const under = shapes.filter(([each, at]) => at.left <= x && x <= at.right && at.top <= y
        && y <= at.bottom && each.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING);
      const on = under.length ? getComputedStyle(under.at(-1)[0]).fill : ground;
      const [low, high] = [light(fill), light(on)].sort((one, other) => one - other);
      const ratio = (high + 0.05) / (low + 0.05);
      return ratio < least ? [`${JSON.stringify(text.textContent.trim().slice(0, 30))} stands out by `
        + `${ratio.toFixed(1)} to 1 from ${on}, in `
        + (svg.getAttribute('aria-label') ?? '').slice(0, 40)] : [];
    });
  });
}"""
TOLD = r"""() => [...document.querySelectorAll('figure')].flatMap(figure => {
  const picture = figure.querySelector('svg, img'), faults = [];
  if (!picture) return faults;
  const pointed = (picture.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean);
  const words = pointed.map(part => document.getElementById(part)?.textContent || '').join(' ')
    || picture.getAttribute('aria-label') || picture.getAttribute('alt') || '';
  const name = words.slice(0, 40) || figure.textContent.trim().slice(0, 40);
  if (!/[0-9]/.test(words)) faults.push(`no number in the words for ${name}`);
  if (!figure.querySelector('table')) faults.push(`no table with ${name}`);
  return faults;
}).concat([...document.querySelectorAll('.insight-verdict')].filter(
  each => !each.textContent.trim()).map(each => `a verdict is told by colour alone: ${each.className}`))"""


OFFERED = """() => [...document.querySelectorAll('figure')].filter(
  each => each.querySelector('svg, img')).map((figure, number) => {
    figure.dataset.number = number;
    const table = figure.querySelector('table');
    return {
      number,
      name: (figure.querySelector('title')?.textContent || figure.textContent.trim()).slice(0, 40),
      offered: [...figure.querySelectorAll('button')].some(each => each.textContent.includes('CSV')),
      rows: table ? [...table.tBodies].reduce((sum, body) => sum + [...body.rows].filter(
        row => !row.querySelector('th[scope=rowgroup]')).length, 0) : 0,
    };
  })"""
PRESSED = """async number => {
  const made = URL.createObjectURL, follow = HTMLAnchorElement.prototype.click;
  let held = null;
  URL.createObjectURL = blob => { held = blob; return made.call(URL, blob); };
  HTMLAnchorElement.prototype.click = () => {};  // a browser stops a page that saves many files at once
  [...document.querySelectorAll(`figure[data-number="${number}"] button`)].find(
    each => each.textContent.includes('CSV')).click();
  URL.createObjectURL = made;
  HTMLAnchorElement.prototype.click = follow;
  return held ? held.text() : '';
}"""


def labels(page: Page) -> list[str]:
    """Give the labels of charts that are under 9 pixels high as shown, or cut off by the picture's edge."""
    return page.evaluate(LABELS, SMALLEST)


def contrast(page: Page) -> list[str]:
    """Give the labels of charts that stand out by less than 4.5 to 1 from what lies under them."""
    return page.evaluate(CONTRAST, LEAST)


def told(page: Page) -> list[str]:
    """Give the charts whose words have no number in them, or that lack a table or a file of its numbers.

    The file is asked for, as a reader would, and must hold as many rows as the table beneath the chart.
    """
    return page.evaluate(TOLD) + [fault for figure in page.evaluate(OFFERED) for fault in _file(page, figure)]


def _file(page: Page, figure: dict) -> list[str]:
    if not figure["offered"]:
        return [f"no CSV with {figure['name']}"]
    lines = list(csv.reader(io.StringIO(page.evaluate(PRESSED, figure["number"]))))
    held = lines[1 : lines.index([])] if [] in lines else lines[1:]
    if len(held) != figure["rows"]:
        return [f"the CSV with {figure['name']} has {len(held)} rows, the table {figure['rows']}"]
    return []
