"""Each rung of the ladder, tried on results: does it hold, and if not, why not."""

import numpy as np
import pandas as pd

from insight.definitions import Audit, Metric, Outliers
from insight.findings.ladder import Check, check

BEYOND = 2  # the level of the inner limits
UNKNOWN_CASES = "what share of all cases these figures hold is not published"
NO_FIGURE = "there is no figure"
SHRUNKEN = "the audit has already steadied it towards an average, so a second funnel would count that twice"
SURE = "its target leaves no room for chance"  # nobody, or everybody
NO_ERROR = "no interval is published, so chance cannot be allowed for"
ONCE = "it does not lie beyond the limits in the period before"
FIRST = "there is no earlier period to see whether it lasts"
NO_SIGNAL = "it lies within the limits"


def ascertainment(rows: pd.DataFrame, found: pd.DataFrame, audit: Audit, metrics: dict[str, Metric]) -> Check:
    """Hold where the audit has enough of the area's cases, or publishes no such share of areas of its kind.

    rows : results. found : findings of the whole audit, in which the share is looked up.
    """
    holds = pd.Series(True, index=rows.index)
    reason = pd.Series(None, index=rows.index, dtype=object)
    for policy in {audit.outlier_policy(metric) for metric in metrics.values()}:
        rule = policy.ascertainment
        if rule is None:
            continue
        own = [name for name, metric in metrics.items() if audit.outlier_policy(metric) == policy]
        here = rows["metric"].isin(own) & (rows["metric"] != rule.metric)
        share = found[(found["metric"] == rule.metric) & (found["breakdown"] == "all")]
        share = share[share["value"].notna()].sort_values("period_end").drop_duplicates("area", keep="last")
        value = rows["area"].map(share.set_index("area")["value"]).astype(float)
        low = here & (value < rule.at_least)
        held = np.floor(100 * value.fillna(0) + 1e-9).astype(int).astype(str)
        words = "the audit holds only " + held + f"% of its cases, and {rule.at_least:.0%} are needed"
        reason = reason.mask(low, words)
        unknown = here & value.isna() & rows["area_type"].isin(share["area_type"].unique())
        reason = reason.mask(unknown, "what share of its cases the audit holds is not known")
        holds &= ~(low | unknown)
    return check(holds, reason)


def caveat(rows: pd.DataFrame, found: pd.DataFrame, audit: Audit, metrics: dict[str, Metric]) -> pd.Series:
    """Say what a claim leaves open although it climbs: that nobody publishes how many cases are held."""
    words = pd.Series(UNKNOWN_CASES, index=rows.index, dtype=object)
    for name, metric in metrics.items():
        rule = audit.outlier_policy(metric).ascertainment
        if rule is not None:
            kinds = found.loc[(found["metric"] == rule.metric) & found["value"].notna(), "area_type"].unique()
            words = words.mask((rows["metric"] == name) & rows["area_type"].isin(kinds), None)
    return words


def completeness(rows: pd.DataFrame) -> Check:
    """Hold where there is a figure for the whole of the area."""
    reason = rows["withheld"].astype(object).where(rows["withheld"].notna(), NO_FIGURE)
    part = rows["value"].notna() & (rows["coverage"] != "whole")
    reason = reason.mask(part, "the figure covers only part of the area")
    return check(rows["value"].notna() & ~part, reason)


def case_mix(rows: pd.DataFrame, metrics: dict[str, Metric]) -> Check:
    """Hold for process measures and adjusted outcomes; crude and steadied outcomes stop here."""
    reasons: dict[str, str] = {}
    for name, metric in metrics.items():
        if metric.stabilised:
            reasons[name] = SHRUNKEN
        elif metric.adjusted_as:
            reasons[name] = (
                f"the audit publishes it adjusted for case mix: {metrics[metric.adjusted_as].title}"
            )
        elif metric.type == "outcome" and metric.case_mix == "crude":
            reasons[name] = "it is not adjusted for who the patients are"
    stopped = rows["metric"].map(reasons).astype(object)
    return check(stopped.isna(), stopped)


def enough_areas(rows: pd.DataFrame, policies: dict[str, Outliers]) -> Check:
    """Hold where a funnel has enough areas, and the area enough people."""
    areas = rows["metric"].map({name: policy.at_least_areas for name, policy in policies.items()})
    least = rows["metric"].map({name: policy.at_least_people for name, policy in policies.items()})
    n, k = rows["denominator"].astype("Float64").astype(float), rows["k"].astype(float)
    few, small = k < areas, n < least
    reason = pd.Series(NO_ERROR, index=rows.index, dtype=object)
    counts = k.astype("Float64").astype("Int64").astype(str)
    reason = reason.mask(few, counts + " areas have a figure, and " + areas.astype(str) + " are needed")
    reason = reason.mask(few & (k == 0), SURE)
    reason = reason.mask(small, "fewer than " + least.astype(str) + " people are counted")
    return check(rows["exact_level"].notna() & ~few & ~small, reason)


def beyond_limits(rows: pd.DataFrame, wanted: pd.Series) -> Check:
    """Hold where a result lies beyond the inner limits, on a side its policy looks at."""
    level = rows["exact_level"].fillna(0)
    reason = pd.Series(NO_SIGNAL, index=rows.index, dtype=object)
    reason = reason.mask((level >= BEYOND) & ~wanted, "its policy does not look at this side")
    return check((level >= BEYOND) & wanted, reason)


def lasting(rows: pd.DataFrame) -> Check:
    """Hold where the period before was beyond the limits too, on the same side."""
    same = (rows["earlier_level"] >= BEYOND) & (rows["earlier_side"] == rows["side"])
    reason = pd.Series(ONCE, index=rows.index, dtype=object).mask(rows["earlier_level"].isna(), FIRST)
    return check(same, reason)


def enough_points(rows: pd.DataFrame) -> Check:
    """Hold where a series has limits."""
    words = rows["series_reason"].astype(object)
    reason = words.where(words.notna() & (words != ""), "there is no series of figures")
    return check(rows["variation"].notna(), reason)


def special_cause(rows: pd.DataFrame) -> Check:
    """Hold where the last point is more than ordinary variation."""
    found = rows["variation"].notna() & (rows["variation"] != "common cause")
    return check(found, "it moves no more than it usually does")


def lasting_change(rows: pd.DataFrame) -> Check:
    """Hold where a run, and not one point alone, makes the signal."""
    rule = rows["rule"].fillna("").astype(str)
    runs = rule.str.contains("shift|trend|near", regex=True)
    return check(runs, "it is a single point; the next will show whether it lasts")


def direction(side: pd.Series, better: pd.Series) -> pd.Series:
    """Give what a side means: better, worse, or higher and lower where neither is good.

    >>> direction(pd.Series(["high", "low"]), pd.Series(["lower", "neither"])).tolist()
    ['worse', 'lower']
    """
    good = better.map({"higher": "high", "lower": "low"})
    plain = side.map({"high": "higher", "low": "lower"})
    word = pd.Series(np.where(side == good, "better", "worse"), index=side.index, dtype=object)
    word = word.where(better != "neither", plain)
    return word.where(side.isin(["high", "low"]), None)
