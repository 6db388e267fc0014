"""The lines of each funnel: the limits at a range of sizes, for charts to draw."""

import numpy as np
import pandas as pd

from insight.definitions import Audit
from insight.statistics.funnels.binomial import binomial
from insight.statistics.funnels.levels import named
from insight.statistics.funnels.overdispersion import additive_limits
from insight.statistics.funnels.poisson import poisson

SIZES = 40  # points along each line
COUNTED = ("proportion", "rate")
SIDES = ("lower", "upper")
COLUMNS = [
    "metric", "audit", "area_type", "period_end", "denominator", "target", "inner_lower", "inner_upper",
    "outer_lower", "outer_upper", "wide_inner_lower", "wide_inner_upper", "wide_outer_lower",
    "wide_outer_upper",
]  # fmt: skip


def of_audit(tests: pd.DataFrame, audit: Audit) -> pd.DataFrame:
    """Give the limits of every funnel of one audit, in the unit of its values.

    tests : the rows `signals.of_audit` gives. Sizes run evenly, by ratio, from the smallest to
    the largest denominator. The exact limits are those by which the rows were flagged; the
    wide ones allow for over-dispersion, and are missing where there is none to allow for.
    """
    metrics = {metric.id: metric for metric in audit.metrics if metric.statistic in COUNTED}
    rows = tests[(tests["kind"] == "others") & tests["metric"].isin(metrics) & tests["target"].notna()]
    rows = rows[rows["denominator"].notna() & (rows["method"] != "normal")]
    made = []
    for (name, level), here in rows.groupby(["metric", "area_type"], observed=True, sort=False):
        metric, first = metrics[str(name)], here.iloc[0]
        per = metric.per if metric.statistic == "rate" and metric.per else 1.0
        n = np.unique(_sizes(here["denominator"].astype(float)))
        lines = _lines(
            metric.statistic, n, float(first["target"]), first["tau_squared"], per, first["levels"]
        )
        about = {"metric": name, "audit": audit.id, "area_type": level, "period_end": first["period_end"]}
        made.append(lines.assign(**about, denominator=n, target=float(first["target"])))
    return pd.concat(made, ignore_index=True)[COLUMNS] if made else pd.DataFrame(columns=COLUMNS)


def _sizes(denominators: pd.Series) -> np.ndarray:
    low, high = max(denominators.min(), 1), max(denominators.max(), 2)
    return np.round(np.geomspace(low, high * 1.05, SIZES))


def _lines(statistic: str, n: np.ndarray, target: float, tau: float, per: float, levels: str) -> pd.DataFrame:
    pair = named(levels)
    share = statistic == "proportion"
    error = np.sqrt(target * (1 - target) / n) if share else np.sqrt(target * per / n)
    within = (0.0, 1.0) if share else (0.0, np.inf)
    columns = {}
    for name, level in (("inner", pair.inner), ("outer", pair.outer)):
        exact = (
            binomial(n, target, tail=level.tail, upper="symmetric")
            if share
            else poisson(n / per, target, tail=level.tail, upper="symmetric")
        )
        wide = additive_limits(error, target, tau if tau > 0 else np.nan, tail=level.tail, within=within)
        for side in SIDES:
            columns[f"{name}_{side}"] = exact[side].to_numpy()
            columns[f"wide_{name}_{side}"] = wide[side].to_numpy()
    return pd.DataFrame(columns)
