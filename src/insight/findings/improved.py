"""Which areas improved most: from the worst fifth to the better half, and by how much."""

import numpy as np
import pandas as pd

from insight.definitions import Audit
from insight.statistics.comparison.difference import difference
from insight.statistics.comparison.quintile import quintile

FUNNEL = ["metric", "area_type", "period_end"]
AREA = ["metric", "area_type", "area", "step"]
ESTIMATE = ["value", "lower", "upper"]
LEVELS = ("icb", "trust")
YEAR = pd.DateOffset(years=1)
LEAST_CHANGE = 0.03  # of a share; for other units, of the value a year before
LEAST_PEOPLE = 50  # in the denominator, then and now
HAIR = 1e-9  # two shares 0.03 apart may differ by a hair less on a machine
COLUMNS = [
    "metric", "audit", "area", "area_type", "period", "period_end", "status", "before_period", "before",
    "value", "decimals", "change", "change_lower", "change_upper", "fifth_before", "fifth", "better_half",
    "areas", "improved",
]  # fmt: skip


def of_audit(found: pd.DataFrame, audit: Audit) -> pd.DataFrame:
    """Compare the newest assured result of each area with its own of a year before.

    found : findings of one audit. An area has `improved` most when it was in the worst fifth
    of its kind (Fingertips' quintiles), is now in the better half, counts at least
    LEAST_PEOPLE both times, and changed for the better by at least LEAST_CHANGE, with a 95%
    interval that excludes no change. The worst in one year are in part there by chance and
    come nearer to the others by chance as well; the interval does not allow for that.

    Returns the columns in COLUMNS, one row per metric and area with both results; `change`
    is now minus then. Metrics without a good direction, or steadied by their audit, are left out.
    """
    better = {m.id: m.better for m in audit.metrics if m.better != "neither" and not m.stabilised}
    rows = found[
        (found["breakdown"] == "all")
        & found["area_type"].isin(LEVELS)
        & found["metric"].isin(better)
        & (found["status"] != "provisional")
        & (found["coverage"] == "whole")
        & found["value"].notna()
    ].sort_values([*FUNNEL, "area"], ignore_index=True)  # so that ties do not depend on the order of rows
    if rows.empty:
        return pd.DataFrame(columns=COLUMNS)
    rows["good"] = np.where(rows["metric"].map(better) == "higher", rows["value"], -rows["value"])
    number = rows.groupby(FUNNEL, sort=False, observed=True).ngroup()
    rows["fifth"] = quintile(rows["good"], number)
    rows["areas"] = number.map(number.value_counts())
    rows["better_half"] = rows["good"] >= rows["good"].groupby(number).transform("median")
    newest = rows.groupby(["metric", "area_type"], observed=True)["period_end"].transform("max")
    now = rows[rows["period_end"] == newest].assign(then=lambda each: _year_before(each["period_end"]))
    before = rows[[*AREA, "period_end", "period", "fifth", "denominator", *ESTIMATE]]
    before = before.rename(columns={name: f"{name}_before" for name in before.columns if name not in AREA})
    both = now.merge(before, left_on=[*AREA, "then"], right_on=[*AREA, "period_end_before"])
    return _judged(both, audit).reindex(columns=COLUMNS)


def _year_before(ends: pd.Series) -> pd.Series:
    """Give the same day a year before; of the last day of a month, the last day."""
    same = ends - YEAR
    return same.where(~ends.dt.is_month_end, same + pd.offsets.MonthEnd(0))


def _judged(both: pd.DataFrame, audit: Audit) -> pd.DataFrame:
    """Say of each pair whether it improved most."""
    before = both[[f"{name}_before" for name in ESTIMATE]].set_axis(ESTIMATE, axis=1)
    moved = difference(both[ESTIMATE], before)
    share = both["metric"].isin([metric.id for metric in audit.metrics if metric.unit == "%"])
    least = np.where(share, LEAST_CHANGE, LEAST_CHANGE * before["value"].abs())
    higher = both["metric"].isin([metric.id for metric in audit.metrics if metric.better == "higher"])
    clear = np.where(higher, moved["lower"] > 0, moved["upper"] < 0)
    enough = (both["denominator"] >= LEAST_PEOPLE) & (both["denominator_before"] >= LEAST_PEOPLE)
    places = (both["fifth_before"] == 1) & both["better_half"]
    improved = places & clear & enough & (moved["value"].abs() >= least - HAIR)
    return both.assign(
        before_period=both["period_before"],
        before=before["value"],
        change=moved["value"],
        change_lower=moved["lower"],
        change_upper=moved["upper"],
        improved=improved.fillna(False).astype(bool),
    )
