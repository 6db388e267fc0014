"""What is written in params/streams, with what audits' own files say filled in."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from insight import audiences, definitions, filled, paths
from insight.definitions.strict import Record, build, named, read
from insight.errors import BadDefinition, UnknownName, guess
from insight.streams.stream import Hospital, Member, MetricId, NetworkKind, Resident, Stream, Unit, Work

R = TypeVar("R", bound=Record)
TABLES: dict[type[Record], str] = {  # what a row is -> the name of its table
    Member: "memberships", Resident: "residents", Unit: "units", Hospital: "hospitals",
    MetricId: "metric_ids",
}  # fmt: skip
LEVELS = {
    "icb": "ICB", "sub_icb": "sub-ICB", "pcn": "primary care network", "practice": "general practice",
    "network": "clinical network", "cancer_alliance": "Cancer Alliance", "stroke_network": "stroke network",
    "neonatal_network": "neonatal network",
}  # fmt: skip


class Streams(Record):
    """A file of streams."""

    id: str
    streams: tuple[Stream, ...]


class Kinds(Record):
    """The kinds of network, in params/streams/networks.yml."""

    id: str
    kinds: tuple[NetworkKind, ...]


class Works(Record):
    """The works, in params/streams/work.yml."""

    id: str
    works: tuple[Work, ...]


def folder() -> Path:
    """Give where streams are written."""
    return paths.params() / "streams"


def streams() -> list[Stream]:
    """Give every stream, those of audits first and by name: an audit nobody wrote about has one all the same.

    Raises BadDefinition for two streams of one id or one audit, UnknownName for an audit or an audience
    that there is not.
    """
    written: list[Stream] = []
    for path in sorted(folder().glob("*.yml")):
        if path.stem not in ("networks", "work"):
            written += _of_file(path)
    _refuse_shared(written)
    _refuse_unknown_audiences(written)
    about = {one.audit for one in written}
    bare = [name for name in definitions.audits() if name not in about]
    written += [
        build(Stream, _filled({"id": name, "audit": name}, "an audit"), where=folder()) for name in bare
    ]
    return sorted(written, key=lambda one: (one.audit is None, one.kind != "audit", one.name))


def _refuse_shared(written: Sequence[Stream]) -> None:
    """Refuse streams that share an id, or the audit they are about: a page could show only one of them."""
    ids = Counter(one.id for one in written)
    about = Counter(one.audit for one in written if one.audit is not None)
    faults = [f"{count} streams have the id {name}" for name, count in ids.items() if count > 1]
    faults += [f"{count} streams are about the audit {name}" for name, count in about.items() if count > 1]
    if faults:
        raise BadDefinition.rows("Streams in params/streams are there twice:", faults, "Keep one of each.")


def _refuse_unknown_audiences(written: Sequence[Stream]) -> None:
    known = sorted(one.id for one in audiences.audiences())
    faults = [
        f"{one.id}: no audience is called {name!r}.{guess(name, known)}"
        for one in written
        for name in one.audiences
        if known and name not in known
    ]
    if faults:
        raise UnknownName.rows(
            "Streams in params/streams are for audiences that there are not:",
            faults,
            f"Known: {', '.join(known)}.",
        )


def networks() -> list[NetworkKind]:
    """Give the kinds of network, in the order of their file."""
    return list(named(Kinds, folder() / "networks.yml").kinds)


def works() -> list[Work]:
    """Give work that bears on how systems use audits, in the order of its file."""
    return list(named(Works, folder() / "work.yml").works)


def rows(record: type[R]) -> list[R]:
    """Give the rows of the table in params/streams whose rows are of a kind; none where it is not there."""
    path = folder() / f"{TABLES[record]}.csv"
    return list(_rows(record, path, path.stat().st_mtime_ns)) if path.is_file() else []


def units() -> list[Unit]:
    """Give the units that an audit names by code."""
    return rows(Unit)


@lru_cache(maxsize=16)
def _rows(record: type[R], path: Path, changed: int) -> tuple[R, ...]:
    return tuple(filled.read(record, path))


def _of_file(path: Path) -> tuple[Stream, ...]:
    given = read(path)
    entries = given.get("streams")
    if isinstance(entries, list):
        made = [_filled(entry, path.name) if isinstance(entry, dict) else entry for entry in entries]
        given = given | {"streams": made}
    return build(Streams, given | {"id": path.stem}, where=path).streams


def _filled(entry: dict[str, Any], where: str) -> dict[str, Any]:
    """Fill what an audit's own file says of it into a stream that is about an audit."""
    name = entry.get("audit")
    if name is None:
        return entry
    known = definitions.audits()
    if name not in known:
        raise UnknownName.among("audit", name, known=known, where=f"params/streams/{where}")
    audit = known[name]
    own = {
        "id": f"audit_{name}",
        "kind": "audit" if audit.programme else "data set",
        "name": audit.name,
        "short": audit.short,
        "holder": audit.provider,
        "holds": audit.about,
        "topic": audit.topic,
        "geography": [LEVELS.get(level, level) for level in audit.levels],
        "frequency": audit.cadence,
        "icb_note": audit.icb_note,
    }
    return {key: value for key, value in own.items() if value is not None} | entry
