"""What a chart says in one picture: has it changed, and will it meet its target?"""

from typing import Literal

import numpy as np
import pandas as pd

from insight.errors import InsightError
from insight.statistics.spc.limits import MINIMUM
from insight.statistics.spc.rules import RULES
from insight.statistics.spc.steps import Points, arrange

DIRECTIONS = ("higher", "lower", "neutral")
HIGH = np.array(["improvement high", "concern high", "neutral high"], dtype=object)
LOW = np.array(["concern low", "improvement low", "neutral low"], dtype=object)
BOTH = np.array(
    ["improvement high and concern low", "improvement low and concern high", "neutral high and low"],
    dtype=object,
)
VARIATIONS = ("common cause", *HIGH, *LOW, *BOTH)
ASSURANCES = ("pass", "fail", "hit or miss", "none")
CONFLICTS = ("both", "MDC", "NHSRplotthedots")
COLUMNS = ["variation", "conflict", "assurance", "points", "enough", "reason", "rule", "since"]
LINES = ["centre", "lower", "upper"]


def icons(
    value,
    limits: pd.DataFrame,
    signals: pd.DataFrame,
    series=None,
    order=None,
    step=None,
    *,
    better,
    target=None,
    provisional=None,
    conflict: Literal["both", "MDC", "NHSRplotthedots"] = "both",
    minimum: int = MINIMUM,
) -> pd.DataFrame:
    """Give each series its variation and assurance icons, from the last point of its last step.

    value, series, order, step, provisional : n of each, as in `xmr`. limits : what a chart
    gives for them, and signals what the rules do, on the same index.
    better : "higher", "lower" or "neutral", one for all or n. target : in the unit of the
    values, one for all or n; None or missing is no target.
    conflict : what to show when the last point signals on both sides: "both"; "MDC", the
    improvement, as the Making Data Count tool does; or "NHSRplotthedots", the side of the
    first rule among outside, trend, near and shift.
    minimum : points the last step needs, provisional ones aside.

    Returns a DataFrame of one row for each series, indexed by label, sorted. variation : one
    of VARIATIONS; conflict : True if both sides signalled, whatever is shown; assurance :
    "pass" if the limits lie wholly on the good side of the target, "fail" if wholly on the
    bad side, else "hit or miss", and "none" without target or direction; points : in the
    last step; enough : whether they reach the minimum; reason : why there is no icon, or
    ""; rule : the rules that marked the point on the side shown; since : the place in time
    of the first point of the oldest of them (the index of the row if no order was given);
    value, centre, lower, upper : of the last point. All but points, enough and reason are
    missing when there are too few points. Raises InsightError for an unknown direction or
    way with conflicts.

    >>> from insight.statistics.spc.rules import signals
    >>> from insight.statistics.spc.xmr import xmr
    >>> values = [48, 52] * 6 + [51, 62]
    >>> lines = xmr(values, baseline=12)
    >>> found = icons(values, lines, signals(values, **lines), better="higher", target=70)
    >>> found[["variation", "assurance", "rule", "since"]].values.tolist()
    [['improvement high', 'fail', 'outside', 13]]

    Source: NHS England, Making Data Count: variation and assurance icons.
    """
    if conflict not in CONFLICTS:
        raise InsightError(f"Conflicting signals cannot be shown as {conflict!r}. Known: {CONFLICTS}.")
    points = arrange({"value": value}, series, order, step, provisional)
    facts = _facts(points, value, better, target, order, limits)
    marks = _matched(signals, points.index)
    place, many = _last(points)
    drawn = (many >= minimum) & (many > 0)
    drawn[drawn] = facts["upper"].notna().to_numpy()[points.rows[place[drawn]]]
    rows = points.rows[place[drawn]]
    here = facts.iloc[rows].reset_index(drop=True)
    here["assurance"] = _assurance(here)
    here = here.join(_variation(here, marks.iloc[rows].reset_index(drop=True), conflict))
    began = points.rows[place[drawn] + 1 - np.maximum(here["age"].to_numpy(), 1)]
    here["since"] = facts["since"].iloc[began].reset_index(drop=True).where(here["age"] > 0)
    here.index = pd.Index(np.flatnonzero(drawn))
    judged = pd.DataFrame({"points": many, "enough": many >= minimum}).join(here)
    judged["reason"] = _reasons(many, drawn, minimum)
    judged["conflict"] = judged["conflict"].eq(True)
    return judged[[*COLUMNS, "value", *LINES]].set_axis(points.labels).sort_index()


def _facts(points: Points, value, better, target, order, limits: pd.DataFrame) -> pd.DataFrame:
    given = {"value": value, "better": better, "target": target, "since": order}
    table = pd.DataFrame({name: fact for name, fact in given.items() if fact is not None})
    table = _matched(table, points.index)
    if order is None:
        table["since"] = table.index
    if target is None:
        table["target"] = np.nan
    return pd.concat([table, _matched(limits, points.index)[LINES]], axis=1)


def _matched(table: pd.DataFrame, index: pd.Index) -> pd.DataFrame:
    return table if table.index.equals(index) else table.reindex(index)


def _last(points: Points) -> tuple[np.ndarray, np.ndarray]:
    """Give each series the last point that counts in its last step, and how many do there."""
    step = np.full(len(points.labels), -1)
    step[points.series_of_step] = np.arange(len(points.counts))
    counts, ends = np.append(points.counts, 0), np.append(np.cumsum(points.counts) - 1, -1)
    return ends[step], counts[step]


def _reasons(many: np.ndarray, drawn: np.ndarray, minimum: int) -> np.ndarray:
    words = np.where(many == 1, " point; limits need ", " points; limits need ")
    short = pd.Series(many).astype(str) + pd.Series(words, dtype=object) + str(minimum)
    reasons = np.where(many < minimum, short, "the last point has no limits")
    return np.where(drawn, "", reasons)


def _directions(better: pd.Series) -> np.ndarray:
    """Number the directions; no direction is neutral."""
    way = pd.Index(DIRECTIONS).get_indexer(pd.Index(better.fillna("neutral")))
    if (way < 0).any():
        unknown = sorted(set(better[way < 0].astype(str)))
        raise InsightError(f"No direction is called {unknown}. Say which is better: one of {DIRECTIONS}.")
    return way


def _assurance(here: pd.DataFrame) -> np.ndarray:
    way, target = _directions(here["better"]), here["target"].to_numpy(dtype=float, na_value=np.nan)
    lower, upper = here["lower"].to_numpy(), here["upper"].to_numpy()
    slack = 1e-9 * (upper - lower) + 1e-13 * np.abs(target)
    above, below = target > upper + slack, target < lower - slack
    good = ((way == 0) & below) | ((way == 1) & above)
    none = np.isnan(target) | (way == 2)
    return np.select([none, good, above | below], ["none", "pass", "fail"], default="hit or miss")


def _variation(here: pd.DataFrame, marks: pd.DataFrame, conflict: str) -> pd.DataFrame:
    """Say on which side the last points signal, by which rules, and since how many points."""
    way = _directions(here["better"])
    runs = {"high": marks["high_run"].to_numpy(), "low": marks["low_run"].to_numpy()}
    high, low = runs["high"] > 0, runs["low"] > 0
    both = high & low
    high, low = _resolved(high, low, way, marks, conflict)
    kinds = [np.full(len(way), "common cause", dtype=object), HIGH[way], LOW[way], BOTH[way]]
    age = np.maximum(np.where(high, runs["high"], 0), np.where(low, runs["low"], 0))
    return pd.DataFrame(
        {
            "variation": np.choose(high + 2 * low, kinds),
            "conflict": both,
            "rule": _rules(high, low, marks),
            "age": age.astype(np.int64),
        }
    )


def _resolved(high, low, way, marks: pd.DataFrame, conflict: str) -> tuple[np.ndarray, np.ndarray]:
    """Choose the side to show of points that signal on both."""
    both = high & low
    if conflict == "MDC":
        return high & ~(both & (way == 1)), low & ~(both & (way == 0))
    if conflict == "NHSRplotthedots":
        sides = marks[[f"{rule}_side" for rule in RULES]].astype(object).bfill(axis=1).iloc[:, 0]
        return high & ~(both & (sides == "low")), low & ~(both & (sides == "high"))
    return high, low


def _rules(high: np.ndarray, low: np.ndarray, marks: pd.DataFrame) -> np.ndarray:
    """Name the rules that mark each point on the sides shown, as in "outside, shift"."""
    text = np.full(len(high), "", dtype=object)
    for rule in RULES:
        side = marks[f"{rule}_side"]
        shown = ((side == "high") & high) | ((side == "low") & low)
        text = text + np.where(shown, np.where(text == "", rule, ", " + rule), "").astype(object)
    return text
