"""What each audit's findings are made from, and the folder they are kept in."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from insight import definitions, paths, store
from insight.definitions import Edition
from insight.errors import MissingInput
from insight.findings.kept import code, digest_of, folder

BY_AUDIT = ("audits", "series", "gaps", "improved", "curves", "people", "tests")  # a file for each audit
KEYS = "audits.json"
NOT_READ = {  # by any finding
    "title", "reports", "audits", "areas", "note", "time_limit", "memory_limit", "feedback_at_least",
    "signed_off", "contact",
}  # fmt: skip


def keys(edition: Edition) -> dict[str, str]:
    """Give a digest, for each audit of an edition, of everything its findings depend on.

    Raises MissingInput when nothing has been fetched.
    """
    stored = store.digests(edition.id)
    if stored is None:
        raise MissingInput(
            f"Nothing has been fetched for the edition {edition.id!r}. Run: insight fetch {edition.id}"
            " (with --data DIR if its sources are files of yours)."
        )
    shared = [stored[""], edition.model_dump_json(exclude=NOT_READ), code()]
    shared += [definitions.source(name).model_dump_json() for name in edition.sources]
    shared += [_hash(path) for path in sorted((paths.params() / "areas").glob("*.csv"))]
    return {
        audit.id: digest_of([*shared, audit.model_dump_json(), stored.get(audit.id, "")])
        for audit in definitions.audits_of(edition)
    }


def whole(edition: Edition, of_audits: dict[str, str]) -> str:
    """Give a digest of everything an edition's findings depend on."""
    return digest_of([edition.model_dump_json(), of_audits])


def made(edition: Edition) -> bool:
    """Tell whether an edition's findings are there, and made from what there is now."""
    return kept(edition, whole(edition, keys(edition)))


def kept(edition: Edition, key: str) -> bool:
    """Tell whether an edition's findings are there, and made from just this."""
    place = folder(edition.id) / "key.txt"
    return place.is_file() and place.read_text() == key


@contextmanager
def draft(edition: Edition, key: str) -> Iterator[Path]:
    """Give a folder to write findings to, which takes its place when all are there."""
    home = folder(edition.id)
    place = home.with_name(f"{home.name}.draft-{os.getpid()}")
    for other in home.parent.glob(f"{home.name}.draft-*"):
        if other == place or not _runs(other.name.rpartition("-")[2]):
            shutil.rmtree(other, ignore_errors=True)
    place.mkdir(parents=True)
    try:
        yield place
        (place / "key.txt").write_text(key)
        (place / "code.txt").write_text(code())
        _put(place, home, key)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def take_over(edition: Edition, of_audits: dict[str, str], place: Path) -> set[str]:
    """Bring the findings of audits that have not changed into a draft; give their names."""
    home = folder(edition.id)
    try:
        before = json.loads((home / KEYS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        before = {}
    same = {
        audit
        for audit, key in of_audits.items()
        if before.get(audit) == key and all((home / part / f"{audit}.parquet").is_file() for part in BY_AUDIT)
    }
    for part in BY_AUDIT:
        (place / part).mkdir()
        for audit in same:
            shutil.copyfile(home / part / f"{audit}.parquet", place / part / f"{audit}.parquet")
    (place / KEYS).write_text(json.dumps(of_audits), encoding="utf-8")
    return same


def write(rows: pd.DataFrame, path: Path) -> None:
    """Keep rows as Parquet."""
    pq.write_table(pa.Table.from_pandas(rows, preserve_index=False), path)


def _put(place: Path, home: Path, key: str) -> None:
    """Put a finished folder in its place, unless another process has put the same one there."""
    there = home / "key.txt"
    if there.is_file() and there.read_text() == key:
        return
    before = home.with_name(f"{home.name}.draft-{os.getpid()}-before")
    if home.exists():
        home.replace(before)
    place.replace(home)
    shutil.rmtree(before, ignore_errors=True)


def _runs(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
