"""Every area through time: control limits, signals, and what the last point says."""

from typing import Any

import numpy as np
import pandas as pd

from insight.definitions import Audit
from insight.statistics.inputs.confidence import normal_quantile
from insight.statistics.spc.icons import icons
from insight.statistics.spc.rules import MAKING_DATA_COUNT, signals
from insight.statistics.spc.surprise import surprise
from insight.statistics.spc.xmr import xmr

SERIES = ["metric", "area_type", "area"]
LIMITS = ["centre", "lower", "upper", "near_lower", "near_upper"]
RULES = ["outside", "shift", "trend", "near"]
POINTS = [
    "metric", "audit", "area", "area_type", "period", "period_end", "step", "status", "value", "centre",
    "lower_limit", "upper_limit", "near_lower", "near_upper", "signal", "side", "chance",
]  # fmt: skip
LAST = ["variation", "conflict", "assurance", "points", "series_reason", "rule", "since", "chance"]
TWO_SIDED = normal_quantile(0.95)  # standard errors from a value to each end of its interval
NEUTRAL = {"higher": "higher", "lower": "lower", "neither": "neutral"}


def of_audit(found: pd.DataFrame, audit: Audit) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the control chart of every series of one audit.

    found : findings. An XmR chart of the values; a change of definition starts a new step.
    Fewer than 13 points have no limits, which `series_reason` says; provisional points and
    figures that cover part of an area make no limits and never signal.

    Returns two frames: a row per point (POINTS; `signal` names the rules that fired), and a
    row per series, indexed by metric, area_type and area (LAST; `since` is the last day
    of the run's first period).
    """
    rows = found[(found["breakdown"] == "all") & found["value"].notna()].reset_index(drop=True)
    metrics = {metric.id: metric for metric in audit.metrics if not metric.stabilised}
    rows = rows[rows["metric"].isin(metrics)].reset_index(drop=True)
    if rows.empty:
        return pd.DataFrame(columns=POINTS), pd.DataFrame(columns=[*SERIES, *LAST]).set_index(SERIES)
    label = rows.groupby(SERIES, sort=False, observed=True).ngroup().to_numpy()
    order = rows["period_end"].astype("datetime64[ns]").astype("int64").to_numpy()
    step = rows["step"].fillna(0).astype(int).to_numpy()
    early = ((rows["status"] == "provisional") | (rows["coverage"] != "whole")).to_numpy()
    where: dict[str, Any] = {"series": label, "order": order, "step": step, "provisional": early}
    limits = xmr(rows["value"], **where)
    fired = signals(rows["value"], **limits, **where, rules=MAKING_DATA_COUNT)
    error = (rows["upper"] - rows["lower"]) / (2 * TWO_SIDED)
    rare = surprise(
        rows["value"], limits, fired, label, order, step,
        error=error, slack=rows["error_bound"], provisional=early,
    )  # fmt: skip
    last = _last(rows, limits, fired, where, metrics)
    ends = rows.assign(label=label, chance=rare, order=order)[~early].sort_values("order")
    last["chance"] = ends.groupby("label")["chance"].last().reindex(last.index)
    keys = rows[SERIES].assign(label=label).drop_duplicates("label").set_index("label")
    return _points(rows, limits, fired, rare), keys.join(last).set_index(SERIES)


def _last(
    rows: pd.DataFrame, limits: pd.DataFrame, fired: pd.DataFrame, where: dict, metrics: dict
) -> pd.DataFrame:
    better = rows["metric"].map({name: NEUTRAL[metric.better] for name, metric in metrics.items()})
    targets = {
        name: metric.target.value
        for name, metric in metrics.items()
        if metric.target and metric.target.verified
    }
    target = rows["metric"].map(targets).astype(float)
    found = icons(rows["value"], limits, fired, **where, better=better, target=target)
    since = pd.to_datetime(found["since"].astype("Float64").astype("Int64"))
    found = found.rename(columns={"reason": "series_reason"}).assign(since=since)
    return found.reindex(columns=LAST)


def _points(rows: pd.DataFrame, limits: pd.DataFrame, fired: pd.DataFrame, rare: pd.Series) -> pd.DataFrame:
    named = np.array([fired[name].map({True: name, False: ""}).to_numpy(dtype=object) for name in RULES])
    words = pd.Series([" ".join(filter(None, each)) for each in named.T], index=rows.index, dtype=object)
    side = fired["outside_side"].astype(object)
    for name in RULES[1:]:
        side = side.where(side.notna(), fired[f"{name}_side"].astype(object))
    made = rows.assign(signal=words.where(words != "", None), side=side, chance=rare)
    made[["centre", "lower_limit", "upper_limit", "near_lower", "near_upper"]] = limits[LIMITS].to_numpy()
    return made[POINTS]
