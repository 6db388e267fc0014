"""Every number in files beside the pages: CSV, JSON, notebooks, plain text."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeGuard

from insight.disclosure.marks import Mark, sentences
from insight.disclosure.markup import of_page

Scalar = str | int | float | bool | None
LABELS = {"group", "period", "year", "quintile", "decile", "area", "metric"}


def of_table(text: str, separator: str = ",") -> Iterator[Mark]:
    """Give the cells of a CSV file that have numbers, each with its row and the name of its column."""
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=separator))
    for row in rows[1:]:
        for place, cell in enumerate(row):
            if any(map(str.isdigit, cell)):
                name = rows[0][place] if place < len(rows[0]) else ""
                yield Mark(f"column {name}", cell, (name, *_labels(rows[0], row, name)))


def of_data(data: object, around: tuple[str, ...] = ()) -> Iterator[Mark]:
    """Give the numbers of a JSON value, each with what stands beside and above it.

    Lists of one length side by side, such as labels and values, are read across.
    """
    if isinstance(data, dict):
        scalars = {key: str(value) for key, value in data.items() if isinstance(value, Scalar)}
        near = tuple(_labels(list(scalars), list(scalars.values()), ""))
        lists = {key: value for key, value in data.items() if _is_list_of_scalars(value)}
        for key, value in data.items():
            if key in lists:
                beside = [other for name, other in lists.items() if name != key and len(other) == len(value)]
                yield from _across(key, value, beside, (*near, *around))
            elif isinstance(value, Scalar):
                yield from _value(key, value, tuple(word for word in near if word != str(value)), around)
            else:
                yield from of_data(value, (key, *near, *around))
    elif _is_list_of_scalars(data):
        yield from _across("", data, [], around)
    elif isinstance(data, list):
        for value in data:
            yield from of_data(value, around)


def of_notebook(text: str) -> Iterator[Mark]:
    """Give the numbers in a notebook: what its cells say and what they put out."""
    titles: tuple[str, ...] = ()
    for cell in json.loads(text).get("cells", []):
        source = _joined(cell.get("source", ""))
        if cell.get("cell_type") == "markdown" and source.startswith("# "):
            titles = (source.splitlines()[0].lstrip("# "),)
        yield from sentences(source, "notebook cell", titles)
        for output in cell.get("outputs", []):
            shown = {**output.get("data", {}), "text/plain ": output.get("text", "")}
            for kind, value in shown.items():
                yield from _output(kind.strip(), value, titles)


def _output(kind: str, value: object, titles: tuple[str, ...]) -> Iterator[Mark]:
    if kind in ("text/html", "image/svg+xml"):
        for mark in of_page(_joined(value)):
            yield Mark(f"output, {mark.where}", mark.text, mark.words, (*mark.around, *titles))
    elif kind.endswith("json"):
        yield from of_data(value, titles)
    elif kind.startswith("text/"):
        yield from sentences(_joined(value), "output", titles)


def of_text(text: str) -> Iterator[Mark]:
    """Give the sentences of plain text that have numbers."""
    return sentences(text, "text")


def of_json(text: str) -> Iterator[Mark]:
    """Give the numbers of a JSON file."""
    return of_data(json.loads(text))


READERS: dict[str, Callable[[str], Iterator[Mark]]] = {
    ".html": of_page,
    ".htm": of_page,
    ".svg": of_page,
    ".xml": of_page,
    ".csv": of_table,
    ".tsv": lambda text: of_table(text, "\t"),
    ".json": of_json,
    ".ipynb": of_notebook,
    ".txt": of_text,
    ".md": of_text,
}
SILENT = {".js", ".css", ".map", ".woff", ".woff2", ".ttf", ".eot", ".ico", ".inv", ".py", ".doctree", ".yml"}


def of_file(path: Path) -> Iterator[Mark]:
    """Give the numbers of one file of a kind that can be read."""
    return READERS[path.suffix.lower()](path.read_text(encoding="utf-8", errors="replace"))


def _labels(names: list[str], row: list[str], but: str) -> list[str]:
    """Give the cells that say what a row is about: words, and numbers that name a group or a year."""
    pairs = [(name, text) for name, text in zip(names, row, strict=False) if name != but]
    return [text for name, text in pairs if name.casefold() in LABELS or any(map(str.isalpha, text))]


def _value(name: str, value: Scalar, near: tuple[str, ...], around: tuple[str, ...]) -> Iterator[Mark]:
    if not isinstance(value, bool) and any(map(str.isdigit, str(value))):
        yield Mark(f"value {name}", str(value), (name, *near), around)


def _across(name: str, values: list, beside: list[list], around: tuple[str, ...]) -> Iterator[Mark]:
    for place, value in enumerate(values):
        yield from _value(name, value, tuple(str(other[place]) for other in beside), around)


def _is_list_of_scalars(value: object) -> TypeGuard[list]:
    return isinstance(value, list) and bool(value) and all(isinstance(item, Scalar) for item in value)


def _joined(value: object) -> str:
    return "".join(value) if isinstance(value, list) else str(value)
