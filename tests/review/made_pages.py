"""Finished pages made by hand, and what was recorded of them, to compare."""

import copy
from pathlib import Path

import nbformat

from insight import pages
from insight.review import Facts

NHFD = "nhfd_surgery", "Surgery in time"
CAPTION = "Synthetic data. Results. Source: A, published 30 September 2026."
ROWS = [["Surgery in time", "April to June 2026", "61.0%"], ["Bed in time", "2024/25", "40.0%"]]
EDITION = {
    "edition": "one",
    "title": "Edition one",
    "as_at": "2026-09-30",
    "geography_date": "2026-04-01",
    "policy": "hes",
    "code": "c1",
    "areas": {"QWO": {"name": "West Yorkshire", "made_of": "w1"}, "QOX": {"name": "Bath", "made_of": "b1"}},
    "sources": {
        "a": {"title": "A", "publisher": "College", "published": "2026-09-30", "files": {"a.csv": "h1"}},
    },
    "metrics": {
        "surgery": {"title": "Surgery in time", "audit": "nhfd", "definition": "d1"},
        "bed": {"title": "Bed in time", "audit": "nhfd", "definition": "d1"},
    },
    "data": {
        "surgery": {
            "2026-03-31": {"label": "January to March 2026", "sources": "a", "published": "2026-06-30",
                           "status": "assured", "rows": "r1"},
            "2026-06-30": {"label": "April to June 2026", "sources": "a", "published": "2026-09-30",
                           "status": "assured", "rows": "r2"},
        },
        "bed": {
            "2025-03-31": {"label": "2024/25", "sources": "a", "published": "2025-09-30",
                           "status": "assured", "rows": "r3"},
        },
    },
    "corrections": [],
}  # fmt: skip


def table(rows, caption=CAPTION, head=("Metric", "Period", "Value"), group=None) -> str:
    """Give a table as pages have them."""
    heads = "".join(f'<th scope="col"{" class=insight-number" * (one == "Value")}>{one}</th>' for one in head)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>'
        for row in rows
    )
    grouped = f'<tr><th scope="rowgroup" colspan="3">{group}</th></tr>' if group else ""
    return (
        f'<table class="insight-table"><caption>{caption}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{grouped}{body}</tbody></table>"
    )


def figure(name="funnel-qwo-icb", digest="5597aae8", body="<path d='M 0 0'/>", alt="What it says.") -> str:
    """Give a picture as pages have them."""
    mark = f"{name}-{digest}-m0"
    return (
        '<figure class="insight-figure insight-funnel">'
        f'<svg role="img" aria-label="{alt}" viewBox="0 0 9 9"><defs><clipPath id="{mark}"><path d="M 1 1"/>'
        f'</clipPath></defs><g clip-path="url(#{mark})">{body}</g><use href="#{mark}"/></svg>'
        "<figcaption>A funnel.</figcaption></figure>"
    )


def page(path: Path, *shown: str, title="West Yorkshire", code="show()", **parameters: str) -> pages.Page:
    """Write a finished page that shows some HTML, one output each; give it as read."""
    given = {"icb": "QWO", "edition": "one"} | parameters
    lines = "\n".join(f"{name} = {value!r}" for name, value in given.items())
    cells = [
        nbformat.v4.new_markdown_cell(f"# {title}", id="a"),
        nbformat.v4.new_code_cell(lines, metadata={"tags": ["parameters"]}, id="b"),
    ]
    for number, html in enumerate(shown):
        output = nbformat.v4.new_output("execute_result", {"text/html": html})
        cells.append(nbformat.v4.new_code_cell(code, outputs=[output], id=f"c{number}"))
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return pages.read(path)


def facts(change=None, **own) -> Facts:
    """Give what was recorded of a page: EDITION, changed by a function."""
    edition = copy.deepcopy(EDITION)
    if change:
        change(edition)
    made = {"notebook": "n1", "ingredients": "i1"} | own
    return Facts(page="icb_insight/qwo", report="icb_insight", edition=edition, **made)
