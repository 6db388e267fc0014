"""Findings of invented areas: ordinary ones, one that stands apart, and any awkward case of them."""

import numpy as np
import pandas as pd
from scipy.special import ndtri

from insight.definitions import Audit
from insight.findings import series, signals
from insight.findings.kept import COLUMNS
from insight.statistics.proportion import proportion
from insight.statistics.rate import rate

APART = "Q99"  # the area that stands apart
ENGLAND = "E92000001"
ENDS = pd.date_range("2019-03-31", periods=40, freq="QE")
WORDS = {
    "title": "Seen within a day", "outcome": "seen within a day", "why": "Delay harms.",
    "numerator": "seen", "denominator": "referred", "unit": "%", "statistic": "proportion",
    "better": "higher", "type": "process", "dimension": "effectiveness", "stage": "acute",
    "owner": "nobody", "review": "2027-03-31", "prompt": "Why?",
}  # fmt: skip
AUDIT = {
    "id": "inv", "name": "Invented audit", "short": "INV", "topic": "Care", "provider": "A college",
    "about": "Made up.", "cadence": "quarterly", "levels": ["England", "icb"], "setting": "residence",
}  # fmt: skip
CELL = {
    "metric": "seen", "audit": "inv", "area_type": "icb", "breakdown": "all", "group": "all",
    "status": "assured", "withheld": None, "coverage": "whole", "coverage_note": None, "basis": "counts",
    "part_type": "icb", "source": "table", "region_value": np.nan, "error_bound": np.nan, "parts": 1,
    "revised_from": np.nan, "decimals": 1, "age_months": 6, "step": 0, "verdict": None,
    "comparator": "England", "published_status": None,
}  # fmt: skip


def metric(name="seen", **changes) -> dict:
    """Give the definition of one metric, a process measure of which more is better."""
    words = {} if changes.get("statistic", "proportion") == "proportion" else {"phrase": "the number"}
    return {"id": name, **WORDS, **words, **changes}


def audit(*metrics: dict, **changes) -> Audit:
    """Give an audit of some metrics; of one ordinary metric when none is given."""
    return Audit.model_validate({**AUDIT, "metrics": list(metrics) or [metric()], **changes})


def cell(area: str, x: float | None, n: float | None, quarter: int = 39, **changes) -> dict:
    """Give one row of findings: x of n people, in a quarter from 0 to 39."""
    end = ENDS[quarter]
    time = {"period": f"{end:%Y}-Q{end.quarter}", "period_end": end, "published": end}
    time["period_start"] = end - pd.offsets.QuarterEnd() + pd.Timedelta(days=1)
    return {
        **CELL,
        **time,
        "area": area,
        "numerator": x,
        "denominator": n,
        "latest": quarter == 39,
        **changes,
    }


def frame(cells: list[dict], *, england: float | None = 0.5, per: float | None = None) -> pd.DataFrame:
    """Give rows as findings have them: value and interval of their counts, unless given."""
    rows = pd.DataFrame(cells)
    counts = rows["numerator"].astype("Float64"), rows["denominator"].astype("Float64")
    made = rate(*counts, per=per) if per else proportion(*counts)
    for name in ("value", "lower", "upper"):
        given = rows[name].astype(float) if name in rows else pd.Series(np.nan, rows.index)
        rows[name] = given.where(given.notna(), made[name]).where(rows["withheld"].isna())
    for name in ("numerator", "denominator"):
        rows[name] = rows[name].astype("Float64").where(rows["withheld"].isna()).astype("Int64")
    rows["england"] = rows["england"].astype(float) if "england" in rows else np.nan
    rows["england"] = rows["england"].fillna(np.nan if england is None else england)
    return rows.reindex(columns=COLUMNS)


def ordinary(
    count: int = 20, *, n: int = 500, share: float = 0.5, quarter: int = 39, scatter: float = 1.0, **changes
) -> list[dict]:
    """Give areas that lie about a share just as chance would have it, or so many times as far apart."""
    z = scatter * ndtri((np.arange(count) + 0.5) / count)
    x = np.round(n * share + z * np.sqrt(n * share * (1 - share))).astype(int)
    return [cell(f"Q{number:02}", int(each), n, quarter, **changes) for number, each in enumerate(x)]


def apart(
    x=350, n=500, *, count=20, scatter=1.0, before=350, newest: dict | None = None, **changes
) -> list[dict]:
    """Give ordinary areas and one that stands apart, in the last two quarters.

    x : its count in the newest; before : in the one before, None for none. newest : what else
    is different of its newest row.
    """
    rows = ordinary(count, scatter=scatter, **changes)
    rows.append({**cell(APART, x, n, **changes), **(newest or {})})
    if before is not None:
        rows += ordinary(count, quarter=38, scatter=scatter, **changes)
        rows.append(cell(APART, before, 500, 38, **changes))
    return rows


def mirrored(rows: list[dict]) -> list[dict]:
    """Give rows in which everybody seen was not, and the other way about."""
    return [
        row if row["numerator"] is None else {**row, "numerator": row["denominator"] - row["numerator"]}
        for row in rows
    ]


def judged(found: pd.DataFrame, of: Audit) -> pd.DataFrame:
    """Give the tests of one audit's findings, before the allowance for their number."""
    _, last = series.of_audit(found, of)
    return signals.of_audit(found, of, last)


def climbed(found: pd.DataFrame, of: Audit | None = None, *, kind="others") -> pd.DataFrame:
    """Give how high each area climbed, by area."""
    of = of or audit()
    limit = {each.id: of.outlier_policy(each).false_discovery for each in of.metrics}
    done = signals.finished(judged(found, of), limit)
    return done[done["kind"] == kind].set_index("area")


def through_time(last: list[int], *, n=400, quarters=20, area=APART, **changes) -> list[dict]:
    """Give one area's quarters up to the newest: an even up and down, then the counts given."""
    steady = [200 + (6 if number % 2 else -6) for number in range(quarters - len(last))]
    first = 40 - quarters
    return [cell(area, x, n, first + number, **changes) for number, x in enumerate([*steady, *last])]
