"""A page reaches a reader quickly: at most 250 KB with all it loads but fonts, the landing page 150 KB."""

from collections.abc import Iterator

from insight.publish.references import carried, elsewhere, target
from insight.publish.site import Site

SEARCH = "search.html"  # left out: it loads the words of the whole book, for those who search
REPORT, LANDING = 250_000, 150_000  # bytes, compressed as a web server sends them


def faults_between(site: Site) -> Iterator[str]:
    """Give pages that weigh too much, with what they and what they load weigh."""
    for page, facts in site.pages.items():
        if page == SEARCH:
            continue
        loads = {target(page, way)[0] for way in facts.loads if not carried(way) and not elsewhere(way)}
        beside = sum(site.weight(file) for file in loads & site.files if not file.endswith(".html"))
        most = LANDING if page == "index.html" else REPORT
        if facts.weight + beside > most:
            yield (
                f"{page}: {(facts.weight + beside) / 1000:.0f} KB, of which the page itself "
                f"{facts.weight / 1000:.0f} KB; at most {most / 1000:.0f} KB"
            )
