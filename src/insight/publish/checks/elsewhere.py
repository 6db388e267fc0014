"""A page asks for nothing from another site; readers may be led there."""

from collections.abc import Iterator

from insight.publish.page import Page, where
from insight.publish.references import elsewhere, urls
from insight.publish.site import Site

RELATED = {"alternate", "author", "canonical", "help", "license", "me", "next", "prev", "search"}


def faults(page: Page) -> Iterator[str]:
    """Give what a page would load from elsewhere."""
    passed = _related(page)
    for load in page.facts.loads:
        if elsewhere(load) and load not in passed:
            yield f"it would load {load[:120]}"
    for form in page.all("form"):
        if elsewhere(form.get("action", "")):
            yield f"{where(form)}: what is typed would be sent to {form.get('action')}"
    for link in page.find("//a[@ping]"):
        yield f"{where(link)}: <a ping> would tell {link.get('ping')}"


def faults_between(site: Site) -> Iterator[str]:
    """Give what style sheets would load from elsewhere."""
    for name, text in site.styles():
        for way in dict.fromkeys(urls(text)):
            if elsewhere(way):
                yield f"{name}: it would load {way[:120]}"


def _related(page: Page) -> set[str]:
    """Give what <link> only says and no browser fetches."""
    links = [(set(link.get("rel", "").lower().split()), link.get("href", "")) for link in page.all("link")]
    return {href for rel, href in links if rel and rel <= RELATED}
