"""Which points are signals of special cause, by a named set of rules."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from insight.statistics.spc.runs import runs
from insight.statistics.spc.steps import Points, arrange

RULES = ("outside", "trend", "near", "shift")
SIDES = pd.CategoricalDtype(["low", "high"])


@dataclass(frozen=True, kw_only=True)
class RuleSet:
    """How one published tool decides that a point is more than chance."""

    name: str
    shift: int  # points in a row on one side of the centre
    trend: int  # points in a row, each above the last or each below it; moves are one fewer
    near: int  # points beyond two sigma, the others on the same side of the centre ...
    near_of: int  # ... among so many in a row
    near_counts_outside: bool  # whether points beyond three sigma count among those near
    ties: Literal["break", "ignore"]  # a point on the centre, or equal to the last, in a run


MAKING_DATA_COUNT = RuleSet(
    name="Making Data Count", shift=7, trend=7, near=2, near_of=3, near_counts_outside=True, ties="break"
)
NHSR_PLOT_THE_DOTS = RuleSet(
    name="NHSRplotthedots", shift=7, trend=7, near=2, near_of=3, near_counts_outside=False, ties="break"
)
RULE_SETS = {rules.name: rules for rules in (MAKING_DATA_COUNT, NHSR_PLOT_THE_DOTS)}


def signals(
    value,
    centre,
    lower,
    upper,
    near_lower,
    near_upper,
    series=None,
    order=None,
    step=None,
    *,
    rules: RuleSet = MAKING_DATA_COUNT,
    provisional=None,
) -> pd.DataFrame:
    """Mark the points that a rule picks out, and the side it does so on.

    value : n numbers. centre, lower, upper, near_lower, near_upper : n of each, in the same
    unit, as a chart gives them. series, order, step, provisional : n of each, as in `xmr`;
    no run crosses a step, and a provisional point neither signals nor counts.
    rules : the set to go by.

    Returns a DataFrame of n rows, on the same index. outside : beyond three sigma; shift :
    in a run on one side of the centre; trend : in a run of rises or falls; near : beyond two
    sigma among neighbours that are; all True or False. outside_side, shift_side,
    trend_side, near_side : "high" (or rising), "low" (or falling) or missing. high_run,
    low_run : points from the first of the oldest signal on that side to this one, 0 if no
    rule marks the point on that side. A point within rounding of a line lies on it, and on
    a limit is inside. A point whose value or limits are missing is not judged; runs pass
    over it. The point between a rise and a fall, in both, takes the side of the first.

    >>> from insight.statistics.spc.xmr import xmr
    >>> values = [48, 52] * 6 + [51, 53, 52, 54, 51, 52, 53]
    >>> found = signals(values, **xmr(values, baseline=12))
    >>> found["shift"].tolist().index(True), found["high_run"].iloc[-1].item()
    (11, 8)

    Source: NHS England, Making Data Count; Provost & Murray, The Health Care Data Guide.
    """
    lines = {"centre": centre, "lower": lower, "upper": upper}
    lines |= {"near_lower": near_lower, "near_upper": near_upper}
    points = arrange({"value": value, **lines}, series, order, step, provisional)
    found = _judge(points, rules)
    table: dict[str, np.ndarray | pd.Categorical] = {}
    for rule in ("outside", "shift", "trend", "near"):
        table[rule] = _spread(points, found[rule][0] != 0, False)
    for rule, (side, _) in found.items():
        codes = _spread(points, np.where(side == 0, -1, side > 0).astype(np.int8), -1)
        table[f"{rule}_side"] = pd.Categorical.from_codes(codes, dtype=SIDES)
    table["high_run"] = _spread(points, _age(found, 1), 0)
    table["low_run"] = _spread(points, _age(found, -1), 0)
    return pd.DataFrame(table, index=points.index)


def _judge(points: Points, rules: RuleSet) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Give, for each rule, the side it marks each point on (1, -1 or 0) and where that began."""
    value, centre = points.of("value"), points.of("centre")
    slack = 1e-9 * np.abs(points.of("upper") - centre) + 1e-13 * np.abs(centre)
    side = _beyond(value, centre, centre, slack)
    outside = _beyond(value, points.of("lower"), points.of("upper"), slack)
    beyond = _beyond(value, points.of("near_lower"), points.of("near_upper"), slack)
    if not rules.near_counts_outside:
        beyond[outside != 0] = 0
    return {
        "outside": (outside, runs(outside, points.step)[0]),
        "trend": _trend(value, slack, points.step, rules),
        "near": _near(side, beyond, points.step, rules),
        "shift": _shift(side, points.step, rules),
    }


def _beyond(value: np.ndarray, lower: np.ndarray, upper: np.ndarray, slack: np.ndarray) -> np.ndarray:
    return (value > upper + slack).astype(np.int8) - (value < lower - slack).astype(np.int8)


def _shift(side: np.ndarray, step: np.ndarray, rules: RuleSet) -> tuple[np.ndarray, np.ndarray]:
    kept = np.flatnonzero((side != 0) | (rules.ties == "break"))
    first, length = runs(side[kept], step[kept])
    marked, start = np.zeros_like(side), np.zeros(len(side), dtype=np.int64)
    marked[kept] = np.where(length >= rules.shift, side[kept], 0)
    start[kept] = kept[first]
    return marked, start


def _trend(
    value: np.ndarray, slack: np.ndarray, step: np.ndarray, rules: RuleSet
) -> tuple[np.ndarray, np.ndarray]:
    kept = np.arange(len(value))
    if rules.ties == "ignore":
        kept = np.flatnonzero((_moves(value, slack, step) != 0) | _opens(step))
    moves = _moves(value[kept], slack[kept], step[kept])
    first, length = runs(moves, step[kept])
    arriving = np.where(length >= rules.trend - 1, moves, 0).astype(np.int8)
    leaving = np.append(arriving[1:], np.zeros(min(1, len(kept)), dtype=np.int8))
    marked, start = np.zeros(len(value), dtype=np.int8), np.zeros(len(value), dtype=np.int64)
    marked[kept] = np.where(arriving != 0, arriving, leaving)
    start[kept] = np.where(arriving != 0, kept[first - 1], kept)
    return marked, start


def _opens(step: np.ndarray) -> np.ndarray:
    opens = np.ones(len(step), dtype=bool)
    opens[1:] = step[1:] != step[:-1]
    return opens


def _moves(value: np.ndarray, slack: np.ndarray, step: np.ndarray) -> np.ndarray:
    """Say whether each point is above (1) or below (-1) the last; 0 if equal or first of its step."""
    moves = np.zeros(len(value), dtype=np.int8)
    moves[1:] = _beyond(value[1:], value[:-1], value[:-1], slack[1:])
    moves[_opens(step)] = 0
    return moves


def _near(
    side: np.ndarray, beyond: np.ndarray, step: np.ndarray, rules: RuleSet
) -> tuple[np.ndarray, np.ndarray]:
    counted = (beyond == side) & (side != 0)
    covered = np.zeros_like(side)
    windows = len(side) - rules.near_of + 1
    if windows > 0:
        first, _ = runs(side, step)
        hits = np.append(0, np.cumsum(counted))
        enough = hits[rules.near_of :] - hits[: -rules.near_of] >= rules.near
        together = first[:windows] == first[rules.near_of - 1 :]
        for offset in range(rules.near_of):
            covered[offset : offset + windows] |= enough & together
    covered = covered * side
    return np.where(counted, covered, 0).astype(np.int8), runs(covered, step)[0]


def _age(found: dict[str, tuple[np.ndarray, np.ndarray]], side: int) -> np.ndarray:
    """Count the points from the first of the oldest signal on a side to each point; 0 if none."""
    age = np.zeros(len(found["outside"][0]), dtype=np.int64)
    place = np.arange(1, len(age) + 1)
    for marked, start in found.values():
        age = np.maximum(age, np.where(marked == side, place - start, 0))
    return age


def _spread(points: Points, found: np.ndarray, empty) -> np.ndarray:
    spread = np.full(len(points.index), empty, dtype=found.dtype)
    spread[points.rows] = found
    return spread
