"""One kind of source per file; the file's name is what `kind:` says.

A kind gives `read(path, source)`, which makes a Grid of text of one file, or
`make(edition, source)`, which makes observations without any file.
"""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

import pandas as pd

from insight.definitions import Edition, Source
from insight.errors import BadDefinition, UnknownName
from insight.observations import Sheet, Tally, checked, observe
from insight.places import Place, digest

__all__ = ["digest", "fetch", "kind", "made_up_residents", "names", "needs_files"]


def names() -> set[str]:
    """Give the name of every kind of source, from the files in this folder."""
    return {module.name for module in iter_modules(__path__)}


def kind(source: Source) -> ModuleType:
    """Give the file that reads a source's kind, or refuse a kind that is no file here."""
    if source.kind not in names():
        where = f"params/sources/{source.id}.yml"
        raise UnknownName.among("kind of source", source.kind, known=names(), where=where)
    return import_module(f"{__name__}.{source.kind}")


def fetch(edition: Edition, source: Source, files: Sequence[Place]) -> tuple[pd.DataFrame, Tally]:
    """Give a source's observations, all checked, and where each of its rows went.

    files : the files the source names, in its order; none for a kind that makes its own rows.
    """
    reader = kind(source)
    if hasattr(reader, "make"):
        return checked(reader.make(edition, source), source)
    if not getattr(reader, "ANYWHERE", False):
        _refuse_elsewhere(source, files)
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


def _refuse_elsewhere(source: Source, files: Sequence[Place]) -> None:
    """Refuse folders and URLs where a kind reads files of this machine only."""
    wrong = [str(path) for path in files if not (isinstance(path, Path) and path.is_file())]
    if wrong:
        raise BadDefinition.rows(
            f"The source {source.id} is {source.kind}, which is read from one file, and not from:",
            wrong,
            f"Fetch the file and write its path below the data folder in params/sources/{source.id}.yml. "
            "Folders and URLs are read as 'kind: parquet'.",
        )
