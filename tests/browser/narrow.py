"""A window 320 pixels wide, with words spaced as WCAG 1.4.12 lets a reader space them."""

from playwright.sync_api import Page

from browser.visits import State

NARROW = State("narrow", 320, 800)
SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
"""
OVER = """() => {
  const wide = document.documentElement.clientWidth, faults = [];
  const across = document.documentElement.scrollWidth;
  if (across > wide) faults.push(`the page is ${across} px wide in a window of ${wide}`);
  const scrolls = each => {
    for (let at = each; at && at !== document.documentElement; at = at.parentElement) {
      const look = getComputedStyle(at);
      if (['auto', 'scroll'].includes(look.overflowX) && at !== document.body) return true;
    }
    return false;
  };
  const unseen = '.visually-hidden, .insight-unseen, .skip-link, svg, math, dialog:not([open])';
  const hidden = each => each.closest(unseen) !== null
    || getComputedStyle(each).position === 'absolute' && each.clientWidth <= 1;
  for (const each of document.querySelectorAll('body *')) {
    if (hidden(each) || !each.checkVisibility({visibilityProperty: true})) continue;
    const words = [...each.childNodes].filter(node => node.nodeType === 3 && node.data.trim());
    const look = getComputedStyle(each);
    const name = each.tagName.toLowerCase() + ' ' + JSON.stringify(each.textContent.trim().slice(0, 40));
    const cuts = ['hidden', 'clip'];
    if (cuts.includes(look.overflowX) && each.scrollWidth > each.clientWidth + 1
        || cuts.includes(look.overflowY) && each.scrollHeight > each.clientHeight + 1) {
      if (each.textContent.trim()) faults.push(`words are cut off in ${name}`);
      continue;
    }
    if (!words.length || scrolls(each)) continue;
    const range = document.createRange();
    for (const node of words) {
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (box.width && (box.right > wide + 1 || box.left < -1)) faults.push(`off the side: ${name}`);
    }
  }
  return [...new Set(faults)];
}"""


def narrow(page: Page) -> list[str]:
    """Space the words of a page that is open in a narrow window; give what then scrolls or is cut off."""
    page.add_style_tag(content=SPACED)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    return page.evaluate(OVER)
