"""What a page says of itself and of its tables and pictures, as a browser has read it."""

from playwright.sync_api import Page

FAULTS = r"""() => {
  const faults = [], say = words => faults.push(words);
  const seen = each => each.checkVisibility({visibilityProperty: true}) && each.getClientRects().length > 0;
  const headings = [...document.querySelectorAll('h1')].filter(seen).length;
  if (headings !== 1) say(`${headings} first headings are shown`);
  if (document.documentElement.lang !== 'en-GB') say(`its language is ${document.documentElement.lang}`);
  if (!document.querySelector('meta[name=description]')?.content.trim()) say('it has no description');
  for (const each of document.querySelectorAll('img, svg[role=img]')) {
    const parts = (each.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
    const pointed = parts.map(part => document.getElementById(part)?.textContent.trim() || '').join(' ');
    const own = each.getAttribute('alt') ?? each.getAttribute('aria-label') ?? '';
    const words = parts.length ? pointed : own;
    if (/\.(png|svg|jpe?g|gif)\b|_build|_images/i.test(words)) say(`a file's name for words: ${words}`);
    if (!words.trim() && each.getAttribute('role') === 'img') say('a picture has no words');
  }
  for (const each of document.querySelectorAll('main table')) {
    const name = JSON.stringify(each.textContent.trim().replace(/\s+/g, ' ').slice(0, 40));
    if (!each.caption?.textContent.trim()) say(`a table has no caption: ${name}`);
    for (const head of each.querySelectorAll('th:not([scope])')) say(`no scope: ${head.textContent.trim()}`);
  }
  if (document.querySelector('.cell_input')) say('code is shown');
  const text = document.querySelector('main article')?.innerText ?? '';
  for (const each of text.match(/<Figure size|<Axes|object at 0x|Traceback/g) ?? []) say(`it shows ${each}`);
  return faults;
}"""


def markup(page: Page) -> list[str]:
    """Give what the page lacks: one heading, a language, a description, words, captions, scopes."""
    return page.evaluate(FAULTS)
