"""Roads through care across audits: what is measured along them, and where an area stands at each stage."""

from functools import lru_cache
from pathlib import Path

from insight import paths
from insight.definitions.strict import named
from insight.errors import refuse_unknown
from insight.metrics import words
from insight.pathways.cards import Card, cards
from insight.pathways.course import RULE as TRENDS
from insight.pathways.focus import Focus, focus
from insight.pathways.likeness import METHOD as LIKENESS
from insight.pathways.pathway import STAGES, Driver, Pathway, stage
from insight.pathways.ranking import RULE as RANKING
from insight.pathways.ranking import ranked

__all__ = [
    "LIKENESS", "RANKING", "STAGES", "TRENDS", "Card", "Driver", "Focus", "Pathway", "cards", "every",
    "focus", "ranked", "stage",
]  # fmt: skip


def every() -> list[Pathway]:
    """Give every pathway in params/pathways, in order of title.

    Raises UnknownName for a metric or an audit that is none.
    """
    known = words()
    audits = {one.audit for one in known.values()}
    found = []
    for path in sorted((paths.params() / "pathways").glob("*.yml")):
        one = _read(path, path.stat().st_mtime_ns)
        linked = (
            name for driver in one.drivers for name in (driver.process, driver.outcome, driver.balancing)
        )
        refuse_unknown(one.audits, kind="audit", known=audits, where=path.name)
        named = [*one.metrics, *(name for name in linked if name is not None)]
        refuse_unknown(named, kind="metric", known=known, where=path.name)
        found.append(one)
    return sorted(found, key=lambda one: one.title)


@lru_cache(maxsize=64)
def _read(path: Path, changed: int) -> Pathway:
    """Give one pathway, read once until its file changes."""
    return named(Pathway, path)
