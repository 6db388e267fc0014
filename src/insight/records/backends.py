"""The extract as an Ibis table: in DuckDB on this machine, or in Spark where the records lie.

Everything after this file is one set of Ibis expressions for both.
"""

import os
import re
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from insight import places
from insight.errors import BadRecords, MissingInput, MissingLibrary
from insight.places import Place, Remote
from insight.records.extract import Extract

if TYPE_CHECKING:
    import ibis.expr.types as ir

MEMORY = "2500MB"  # of DuckDB's own; Python and what files need while they are read come on top
THREADS = 4  # at most, for every thread needs memory of its own
SPILL = "insight-spill-"
TABLE = "table:"  # before the name of a table in Spark's catalogue, such as table:main.audit.patients


@contextmanager
def opened(
    extract: Extract, data: Path | None, *, spark: Any = None, memory: str = MEMORY, spill: Path | None = None
) -> Iterator[tuple[Any, "ir.Table"]]:
    """Give the backend and the extract in it, with the columns that are needed and no others.

    data : the folder that a path begins at. spark : a Spark session, or the address of one;
    DuckDB when not given. memory : what DuckDB may use before it spills. spill : the folder
    in which it may make a folder of its own, which nobody else may read and which is removed at
    the end, on failure or when asked to stop too; only a process killed outright leaves it, so
    name one on an encrypted disk. Spark spills where its own settings say.
    """
    ibis = _library("ibis", "records")
    if spark is not None:
        session, ours = _session(spark)
        try:
            with _told(extract):
                backend = ibis.pyspark.connect(session)
                yield backend, _chosen(_in_spark(backend, extract, data), extract)
        finally:
            if ours:
                session.stop()
        return
    with _ended_in_order(), tempfile.TemporaryDirectory(prefix=SPILL, dir=spill) as folder, _told(extract):
        backend = ibis.duckdb.connect(
            temp_directory=folder, memory_limit=memory,
            threads=min(THREADS, os.cpu_count() or 1), preserve_insertion_order=False,
            autoinstall_known_extensions=False,
        )  # fmt: skip
        try:
            yield backend, _chosen(_in_duckdb(backend, extract, data), extract)
        finally:
            backend.disconnect()


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Let a request to stop (SIGTERM) end the work as a failure would, so that folders are removed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: Any) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _in_duckdb(backend: Any, extract: Extract, data: Path | None) -> "ir.Table":
    """Give a view of the extract's files; nothing is read yet but their columns."""
    where = f"params/records/{extract.id}.yml"
    if extract.url.startswith(TABLE):
        raise MissingInput(
            f"{extract.url} ({where}) is a table of Spark's. Say where Spark is with --spark URL."
        )
    at = places.place(extract.url, data, where=where)
    found = places.files(at)
    if not found.paths:
        raise MissingInput(
            f"There is no Parquet file at {at}, which {where} names. Put it there, or mend 'url' in {where}."
        )
    names = list(found.paths)
    if found.system is not None:
        backend.con.register_filesystem(found.system)
        names = [found.system.unstrip_protocol(name) for name in names]
    listed = ", ".join("'{}'".format(name.replace("'", "''")) for name in names)
    backend.raw_sql(
        f"CREATE VIEW extract AS SELECT * FROM read_parquet([{listed}], hive_partitioning = true)"
    )
    return backend.table("extract")


def _in_spark(backend: Any, extract: Extract, data: Path | None) -> "ir.Table":
    """Give the extract as Spark reads it: a table of its catalogue, or Parquet by the URL as it stands."""
    if extract.url.startswith(TABLE):
        catalogue, _, rest = extract.url.removeprefix(TABLE).rpartition(".")
        return backend.table(rest, database=tuple(catalogue.split(".")) if catalogue else None)
    at: Place = places.place(extract.url, data, where=f"params/records/{extract.id}.yml")
    return backend.read_parquet(at.url if isinstance(at, Remote) else str(at))


def _session(spark: Any) -> tuple[Any, bool]:
    """Give a Spark session and whether it was begun here, and so must end here."""
    if not isinstance(spark, str):
        return spark, False
    build = _library("pyspark.sql", "spark").SparkSession.builder
    address = build.remote(spark) if spark.startswith("sc://") else build.master(spark)
    return address.appName("insight").getOrCreate(), True


def _chosen(table: "ir.Table", extract: Extract) -> "ir.Table":
    """Give the columns that the extract names, or refuse one without them."""
    missing = []
    for name, key in extract.needed.items():
        if name not in table.columns:
            close = get_close_matches(name, table.columns, n=1, cutoff=0.6)
            missing.append(f"{name!r} ({key})" + (f": did you mean {close[0]!r}?" if close else ""))
    if missing:
        raise MissingInput.rows(
            f"{extract.url} has no column called:",
            missing,
            f"It has these: {', '.join(table.columns)}. Mend the names in params/records/{extract.id}.yml. "
            "Nothing was written.",
            shown=30,
        )
    return table.select(*extract.needed)


@contextmanager
def _told(extract: Extract) -> Iterator[None]:
    """Say in words what a backend could not do."""
    try:
        yield
    except Exception as error:
        if not re.match(r"(duckdb|_duckdb|pyspark|py4j|ibis|pyarrow)\b", type(error).__module__):
            raise
        said = re.sub(r"\s+", " ", str(error)).strip()[:300]
        raise BadRecords(
            f"The records at {extract.url} (params/records/{extract.id}.yml) could not be counted: {said} "
            "See that every file is whole, is Parquet and has the same columns of the same kinds, and that "
            "there is room to spill. Nothing was written."
        ) from error


def _library(name: str, extra: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingLibrary(
            f"To count records, {name} is needed and is not installed ({error}). "
            f"Run: pip install 'insight[{extra}]'."
        ) from error
