"""What may be said of each area's newest assured result: how far it climbs, and why it stops."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy.special import ndtr

from insight.definitions import Audit
from insight.findings import rungs
from insight.findings.funnel import FLAGS, flagged
from insight.findings.ladder import RUNGS, TESTED, TOP, check, climbed
from insight.findings.rungs import BEYOND, direction
from insight.statistics.comparison.empirical_null import empirical_null
from insight.statistics.comparison.false_discovery import false_discovery

LEVELS = (
    "icb",
    "trust",
    "cancer_alliance",
    "stroke_network",
    "neonatal_network",
)  # with others of their kind
ALONE = "england"  # held against its own past only
AREA = ["metric", "area_type", "area"]
CLAIMS = {"others": "outlier", "time": "change"}  # against others of its kind; against its own past
FAMILY = ["kind", "area_type"]  # tests that share one allowance for their number
ABOUT = [
    "metric", "audit", "area", "area_type", "period", "period_start", "period_end", "value", "lower",
    "upper", "numerator", "denominator", "decimals", "withheld", "coverage", "status", "step", "source",
    "published_status",
]  # fmt: skip
SERIES = ["variation", "conflict", "assurance", "points", "series_reason", "rule", "since"]
COLUMNS = [
    "kind", *ABOUT, *FLAGS, "earlier_level", "earlier_side", "level", "direction", "p", "q", *SERIES,
    "rung", "reached", "stopped", "claim", "caveat", "guidance", "levels",
]  # fmt: skip
WORDS = ("target_source", "method", "side", "earlier_side")  # the others of a test are numbers
TOO_MANY = "so many results are looked at that chance may have made this one"
USUAL_SPREAD = "it lies within the spread that areas usually show"


def of_audit(found: pd.DataFrame, audit: Audit, last: pd.DataFrame) -> pd.DataFrame:
    """Test the newest assured result of every metric and area of one audit.

    found : findings. last : what the last point of each series says, as `series` gives it.

    Returns two rows per metric and area, one against others of its kind and one against its
    own past (for England the latter alone), with every number of the test and whether each rung
    holds, but for the allowance: that depends on all the tests of the edition (see `finished`).
    """
    rows = found[(found["breakdown"] == "all") & found["area_type"].isin([*LEVELS, ALONE])]
    final = rows[rows["status"] != "provisional"].reset_index(drop=True)
    if final.empty:
        return pd.DataFrame(columns=COLUMNS)
    recent = final[_back(final) <= 2]
    alone = recent["area_type"] == ALONE
    others = flagged(recent[~alone].reset_index(drop=True), audit)
    tested = pd.concat([others, recent[alone].reindex(columns=others.columns)], ignore_index=True)
    back = _back(tested)
    now = _with_earlier(tested[back == 1], tested[back == 2])
    now = now.merge(last.reset_index(), on=AREA, how="left")
    metrics = {metric.id: metric for metric in audit.metrics}
    policies = {name: audit.outlier_policy(metric) for name, metric in metrics.items()}
    for key in ("guidance", "levels"):
        now[key] = now["metric"].map({name: getattr(policy, key) for name, policy in policies.items()})
    now["caveat"] = rungs.caveat(now, final, audit, metrics)
    below = {
        "case ascertainment": rungs.ascertainment(now, final, audit, metrics),
        "data completeness": rungs.completeness(now),
        "case mix": rungs.case_mix(now, metrics),
    }
    placed = now[now["area_type"] != ALONE]
    both = (_against_others(placed, metrics, policies, below), _in_time(now, metrics, below))
    return pd.concat(both, ignore_index=True)


def _back(rows: pd.DataFrame) -> pd.Series:
    """Give how many published periods ago each row is, from 1 for the newest."""
    periods = rows.groupby(["metric", "area_type"], observed=True)["period_end"]
    return periods.rank("dense", ascending=False)


def _with_earlier(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Add the level and side of the period before, if it is of the same step of the series."""
    earlier = before[[*AREA, "step", "exact_level", "side"]]
    earlier = earlier.rename(columns={"exact_level": "earlier_level", "side": "earlier_side"})
    return now.merge(earlier, on=[*AREA, "step"], how="left")


def _against_others(now: pd.DataFrame, metrics: dict, policies: dict, below: Mapping) -> pd.DataFrame:
    better = now["metric"].map({name: metric.better for name, metric in metrics.items()})
    way = direction(now["side"], better)
    sides = now["metric"].map({name: policy.sides for name, policy in policies.items()})
    checks = {
        **below,
        "enough points": rungs.enough_areas(now, policies),
        "signal": rungs.beyond_limits(now, (sides == "both") | (sides == way)),
        "persistence": rungs.lasting(now),
    }
    scatter = empirical_null(now["adjusted_z"], now.groupby(["metric", "area_type"], observed=True).ngroup())
    tail = ndtr(-np.abs(now["adjusted_z"].astype(float)) / scatter)
    p = (2 * np.maximum(tail, now["adjusted_tail"].astype(float))).clip(upper=1)
    out = now.assign(kind="others", direction=way, p=p)
    out["level"] = now[["exact_level", "adjusted_level"]].min(axis=1)
    out["within"] = (now["adjusted_level"] >= BEYOND).fillna(False)
    return out.join(_spread(checks))


def _in_time(now: pd.DataFrame, metrics: dict, below: Mapping) -> pd.DataFrame:
    words = now["variation"].fillna("").astype(str)
    better = now["metric"].map({name: metric.better for name, metric in metrics.items()})
    high = words.str.contains("high") & ~now["conflict"].fillna(False).astype(bool)
    low = words.str.contains("low") & ~now["conflict"].fillna(False).astype(bool)
    side = pd.Series("high", index=now.index, dtype=object).where(high, None).mask(low, "low")
    checks = {
        **below,
        "enough points": rungs.enough_points(now),
        "signal": rungs.special_cause(now),
        "persistence": rungs.lasting_change(now),
    }
    blank = {name: None if name in WORDS else np.nan for name in (*FLAGS, "earlier_level", "earlier_side")}
    out = now.assign(**blank).assign(
        kind="time", side=side, direction=direction(side, better), p=now["chance"], level=np.nan
    )
    return out.assign(within=True).join(_spread(checks))


def _spread(checks: Mapping[str, rungs.Check]) -> pd.DataFrame:
    """Lay checks out as columns, to be kept until the allowance is known."""
    columns = {}
    for name, rung in checks.items():
        columns[f"holds {name}"], columns[f"why {name}"] = rung.holds, rung.reason
    return pd.DataFrame(columns)


def finished(tests: pd.DataFrame, limit: Mapping[str, float]) -> pd.DataFrame:
    """Add the allowance for the number of tests, and from it how high each result climbs.

    tests : the rows of every audit, as `of_audit` gives them. limit : for each metric, the
    share of flags that may be chance. The family is every test of an edition on areas of
    one kind, against others or in time; q is the least share of false flags at which a
    result would stand.

    Returns the columns in COLUMNS; `claim` is outlier or change at the top of the ladder,
    and missing below it.

    Source: Benjamini & Hochberg (1995) J R Stat Soc B 57:289-300.
    """
    if tests.empty:
        return pd.DataFrame(columns=COLUMNS)
    out = tests.reset_index(drop=True)
    ready = out[[f"holds {name}" for name in RUNGS[:TESTED]]].all(axis=1)
    out["p"] = out["p"].astype(float).where(ready)
    out["q"] = false_discovery(out["p"], out.groupby(FAMILY, observed=True).ngroup())
    within = out["within"].astype(bool)
    why = pd.Series(np.where(within, TOO_MANY, USUAL_SPREAD), index=out.index, dtype=object)
    checks = {name: check(out[f"holds {name}"], out[f"why {name}"]) for name in RUNGS if name != "allowance"}
    checks["allowance"] = check(within & (out["q"] <= out["metric"].map(limit).astype(float)), why)
    out[["rung", "reached", "stopped"]] = climbed(checks)
    out["claim"] = out["kind"].map(CLAIMS).where(out["rung"] == TOP, None)
    return out.reindex(columns=COLUMNS)
