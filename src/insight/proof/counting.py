"""How many there are of every kind in some rows: what a count told in words may be."""

from collections.abc import Iterable
from itertools import combinations_with_replacement

import numpy as np
import pandas as pd

KINDS = (
    "audit", "area", "area_type", "region", "verdict", "coverage", "status", "kind", "direction", "claim",
    "rung", "stopped", "method", "breakdown", "group", "withheld", "latest", "clear", "improved", "signal",
    "type", "better", "parent", "setting", "rule", "stage", "case_mix", "headline", "target_kind", "word",
    "metric",
)  # fmt: skip
COUNTED = ("metric", "area", "audit", "group", "period", "topic")  # of which there can be so many
LIMITS = ("exact_level", "adjusted_level")  # beyond which limits a result lies


def counted(rows: pd.DataFrame) -> set[float]:
    """Give how many rows, and how many different things, there are of each kind and each two kinds."""
    codes = {
        name: pd.factorize(rows[name].astype(object), use_na_sentinel=False)[0]
        for name in {*KINDS, *COUNTED}
        if name in rows
    }
    things = _different(codes[name] for name in COUNTED if name in codes)
    kinds = _different(codes[name] for name in KINDS if name in codes and codes[name].max(initial=0))
    found = {0.0, 1.0, float(len(rows)), *(float(thing.max(initial=-1) + 1) for thing in things)}
    pairs = (
        pd.factorize(one * (other.max() + 1) + other)[0]
        for one, other in combinations_with_replacement(kinds, 2)
    )
    for key in _different(pairs):
        found |= _sizes(key)
        for thing in things:
            found |= _sizes(once(key * (thing.max() + 1) + thing) // (thing.max() + 1))
    return found


def _different(codes: Iterable[np.ndarray]) -> list[np.ndarray]:
    """Leave out codes that part rows as others before them do: numbered as met, they are the same."""
    return [*{one.tobytes(): one for one in codes}.values()]


def _sizes(key: np.ndarray) -> set[float]:
    return {float(size) for size in set(np.bincount(key).tolist())}


def held(rows: pd.DataFrame) -> set[float]:
    """Give how many rows have a number in each column, kind of area by kind of area and in all."""
    numbers = rows.select_dtypes(["number"])
    levels = numbers[[name for name in LIMITS if name in numbers]]
    there = pd.concat([numbers.notna(), *(levels.ge(level) for level in (2, 3))], axis=1)
    if "p" in rows:  # of tests, those that could be made are counted
        there = pd.concat([there, there[rows["p"].notna()].add_prefix("tested ").astype("boolean")], axis=1)
    each = there.groupby(rows["area_type"].astype(str)).sum().to_numpy()
    return {float(count) for count in [*each.ravel(), *there.sum().to_numpy()]}


def years(rows: pd.DataFrame) -> set[float]:
    """Give the years that some rows tell of."""
    days = rows.select_dtypes(["datetime"])
    return {float(year) for name in days for year in days[name].dropna().dt.year.unique()}


def once(values: np.ndarray) -> np.ndarray:
    """Give numbers in order, each once: of few, sooner than numpy's own way."""
    values = np.sort(values)
    return values[np.concatenate([values[:1] == values[:1], values[1:] != values[:-1]])]
