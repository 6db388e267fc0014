"""A page as a Word document, by pandoc: its parts go in as data, so no word of it is read as markup."""

import json
import tempfile
from pathlib import Path
from typing import Any

from insight.definitions import Edition
from insight.documents.arranged import Arranged, Part, arranged
from insight.documents.columns import shares
from insight.documents.drawings import pictures, width
from insight.documents.looks import reference
from insight.documents.packing import settled
from insight.documents.word_finish import finished
from insight.errors import DocumentFailed
from insight.pages import Page

VERSION = [1, 23, 1]  # of pandoc's own form of a document
STYLES = {"synthetic": "Synthetic", "edition": "Edition", "lead": "Lead", "fold": "Fold"}
NOTHING: list[Any] = ["", [], []]  # no id, no classes, no attributes
Node = dict[str, Any]


def page_docx(page: Page, edition: Edition) -> bytes:
    """Give a page as a Word document: its text and figures, then its tables.

    Every figure has its alternative text, every table a caption and a head that is repeated on
    each sheet. The same page gives the same bytes. Raises DocumentFailed when pandoc refuses it.
    """
    sheet = arranged(page)
    blocks = [_heading(1, sheet.title), *(node for part in sheet.main for node in _nodes(part, sheet))]
    if sheet.tables:
        blocks += [_heading(2, "Tables"), *(node for part in sheet.tables for node in _nodes(part, sheet))]
    told = {"pandoc-api-version": VERSION, "meta": {"lang": _meta("en-GB")}, "blocks": blocks}
    foot = f"{edition.title} · as at {edition.as_at.day} {edition.as_at:%B %Y}"
    made = _convert(told, reference((sheet.title, sheet.synthetic), foot), pictures(sheet.drawings))
    return settled(finished(made, title=sheet.title), edition.clock)


def _convert(told: Node, looks: bytes, drawn: dict[str, bytes]) -> bytes:
    import pypandoc

    with tempfile.TemporaryDirectory(prefix="insight-") as folder:
        home = Path(folder)
        for name, content in {"reference.docx": looks, **drawn}.items():
            (home / name).write_bytes(content)
        options = [f"--reference-doc={home / 'reference.docx'}", f"--resource-path={home}"]
        try:
            pypandoc.convert_text(
                json.dumps(told), "docx", format="json", outputfile=home / "page.docx", extra_args=options
            )
        except RuntimeError as error:
            raise DocumentFailed(f"pandoc could not make a Word document: {error}") from error
        return (home / "page.docx").read_bytes()


def _nodes(part: Part, sheet: Arranged) -> list[Node]:
    """Give a part as pandoc's nodes."""
    if part["kind"] == "heading":
        return [_heading(part["level"], part["text"])]
    if part["kind"] == "text":
        return [_styled(STYLES.get(part["role"], ""), _inlines(part["runs"]))]
    if part["kind"] == "bullets":
        items = [[{"t": "Plain", "c": _inlines(item)}] for item in part["items"]]
        if not part["ordered"]:
            return [{"t": "BulletList", "c": items}]
        return [{"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], items]}]
    if part["kind"] == "pointer":
        return [_styled("", [*_text(f"{part['text']}: "), *_where("table", part["labels"]), *_text(".")])]
    if part["kind"] == "figure":
        return _figure(part, sheet)
    return [_table(part)]


def _figure(part: Part, sheet: Arranged) -> list[Node]:
    wide = width(sheet.drawings[part["drawing"]]) / 72
    picture = [
        ["", [], [["width", f"{wide:.3f}in"]]],
        _text(part["alt"]),
        [part["drawing"].replace(".svg", ".png"), ""],
    ]
    inside = [{"t": "Plain", "c": [{"t": "Image", "c": picture}]}]
    caption = [None, [{"t": "Plain", "c": _text(part["caption"])}]]
    below = [*_text("The numbers: "), *_where("table", part["labels"]), *_text(".")] if part["labels"] else []
    figure = {"t": "Figure", "c": [NOTHING, caption, inside]}
    return [figure, *([_styled("Edition", below)] if below else [])]


def _table(part: Part) -> Node:
    label = f"Table {part['label']}. " if part["label"] else ""
    sides = [{"t": "AlignRight" if numeric else "AlignLeft"} for numeric in part["numeric"]]
    widths = [[side, {"t": "ColWidth", "c": share}] for side, share in zip(sides, shares(part), strict=True)]
    head = [NOTHING, [_row(part["head"])]]
    rows = []
    for group in part["groups"]:
        rows += [] if group["group"] is None else [_group(group["group"], len(part["head"]))]
        rows += [_row(cells) for cells in group["rows"]]
    caption = [None, [{"t": "Plain", "c": _text(label + part["caption"])}]]
    body = [NOTHING, 0, [], rows]
    return {"t": "Table", "c": [[part["label"], [], []], caption, widths, head, [body], [NOTHING, []]]}


def _row(cells: list[str]) -> list[Any]:
    return [NOTHING, [_cell(_text(cell), 1) for cell in cells]]


def _group(name: str, across: int) -> list[Any]:
    return [NOTHING, [_cell([{"t": "Strong", "c": _text(name)}], across)]]


def _cell(inlines: list[Node], across: int) -> list[Any]:
    return [NOTHING, {"t": "AlignDefault"}, 1, across, [{"t": "Plain", "c": inlines}]]


def _where(word: str, labels: list[str]) -> list[Node]:
    """Give a link to the first of some tables."""
    if not labels:
        return []
    said = f"{word} {labels[0]}" if len(labels) == 1 else f"{word}s {labels[0]} to {labels[-1]}"
    return [{"t": "Link", "c": [NOTHING, _text(said), [f"#{labels[0]}", ""]]}]


def _inlines(runs: list[Part]) -> list[Node]:
    made: list[Node] = []
    for run in runs:
        nodes = _text(run["text"])
        for wanted, name in (("strong", "Strong"), ("emphasis", "Emph")):
            nodes = [{"t": name, "c": nodes}] if run.get(wanted) else nodes
        if run.get("href"):
            nodes = [{"t": "Link", "c": [NOTHING, nodes, [run["href"], ""]]}]
        made += nodes
    return made


def _text(said: str) -> list[Node]:
    """Give words as pandoc holds them; a string is never read as markup."""
    return [{"t": "Str", "c": said}] if said else []


def _heading(level: int, said: str) -> Node:
    return {"t": "Header", "c": [level, NOTHING, _text(said)]}


def _styled(style: str, inlines: list[Node]) -> Node:
    paragraph = {"t": "Para", "c": inlines}
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], [paragraph]]} if style else paragraph


def _meta(said: str) -> Node:
    return {"t": "MetaInlines", "c": _text(said)}
