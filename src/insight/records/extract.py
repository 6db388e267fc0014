"""One extract with a row per person or event, as written in params/records/<extract>.yml."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from insight import definitions, paths
from insight.definitions import Audit, LeaveOut
from insight.definitions.audit import Id
from insight.definitions.strict import Record, build, read
from insight.errors import BadDefinition, UnknownName
from insight.observations.checks import GROUPS
from insight.records.conditions import Condition

Level = Literal["england", "region", "icb", "sub_icb", "trust"]
Every = Literal["month", "quarter", "calendar_year", "financial_year"]
FROM = {"icb": ("sub_icb",), "region": ("icb", "sub_icb")}  # level -> levels whose areas lie within its own
COUNTED = ("proportion", "rate")  # statistics of a numerator that is part of its denominator


class AreaColumn(Record):
    """The column that says which area of a level a row is about, by any code the area tables know."""

    column: str


class GroupColumn(Record):
    """The column that says which group of a breakdown a row is about."""

    column: str
    names: dict[str, str] | None = None  # what the extract says -> our group; as it stands when not given
    unknown: str | None = None  # the group of everything else; when not given it is in no group

    @field_validator("names", mode="before")
    @classmethod
    def _as_text(cls, written: Any) -> Any:
        return {str(key): name for key, name in written.items()} if isinstance(written, dict) else written


class Columns(Record):
    """What the columns of the extract mean."""

    who: str | None = None  # tells people apart; each row is a person of its own when not given
    day: str
    areas: dict[Literal["icb", "sub_icb", "trust"], AreaColumn] = Field(default_factory=dict)
    breakdowns: dict[str, GroupColumn] = Field(default_factory=dict)

    @field_validator("areas", mode="before")
    @classmethod
    def _short(cls, written: Any) -> Any:
        if not isinstance(written, dict):
            return written
        return {
            level: {"column": named} if isinstance(named, str) else named for level, named in written.items()
        }

    @model_validator(mode="after")
    def _known_groups(self) -> "Columns":
        for breakdown, rule in self.breakdowns.items():
            if breakdown == "all" or breakdown not in GROUPS:
                known = ", ".join(name for name in GROUPS if name != "all")
                raise ValueError(f"no breakdown is called {breakdown!r}. Known: {known}.")
            groups = GROUPS[breakdown]
            named = [*(rule.names or {}).values(), *([rule.unknown] if rule.unknown else [])]
            wrong = [name for name in named if groups and name not in groups]
            if wrong:
                raise ValueError(f"{breakdown} has no group {wrong[0]!r}. Known: {', '.join(groups or ())}.")
        return self


class Periods(Record):
    """How time is cut up, and the days within which rows count."""

    every: Every
    first: date | None = None  # a day in the first period that counts; everything when not given
    last: date | None = None


class Counted(Record):
    """One metric: who is counted in its denominator, and who of them in its numerator."""

    id: str
    denominator: Condition
    numerator: Condition


class Extract(Record):
    """Record-level data and how observations are counted from them."""

    id: Id
    title: str
    audit: str
    url: str  # a file, folder or pattern below --data, or a URL; or a table of Spark's catalogue
    publisher: str | None = None  # the audit's provider when not given
    licence: str = "held under the audit provider's own agreement; counts only"
    published: date
    status: Literal["assured", "provisional"] = "provisional"
    disclosure: Literal["hes", "nda"] = "hes"  # the audit's own policy goes before it
    columns: Columns
    metrics: tuple[Counted, ...]
    periods: Periods
    levels: tuple[Level, ...] = ()  # England and every level with a column when not given
    leave_out: tuple[LeaveOut, ...] = ()

    @field_validator("levels", mode="before")
    @classmethod
    def _lower(cls, written: Any) -> Any:
        return [str(level).lower() for level in written] if isinstance(written, (list, tuple)) else written

    @model_validator(mode="after")
    def _reachable(self) -> "Extract":
        for level in self.aggregated:
            if level != "england" and self.column_of(level) is None:
                columns = " or ".join((level, *FROM.get(level, ())))
                raise ValueError(f"the level {level} needs a column of {columns} under 'columns, areas'.")
        ids = [metric.id for metric in self.metrics]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice or not ids:
            raise ValueError(f"the metric {twice[0]} stands twice." if twice else "no metric is counted.")
        return self

    @property
    def aggregated(self) -> tuple[Level, ...]:
        """Give the levels that are counted, the largest areas first."""
        every: tuple[Level, ...] = ("england", "region", "icb", "sub_icb", "trust")
        wanted = self.levels or ("england", *self.columns.areas)
        return tuple(level for level in every if level in wanted)

    @property
    def needed(self) -> dict[str, str]:
        """Give every column that is read, with the key that names it."""
        columns = self.columns
        found = {columns.day: "columns.day"} | ({columns.who: "columns.who"} if columns.who else {})
        for level, at in columns.areas.items():
            found.setdefault(at.column, f"columns.areas, {level}")
        for name, group in columns.breakdowns.items():
            found.setdefault(group.column, f"columns.breakdowns, {name}")
        for rule in self.leave_out:
            found.setdefault(rule.column, "leave_out")
        for metric in self.metrics:
            for condition in (metric.denominator, metric.numerator):
                for leaf in condition.leaves():
                    found.setdefault(str(leaf.column), f"metrics, {metric.id}")
        return found

    def column_of(self, level: str) -> str | None:
        """Give the level whose column says in which area of a level a row lies, itself if it has one."""
        return next((name for name in (level, *FROM.get(level, ())) if name in self.columns.areas), None)


def extract(name: str | Path) -> Extract:
    """Give an extract by its name or by the path of its file, with its audit and metrics checked."""
    path = Path(name)
    if path.suffix not in (".yml", ".yaml"):
        path = paths.params() / "records" / f"{name}.yml"
        if not path.is_file():
            raise UnknownName.among("extract", name, known=extracts(), where=path.parent)
    return _checked(_read(path.resolve(), path.stat().st_mtime_ns if path.is_file() else 0), path)


def extracts() -> list[str]:
    """Give the name of every extract in params/records."""
    return sorted(path.stem for path in (paths.params() / "records").glob("*.yml"))


def audit_of(extract: Extract) -> Audit:
    """Give the audit whose metrics an extract counts."""
    return definitions.audit(extract.audit, where=f"params/records/{extract.id}.yml")


@lru_cache(maxsize=64)
def _read(path: Path, changed: int) -> Extract:
    mapping = read(path)
    if mapping.setdefault("id", path.stem) != path.stem:
        raise BadDefinition(
            f"{path} says its id is {mapping['id']!r}, but the file is called {path.name}. Leave 'id' out."
        )
    return build(Extract, mapping, where=path)


def _checked(found: Extract, path: Path) -> Extract:
    """Refuse metrics that the audit does not have, or that are not a part of a whole."""
    known = {metric.id: metric for metric in audit_of(found).metrics}
    for counted in found.metrics:
        if counted.id not in known:
            raise UnknownName.among(f"metric of {found.audit}", counted.id, known=known, where=path.name)
        statistic = known[counted.id].statistic
        if statistic not in COUNTED:
            raise BadDefinition(
                f"{path}: {counted.id} is a {statistic}, which is not made of a numerator that is part of "
                f"its denominator. Records can be counted for a {' or a '.join(COUNTED)}."
            )
    return found
