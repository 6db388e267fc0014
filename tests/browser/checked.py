"""All that a published page must pass in a browser, check by check."""

from pathlib import Path

from playwright.sync_api import Browser

from browser import keyboard
from browser.accessibility import accessibility
from browser.figures import contrast, labels, told
from browser.markup import markup
from browser.narrow import NARROW, narrow
from browser.paper import paper
from browser.unscripted import search_unscripted, unscripted
from browser.visits import DARK, DESKTOP, PHONE, STATES, State, visit
from browser.weight import too_heavy

CHECKS = {
    "1": "nothing from elsewhere, no error",
    "2": "axe, WCAG 2.2 AA",
    "3": "markup, labels of 9 px",
    "4": "keyboard",
    "5": "320 px, spaced words",
    "6": "script off",
    "7": "250 kB packed",
    "8": "charts told, with table and CSV",
    "print": "paper",
}
Faults = dict[str, list[str]]


def checked(browser: Browser, site: Path, home: str, path: str) -> Faults:
    """Give the faults of one page under each of CHECKS, each with the state it was seen in.

    site : the folder of the site, which is served at home. path : the page's, in the site.
    """
    found: Faults = {name: [] for name in CHECKS}
    for state in STATES:
        for name, faults in _in_state(browser, site, home + path, state).items():
            found[name] += [f"{state.name}: {fault}" for fault in faults]
    with visit(browser, (site / path).absolute().as_uri()) as seen:
        seen.page.wait_for_load_state("networkidle")
        found["1"] += [f"file: {fault}" for fault in seen.faults]
    with visit(browser, home + path, NARROW) as seen:
        found["5"] += narrow(seen.page)
    found["6"] += _without_scripts(browser, home + path)
    for state in (DESKTOP, DARK):
        with visit(browser, home + path, state) as seen:
            found["print"] += [f"{state.name}: {fault}" for fault in paper(seen.page)]
    return found


def _in_state(browser: Browser, site: Path, address: str, state: State) -> Faults:
    """Look at a page in one state. What does not change with colours is looked at in light alone.

    What it asked for is noted before axe is let in, which loads style sheets again, and from elsewhere.
    """
    with visit(browser, address, state) as seen:
        page = seen.page
        found: Faults = {}
        if not state.dark:
            found["3"] = labels(page)
            found["4"] = keyboard.skip_link(page) + keyboard.targets(page) + keyboard.reach(page)
        if state == DESKTOP:
            found["3"] += markup(page)
            found["7"] = too_heavy(site, seen.loaded)
            found["8"] = told(page)
        if state == PHONE:
            found["4"] += keyboard.menu(page)
        found["1"] = list(seen.faults)
        found["2"] = contrast(page) + accessibility(page, colours_alone=state.dark)
    return found


def _without_scripts(browser: Browser, address: str) -> list[str]:
    found = []
    for state in (DESKTOP, PHONE):
        with visit(browser, address, state, script=False) as seen:
            faults = unscripted(seen.page)
            if address.endswith("search.html"):
                faults += search_unscripted(seen.page)
            found += [f"{state.name}: {fault}" for fault in faults]
    return found
