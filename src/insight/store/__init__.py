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

from insight import definitions, paths, places, sources
from insight.definitions import Edition, Source
from insight.errors import MissingInput, UnknownName
from insight.fetching import Fetcher, provenance
from insight.observations import COLUMNS, Tally, residents
from insight.sources import Input
from insight.store import inputs

Report = Callable[[str, int, int], None]  # what was done, how many sources are done, of how many
FETCH = "Run: insight fetch params/editions/{}.yml (with --data DIR if its sources are files)."
LEDGER = "ledger.json"
ROOMS = ("areas", "definitions", "observations", "sources", "demo")  # their code decides what is stored
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
) -> Path:
    """Read, check and keep every source of an edition; give the store's folder.

    data : the folder below which the sources' files lie. report : called after each source.
    fetcher : fetches what lies on the web; one that uses the network when not given.

    Nothing is stored until every source has passed its checks: each is written beside its
    place, and all are moved there together. A source whose files and definition have not
    changed since the last fetch is not read again.
    """
    edition = edition if isinstance(edition, Edition) else definitions.edition(edition)
    report = report or (lambda words, done, total: None)
    kept = {entry["source"]: entry for entry in _entries(edition.id)}
    entries: list[dict] = []
    wanted: set[Path] = set()
    with _drafts() as drafts, fetcher or Fetcher() as web:
        for done, name in enumerate(edition.sources, start=1):
            source = definitions.source(name, where=edition.id)
            wanted.update(_places(edition.id, source))
            entry, read = _one(edition, source, data, web, kept.get(name, {}), drafts)
            entries.append(entry)
            words = f"{entry['used']:,} of {entry['rows_in']:,} rows used" if read else "unchanged"
            report(f"{source.title}: {words}", done, len(edition.sources))
        residents_of = _people(edition, data, web)
        if residents_of is not None:
            drafts[_write(residents_of, _people_file(edition.id))] = _people_file(edition.id)
        else:
            _people_file(edition.id).unlink(missing_ok=True)
        _keep(edition.id, drafts, entries, wanted)
    return folder(edition.id)


def people(edition: str) -> pd.DataFrame | None:
    """Give who lives where: area, area_start, area_type, fact, group, people; None when not kept."""
    place = _people_file(edition)
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
    entries = _entries(name)
    if not entries:
        raise MissingInput(f"Nothing has been fetched for the edition {name!r}. {FETCH.format(name)}")
    for column in (*columns, *where):
        if column not in COLUMNS:
            raise UnknownName.among("column of observations", column, known=COLUMNS, where="store.load")
    files = [str(_file(name, entry["source"])) for entry in entries]
    tests = " AND ".join(f'list_contains(?, "{column}")' for column in where) or "TRUE"
    values = [[one] if isinstance(one, str) else list(one) for one in where.values()]
    chosen = ", ".join(f'"{column}"' for column in columns)
    query = f"SELECT {chosen} FROM read_parquet(?) WHERE {tests}"
    with duckdb.connect() as connection:
        try:
            found = connection.sql(query, params=[files, *values]).to_arrow_table()
        except duckdb.BinderException as error:
            raise MissingInput(f"An earlier version fetched {name!r}. {FETCH.format(name)}") from error
    frame = found.to_pandas(types_mapper=TYPES.get)
    return frame.astype({column: COLUMNS[column] for column in columns})


def shares(edition: str) -> dict[str, pd.DataFrame]:
    """Give the shares of patients by which each source spreads its trusts, as `areas.read_shares` does."""
    kept = {name: _shares_file(edition, name) for name in (entry["source"] for entry in _entries(edition))}
    return {name: pd.read_parquet(place) for name, place in kept.items() if place.is_file()}


def digests(edition: str) -> dict[str, str] | None:
    """Give a digest of the observations of each audit, and under "" of what is stored beside them.

    None when nothing is stored for the edition. Raises MissingInput for a store of an earlier version.
    """
    entries = _entries(edition)
    if not entries:
        return None
    if not all("audits" in entry for entry in entries):
        raise MissingInput(f"An earlier version fetched {edition!r}. {FETCH.format(edition)}")
    beside = [_people_file(edition), *(_shares_file(edition, entry["source"]) for entry in entries)]
    found = {"": json.dumps([sources.digest(place) for place in beside if place.is_file()])}
    for entry in entries:
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
    for entry in _entries(edition):
        name = entry["source"]
        rows += [(name, "in", None, entry["rows_in"]), (name, "used", None, entry["used"])]
        rows += [(name, "left out", reason, count) for reason, count in entry["left_out"].items()]
        rows += [(name, "foot note", None, entry["foot_notes"])] if entry["foot_notes"] else []
    return pd.DataFrame(rows, columns=["source", "what", "reason", "rows"])


def answers(edition: str) -> list[dict]:
    """Give what services on the web answered for an edition: source (its title), asked, fetched and more."""
    titled = ((definitions.source(entry["source"]).title, entry) for entry in _entries(edition))
    return [{"source": title, **each} for title, entry in titled for each in entry.get("answers", ())]


def folder(edition: str) -> Path:
    """Give the folder of an edition's store."""
    return paths.store() / edition


def _places(edition: str, source: Source) -> list[Path]:
    """Give where what is kept of a source belongs: its observations, and the shares it spreads trusts by."""
    spread = source.shares is not None and source.shares.file is not None
    return [_file(edition, source.id), *([_shares_file(edition, source.id)] if spread else [])]


def _one(
    edition: Edition, source: Source, data: Path | None, web: Fetcher, known: dict, drafts: dict[Path, Path]
) -> tuple[dict, bool]:
    """Give what the ledger says of a source, and whether it was read, into drafts, as it has changed."""
    with web.noting() as answers:
        files, spread = inputs.found(source, data, web), inputs.found_shares(source, data)
    now, places = _digest(edition, source, files, spread), _places(edition.id, source)
    if known.get("digest") == now and "audits" in known and all(map(Path.is_file, places)):
        return known, False
    frame, tally = sources.fetch(edition, source, files)
    written = _write(frame, places[0])
    drafts[written] = places[0]
    if spread:
        drafts[_write(inputs.read_shares(source, spread), places[1])] = places[1]
    told = {"answers": provenance(answers)} if answers else {}
    return _entry(files, tally, now) | told | {"audits": _of_audits(written)}, True


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


def _people_file(edition: str) -> Path:
    return folder(edition) / "people.parquet"


def _file(edition: str, source: str) -> Path:
    return folder(edition) / "observations" / f"{source}.parquet"


def _shares_file(edition: str, source: str) -> Path:
    return folder(edition) / "shares" / f"{source}.parquet"


def _entries(edition: str) -> list[dict]:
    """Give what the ledger says of each source; nothing when there is no ledger, or a file has gone."""
    path = folder(edition) / LEDGER
    if not path.is_file():
        return []
    entries = json.loads(path.read_text(encoding="utf-8"))["sources"]
    return entries if all(_file(edition, entry["source"]).is_file() for entry in entries) else []


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


@contextmanager
def _drafts() -> Iterator[dict[Path, Path]]:
    """Give a place to note drafts and where each belongs; drafts that were not moved are removed."""
    drafts: dict[Path, Path] = {}
    try:
        yield drafts
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)


def _write(frame: pd.DataFrame, place: Path) -> Path:
    """Write a table beside its place; give the draft."""
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f"{place.name}.draft-{os.getpid()}")
    pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), draft, compression="zstd")
    return draft


def _keep(edition: str, drafts: dict[Path, Path], entries: list[dict], wanted: set[Path]) -> None:
    """Move every draft to its place, the ledger last, and remove what the edition no longer has."""
    homes = [folder(edition) / "observations", folder(edition) / "shares"]
    homes[0].mkdir(parents=True, exist_ok=True)
    ledger = folder(edition) / f"{LEDGER}.draft-{os.getpid()}"
    ledger.write_text(json.dumps({"edition": edition, "sources": entries}, indent=1), encoding="utf-8")
    for draft, place in [*drafts.items(), (ledger, folder(edition) / LEDGER)]:
        draft.replace(place)
    for home in filter(Path.is_dir, homes):
        for stray in set(home.iterdir()) - wanted:
            stray.unlink()


def _digest(edition: Edition, source: Source, files: list[Input], spread: Path | None) -> str:
    """Give a digest of everything a source's observations, and the shares kept with them, depend on."""
    at = [*(file.place for file in files), *([spread] if spread else [])]
    parts = [source.model_dump_json(), *(sources.digest(path) for path in at)]
    parts += [f"{file.name} {dict(file.columns)}" for file in files if file.columns]
    parts += [metric.model_dump_json() for _, metric in sorted(definitions.metrics().items())]
    if not files:
        parts.append(edition.model_dump_json())
    rooms = Path(__file__).parents[1]
    read = [*(paths.params() / "areas").glob("*.csv"), rooms / "periods.py"]
    read += [path for room in ROOMS for path in (rooms / room).rglob("*.py")]
    read += [path for path in (paths.params() / "demo").rglob("*") if path.is_file() and not files]
    parts += [sources.digest(path) for path in sorted(read)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
