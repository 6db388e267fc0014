"""Observations that passed their checks, kept as Parquet with where each row came from."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from insight import definitions, paths, places, sources
from insight.definitions import Edition, Source
from insight.errors import MissingInput, UnknownName
from insight.fetching import Fetcher, provenance
from insight.observations import COLUMNS, Tally, residents
from insight.sources import Input
from insight.store import inputs
from insight.store.kept import (
    LEDGER,
    OBSERVATIONS,
    SHARES,
    drafts,
    entries,
    folder,
    keep,
    lock,
    put,
)
from insight.store.kept import observations as observations_file
from insight.store.kept import people as people_file
from insight.store.kept import shares as shares_file
from insight.writing import alone, sweep

__all__ = [
    "LEDGER", "answers", "check", "digest", "digests", "fetch", "files", "folder", "inputs", "ledger", "load",
    "lock", "people", "shares",
]  # fmt: skip
Report = Callable[[str, int, int], None]  # what was done, how many sources are done, of how many
FETCH = "Run: insight fetch params/editions/{}.yml (with --data DIR if its sources are files)."
# the code of these decides what is stored
ROOMS = ("areas", "definitions", "observations", "sources", "demo")
FILES = ("archives.py", "markup.py", "periods.py", "places.py", "workbook_reader.py", "workbooks.py")
TYPES = {
    pa.int64(): pd.Int64Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.string(): pd.StringDtype(na_value=float("nan")),
}


def fetch(
    edition: Edition | str | Path,
    data: Path | None = None,
    report: Report | None = None,
    fetcher: Fetcher | None = None,
    wait: Callable[[], None] = lambda: None,
) -> Path:
    """Read, check and keep every source of an edition; give the store's folder.

    data : the folder below which the sources' files lie. report : called after each source.
    fetcher : fetches what lies on the web; one that uses the network when not given. wait : called
    when another process stores this edition, before waiting for it.

    Nothing is stored until every source has passed its checks; then all are, at once, by the
    ledger that names them. A source whose files and definition have not changed since the last
    fetch is not read again.
    """
    edition = edition if isinstance(edition, Edition) else definitions.edition(edition)
    report = report or (lambda words, done, total: None)
    with alone(lock(edition.id), wait), drafts(edition.id) as new, fetcher or Fetcher() as web:
        sweep(folder(edition.id))
        known = {entry["source"]: entry for entry in entries(edition.id)}
        found: list[dict] = []
        for done, name in enumerate(edition.sources, start=1):
            source = definitions.source(name, where=edition.id)
            entry, read = _one(edition, source, data, web, known.get(name, {}), new)
            found.append(entry)
            words = f"{entry['used']:,} of {entry['rows_in']:,} rows used" if read else "unchanged"
            report(f"{source.title}: {words}", done, len(edition.sources))
        residents_of = _people(edition, data, web)
        home = folder(edition.id)
        keep(edition.id, found, None if residents_of is None else put(residents_of, home, "people", new))
    return folder(edition.id)


def people(edition: str) -> pd.DataFrame | None:
    """Give who lives where: area, area_start, area_type, fact, group, people; None when not kept."""
    place = people_file(edition)
    return pd.read_parquet(place) if place.is_file() else None


def check(edition: Edition, data: Path | None = None, fetcher: Fetcher | None = None) -> Iterator[Tally]:
    """Read and check every source of an edition, and store nothing; give where the rows of each went.

    Its population facts are read and checked after them.
    """
    with fetcher or Fetcher() as web:
        for name in edition.sources:
            source = definitions.source(name, where=edition.id)
            if spread := inputs.found_shares(source, data):
                inputs.read_shares(source, spread)
            yield sources.fetch(edition, source, inputs.found(source, data, web))[1]
        _people(edition, data, web)


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
    found = entries(name)
    if not found:
        raise MissingInput(f"Nothing has been fetched for the edition {name!r}. {FETCH.format(name)}")
    for column in (*columns, *where):
        if column not in COLUMNS:
            raise UnknownName.among("column of observations", column, known=COLUMNS, where="store.load")
    places = [str(observations_file(name, entry)) for entry in found]
    tests = " AND ".join(f'list_contains(?, "{column}")' for column in where) or "TRUE"
    values = [[one] if isinstance(one, str) else list(one) for one in where.values()]
    chosen = ", ".join(f'"{column}"' for column in columns)
    query = f"SELECT {chosen} FROM read_parquet(?) WHERE {tests}"
    with duckdb.connect() as connection:
        try:
            rows = connection.sql(query, params=[places, *values]).to_arrow_table()
        except duckdb.BinderException as error:
            raise MissingInput(f"An earlier version fetched {name!r}. {FETCH.format(name)}") from error
    frame = rows.to_pandas(types_mapper=TYPES.get)
    return frame.astype({column: COLUMNS[column] for column in columns})


def shares(edition: str) -> dict[str, pd.DataFrame]:
    """Give the shares of patients by which each source spreads its trusts, as `areas.read_shares` does."""
    kept = {entry["source"]: shares_file(edition, entry) for entry in entries(edition)}
    return {name: pd.read_parquet(place) for name, place in kept.items() if place.is_file()}


def digests(edition: str) -> dict[str, str] | None:
    """Give a digest of the observations of each audit, and under "" of what is stored beside them.

    None when nothing is stored for the edition. Raises MissingInput for a store of an earlier version.
    """
    kept = entries(edition)
    if not kept:
        return None
    if not all("audits" in entry for entry in kept):
        raise MissingInput(f"An earlier version fetched {edition!r}. {FETCH.format(edition)}")
    beside = [people_file(edition), *(shares_file(edition, entry) for entry in kept)]
    found = {"": json.dumps([sources.digest(place) for place in beside if place.is_file()])}
    for entry in kept:
        for audit, digest in entry["audits"].items():
            found[audit] = f"{found.get(audit, '')}{entry['source']} {digest}; "
    return found


def digest(edition: str) -> str | None:
    """Give a digest of all that is stored for an edition, or None when nothing is."""
    found = digests(edition)
    return None if found is None else hashlib.sha256(json.dumps(found).encode()).hexdigest()


def ledger(edition: str) -> pd.DataFrame:
    """Give where the rows of every source went.

    Returns source, what (in, used, left out, foot note), reason (of rows left out) and rows.
    """
    rows: list[tuple[str, str, str | None, int]] = []
    for entry in entries(edition):
        name = entry["source"]
        rows += [(name, "in", None, entry["rows_in"]), (name, "used", None, entry["used"])]
        rows += [(name, "left out", reason, count) for reason, count in entry["left_out"].items()]
        rows += [(name, "foot note", None, entry["foot_notes"])] if entry["foot_notes"] else []
    return pd.DataFrame(rows, columns=["source", "what", "reason", "rows"])


def answers(edition: str) -> list[dict]:
    """Give what services on the web answered for an edition: source (its title), asked, fetched and more."""
    titled = ((definitions.source(entry["source"]).title, entry) for entry in entries(edition))
    return [{"source": title, **each} for title, entry in titled for each in entry.get("answers", ())]


def files(edition: Edition) -> list[Path]:
    """Give the files of observations of an edition's sources, of which some may not be there."""
    known = {entry["source"]: entry for entry in entries(edition.id)}
    return [observations_file(edition.id, known.get(name, {"source": name})) for name in edition.sources]


def _one(
    edition: Edition, source: Source, data: Path | None, web: Fetcher, known: dict, new: list[Path]
) -> tuple[dict, bool]:
    """Give what the ledger says of a source, and whether it was read and kept, as it has changed."""
    with web.noting() as answers:
        files, spread = inputs.found(source, data, web), inputs.found_shares(source, data)
    now = _digest(edition, source, files, spread)
    there = not spread or (known and shares_file(edition.id, known).is_file())
    if known.get("digest") == now and "audits" in known and there:
        return known, False
    frame, tally = sources.fetch(edition, source, files)
    home = folder(edition.id)
    kept = {OBSERVATIONS: put(frame, home / OBSERVATIONS, source.id, new)}
    if spread:
        kept[SHARES] = put(inputs.read_shares(source, spread), home / SHARES, source.id, new)
    told = {"answers": provenance(answers)} if answers else {}
    audits = _of_audits(home / OBSERVATIONS / kept[OBSERVATIONS])
    return _entry(files, tally, now) | told | {"audits": audits, "kept": kept}, True


def _people(edition: Edition, data: Path | None, fetcher: Fetcher) -> pd.DataFrame | None:
    """Read the population facts an edition names, or those of the demonstration."""
    if edition.population is None:
        return sources.made_up_residents() if edition.synthetic else None
    chosen = definitions.population(edition.population)
    files = inputs.below(
        chosen.tables,
        data,
        f"params/populations/{chosen.id}.yml",
        f"The population {chosen.id}",
        fetcher=fetcher,
    )
    return residents(chosen, places.here(files))


def _entry(files: list[Input], tally: Tally, digest: str) -> dict:
    hashes = {file.name: sources.digest(file.place) for file in files}
    return {**asdict(tally), "notes": list(tally.notes), "files": hashes, "digest": digest}


def _of_audits(written: Path) -> dict[str, str]:
    """Give a digest of each audit's rows of a source, whatever their order and the file they stood in."""
    columns = ", ".join(f'"{name}"' for name in COLUMNS if name not in ("file", "file_hash", "row"))
    summed = f"count(*) || ':' || sum(hash({columns})::HUGEINT)"
    with duckdb.connect() as connection:
        query = f"SELECT audit, {summed} FROM read_parquet(?) GROUP BY audit ORDER BY audit"
        return dict(connection.execute(query, [str(written)]).fetchall())


def _digest(edition: Edition, source: Source, files: list[Input], spread: Path | None) -> str:
    """Give a digest of everything a source's observations, and the shares kept with them, depend on."""
    at = [*(file.place for file in files), *([spread] if spread else [])]
    parts = [source.model_dump_json(), *(sources.digest(path) for path in at)]
    parts += [f"{file.name} {dict(file.columns)}" for file in files if file.columns]
    parts += [metric.model_dump_json() for _, metric in sorted(definitions.metrics().items())]
    if not files:
        parts.append(edition.model_dump_json())
    rooms = Path(__file__).parents[1]
    read = [*(paths.params() / "areas").glob("*.csv"), *(rooms / name for name in FILES)]
    read += [path for room in ROOMS for path in (rooms / room).rglob("*.py")]
    read += [path for path in (paths.params() / "demo").rglob("*") if path.is_file() and not files]
    parts += [sources.digest(path) for path in sorted(read)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
