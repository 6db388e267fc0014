"""Rows for every statistic to work on: invented counts, intervals, groups and series."""

from functools import cache

import numpy as np
import pandas as pd

from insight.statistics.proportion import proportion

UNITS, FIFTHS, AGES, POINTS, ETHNIC = 40, 5, 20, 25, 5  # rows in a group or a series
PEOPLE = ["white", "asian", "black", "mixed", "unknown"]


@cache
def rows(number: int, seed: int) -> pd.DataFrame:
    """Give `number` invented rows: a multiple of 200, so that every group is whole."""
    draw = np.random.default_rng(seed)
    n = draw.integers(40, 900, number).astype(float)
    m = draw.integers(40, 900, number).astype(float)
    expected = draw.uniform(5, 60, number)
    found = {
        "n": n,
        "x": np.clip(draw.binomial(n.astype(int), 0.6), 1, n - 1).astype(float),
        "m": m,
        "y": np.clip(draw.binomial(m.astype(int), 0.5), 1, m - 1).astype(float),
        "expected": expected,
        "seen": np.maximum(draw.poisson(expected), 1.0),
        "value": draw.normal(100, 15, number),
        "sd": draw.uniform(5, 20, number),
        "se": draw.uniform(0.5, 2, number),
        "p": draw.uniform(0, 1, number),
        "target": draw.integers(40, 70, number) / 100,  # a whole per cent, as targets are
        "reference": np.arange(number) % FIFTHS == FIFTHS - 1,
        "quantile": np.arange(number) % FIFTHS + 1.0,
        "row": np.arange(number),
        "place": np.arange(number) % POINTS,  # in time
    }
    return pd.DataFrame(found | _estimates(found))


def _estimates(found: dict) -> dict[str, np.ndarray]:
    """Give two estimates a row, each with its interval."""
    first, second = proportion(found["x"], found["n"]), proportion(found["y"], found["m"])
    named = {"v1": first, "v2": second}
    return {
        name.replace("v", side): estimate[column].to_numpy()
        for name, estimate in named.items()
        for side, column in (("v", "value"), ("l", "lower"), ("u", "upper"))
    }


def group(frame: pd.DataFrame, size: int) -> np.ndarray:
    """Give each row the number of the group it is in."""
    return np.arange(len(frame)) // size


def series(frame: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Give each row its series and its place in time."""
    return group(frame, POINTS), frame["place"].to_numpy()


def estimate(frame: pd.DataFrame, which: int) -> pd.DataFrame:
    """Give the first or second estimate of each row, as statistics give them."""
    names = {f"v{which}": "value", f"l{which}": "lower", f"u{which}": "upper"}
    return frame[list(names)].rename(columns=names)
