"""Limits of a line's two ends by simulation, where no formula is exact."""

from collections.abc import Callable

import numpy as np

from insight.statistics.inputs.confidence import tail

AT_ONCE = 4_000_000  # numbers held at a time, so that memory does not grow with the number of areas

Turn = Callable[[np.ndarray], np.ndarray]


def drawn(middle, error, ends, turn: Turn, confidence: float, draws: int, seed: int) -> np.ndarray:
    """Draw each quantile's figure many times and give the spread of slopes and ratios they make.

    middle, error : areas x quantiles, on the scale where the error is normal. ends : what each
    quantile adds to the most and to the least deprived end. turn : turns a drawn figure into the
    unit wanted. Every area is given the same standard normal draws.

    Returns areas x 6: lower and upper of the difference between the ends, lower and upper of
    their ratio, and the standard error that simulating adds to the worse limit of each. A ratio's
    limit is missing where the end beneath it can be 0 or less.
    """
    areas, width = middle.shape
    normal = np.random.default_rng(seed).standard_normal((width, draws))
    step = max(1, AT_ONCE // draws)
    parts = [np.empty((0, 6))]
    for start in range(0, areas, step):
        some = slice(start, start + step)
        y0, y1 = (np.zeros((len(middle[some]), draws)) for _ in range(2))
        for place in range(width):
            figure = turn(middle[some, place, None] + error[some, place, None] * normal[place])
            y0 += ends[0][some, place, None] * figure
            y1 += ends[1][some, place, None] * figure
        parts.append(_spread(y0, y1, confidence))
    return np.concatenate(parts)


def _spread(y0: np.ndarray, y1: np.ndarray, confidence: float) -> np.ndarray:
    ratio = np.divide(y1, y0, out=np.full_like(y1, np.finfo(float).max), where=y0 > 0)
    lower, upper, error = _limits(y1 - y0, confidence)
    low, high, ratio_error = _limits(ratio, confidence)
    known = np.where((y0 > 0).all(axis=1), 0.0, np.nan)
    return np.column_stack([lower, upper, low + known, high + known, error, ratio_error + known])


def _limits(made: np.ndarray, confidence: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give the two quantiles of each row, and a standard error from the order statistics about them."""
    draws = made.shape[1]
    tails = np.array([tail(confidence), 1 - tail(confidence)])
    off = np.sqrt(tails * (1 - tails) / draws)
    wanted = np.clip(np.concatenate([tails, tails - off, tails + off]), 0, 1)
    lower, upper, *about = np.quantile(made, wanted, axis=1, overwrite_input=True)
    return lower, upper, np.maximum(about[2] - about[0], about[3] - about[1]) / 2
