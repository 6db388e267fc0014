"""One kind of source per file; the file's name is what `kind:` says.

A kind gives `read(path, source)`, which makes a Grid of text of one file, or
`make(edition, source)`, which makes observations without any file.
"""

import hashlib
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

import pandas as pd

from insight.definitions import Edition, Source
from insight.errors import UnknownName
from insight.observations import Sheet, Tally, checked, observe


def names() -> set[str]:
    """Give the name of every kind of source, from the files in this folder."""
    return {module.name for module in iter_modules(__path__)}


def kind(source: Source) -> ModuleType:
    """Give the file that reads a source's kind, or refuse a kind that is no file here."""
    if source.kind not in names():
        where = f"params/sources/{source.id}.yml"
        raise UnknownName.among("kind of source", source.kind, known=names(), where=where)
    return import_module(f"{__name__}.{source.kind}")


def fetch(edition: Edition, source: Source, files: Sequence[Path]) -> tuple[pd.DataFrame, Tally]:
    """Give a source's observations, all checked, and where each of its rows went.

    files : the files the source names, in its order; none for a kind that makes its own rows.
    """
    reader = kind(source)
    if hasattr(reader, "make"):
        return checked(reader.make(edition, source), source)
    sheets = []
    for file, path in zip(source.files, files, strict=True):
        grid = reader.read(path, source)
        sheets.append(Sheet(grid, file.path, digest(path), file.published or source.published, file.period))
    return observe(sheets, source)


def made_up_residents() -> pd.DataFrame:
    """Give who lives where in the demonstration data."""
    return import_module("insight.demo.population").facts()


def needs_files(source: Source) -> bool:
    """Tell whether a source is read from files, rather than made."""
    return not hasattr(kind(source), "make")


def digest(path: Path) -> str:
    """Give the SHA-256 of a file, as sha256sum prints it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
