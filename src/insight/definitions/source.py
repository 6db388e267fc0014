"""One published table and how to read it, as written in params/sources/<table>.yml."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from insight.definitions.published import Base, Published
from insight.definitions.strict import Record

# a database: its kind and its driver, parted by a plus unless there is only one
Database = Annotated[str, StringConstraints(pattern=r"^([a-z0-9]+\+[a-z0-9_]+|postgresql|sqlite)://\S.*$")]
Cells = dict[str, str | tuple[str, ...]]  # column -> the text, or texts, a row must hold there


class File(Record):
    """One file of a table: where below --data, and what it must be."""

    path: str
    sha256: str | None = None
    published: date | None = None
    period: str | None = None


class Read(Record):
    """How the table stands in its file. Rows and lines are counted from 1."""

    sheet: str | None = None
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    header: int = 1
    comment: str | None = None
    stop_at_blank: str | None = None  # foot notes begin where this column is first blank


class Named(Record):
    """A value taken from a column, perhaps renamed, or one value for every row."""

    column: str | None = None
    names: dict[str, str] | None = None  # what the file says -> our word
    value: str | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "Named":
        if (self.column is None) == (self.value is None):
            raise ValueError("write either 'column' (with 'names' if needed) or 'value'.")
        return self


class AreaColumn(Record):
    """Where a row says which area it is about."""

    column: str | None = None
    by: Literal["code", "name"] = "code"
    code: str | None = None  # one area for the whole table
    names: dict[str, str] = Field(default_factory=dict)  # words that stand where a code should -> the code


class PeriodColumn(Record):
    """Where a row says which period it is about, and how that is written."""

    column: str | None = None
    value: str | None = None
    format: str


class LeaveOut(Record):
    """Rows that are not wanted, and why."""

    column: str
    values: tuple[str, ...] = ()
    blank: bool = False
    reason: str


class Unpivot(Record):
    """Columns side by side that are one thing repeated, such as a column for each year."""

    columns: dict[str, str]  # the column -> what it stands for, such as a period
    to: str  # the new column that holds what each stands for
    value: str  # the new column that holds their cells


class Categories(Record):
    """A metric whose counts are sums of category rows."""

    dimension: str  # column naming what is counted
    category: str  # column naming the category
    count: str  # column holding the count
    of: tuple[str, ...]  # the dimension's names, which may differ by year
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]


class Measure(Record):
    """The part of a table that holds one metric."""

    metric: str
    where: Cells = Field(default_factory=dict)
    columns: dict[str, str] = Field(default_factory=dict)
    categories: Categories | None = None
    scale: float | None = None
    decimals: int | None = None

    @model_validator(mode="after")
    def _known_columns(self) -> "Measure":
        known = {"numerator", "denominator", "value", "lower", "upper", "interval", "sd", "outlier_status"}
        unknown = sorted(set(self.columns) - known)
        if unknown:
            raise ValueError(f"no column is called {unknown[0]!r}. Known: {', '.join(sorted(known))}.")
        if not self.columns and self.categories is None:
            raise ValueError("write 'columns' or 'categories', or the metric has no numbers.")
        return self


class Breakdown(Record):
    """Which rows belong to a breakdown, and the group each is about."""

    breakdown: str
    where: Cells = Field(default_factory=dict)
    group: str | Named = "all"


class Note(Record):
    """A column whose words may say that a value is withheld."""

    column: str
    contains: tuple[str, ...]


class Suppressed(Record):
    """How the file says that a number is withheld."""

    values: tuple[str, ...] = ()
    note: Note | None = None


class ShareColumns(Record):
    """What the columns of a file of shares are called."""

    trust: str = "nhs_trust22_code"
    icb: str = "icb22_code"
    share: str = "proportion_trust_came_from_icb"


class RollUp(Record):
    """How far up rows of a level may be added, and on what grounds."""

    to: Literal["icb", "region", "england"]  # the lowest level; levels above it follow
    by: Literal["place", "shares"] = "place"  # where each area lies, or where its patients live
    file: str | None = None  # of shares: where below --data
    sha256: str | None = None
    title: str | None = None  # what the file of shares is, in words a reader sees
    on: date = date(2022, 7, 1)  # a day on which the ICBs of the file were in force
    columns: ShareColumns = ShareColumns()

    @model_validator(mode="before")
    @classmethod
    def _short(cls, written: Any) -> Any:
        return {"to": written} if isinstance(written, str) else written

    @model_validator(mode="after")
    def _shares_have_a_file(self) -> "RollUp":
        if self.by == "shares" and self.file is None:
            raise ValueError("'by: shares' needs 'file', the file of shares below --data.")
        if self.by == "place" and self.file is not None:
            raise ValueError("write 'by: shares' where there is a 'file', or take the file away.")
        return self


class Source(Published):
    """One published table."""

    published: date
    synthetic: bool = False
    kind: str  # the name of a file in insight/sources
    base: Base | Database | None = None  # the service or database that is asked; of kinds that ask one
    ask: dict[str, Any] = Field(default_factory=dict)  # what of it; the kind says what may be asked
    files: tuple[File, ...] = ()
    read: Read = Read()
    transpose: bool = False
    unpivot: Unpivot | None = None
    area: AreaColumn | None = None
    level: Named | None = None
    period: PeriodColumn | None = None
    leave_out: tuple[LeaveOut, ...] = ()
    measures: tuple[Measure, ...] = ()
    scale: float = 1
    decimals: int | None = None
    breakdowns: tuple[Breakdown, ...] = (Breakdown(breakdown="all"),)
    suppressed: Suppressed = Suppressed()
    rounded_to: int = 1
    status: Literal["assured", "provisional"] | Named = "assured"
    control: Literal["as_published", "none"] = "none"
    roll_up: dict[Literal["sub_icb", "icb", "site", "trust"], RollUp] = Field(default_factory=dict)
    calibration: dict[str, dict[str, Any]] = Field(default_factory=dict)  # synthetic sources only
    settings: dict[str, Any] = Field(default_factory=dict)  # synthetic sources only

    @property
    def shares(self) -> RollUp | None:
        """Give how the trusts are spread over ICBs, if they are."""
        trust = self.roll_up.get("trust")
        return trust if trust is not None and trust.by == "shares" else None

    @model_validator(mode="after")
    def _spreads_trusts(self) -> "Source":
        others = [level for level, up in self.roll_up.items() if up.by == "shares" and level != "trust"]
        if others:
            raise ValueError(f"only trusts are spread by shares of their patients, not rows of {others[0]}.")
        return self

    @model_validator(mode="after")
    def _complete(self) -> "Source":
        if self.kind == "synthetic":
            return self
        files = self.files or self.base
        if self.files and self.base:
            raise ValueError("write either 'files', or 'base' and 'ask' of a service or a database.")
        needed = {
            "files (or base)": files,
            "area": self.area,
            "period": self.period,
            "measures": self.measures,
        }
        missing = [name for name, value in needed.items() if not value]
        if missing or self.level is None:
            raise ValueError(f"a table needs {', '.join(missing or ['level'])}.")
        return self
