"""What a funnel's values are made of: their numbers, their errors, their distribution."""

from collections.abc import Callable
from typing import Literal

import numpy as np
import pandas as pd
from scipy.special import ndtr

from insight.errors import InsightError, UnknownName
from insight.statistics.funnels.exact_score import binomial_score, poisson_score
from insight.statistics.inputs.numbers import counted, matched, refuse, shares

Kind = Literal["proportion", "rate", "ratio", "mean"]
METHODS = {"proportion": "binomial", "rate": "Poisson", "ratio": "Poisson", "mean": "normal"}


def reading(kind: Kind) -> Callable[..., pd.DataFrame]:
    """Give the function that reads a kind's arguments.

    It takes numerator, denominator, value, se, target (None if pooled) and per, and gives a
    DataFrame of one row per unit: value; weight, by which values are pooled; target (0 if
    pooled); x and n, or se. Raises UnknownName for an unknown kind.
    """
    if kind not in METHODS:
        raise UnknownName.among("kind of funnel", kind, known=METHODS, where="funnel flags")
    return {"proportion": _proportions, "mean": _means}.get(kind, _rates)


def scores(kind: Kind, units: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give each unit's standard error at its target, and its exact z and tail.

    units : columns by name, as `reading` gives them, with each unit's target.
    """
    target = units["target"]
    if kind == "mean":
        z = (units["value"] - target) / units["se"]
        return units["se"] + 0 * target, z, ndtr(-np.abs(z))
    n = units["n"]
    if kind == "proportion":
        return np.sqrt(target * (1 - target) / n), *binomial_score(units["x"], n, target)
    return np.sqrt(target / n), *poisson_score(units["x"], n * target)


def _proportions(numerator, denominator, value, se, target, per) -> pd.DataFrame:
    given = shares(_needed("numerator", numerator), _needed("denominator", denominator))
    given = _with_target(given, target)
    refuse(
        (given["target"] > 1).to_numpy(),
        given.index,
        "a target proportion lies between 0 and 1. Write 0.9 for 90%.",
    )
    return given


def _rates(numerator, denominator, value, se, target, per) -> pd.DataFrame:
    given = counted(x=_needed("numerator", numerator), n=_needed("denominator", denominator))
    given["n"] /= per
    return _with_target(given, target)


def _with_target(given: pd.DataFrame, target) -> pd.DataFrame:
    n = given["n"].where(given["n"] > 0)
    fixed = counted(x=given["x"], target=0.0 if target is None else target)["target"]
    return given.assign(n=n, value=given["x"] / n, weight=n, target=fixed)


def _means(numerator, denominator, value, se, target, per) -> pd.DataFrame:
    given = matched(
        value=_needed("value", value), se=_needed("se", se), target=0.0 if target is None else target
    )
    refuse((given["se"] < 0).to_numpy(), given.index, "a standard error cannot be negative.")
    given["se"] = given["se"].where(given["se"] > 0)
    if denominator is None:
        return given.assign(weight=given["se"] ** -2.0)
    weight = counted(x=given["value"].abs(), n=denominator)["n"]
    return given.assign(weight=weight.where((weight > 0) & given["se"].notna()))


def _needed(name: str, argument):
    if argument is None:
        raise InsightError(f"Flags of this kind need {name!r}. Give one for each unit.")
    return argument
