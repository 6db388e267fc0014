"""The findings that are released, as a table for others: what pages may show, as they show it."""

import pandas as pd
import pyarrow.parquet as pq

from insight import definitions, findings
from insight.definitions import Edition
from insight.disclosure import SMALL_NUMBER, SO_OTHERS
from insight.errors import SmallNumbersTold
from insight.exports.fields import FINDINGS
from insight.findings.guard import released
from insight.markup import slug

CODES = {SMALL_NUMBER: "small_number", SO_OTHERS: "protects_a_small_number"}
FIGURES = ("value", "lower", "upper", "revised_from")
NUMBERS = (*FIGURES, "numerator", "denominator", "decimals", "verdict", "comparator")  # of rows not withheld
SHOWN = 5


def table(edition: Edition) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the released findings of an edition, and the reasons why some have no figure.

    Rows about people that our own rule protects are those that were attacked together before
    they were released (see `insight attack`); all rows of what publishers have protected
    themselves, or that count no people, are released too. A withheld row has its keys, a reason,
    and no number. Raises SmallNumbersTold when it has one, MissingInput when nothing was fetched.
    """
    found = [rows for audit in definitions.audits_of(edition) if len(rows := _of_audit(edition, audit))]
    whole = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=_columns())
    words = sorted(whole["withheld"].dropna().unique())
    codes = {word: withheld_as(word) for word in words}
    whole["withheld"] = whole["withheld"].map(codes)
    reasons = pd.DataFrame({"withheld": list(codes.values()), "reason": words}, dtype="str")
    return whole[_columns()], reasons.sort_values("withheld", ignore_index=True)


def withheld_as(reason: str) -> str:
    """Give the code that stands for a reason why there is no figure.

    >>> withheld_as("not published")
    'not_published'
    """
    return CODES.get(reason) or slug(reason).replace("-", "_")


def _columns() -> list[str]:
    return [field.name for field in FINDINGS]


def _of_audit(edition: Edition, audit: definitions.Audit) -> pd.DataFrame:
    """Give the released rows of one audit, their figures as pages show them."""
    path = findings.folder(edition.id) / "audits" / f"{audit.id}.parquet"
    if not path.is_file():
        return pd.DataFrame()
    rows = _released(pq.read_table(path).to_pandas(), edition, audit)
    units = {metric.id: metric.unit for metric in audit.metrics}
    invented = {name: definitions.source(name).synthetic or edition.synthetic for name in edition.sources}
    rows = rows.assign(unit=rows["metric"].map(units), synthetic=rows["source"].map(invented))
    hidden = rows["withheld"].notna()
    rows["decimals"] = rows["decimals"].astype("Int64").fillna(1).mask(hidden)
    _refuse_told(rows[hidden], audit)
    for name in FIGURES:
        cells = zip(rows[name], rows["unit"], rows["decimals"], strict=True)
        rows[name] = [as_shown(*cell) for cell in cells]
    for name in ("period_start", "period_end", "published"):
        rows[name] = pd.to_datetime(rows[name]).dt.date
    return rows.reset_index(drop=True)


def _released(rows: pd.DataFrame, edition: Edition, audit: definitions.Audit) -> pd.DataFrame:
    sources = {name: definitions.source(name) for name in edition.sources}
    attacked = rows.index.isin(released(rows, audit, sources).index)
    people = {metric.id: metric.counts_people for metric in audit.metrics}
    theirs = [name for name, source in sources.items() if source.control == "as_published"]
    free = rows["source"].isin(theirs) | ~rows["metric"].map(people).astype(bool)
    return rows[attacked | free].copy()


def _refuse_told(hidden: pd.DataFrame, audit: definitions.Audit) -> None:
    """Raise SmallNumbersTold when a row that is withheld has a number after all."""
    told = hidden[hidden[list(NUMBERS)].notna().any(axis=1)]
    if len(told):
        raise SmallNumbersTold.rows(
            f"{len(told)} withheld findings of {audit.id} have a number:",
            [f"{row.metric}, {row.area}, {row.period}, {row.group}" for row in told.head(SHOWN).itertuples()],
            "No data were written. The findings are not sound: take away their folder and run insight fetch.",
        )


def as_shown(value: float, unit: str, decimals: int) -> float:
    """Give a figure as pages show it: per cent for a share, to its decimals; missing stays missing.

    >>> as_shown(0.58423, "%", 1), as_shown(3.2149, "per 1,000 births", 2)
    (58.4, 3.21)
    """
    if pd.isna(value):
        return float("nan")
    return float(f"{100 * value if unit == '%' else value:.{int(decimals)}f}") + 0.0
