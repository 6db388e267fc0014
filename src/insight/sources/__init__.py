"""One kind of source per file; the file's name is what `kind:` says.

A kind gives `read(path, source)`, which makes a Grid of text of one file. A kind that asks a service on the
web also gives `Ask`, the record of what may be asked, and `ask(source, what, fetcher)`, which fetches the
files. One that asks a database says so with `DATABASE`, and `understand(source, what)` refuses a bad address.
A kind may instead give `make(edition, source)`, which makes observations without any file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

import pandas as pd
from pydantic import create_model

from insight import paths, places
from insight.definitions import Edition, Register, Source
from insight.definitions.strict import Record, build
from insight.errors import BadDefinition, UnknownName
from insight.fetching import Fetcher
from insight.observations import Grid, Sheet, Tally, checked, observe
from insight.places import Place, digest

__all__ = [
    "Input",
    "ask",
    "digest",
    "fetch",
    "is_live",
    "kind",
    "made_up_residents",
    "names",
    "needs_files",
    "rows",
    "understand",
]


@dataclass(frozen=True)
class Input:
    """A file to be read: where it lies, and what is known of it besides its rows."""

    place: Place
    name: str  # below the data folder, or the address that was asked
    columns: Mapping[str, str] = field(default_factory=dict)  # to add to every row: what was asked for


def names() -> set[str]:
    """Give the name of every kind of source, from the files in this folder."""
    return {module.name for module in iter_modules(__path__)}


def kind(source: Source | Register) -> ModuleType:
    """Give the file that reads a source's kind, or refuse a kind that is no file here."""
    if source.kind not in names():
        raise UnknownName.among("kind of source", source.kind, known=names(), where=_yaml(source))
    return import_module(f"{__name__}.{source.kind}")


def ask(source: Source | Register, fetcher: Fetcher) -> list[Input]:
    """Fetch what a source asks of its service; give the files that came.

    Raises BadDefinition for what the kind does not know how to ask, UnknownName for what the service does
    not have, and the errors of the web.
    """
    reader = kind(source)
    return reader.ask(source, _understood(source, reader), fetcher)


def fetch(edition: Edition, source: Source, inputs: Sequence[Input]) -> tuple[pd.DataFrame, Tally]:
    """Give a source's observations, all checked, and where each of its rows went.

    inputs : the files the source names, in its order, or those that came from its service; none for a
    kind that makes its own rows.
    """
    reader = kind(source)
    if hasattr(reader, "make"):
        return checked(reader.make(edition, source), source)
    if not getattr(reader, "ANYWHERE", False):
        _refuse_elsewhere(source, [each.place for each in inputs])
    about = {file.path: file for file in source.files}
    sheets = []
    for each in inputs:
        file = about.get(each.name)
        published, period = (file.published, file.period) if file else (None, None)
        grid = _with(reader.read(each.place, source), each.columns)
        sheets.append(Sheet(grid, each.name, digest(each.place), published or source.published, period))
    return observe(sheets, source)


def understand(source: Source | Register) -> None:
    """Refuse a source that asks its service what the kind does not know how to ask. Nothing is fetched."""
    if isinstance(source, Register) or is_live(source):
        reader = kind(source)
        what = _understood(source, reader)
        if hasattr(reader, "understand"):
            reader.understand(source, what)


def rows(register: Register, fetcher: Fetcher) -> pd.DataFrame:
    """Give the rows of a register as text under the names of their columns; none where it has none."""
    reader, found = kind(register), []
    for each in ask(register, fetcher):
        cells = _with(reader.read(each.place, register), each.columns).cells
        found.append(cells.iloc[1:].set_axis(list(cells.iloc[0]), axis=1))
    return pd.concat(found, ignore_index=True).fillna("") if found else pd.DataFrame()


def made_up_residents() -> pd.DataFrame:
    """Give who lives where in the demonstration data."""
    return import_module("insight.demo.population").facts()


def needs_files(source: Source) -> bool:
    """Tell whether a source is read from files, rather than made."""
    return not hasattr(kind(source), "make")


def is_live(source: Source) -> bool:
    """Tell whether a source asks a service on the web; refuse one that should and does not say where."""
    live = hasattr(kind(source), "ask")
    if live != (source.base is not None):
        needs = "asks a service on the web, and needs 'base' and 'ask'" if live else "is read from 'files'"
        raise BadDefinition(f"{_yaml(source)}: the kind {source.kind!r} {needs}. Mend it.")
    if live and places.is_web(str(source.base)) == getattr(kind(source), "DATABASE", False):
        needs = "database: postgresql+psycopg://" if places.is_web(str(source.base)) else "service: https://"
        raise BadDefinition(
            f"{_yaml(source)}: the kind {source.kind!r} needs as 'base' the address of a {needs}. Mend it."
        )
    return live


def _understood(source: Source | Register, reader: ModuleType) -> Record:
    """Give what a source asks, as the record its kind has for that, or refuse it with its lines."""
    whole = create_model("Whole", __base__=Record, ask=(reader.Ask, ...))
    return build(whole, {"ask": source.ask}, where=paths.root() / _yaml(source)).ask  # type: ignore[attr-defined]


def _with(grid: Grid, columns: Mapping[str, str]) -> Grid:
    """Add to every row what was asked for to get it."""
    cells = grid.cells
    for name, value in columns.items():
        added = pd.Series(
            value, index=cells.index, dtype=cells.dtypes.iloc[0] if len(cells.columns) else "str"
        )
        if len(added):
            added.iloc[0] = name
        cells = cells.assign(**{f"asked {name}": added})
    return Grid(cells, grid.ragged, grid.delimiter)


def _yaml(source: Source | Register) -> str:
    return f"params/{'sources' if isinstance(source, Source) else 'registers'}/{source.id}.yml"


def _refuse_elsewhere(source: Source, files: Sequence[Place]) -> None:
    """Refuse folders and URLs where a kind reads files of this machine only."""
    wrong = [str(path) for path in files if not (isinstance(path, Path) and path.is_file())]
    if wrong:
        raise BadDefinition.rows(
            f"The source {source.id} is {source.kind}, which is read from one file, and not from:",
            wrong,
            f"Fetch the file and write its path below the data folder in params/sources/{source.id}.yml, or "
            "its address, beginning with https://. Folders and other URLs are read as 'kind: parquet'.",
        )
