"""The line below a page's title: what the page is part of, until when it counts, and what it is called."""

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from insight.audiences import audiences, is_named, of_report
from insight.definitions import Edition
from insight.formats import day
from insight.markup import plain

PLACE = '<p class="insight-edition">'


def facts(edition: Edition) -> dict[str, str]:
    """Give what every page of an edition says of it, in words; `for:<report>` says whom one is for."""
    coming = day(edition.next_update) if edition.next_update else "not announced"
    status = "Synthetic data" if edition.synthetic else "Published data"
    known = {one.id: one.title for one in audiences()}
    readers = {
        f"for:{report}": ", ".join(known[name] for name in of_report(report) if name in known)
        for report in dict.fromkeys(edition.reports)
        if is_named(report)
    }
    return {
        "title": edition.title,
        "status": f"{status}, draft" if edition.unsigned else status,
        "as_at": day(edition.as_at),
        "next": coming,
        "contact": edition.contact or "",
        **readers,
    }


def page_id(name: str, source: Path) -> str:
    """Give what a reader calls a page by when writing about it: its name, and a mark of what it held.

    name : as the site calls it. source : the file it was bound from.
    """
    held = sha256(source.read_bytes()).hexdigest()[:8] if source.is_file() else "none"
    return f"{name.removeprefix('reports/')} {held}"


def headed(
    body: str,
    said: Mapping[str, str],
    called: str,
    way: Callable[[str], str],
    *,
    banner: str = "",
    files: str = "",
) -> str:
    """Give a page's HTML with the line below its title told in full.

    said : as `facts` gives. called : the page's id. way : from the page to another, by name.
    banner : what the page puts right. files : links to what a reader may download of it. Both as HTML.
    """
    if PLACE not in body:
        return body
    before, _, rest = body.partition(PLACE)
    title, _, after = rest.partition("</p>")
    terms = {
        "Edition": title,
        "Counted to": plain(said["as_at"]),
        "Status": plain(said["status"]),
        "Next update": plain(said["next"]),
        "For": plain(said.get(f"for:{called.partition('/')[0]}", "")),
        "Page": f"<code>{plain(called)}</code>",
    }
    rows = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in terms.items() if value)
    links = f'<a href="{way("methods")}">How we worked this out</a>{_tell(said, called)}'
    strip = f'<dl class="insight-head">{rows}</dl><p class="insight-how">{links}</p>{files}'
    return f"{before}{banner}{strip}{after}"


def _tell(said: Mapping[str, str], called: str) -> str:
    """Give a link by which readers tell us of a page, which names the page; nothing where nobody reads it."""
    contact = said.get("contact", "")
    if not contact:
        return ""
    mark = "&" if "?" in contact else "?"
    way = f"{contact}{mark}page={quote(called)}"
    if not contact.startswith("https://"):
        way = f"mailto:{contact}?subject={quote(f'Page {called}')}"
    return f' <a href="{plain(way)}">Tell us about this page</a>'


def written(edition: Edition) -> str:
    """Give the facts as JSON, as they are staged."""
    return json.dumps(facts(edition), ensure_ascii=False, sort_keys=True)
