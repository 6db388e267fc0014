"""What audits' own files say of metrics that findings do not carry: themes, and levels of publication.

It loads nothing else, so that names of metrics can be checked wherever people write them.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from insight import paths
from insight.definitions.strict import read


class Words(NamedTuple):
    """What is said of a metric besides its words beside findings."""

    audit: str
    themes: tuple[str, ...]
    levels: tuple[str, ...]  # areas it is published for, the widest first
    share_of_cases: bool = False  # whether it says what share of its cases an audit holds


def words() -> dict[str, Words]:
    """Give what is said of every metric of every audit, by its id.

    The files are read and not checked, which takes a tenth of the time: `insight check` checks them.
    """
    found: dict[str, Words] = {}
    for path in sorted((paths.params() / "audits").glob("*.yml")):
        found |= _of(path, path.stat().st_mtime_ns)
    return found


def _ascertainment(audit: dict[str, Any]) -> str | None:
    """Give the metric by which an audit says what share of its cases it holds."""
    rule = (audit.get("outliers") or {}).get("ascertainment") or {}
    return rule.get("metric")


def before_pages(edition: str) -> None:
    """Read what audits' files say, which is kept, before pages of an edition are forked."""
    words()


@lru_cache(maxsize=64)
def _of(path: Path, changed: int) -> dict[str, Words]:
    """Give what is said of the metrics of one audit, read once until its file changes."""
    audit = read(path)
    found = {}
    for metric in audit.get("metrics", ()):
        name, levels = str(metric["id"]), metric.get("levels") or audit.get("levels", ())
        themes = tuple(metric.get("themes", ()))
        found[name] = Words(path.stem, themes, tuple(levels), name == _ascertainment(audit))
    return found
