"""Observations that passed their checks, kept as Parquet with where each row came from."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from insight import definitions, paths, sources
from insight.definitions import Edition, Source
from insight.errors import MissingInput, UnknownName, WrongChecksum
from insight.observations import COLUMNS, Tally

Report = Callable[[str, int, int], None]  # what was done, how many sources are done, of how many
LEDGER = "ledger.json"
ROOMS = ("areas", "definitions", "observations", "sources", "demo")  # their code decides what is stored
TYPES = {
    pa.int64(): pd.Int64Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.string(): pd.StringDtype(na_value=float("nan")),
}


def fetch(edition: Edition | str | Path, data: Path | None = None, report: Report | None = None) -> Path:
    """Read, check and keep every source of an edition; give the store's folder.

    data : the folder below which the sources' files lie. report : called after each source.

    Nothing is stored until every source has passed its checks: each is written beside its
    place, and all are moved there together. A source whose files and definition have not
    changed since the last fetch is not read again.
    """
    edition = edition if isinstance(edition, Edition) else definitions.edition(edition)
    report = report or (lambda words, done, total: None)
    kept = {entry["source"]: entry for entry in _entries(edition.id)}
    entries: list[dict] = []
    with _drafts() as drafts:
        for done, name in enumerate(edition.sources, start=1):
            source = definitions.source(name, where=edition.id)
            files = _found(source, data)
            now = _digest(edition, source, files)
            if kept.get(name, {}).get("digest") == now and _file(edition.id, name).is_file():
                entries.append(kept[name])
                report(f"{source.title}: unchanged", done, len(edition.sources))
                continue
            frame, tally = sources.fetch(edition, source, files)
            drafts[_write(frame, edition.id, name)] = _file(edition.id, name)
            entries.append(_entry(source, files, tally, now))
            report(
                f"{source.title}: {tally.used:,} of {tally.rows_in:,} rows used", done, len(edition.sources)
            )
        _keep(edition.id, drafts, entries)
    return folder(edition.id)


def check(edition: Edition, data: Path | None = None) -> Iterator[Tally]:
    """Read and check every source of an edition, and store nothing; give where the rows of each went."""
    for name in edition.sources:
        source = definitions.source(name, where=edition.id)
        yield sources.fetch(edition, source, _found(source, data))[1]


def load(
    edition: Edition | str, *, columns: Iterable[str] = tuple(COLUMNS), **where: str | Iterable[str]
) -> pd.DataFrame:
    """Give observations of an edition, through DuckDB.

    columns : the ones wanted; all when not given. where : a column and the value, or the
    values, its rows must have, as in load("demo", audit="nhfd", area=["QOX", "QWO"]).

    Returns the columns with their types, in the order of source, file and row. Raises
    MissingInput when nothing has been fetched.
    """
    name = edition.id if isinstance(edition, Edition) else edition
    entries = _entries(name)
    if not entries:
        raise MissingInput(
            f"Nothing has been fetched for the edition {name!r}. "
            f"Run: insight fetch params/editions/{name}.yml (with --data DIR if its sources are files)."
        )
    for column in (*columns, *where):
        if column not in COLUMNS:
            raise UnknownName.among("column of observations", column, known=COLUMNS, where="store.load")
    files = [str(_file(name, entry["source"])) for entry in entries]
    tests = " AND ".join(f'list_contains(?, "{column}")' for column in where) or "TRUE"
    values = [[one] if isinstance(one, str) else list(one) for one in where.values()]
    chosen = ", ".join(f'"{column}"' for column in columns)
    query = f"SELECT {chosen} FROM read_parquet(?) WHERE {tests}"
    with duckdb.connect() as connection:
        found = connection.sql(query, params=[files, *values]).to_arrow_table()
    frame = found.to_pandas(types_mapper=TYPES.get)
    return frame.astype({column: COLUMNS[column] for column in columns})


def digest(edition: str) -> str | None:
    """Give a digest of what is stored for an edition, or None when nothing is."""
    entries = _entries(edition)
    return hashlib.sha256(json.dumps(entries).encode()).hexdigest() if entries else None


def ledger(edition: str) -> pd.DataFrame:
    """Give where the rows of every source went.

    Returns source, what (in, used, left out, foot note), reason (of rows left out) and rows.
    """
    rows: list[tuple[str, str, str | None, int]] = []
    for entry in _entries(edition):
        name = entry["source"]
        rows += [(name, "in", None, entry["rows_in"]), (name, "used", None, entry["used"])]
        rows += [(name, "left out", reason, count) for reason, count in entry["left_out"].items()]
        rows += [(name, "foot note", None, entry["foot_notes"])] if entry["foot_notes"] else []
    return pd.DataFrame(rows, columns=["source", "what", "reason", "rows"])


def folder(edition: str) -> Path:
    """Give the folder of an edition's store."""
    return paths.store() / edition


def _found(source: Source, data: Path | None) -> list[Path]:
    """Give a source's files, each found below the data folder and of the right checksum."""
    if not sources.needs_files(source):
        return []
    where = f"params/sources/{source.id}.yml"
    if data is None:
        raise MissingInput(
            f"The source {source.id} is read from files. Say which folder they lie in with --data DIR."
        )
    found = [paths.inside(file.path, data, where=where) for file in source.files]
    missing = [file.path for file, path in zip(source.files, found, strict=True) if not path.is_file()]
    if missing:
        link = f" The publisher's page is {source.link}." if source.link else ""
        raise MissingInput.rows(
            f"The source {source.id} needs files that are not below {data}:",
            missing,
            f"Put them there, or mend 'files' in {where}.{link}",
        )
    for file, path in zip(source.files, found, strict=True):
        digest = sources.digest(path)
        if file.sha256 is not None and digest != file.sha256.lower():
            raise WrongChecksum(
                f"{file.path} is not the file that {where} describes: its SHA-256 is {digest}, and "
                f"{file.sha256} was expected. Fetch the file again. If its publisher has replaced it, check "
                "what has changed, then write the new sum and publication date there. Nothing was stored."
            )
    return found


def _file(edition: str, source: str) -> Path:
    return folder(edition) / "observations" / f"{source}.parquet"


def _entries(edition: str) -> list[dict]:
    """Give what the ledger says of each source; nothing when there is no ledger, or a file has gone."""
    path = folder(edition) / LEDGER
    if not path.is_file():
        return []
    entries = json.loads(path.read_text(encoding="utf-8"))["sources"]
    return entries if all(_file(edition, entry["source"]).is_file() for entry in entries) else []


def _entry(source: Source, files: list[Path], tally: Tally, digest: str) -> dict:
    hashes = {file.path: sources.digest(path) for file, path in zip(source.files, files, strict=False)}
    return {**asdict(tally), "notes": list(tally.notes), "files": hashes, "digest": digest}


@contextmanager
def _drafts() -> Iterator[dict[Path, Path]]:
    """Give a place to note drafts and where each belongs; drafts that were not moved are removed."""
    drafts: dict[Path, Path] = {}
    try:
        yield drafts
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)


def _write(frame: pd.DataFrame, edition: str, source: str) -> Path:
    """Write a source beside its place; give the draft."""
    place = _file(edition, source)
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f"{place.name}.draft-{os.getpid()}")
    pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), draft, compression="zstd")
    return draft


def _keep(edition: str, drafts: dict[Path, Path], entries: list[dict]) -> None:
    """Move every draft to its place, the ledger last, and remove sources the edition no longer has."""
    home = folder(edition) / "observations"
    home.mkdir(parents=True, exist_ok=True)
    ledger = folder(edition) / f"{LEDGER}.draft-{os.getpid()}"
    ledger.write_text(json.dumps({"edition": edition, "sources": entries}, indent=1), encoding="utf-8")
    for draft, place in [*drafts.items(), (ledger, folder(edition) / LEDGER)]:
        draft.replace(place)
    for stray in set(home.iterdir()) - {_file(edition, entry["source"]) for entry in entries}:
        stray.unlink()


def _digest(edition: Edition, source: Source, files: list[Path]) -> str:
    """Give a digest of everything a source's observations depend on."""
    parts = [source.model_dump_json(), *(sources.digest(path) for path in files)]
    parts += [metric.model_dump_json() for _, metric in sorted(definitions.metrics().items())]
    if not files:
        parts.append(edition.model_dump_json())
    rooms = Path(__file__).parent
    read = [*(paths.params() / "areas").glob("*.csv"), rooms / "periods.py"]
    read += [path for room in ROOMS for path in (rooms / room).rglob("*.py")]
    read += [path for path in (paths.params() / "demo").rglob("*") if path.is_file() and not files]
    parts += [sources.digest(path) for path in sorted(read)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
