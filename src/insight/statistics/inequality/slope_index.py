"""The slope and relative index of inequality, with what is known of each quantile's own error."""

from functools import partial

import numpy as np
import pandas as pd

from insight.errors import InsightError
from insight.statistics.inequality.quantiles import by_quantile
from insight.statistics.inequality.slope_draws import drawn
from insight.statistics.inequality.slope_limits import back, exact, forward, turned
from insight.statistics.inputs.confidence import normal_quantile
from insight.statistics.inputs.numbers import refuse

KINDS = ("values", "events", "people")
RATIO = ["rii_ohid_lower", "rii_ohid_upper"]
LIMITS = ["sii_lower", "sii_upper", *RATIO, "sii_mc_error", "rii_mc_error"]


def slope_index(
    value,
    lower,
    upper,
    population,
    quantile,
    *,
    by=None,
    of: str = "values",
    transform: bool = False,
    quantiles: int | None = None,
    confidence: float = 0.95,
    limits: float = 0.95,
    draws: int = 20_000,
    seed: int = 1,
) -> pd.DataFrame:
    """Estimate, for each area, the gap between the two ends of the line fitted through its quantiles.

    value, lower, upper : each quantile's figure and interval, n of each, in one unit (fractions
    for proportions); population : people in it; quantile : 1 for the most deprived, 2, 3 and so on.
    by : the area of each row; None for one area. of : what the figures are: "values" have normal
    errors, "events" (rates) on the log scale, "people" (proportions) on the logit scale.
    transform : fit the line on that scale, then turn its ends back; its limits are those of the
    slope, with the level at the middle rank held where it was estimated. quantiles : how many there
    should be (None: the highest in the data). confidence : of the result; limits : of lower and
    upper; both fractions. draws, seed : of the simulation; every area uses the same draws, so
    that its limits do not depend on which others are asked for.

    Returns a row per area: sii (least minus most deprived end of the line, in the unit of value),
    rii_ohid (least over most deprived) and its inverse rii_kunst_mackenbach, each with _lower and
    _upper; sii_mc_error and rii_mc_error, the standard error which simulating adds to a limit (0
    where none was needed); y0 and y1, the most and least deprived ends; quantiles, how many had
    figures; method; reason, why a row is missing, or "". Fewer than five quantiles, or any of
    them absent, is missing; so is a ratio whose lower end may be 0. Raises InsightError for limits
    out of order, a proportion outside 0 to 1, a negative rate, or a quantile given twice.

    >>> found = slope_index([50, 52, 54, 56, 58], [49, 51, 53, 55, 57], [51, 53, 55, 57, 59],
    ...                     [100] * 5, [1, 2, 3, 4, 5])
    >>> found[["sii", "sii_lower", "sii_upper", "rii_ohid"]].round(2).values.tolist()
    [[10.0, 8.42, 11.58, 1.2]]

    Source: Low & Low (2004) J Public Health 26:388-95; the interval from each quantile's own error
    is OHID's; Kunst & Mackenbach (1995) for the inverse ratio; Fieller (1954) for the exact ratio.
    """
    _check(of, draws)
    transform = transform and of != "values"
    table = by_quantile(
        quantile, size="population", by=by, quantiles=quantiles,
        value=value, lower=lower, upper=upper, population=population,
    )  # fmt: skip
    _impossible(table.areas, table.tables, of)
    share, rank = table.shares("population")
    slope = share * (rank - 0.5) / (share * (rank - 0.5) ** 2).sum(axis=1, keepdims=True)
    ends = share - slope / 2, share + slope / 2  # what each quantile adds to the most and least deprived end
    middle, error = _errors(table.tables, of, limits)
    unfit = (table.reason == "") & np.isnan(middle + error).any(axis=1)
    reason = np.where(unfit, f"a figure or limit of {_edge(of)} has no {_scale(of)}", table.reason)
    fitted, turn = (middle, partial(back, of=of)) if transform else (table.tables["value"], np.asarray)
    y0, y1 = (turn(np.where(reason == "", (end * fitted).sum(axis=1), np.nan)) for end in ends)
    limit = _limits(y0, y1, ends, middle, error, of, transform, confidence, draws, seed)
    found = pd.DataFrame(dict(zip(LIMITS, limit, strict=True)))
    found["method"] = np.where(
        reason == "", "closed form" if of == "values" or transform else "simulation", ""
    )
    return _finish(found, y0, y1, table.present, reason).set_index(table.areas)


def _check(of: str, draws: int) -> None:
    if of not in KINDS:
        raise InsightError(f"Figures are of {', '.join(KINDS)}; {of!r} is none of these. Write one of them.")
    if draws < 1000:
        raise InsightError(
            f"{draws} draws are too few for limits that can be trusted. Ask for 1,000 or more."
        )


def _impossible(areas: pd.Index, tables: dict, of: str) -> None:
    lower, value, upper = tables["lower"], tables["value"], tables["upper"]
    wrong = (lower > value) | (value > upper)
    if of != "values":
        wrong |= (lower < 0) | (value < 0)
    if of == "people":
        wrong |= (value > 1) | (upper > 1)
    what = "a figure lies within its own interval, a rate from 0, a proportion from 0 to 1. Mend the figures."
    refuse(wrong.any(axis=1), areas, what)


def _errors(tables: dict, of: str, limits: float) -> tuple[np.ndarray, np.ndarray]:
    with np.errstate(divide="ignore", invalid="ignore"):
        scaled = (forward(tables[name], of) for name in ("value", "lower", "upper"))
        value, lower, upper = (np.where(np.isfinite(part), part, np.nan) for part in scaled)
    return value, (upper - lower) / (2 * normal_quantile(limits))


def _edge(of: str) -> str:
    return "0 or 1" if of == "people" else "0"


def _scale(of: str) -> str:
    return "logit" if of == "people" else "logarithm"


def _limits(y0, y1, ends, middle, error, of, transform, confidence, draws, seed) -> np.ndarray:
    """Give the six columns of LIMITS, by formula where one is exact and by simulation where none is."""
    if of == "values":
        return np.array([*exact(y0, y1, ends, error, confidence), 0 * y0, 0 * y0])
    if transform:
        return np.array([*turned(middle, error, ends, confidence, of), 0 * y0, 0 * y0])
    ok = ~np.isnan(y0)
    found = np.full((len(ok), len(LIMITS)), np.nan)
    ends = [end[ok] for end in ends]
    found[ok] = drawn(middle[ok], error[ok], ends, partial(back, of=of), confidence, draws, seed)
    return found.T


def _finish(found: pd.DataFrame, y0, y1, present, reason) -> pd.DataFrame:
    positive = (y0 > 0) & (y1 > 0)
    ratio = np.divide(y1, y0, out=np.full_like(y0, np.nan), where=positive)
    found["sii"], found["rii_ohid"], found["rii_kunst_mackenbach"] = y1 - y0, ratio, 1 / ratio
    found.loc[~positive, RATIO] = np.nan
    above = found[RATIO].where(found[RATIO] > 0)
    found["rii_kunst_mackenbach_lower"] = 1 / above["rii_ohid_upper"]
    found["rii_kunst_mackenbach_upper"] = 1 / above["rii_ohid_lower"]
    found["y0"], found["y1"], found["quantiles"], found["reason"] = y0, y1, present, reason
    order = ["sii", "sii_lower", "sii_upper", "sii_mc_error", "rii_ohid", "rii_ohid_lower", "rii_ohid_upper"]
    inverse = [f"rii_kunst_mackenbach{part}" for part in ("", "_lower", "_upper")]
    return found[[*order, *inverse, "rii_mc_error", "y0", "y1", "quantiles", "method", "reason"]]
