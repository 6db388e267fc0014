"""params/ read into frozen records, or refused with every fault named."""

from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from insight import paths
from insight.definitions.audit import Audit, Break, Metric, National, Target
from insight.definitions.edition import ROLES, Edition, SignOff
from insight.definitions.outliers import Outliers
from insight.definitions.population import Population
from insight.definitions.register import Register
from insight.definitions.source import Breakdown, Categories, LeaveOut, Measure, Named, Source
from insight.definitions.strict import Record, named
from insight.errors import BadDefinition, UnknownName

__all__ = [
    "ROLES", "Audit", "Break", "Breakdown", "Categories", "Edition", "LeaveOut", "Measure", "Metric", "Named",
    "National", "Outliers", "Population", "Register", "SignOff", "Source", "Target", "audit", "audits",
    "audits_of", "edition", "editions", "metrics", "population", "registers", "source", "sources",
]  # fmt: skip

R = TypeVar("R", bound=Record)


def audits() -> dict[str, Audit]:
    """Give every audit in params/audits by id, in order of id."""
    found = {path.stem: _record(Audit, path) for path in _files("audits")}
    _refuse_shared_metrics(found)
    return found


def audit(name: str, *, where: object = "asked for") -> Audit:
    """Give one audit, or refuse a name that is no file in params/audits."""
    return _one(Audit, "audits", "audit", name, where)


def metrics() -> dict[str, Metric]:
    """Give every metric of every audit by id."""
    return {metric.id: metric for audit in audits().values() for metric in audit.metrics}


def sources() -> dict[str, Source]:
    """Give every source in params/sources by id."""
    return {path.stem: _record(Source, path) for path in _files("sources")}


def source(name: str, *, where: object = "asked for") -> Source:
    """Give one source, or refuse a name that is no file in params/sources."""
    return _one(Source, "sources", "source", name, where)


def registers() -> dict[str, Register]:
    """Give every register of areas in params/registers by id."""
    return {path.stem: _record(Register, path) for path in _files("registers")}


def population(name: str, *, where: object = "asked for") -> Population:
    """Give the population facts of one file in params/populations."""
    return _one(Population, "populations", "population", name, where)


def editions() -> list[str]:
    """Give the name of every edition in params/editions."""
    return [path.stem for path in _files("editions")]


def edition(name: str | Path) -> Edition:
    """Give an edition by the path of its file or by its name.

    Refused: a file that cannot be read, an audit or source that does not exist.
    """
    path = Path(name)
    if path.suffix not in (".yml", ".yaml"):
        folder = paths.params() / "editions"
        if str(name) not in (known := editions()):
            raise UnknownName.among("edition", name, known=known, where=folder)
        path = folder / f"{name}.yml"
    found = _record(Edition, path)
    for wanted in found.audits if found.audits != "all" else ():
        audit(wanted, where=path.name)
    for wanted in found.sources:
        source(wanted, where=path.name)
    if found.population is not None:
        population(found.population, where=path.name)
    return found


def audits_of(edition: Edition) -> list[Audit]:
    """Give the audits an edition covers: those it lists, or every audit of the programme."""
    if edition.audits == "all":
        return [audit for audit in audits().values() if audit.programme]
    return [audit(name) for name in edition.audits]


def _files(folder: str) -> list[Path]:
    return sorted((paths.params() / folder).glob("*.yml"))


def _one(record: type[R], folder: str, kind: str, name: str, where: object) -> R:
    known = {path.stem: path for path in _files(folder)}
    if name not in known:
        raise UnknownName.among(kind, name, known=known, where=where)
    return _record(record, known[name])


def _record(record: type[R], path: Path) -> R:
    return _cached(record, path.resolve(), _changed(path))  # type: ignore[return-value]


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=512)
def _cached(record: type[Record], path: Path, changed: int) -> Record:
    return named(record, path)


def _refuse_shared_metrics(found: dict[str, Audit]) -> None:
    owner: dict[str, str] = {}
    for audit in found.values():
        for metric in audit.metrics:
            if metric.id in owner:
                raise BadDefinition(
                    f"The metric {metric.id!r} is defined twice: in params/audits/{owner[metric.id]}.yml and "
                    f"params/audits/{audit.id}.yml. A metric belongs to one audit: rename one."
                )
            owner[metric.id] = audit.id
