"""Every link within the site leads to a file that is there, named just so, and to a place that is in it."""

from collections.abc import Iterator

from insight.publish.references import carried, elsewhere, target, urls
from insight.publish.site import Site

TOP = {"", "top"}  # places every page has
SPARE = (".ttf",)  # fonts a style sheet offers after a .woff2 that is there: no browser still asks for them


def faults_between(site: Site) -> Iterator[str]:
    """Give links and loads that lead nowhere."""
    names = {page: set(facts.names) for page, facts in site.pages.items()}
    for page, facts in site.pages.items():
        for way in dict.fromkeys((*facts.links, *facts.loads)):
            fault = _fault(site, names, page, way)
            if fault:
                yield f"{page}: {way[:100]!r} {fault}"
    for sheet, text in site.styles():
        for way in dict.fromkeys(urls(text)):
            fault = _fault(site, names, sheet, way)
            if fault and not target(sheet, way)[0].endswith(SPARE):
                yield f"{sheet}: {way[:100]!r} {fault}"


def _fault(site: Site, names: dict[str, set[str]], page: str, way: str) -> str | None:
    """Say what is wrong with where a page leads, or None."""
    if carried(way) or elsewhere(way):
        return "runs a script" if way.lower().startswith("javascript:") else None
    if way.startswith("/"):
        return "begins with /, so it leads nowhere when the site is opened from disk or served in a folder"
    file, place = target(page, way)
    if file.startswith("../"):
        return "leads out of the site"
    if file not in site.files:
        near = next((name for name in site.files if name.casefold() == file.casefold()), None)
        return f"is spelt {near} on the disk" if near else "leads to no file"
    if place not in TOP and file in names and place not in names[file]:
        return f"leads to no place called {place!r} in {file}"
    return None
