"""The page without a mouse: what Tab reaches, where the focus is seen, how large a target is."""

from typing import Literal

from playwright.sync_api import Locator, Page
from playwright.sync_api import TimeoutError as NotInTime

WAIT = 10_000  # milliseconds until the browser has done what a key asks of it
SMALLEST = 24  # pixels, WCAG 2.2's 2.5.8
START = """() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
}"""
CONTROLS = """() => {
  const kinds = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
  const able = each => each.tabIndex >= 0 && !each.disabled && each.getClientRects().length > 0
    && each.checkVisibility({visibilityProperty: true});
  window.controls = [...document.querySelectorAll(kinds)].filter(able);
  return window.controls.length;
}"""
FOCUS = """() => {
  const now = document.activeElement;
  const name = now.tagName.toLowerCase() + ' ' + JSON.stringify(
    (now.innerText || now.getAttribute('aria-label') || now.id || '').trim().slice(0, 40));
  if (now === document.body) return {number: -2, name, seen: true, clear: true};
  const look = getComputedStyle(now);
  const seen = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0 || look.boxShadow !== 'none';
  const box = now.getClientRects()[0] || now.getBoundingClientRect();
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const shown = (across, down) => {
    const over = document.elementFromPoint(left + across * (right - left), top + down * (bottom - top));
    return over !== null && (now.contains(over) || over.contains(now) && !over.contains(document.body));
  };
  const parts = [0.1, 0.5, 0.9];
  const clear = right > left && bottom > top && parts.some(across => parts.some(down => shown(across, down)));
  return {number: window.controls.indexOf(now), name, seen, clear};
}"""
SMALL = """smallest => window.controls.filter(each => getComputedStyle(each).display !== 'inline'
    && !each.closest('.skip-link')).map(each => {
  const box = each.getBoundingClientRect();
  const name = each.innerText || each.getAttribute('aria-label') || each.id || '';
  const tag = each.tagName.toLowerCase();
  return {tag, name: name.trim().slice(0, 40), width: box.width, height: box.height};
}).filter(each => Math.min(each.width, each.height) < smallest - 0.01)"""
MISSED = """numbers => numbers.map(number => window.controls[number].outerHTML.slice(0, 100))"""


def reach(page: Page, key: str = "Tab") -> list[str]:
    """Press a key until the focus has been everywhere; give what it missed, or cannot be seen on.

    key : Tab, or Shift+Tab to go backwards.
    """
    controls, reached, faults = page.evaluate(CONTROLS), set(), []
    page.add_style_tag(content="* { transition: none !important; }")
    page.evaluate(START)
    for _ in range(2 * controls + 10):
        page.keyboard.press(key)
        focus = page.evaluate(FOCUS)
        if focus["number"] in reached or focus["number"] == -2 and reached:
            break
        reached.add(focus["number"])
        if not focus["seen"]:
            faults.append(f"no focus is seen on {focus['name']}")
        if not focus["clear"]:
            faults.append(f"wholly covered or off the screen when focused: {focus['name']}")
    missed = sorted(set(range(controls)) - reached)
    return faults + [f"not reached by {key}: {words}" for words in page.evaluate(MISSED, missed)]


def targets(page: Page) -> list[str]:
    """Give the controls, other than links in lines of words, that are smaller than 24 by 24 pixels."""
    page.evaluate(CONTROLS)
    return [
        f"{each['tag']} {each['name']!r} is {each['width']:.0f} by {each['height']:.0f} px"
        for each in page.evaluate(SMALL, SMALLEST)
    ]


def skip_link(page: Page) -> list[str]:
    """Use the link past the navigation: the first thing Tab reaches, and it must lead into the page."""
    page.evaluate(START)
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    if first != "#main-content":
        return [f"the first control is not the skip link but one to {first}"]
    if not page.locator("#pst-skip-link a").is_visible():
        return ["the skip link is not seen when it has the focus"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = page.evaluate("document.activeElement.closest('main') !== null")
    return [] if inside else ["the skip link does not lead into the page"]


def menu(page: Page) -> list[str]:
    """Open the menu of a phone with the keyboard, go round it, close it with Esc; give what is not sound."""
    button, dialog = page.locator(".insight-menu").first, page.locator("dialog[open]")
    button.focus()
    page.keyboard.press("Enter")
    if not _becomes(dialog, "visible"):
        return ["the menu does not open with Enter"]
    faults, links = [], dialog.locator("a").count()
    inside = "document.activeElement.closest('dialog[open]') !== null"
    if not _becomes(page.locator("dialog[open]:focus, dialog[open] :focus"), "visible"):
        faults.append("the focus does not go into the menu that was opened")
    for _ in range(links + 2):
        page.keyboard.press("Tab")
        if not page.evaluate(f"{inside} || document.activeElement === document.body"):
            faults.append("the focus leaves the menu while it is open")
            break
    page.keyboard.press("Escape")
    if not _becomes(dialog, "hidden"):
        faults.append("Esc does not close the menu")
    if not _becomes(page.locator(".insight-menu:focus"), "visible"):
        faults.append("Esc does not return the focus to the menu's button")
    return faults


def _becomes(part: Locator, state: Literal["visible", "hidden"]) -> bool:
    """Say whether a part is shown, or gone, before long: a browser tells its scripts in its own time."""
    try:
        part.wait_for(state=state, timeout=WAIT)
    except NotInTime:
        return False
    return True
