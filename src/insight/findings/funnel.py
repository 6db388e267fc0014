"""Every area against all others of its kind: z, tail, level, with and without over-dispersion."""

from typing import Any

import numpy as np
import pandas as pd
from scipy.special import ndtr

from insight.definitions import Audit
from insight.statistics.comparison.detectable import detectable
from insight.statistics.funnels.flags import flags
from insight.statistics.funnels.kinds import Kind
from insight.statistics.funnels.levels import named
from insight.statistics.inputs.confidence import normal_quantile

FUNNEL = ["metric", "area_type", "period_end"]  # one funnel: areas of a kind, one metric, one period
KINDS: dict[str, Kind] = {
    "proportion": "proportion",
    "rate": "rate",
    "standardised_ratio": "ratio",
}  # others: "mean"
OF = {"proportion": "people", "rate": "events", "ratio": "events", "mean": "means"}
FLAGS = [
    "target", "target_source", "method", "side", "exact_z", "exact_tail", "exact_level", "adjusted_z",
    "adjusted_tail", "adjusted_level", "phi", "tau_squared", "k", "detectable_lower", "detectable_upper",
]  # fmt: skip
TWO_SIDED = normal_quantile(0.95)  # standard errors from a value to each end of its interval
POOLED = "all areas together"
MIDDLE = "the median of all areas"  # where there are no counts to add up
HAIR = 1e-6  # of an event: less than this is the machine's rounding


def flagged(rows: pd.DataFrame, audit: Audit) -> pd.DataFrame:
    """Give where each row lies on its funnel.

    rows : findings of one audit, whole population, at most one row per funnel and area.
    Rows without a full figure lie on no funnel. The target is the policy's, else England's
    value, else that of all the areas together (their median where there are no counts);
    `target_source` says which. A figure from rounded counts is moved as far towards the
    target as rounding can have moved it, and of a published value and the counts beside it
    the one nearer to the target is tested, so that no flag comes of rounding. A funnel in
    which any area is without counts is one of values with their intervals.

    Adds the columns in FLAGS, missing where a row lies on no funnel.
    """
    able = rows["value"].notna() & (rows["coverage"] == "whole")
    shrunken = {metric.id for metric in audit.metrics if metric.stabilised}
    superseded = {metric.id for metric in audit.metrics if metric.adjusted_as}
    able &= ~rows["metric"].isin(shrunken | superseded)
    made = []
    for metric in audit.metrics:
        here = rows[able & (rows["metric"] == metric.id)]
        policy, counted = audit.outlier_policy(metric), _counted(here)
        kinds: tuple = ((counted, KINDS.get(metric.statistic, "mean")), (~counted, "mean"))
        for some, kind in kinds:
            if some.any():
                targets = _targets(here[some], policy.target, policy.target_source)
                made.append(_one_metric(here[some], targets, kind, policy.levels, metric.per))
    if not made:
        return rows.assign(**dict.fromkeys(FLAGS, np.nan))
    return rows.join(pd.concat(made).reindex(columns=FLAGS))


def _targets(rows: pd.DataFrame, fixed: float | None, source: str | None) -> pd.DataFrame:
    """Give each row's target, and where it comes from; missing where all areas together give it."""
    if fixed is not None:
        return pd.DataFrame({"target": fixed, "target_source": source or "the policy"}, index=rows.index)
    england = rows["england"].astype(float)
    source_of = pd.Series("England", index=rows.index).where(england.notna(), POOLED)
    return pd.DataFrame({"target": england, "target_source": source_of})


def _counted(rows: pd.DataFrame) -> pd.Series:
    """Tell of each row whether every area on its funnel has counts."""
    both = rows["numerator"].notna() & rows["denominator"].notna()
    return both.groupby([rows[name] for name in FUNNEL], observed=True).transform("all").astype(bool)


def _one_metric(
    rows: pd.DataFrame, targets: pd.DataFrame, kind: Kind, levels: str, per: float | None
) -> pd.DataFrame:
    """Flag the rows of one metric: the spread from figures as they stand, the flags from cautious ones."""
    per = per if kind == "rate" and per else 1.0
    by = rows.groupby(FUNNEL, sort=False, observed=True).ngroup()
    n = rows["denominator"].astype("Float64").astype(float)
    target = targets["target"].where(targets["target"].notna(), _pooled(rows, by, kind, per))
    error = _null_error(rows, target, n, kind, per)
    shared: dict[str, Any] = {"target": target, "by": by, "levels": levels}
    source = targets["target_source"]
    if kind == "mean":
        moved, source = _moved(rows, target), source.replace(POOLED, MIDDLE)
        spread = flags(kind, value=rows["value"], se=error, **shared)
        found = flags(kind, value=moved, se=error, **shared)
    else:
        x = rows["numerator"].astype("Float64").astype(float)
        moved = _moved(rows, target, per * x / n)
        events = _whole(moved / per * n, target / per * n)
        spread = flags(kind, x, n, per=per, **shared)
        found = flags(kind, events.clip(upper=n) if kind == "proportion" else events, n, per=per, **shared)
    found[["phi", "tau_squared", "k"]] = spread[["phi", "tau_squared", "k"]]
    found = found.assign(target=target, target_source=source)
    found = _allowed(found, moved - target, error, levels)
    sd = error * np.sqrt(n) if kind == "mean" else None
    tau_squared = found["tau_squared"].fillna(0) / per**2
    tail = named(levels).inner.tail
    seen = detectable(n, target / per, of=OF[kind], sd=sd, tau_squared=tau_squared, tail=tail) * per
    return found.assign(detectable_lower=seen["lower"], detectable_upper=seen["upper"])


def _allowed(found: pd.DataFrame, far: pd.Series, error: pd.Series, levels: str) -> pd.DataFrame:
    """Add the flags that allow for the spread between areas; the exact ones where there is none."""
    pair = named(levels)
    none = found["tau_squared"].fillna(0) == 0
    z: pd.Series = (far / (error**2 + found["tau_squared"]) ** 0.5).where(~none, found["exact_z"])
    tail = pd.Series(ndtr(-np.abs(z)), index=z.index).where(~none, found["exact_tail"])
    level = pd.Series(np.select([tail < pair.outer.tail, tail < pair.inner.tail], [3.0, 2.0], 0.0), z.index)
    return found.assign(adjusted_z=z, adjusted_tail=tail, adjusted_level=level.where(tail.notna()))


def _null_error(rows: pd.DataFrame, target: pd.Series, n: pd.Series, kind: str, per: float) -> pd.Series:
    """Give the standard error of each value if its true value were the target."""
    if kind == "mean":
        return _error(rows, target)
    variance = target * (1 - target) if kind == "proportion" else target * per
    return (variance / n.where(n > 0)) ** 0.5


def _whole(events: pd.Series, expected: pd.Series) -> pd.Series:
    """Give whole events: the next towards those expected, but never beyond."""
    nearest = expected.round()
    down, up = np.floor(events + HAIR), np.ceil(events - HAIR)
    counts = np.where(events > expected, np.maximum(down, nearest), np.minimum(up, nearest))
    return pd.Series(counts, index=events.index).clip(lower=0).where(events.notna())


def _pooled(rows: pd.DataFrame, by: pd.Series, kind: str, per: float) -> pd.Series:
    """Give the value of all areas of a funnel together."""
    n = rows["denominator"].astype("Float64").astype(float)
    if kind == "mean":
        return rows["value"].groupby(by).transform("median")
    x = rows["numerator"].astype("Float64").astype(float)
    return per * x.groupby(by).transform("sum") / n.groupby(by).transform("sum")


def _moved(rows: pd.DataFrame, target: pd.Series, counted: pd.Series | None = None) -> pd.Series:
    """Give each value moved towards its target as far as rounding can have moved it away.

    counted : the values that the counts give, where there are any.
    """
    far = rows["value"] - target
    if counted is not None:
        other = counted - target
        nearer = np.sign(far) * np.minimum(far.abs(), other.abs())
        far = pd.Series(np.where(far * other > 0, nearer, 0 * far), index=rows.index)
    slack = rows["error_bound"].fillna(0)
    return target + np.sign(far) * (far.abs() - slack).clip(lower=0)


def _error(rows: pd.DataFrame, target: pd.Series) -> pd.Series:
    """Give the standard error on the side of the target, from the published interval."""
    low, high = rows["value"] - rows["lower"], rows["upper"] - rows["value"]
    error = np.where(rows["value"] > target, low, high) / TWO_SIDED
    return pd.Series(error, index=rows.index).where(lambda found: found > 0)
