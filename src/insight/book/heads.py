"""The line below a page's title: what the page is part of, until when it counts, and what it is called."""

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

from insight.definitions import Edition
from insight.formats import day
from insight.markup import plain

PLACE = '<p class="insight-edition">'


def facts(edition: Edition) -> dict[str, str]:
    """Give what every page of an edition says of it, in words."""
    coming = day(edition.next_update) if edition.next_update else "not announced"
    return {
        "title": edition.title,
        "status": "Synthetic data" if edition.synthetic else "Published data",
        "as_at": day(edition.as_at),
        "next": coming,
    }


def page_id(name: str, source: Path) -> str:
    """Give what a reader calls a page by when writing about it: its name, and a mark of what it held.

    name : as the site calls it. source : the file it was bound from.
    """
    held = sha256(source.read_bytes()).hexdigest()[:8] if source.is_file() else "none"
    return f"{name.removeprefix('reports/')} {held}"


def headed(body: str, said: Mapping[str, str], called: str, way: Callable[[str], str]) -> str:
    """Give a page's HTML with the line below its title told in full.

    said : as `facts` gives. called : the page's id. way : from the page to another, by name.
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
        "Page": f"<code>{plain(called)}</code>",
    }
    rows = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in terms.items())
    link = f'<a href="{way("methods")}">How we worked this out</a>'
    strip = f'<dl class="insight-head">{rows}</dl><p class="insight-how">{link}</p>'
    return f"{before}{strip}{after}"


def written(edition: Edition) -> str:
    """Give the facts as JSON, as they are staged."""
    return json.dumps(facts(edition), ensure_ascii=False, sort_keys=True)
