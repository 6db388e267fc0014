"""What is kept for an edition: a ledger that names every file, and the files, put in place together.

A file is called for what it holds, so that a new one never takes the place of another: what the ledger
names stands as it was until the ledger itself is replaced, at once, by one that names the new files.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from insight import paths
from insight.writing import HALF, halfway, write

LEDGER = "ledger.json"
OBSERVATIONS, SHARES = "observations", "shares"  # a folder for each, with a file of every source
PEOPLE = "people"
LOCK = "store.lock"


def folder(edition: str) -> Path:
    """Give the folder of an edition's store."""
    return paths.store() / edition


def lock(edition: str) -> Path:
    """Give the file that is locked by whoever fetches an edition or works out its findings."""
    return folder(edition) / LOCK


def entries(edition: str) -> list[dict]:
    """Give what the ledger says of each source; nothing when there is no ledger, or a file has gone."""
    found = _read(edition).get("sources", [])
    return found if all(observations(edition, entry).is_file() for entry in found) else []


def observations(edition: str, entry: dict) -> Path:
    """Give the file of a source's observations. entry : what the ledger says of the source."""
    return folder(edition) / OBSERVATIONS / _name(entry, OBSERVATIONS)


def shares(edition: str, entry: dict) -> Path:
    """Give the file of the shares by which a source spreads trusts, which need not be there."""
    return folder(edition) / SHARES / _name(entry, SHARES)


def people(edition: str) -> Path:
    """Give the file of who lives where, which need not be there."""
    return folder(edition) / _read(edition).get(PEOPLE, f"{PEOPLE}.parquet")


@contextmanager
def drafts(edition: str) -> Iterator[list[Path]]:
    """Give a list for files that were put in place and no ledger names yet; they go if none ever does."""
    new: list[Path] = []
    try:
        yield new
    except BaseException:
        known = _named(edition)
        for path in new:
            if path not in known:
                path.unlink(missing_ok=True)
        raise


def put(frame: pd.DataFrame, home: Path, called: str, new: list[Path]) -> str:
    """Keep a table under a name that tells what it holds; give the name. new : where it is noted."""
    home.mkdir(parents=True, exist_ok=True)
    with halfway(home / called) as half:
        pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), half, compression="zstd")
        with half.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()[:12]
        name = f"{called}-{digest}.parquet"
        if not (home / name).exists():
            new.append(home / name)
        half.replace(home / name)
    return name


def keep(edition: str, sources: list[dict], residents: str | None) -> None:
    """Have the ledger name what is kept now, and take away what it names no more.

    residents : the name of the file of who lives where, if there is one.
    """
    home = folder(edition)
    about = {PEOPLE: residents} if residents else {}
    content = json.dumps({"edition": edition, "sources": sources} | about, indent=1)
    place = home / LEDGER
    if not place.is_file() or place.read_text(encoding="utf-8") != content:
        write(place, content)
    named = _named(edition)
    kept = [home / OBSERVATIONS, home / SHARES]
    for path in [*home.glob(f"{PEOPLE}*.parquet"), *(path for one in kept for path in one.glob("*"))]:
        if path not in named:
            path.unlink(missing_ok=True)
    for left in home.glob(f"{LEDGER}{HALF}*"):
        left.unlink(missing_ok=True)


def _named(edition: str) -> set[Path]:
    """Give every file that the ledger names."""
    found = {people(edition)}
    for entry in _read(edition).get("sources", []):
        found |= {observations(edition, entry), shares(edition, entry)}
    return found


def _read(edition: str) -> dict:
    path = folder(edition) / LEDGER
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _name(entry: dict, what: str) -> str:
    return entry.get("kept", {}).get(what, f"{entry['source']}.parquet")
