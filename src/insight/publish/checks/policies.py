"""Each page says what it may run and load, before all else, and holds no script that this does not name."""

import re
from collections.abc import Iterator

from insight.publish.page import Page, where
from insight.publish.policy import digest
from insight.publish.site import Site

META = "/html/head/meta[@http-equiv='Content-Security-Policy']"
HANDLER = "//@*[starts-with(name(), 'on')]/.."
RISKY = ("'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "http:", "https:")
LONGEST = 2000  # characters of a line of headers, as Cloudflare Pages takes them
DATA = ("application/json", "application/ld+json", "text/plain")


def faults(page: Page) -> Iterator[str]:
    """Give what a page holds that its policy forbids, and what the policy should not allow."""
    for element in page.find(HANDLER):
        names = [name for name in element.attrib if name.startswith("on")]
        yield f"{where(element)}: <{element.tag} {names[0]}> would run a script that stands in the page"
    found = page.find(META)
    if len(found) != 1:
        yield f"it has {len(found)} policies in its head"
        return
    rules = dict(re.findall(r"([a-z-]+) ([^;]+)", found[0].get("content", "")))
    allowed = rules.get("script-src", "").split()
    yield from (f"its policy lets scripts be {word}" for word in RISKY if word in allowed)
    if found[0].xpath("boolean(preceding::script | preceding::style | preceding::link)"):
        yield f"{where(found[0])}: the policy stands after what it should govern"
    for tag in ("script", "style"):
        for element in page.all(tag):
            inline = element.get("src") is None and element.get("type") not in DATA
            if inline and digest(element.text or "") not in rules.get(f"{tag}-src", "").split():
                yield f"{where(element)}: its policy does not name this <{tag}>"
    if page.find("boolean(//@style)") and rules.get("style-src-attr") != "'unsafe-inline'":
        yield "it has style attributes, which its policy forbids"


def faults_between(site: Site) -> Iterator[str]:
    """Give what stands in the headers that would make them too long for a web server."""
    path = site.folder / "_headers"
    if not path.is_file():
        yield "_headers: is missing"
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        if len(line) > LONGEST:
            yield (
                f"_headers: {line.split(':')[0].strip()} has {len(line)} characters, hosts take {LONGEST}: "
                "scripts that stand in pages differ from page to page. Put them in a file of the site."
            )
