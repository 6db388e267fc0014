"""The results of an area that stand out, in the order in which its full report tells them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from insight.formats.clear import outstanding
from insight.formats.rows import ENGLAND
from insight.formats.signals import tests_of
from insight.plain.words import Measured

NEEDED = ["metric", "audit", "value", "england", "unit", "decimals", "why", "prompt"]

MOST = "1 most deprived"


@dataclass(frozen=True, kw_only=True)
class Result:
    """One result that lies wholly on one side of England's, with its plain words."""

    metric: str
    audit: str
    said: Measured
    value: float
    england: float
    unit: str
    decimals: int
    why: str
    prompt: str
    outlier: bool  # it passed every check before a result is called so


def standing_out(
    findings: pd.DataFrame, signals: pd.DataFrame, area: str, verdict: str, said: Mapping[str, Measured]
) -> list[Result]:
    """Give the results of an area with a verdict: outliers first, then the clearest.

    findings, signals : a page's slices. verdict : better or worse. said : plain words by metric;
    a metric without them is left out.
    """
    tests = tests_of(signals, area, "others")
    claims = tests[tests["claim"].notna() & (tests["direction"] == verdict)]
    far = claims["adjusted_z"].abs().sort_values(ascending=False, kind="stable").index
    outliers = claims.loc[far, "metric"].tolist()
    rows = outstanding(findings, area, NEEDED)
    found = {row.metric: row for row in rows if row.verdict == verdict and row.metric in said}
    order = [name for name in outliers if name in found] + [name for name in found if name not in outliers]
    return [_result(found[name], said[name], name in outliers) for name in order]


def moved(signals: pd.DataFrame, area: str, direction: str, said: Mapping[str, Measured]) -> pd.DataFrame:
    """Give the tests of an area's metrics that became better or worse: those at the top of the ladder."""
    tests = tests_of(signals, area, "time")
    top = tests["claim"].notna() & (tests["direction"] == direction)
    return tests[top & tests["metric"].isin(said)]


def changed(signals: pd.DataFrame, area: str, direction: str, said: Mapping[str, Measured]) -> list[Measured]:
    """Give the metrics of an area that have become better or worse."""
    return [said[name] for name in moved(signals, area, direction, said)["metric"].tolist()]


def clearest_gap(gaps: pd.DataFrame, area: str, said: Mapping[str, Measured]) -> Any:
    """Give the row of the clearest gap by deprivation in which the most deprived do worse; None for none."""
    rows = gaps[(gaps["breakdown"] == "deprivation") & gaps["latest"] & (gaps["area"] == (area or ENGLAND))]
    rows = rows[rows["withheld"].isna() & rows["metric"].isin(said) & (rows["group"] == MOST)]
    rows = rows[rows["clear"].astype("boolean").fillna(False).astype(bool)]
    side = rows["better"].map({"higher": -1, "lower": 1})
    rows = rows[rows["absolute"] * side > 0]
    if rows.empty:
        return None
    apart = rows["absolute"].abs() / (rows["absolute_upper"] - rows["absolute_lower"])
    return next(rows.iloc[[int(apart.to_numpy().argmax())]].itertuples())


def widest_gap(gaps: pd.DataFrame, area: str, said: Mapping[str, Measured]) -> Measured | None:
    """Give the metric with the clearest gap by deprivation in which the most deprived do worse."""
    row = clearest_gap(gaps, area, said)
    return None if row is None else said[str(row.metric)]


def _result(row, said: Measured, outlier: bool) -> Result:
    return Result(
        metric=str(row.metric),
        audit=str(row.audit),
        said=said,
        value=float(row.value),
        england=float(row.england),
        unit=str(row.unit),
        decimals=int(row.decimals) if pd.notna(row.decimals) else 1,
        why=row.why if isinstance(row.why, str) else "",
        prompt=row.prompt if isinstance(row.prompt, str) else "",
        outlier=outlier,
    )
