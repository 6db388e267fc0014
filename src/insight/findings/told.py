"""The last look at a finished site: nothing in it tells a figure that is withheld."""

import json
from collections.abc import Collection, Iterable
from pathlib import Path

from insight.definitions import Edition
from insight.disclosure.published import leaks, unread
from insight.errors import SmallNumbersTold
from insight.findings.kept import digest_of, folder, looking
from insight.findings.load import load
from insight.findings.slices import Slices
from insight.writing import sweep, write

FURNITURE = "_static/"  # what the theme brings: the same whatever was found
LOOKED_AT = "looked-at.json"  # beside the findings: files of a site that told nothing of these findings


def nothing_told(edition: Edition, site: Path, *, vouched: Collection[str] = ()) -> None:
    """Raise SmallNumbersTold when a file of a site has a number where a withheld finding is named.

    site : a folder of finished files. Words, tables, attributes, charts and data files are
    read alike; a file of a kind that cannot be read is refused as well, unless it is the theme's.
    A file that told nothing of the same findings before is not read again. vouched : names of
    files that are, byte for byte, what was written from released findings and checked row by row.
    """
    vouched = frozenset(vouched)
    closed = [name for name in unread(site) if not name.startswith(FURNITURE) and name not in vouched]
    if closed:
        raise SmallNumbersTold.rows(
            f"{len(closed)} files of {edition.id} are of kinds that cannot be looked through:",
            closed,
            "Take them out of the site; the one that stands was left as it is.",
        )
    held = digest_of([Slices(edition.id).digest(), looking()])
    stamps = {path: _stamp(site, path) for path in site.rglob("*") if path.is_file()}
    before = _looked_at(edition, held)
    wanted = [
        path
        for path, stamp in stamps.items()
        if stamp not in before and path.relative_to(site).as_posix() not in vouched
    ]
    if wanted:
        _look(edition, site, wanted)
        _remember(edition, held, stamps.values())


def _look(edition: Edition, site: Path, files: Iterable[Path]) -> None:
    rows = load(edition.id)
    if rows["withheld"].isna().all():
        return
    found = leaks(site, rows, files=files)
    if len(found):
        raise SmallNumbersTold.rows(
            f"{len(found)} withheld figures of {edition.id} can be read in its pages:",
            [f"{row.file}, {row.where}: {row.text}" for row in found.itertuples()],
            f"Make the pages again with `insight run {edition.id}`. Where that does not help, mend what "
            "writes them. The site that stands was left as it is.",
        )


def _stamp(site: Path, path: Path) -> str:
    """Tell a file from any other: by its place, its size and when it was written."""
    there = path.stat()
    return f"{path.relative_to(site).as_posix()} {there.st_size} {there.st_mtime_ns} {there.st_ino}"


def _looked_at(edition: Edition, held: str) -> set[str]:
    """Give the files that told nothing of the same findings."""
    try:
        kept = json.loads((folder(edition.id) / LOOKED_AT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    return set(kept["files"]) if kept.get("held") == held else set()


def _remember(edition: Edition, held: str, stamps: Iterable[str]) -> None:
    place = folder(edition.id) / LOOKED_AT
    sweep(place.parent)
    write(place, json.dumps({"held": held, "files": sorted(stamps)}))
