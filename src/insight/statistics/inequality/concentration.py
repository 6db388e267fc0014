"""Concentration indices: how far an outcome gathers among the more, or the less, deprived."""

import numpy as np
import pandas as pd

from insight.statistics.inequality.ranks import Standing
from insight.statistics.inputs.confidence import normal_quantile
from insight.statistics.inputs.groups import coded, totals
from insight.statistics.inputs.numbers import matched, refuse

INDICES = ("relative", "absolute", "erreygers", "wagstaff")


def concentration(
    value, population, order, *, by=None, se=None, bounds=(0.0, 1.0), confidence: float = 0.95
) -> pd.DataFrame:
    """Estimate four concentration indices for each area, from its groups or from single people.

    value : each group's (or person's) figure, n of them; population : people in it (or the
    person's weight; 1 for all if one number); order : any number, lowest for the most deprived;
    those with the same number share the rank in their middle. by : the area of each row; None for
    one area. se : the standard error of each value; None where there is none. bounds : the least
    and most a value can be, such as (0, 1), or None if it has no bounds. confidence : a fraction.

    Returns a row per area: mean; relative, the plain index; absolute, the generalised one;
    erreygers and wagstaff, which allow for the bounds; each with _se, _lower and _upper;
    relative_se_people, the error of the relative index were each row so many single people; and
    reason, why a row is missing, or "". Above 0 the outcome gathers among the less deprived.
    The interval comes from each value's own error if `se` is given, else from scatter about the
    line (convenient regression), which needs three groups. For proportions show erreygers or
    absolute: relative says different things of those who had the outcome and those who had not.
    Missing where a value or count is, with fewer than two ranks, and relative where the mean is
    not above 0. Rows without an order, or without people, take no part. Raises InsightError for a
    negative count or a value outside its bounds.

    >>> found = concentration([0.2, 0.3, 0.4], [100, 100, 100], [1, 2, 3])
    >>> found[["relative", "absolute", "erreygers"]].round(4).values.tolist()
    [[0.1481, 0.0444, 0.1778]]

    Source: Kakwani, Wagstaff & van Doorslaer (1997) J Econom 77:87-103; Erreygers (2009) J Health
    Econ 28:504-15; Wagstaff (2005) Health Econ 14:429-32.
    """
    given = matched(value=value, people=population, order=order, se=np.nan if se is None else se)
    codes, areas = coded(by, given.index)
    _refuse(given, bounds)
    kept = (codes >= 0) & given["order"].notna().to_numpy() & (given["people"] != 0).to_numpy()
    y, people, place, error = (given[name].to_numpy()[kept] for name in ("value", "people", "order", "se"))
    rows = Rows(y, people, place, codes[kept], len(areas))
    made = rows.indices(bounds)
    spread = rows.own_errors(error, made, bounds) if se is not None else rows.scatter(made)
    z, found = normal_quantile(confidence), {"mean": rows.mean}
    for name in INDICES:
        found[name], found[f"{name}_se"] = made[name], spread[name]
        found[f"{name}_lower"], found[f"{name}_upper"] = (
            made[name] + side * spread[name] for side in (-z, z)
        )
    found["relative_se_people"] = rows.error_of_people(made["relative"])
    return pd.DataFrame({**found, "reason": rows.reason}, index=areas, copy=False)


class Rows:
    """Groups of people with their ranks, each belonging to an area."""

    def __init__(self, y, people, order, codes, areas: int) -> None:
        self.codes, self.areas, self.y = codes, areas, y
        self.standing = Standing(order, codes, areas)
        self.total = self.add(people)
        whole = np.where(self.total > 0, self.total, np.nan)
        self.share = people / whole[codes]
        self.rank = self.standing.middle_ranks(np.nan_to_num(people))
        off = self.rank - 0.5
        self.variance = self.add(self.share * off**2)
        self.reason = np.where(np.isnan(self.add(people * y)), "a value or count is missing", "").astype(
            object
        )
        self.reason[(self.reason == "") & ~(self.variance > 0)] = (
            "fewer than two groups in order of deprivation"
        )
        fit = np.where(self.reason == "", 1.0, np.nan)
        self.mean = self.add(self.share * y) * fit
        self.covariance = self.add(self.share * (y - self.mean[codes]) * off) * fit

    def add(self, part: np.ndarray) -> np.ndarray:
        """Add up a number per row within each area."""
        return totals(part, self.codes, self.areas)

    def indices(self, bounds) -> dict[str, np.ndarray]:
        """Give the four indices of every area."""
        absolute, mean = 2 * self.covariance, self.mean
        scale = self._scales(bounds)
        return {name: absolute * scale[name] for name in INDICES} | {"scale": scale, "mean": mean}

    def _scales(self, bounds) -> dict[str, np.ndarray]:
        """Give what turns the absolute index of each area into the others."""
        mean = np.where(self.mean > 0, self.mean, np.nan)
        low, high = bounds or (np.nan, np.nan)
        room = (high - self.mean) * (self.mean - low)
        room = np.where(room > 0, room, np.nan)
        one = np.ones_like(mean)
        return {
            "relative": 1 / mean,
            "absolute": one,
            "erreygers": 4 * one / (high - low),
            "wagstaff": (high - low) / room,
        }

    def scatter(self, made: dict) -> dict[str, np.ndarray]:
        """Give standard errors from the scatter of groups about the line through them."""
        variance = np.where(self.variance > 0, self.variance, np.nan)
        slope = self.covariance / variance
        off = self.y - self.mean[self.codes] - (slope[self.codes] * (self.rank - 0.5))
        df = np.bincount(self.codes, minlength=self.areas) - 2.0
        left = self.add(self.share * off**2) / np.where(df > 0, df, np.nan)
        absolute = 2 * np.sqrt(left * variance)
        return {name: absolute * made["scale"][name] for name in INDICES}

    def own_errors(self, error: np.ndarray, made: dict, bounds) -> dict[str, np.ndarray]:
        """Give standard errors from that of each value, by how far it moves each index."""
        low, high = bounds or (np.nan, np.nan)
        mean, codes = self.mean, self.codes
        inside = (mean < high) & (mean > low)
        lean = np.where(
            inside, 1 / np.where(inside, high - mean, 1) - 1 / np.where(inside, mean - low, 1), np.nan
        )
        drift = {
            "relative": -made["relative"],
            "absolute": 0 * mean,
            "erreygers": 0 * mean,
            "wagstaff": made["absolute"] * lean,
        }
        found = {}
        for name in INDICES:
            pull = self.share * (2 * self.rank - 1 + drift[name][codes])
            found[name] = np.sqrt(self.add((pull * error) ** 2)) * made["scale"][name]
        return found

    def error_of_people(self, relative: np.ndarray) -> np.ndarray:
        """Give the standard error of the relative index if each row stands for so many people."""
        amount = np.nan_to_num(self.share * self.y)
        held = 2 * self.standing.middle_ranks(amount) if (amount >= 0).all() else np.nan
        mean = np.where(self.mean > 0, self.mean, np.nan)
        lean = self.y / mean[self.codes] * (2 * self.rank - 1 - relative[self.codes]) + 2 - held
        spread = self.add(self.share * lean**2) - (1 + relative) ** 2
        return np.sqrt(np.maximum(spread, 0) / np.where(self.total > 0, self.total, np.nan))


def _refuse(given: pd.DataFrame, bounds) -> None:
    people, value = given["people"].to_numpy(), given["value"].to_numpy()
    refuse(
        (people < 0) | np.isinf(people), given.index, "a count of people cannot be negative. Mend the counts."
    )
    low, high = bounds or (-np.inf, np.inf)
    outside = (value < low) | (value > high) | np.isinf(value)
    refuse(
        outside,
        given.index,
        f"a value lies outside its bounds, {low} to {high}. Mend it, or name its bounds.",
    )
    refuse((given["se"] < 0).to_numpy(), given.index, "a standard error cannot be negative. Mend the errors.")
