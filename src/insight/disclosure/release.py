"""A release as an attacker sees it: counts nobody shows whole, and what is published about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from insight.disclosure.policies import Policy

NOTHING = -1  # the unit of a fact that no row publishes, such as that parts add up


@dataclass(frozen=True)
class Release:
    """Unknown counts and the linear facts that tie them together.

    cells : one row per count, index 0, 1, …: name; shown (the published count, missing where hidden); lower
        and upper, what its own publication and the public rule leave possible (upper may be
        infinite); protected, whether it must stay uncertain; roomy, whether it is known to be
        0 or not small; unit, what is withheld together with it (a row of findings); cost of
        withholding it (infinite: cannot be).
    facts : one row per fact, index 0, 1, …: words; lower and upper, the ends between which
        the sum of its terms lies; unit, whose publication it rests on, or -1.
    terms : fact, cell, coefficient.
    either : n x k cells, -1 for none: of each row, at least one cell is a small count.
    """

    cells: pd.DataFrame
    facts: pd.DataFrame
    terms: pd.DataFrame
    either: np.ndarray = field(default_factory=lambda: np.empty((0, 3), dtype=int))

    def hiding(self, units: Sequence[int] | np.ndarray) -> "Release":
        """Give the release without some units: of their counts is known only that they are not small.

        That much is known because the reason given for withholding them is not that they are.
        """
        gone = self.cells["unit"].isin(units)
        cells = self.cells.assign(
            lower=self.cells["lower"].mask(gone & ~self.cells["protected"], 0.0),
            upper=self.cells["upper"].mask(gone & ~self.cells["protected"], np.inf),
            shown=self.cells["shown"].mask(gone),
        )
        silent = self.facts["unit"].isin(units)
        facts = self.facts.assign(
            lower=self.facts["lower"].mask(silent, -np.inf), upper=self.facts["upper"].mask(silent, np.inf)
        )
        return replace(self, cells=cells, facts=facts)

    def part(self, cells: np.ndarray) -> "Release":
        """Give the facts that are about nothing but some cells, with those cells; labels are kept."""
        inside = self.terms["cell"].isin(cells)
        outside = self.terms.loc[~inside, "fact"].unique()
        terms = self.terms[inside & ~self.terms["fact"].isin(outside)]
        wanted = np.isin(self.either, cells).any(axis=1)
        return Release(
            self.cells.loc[cells], self.facts.loc[terms["fact"].unique()], terms, self.either[wanted]
        )


def could_be(
    shown: np.ndarray, step: np.ndarray, rule: Policy, *, public: bool = True
) -> tuple[np.ndarray, np.ndarray]:
    """Give the lowest and the highest true count behind published ones.

    shown : counts as published, n of them. step : what each was rounded to the nearest of, 1
    for exact. public : whether the rule is known, so that a rounded count is known not to be
    small, or to be small where the rule shows small counts as one number.

    >>> from insight.disclosure import policy
    >>> could_be(np.array([0, 10, 45]), np.array([5, 5, 5]), policy("hes"))
    (array([ 0.,  8., 43.]), array([ 0., 12., 47.]))
    >>> could_be(np.array([5, 10]), np.array([5, 5]), policy("nda"))
    (array([1., 8.]), array([ 7., 12.]))
    """
    shown, step = np.asarray(shown, dtype=float), np.asarray(step, dtype=float)
    lower, upper = np.ceil(shown - step / 2), np.ceil(shown + step / 2) - 1
    rounded = step > 1
    if public:
        lower = np.where(rounded & (shown > 0), np.maximum(lower, rule.largest_small + 1), lower)
        upper = np.where(rounded & (shown == 0), 0, upper)
        if not rule.hides and rule.largest_small:
            small = rounded & (shown == rule.small_shown)
            lower, upper = np.where(small, 1, lower), np.where(small, rule.largest_small, upper)
    return np.maximum(lower, 0), upper


class Sheet:
    """A release written down by hand, count by count and fact by fact."""

    def __init__(self, rule: Policy, *, public: bool = True):
        """Begin a release under a policy; public : whether the attacker knows the policy."""
        self.rule, self.public = rule, public
        self._cells: list[dict] = []
        self._facts: list[dict] = []
        self._terms: list[tuple[int, int, float]] = []

    def _add(self, name: str, shown: float, lower: float, upper: float, **more: Any) -> int:
        place = len(self._cells)
        cell = {"name": name, "shown": shown, "lower": lower, "upper": upper}
        usual = {"protected": False, "roomy": False, "unit": place, "cost": 1.0}
        self._cells.append({**cell, **usual, **more})
        return place

    def shown(self, name: str, count: float, *, step: int = 1, **more: Any) -> int:
        """Add a count that is published, to the nearest `step`; give its number."""
        [low], [high] = could_be(np.array([count]), np.array([step]), self.rule, public=self.public)
        small = (
            self.rule.largest_small > 0
            and not self.rule.hides
            and (low, high) == (1, self.rule.largest_small)
        )
        roomy = bool(self.public and self.rule.hides and (count == 0 or count > self.rule.largest_small))
        given: dict[str, Any] = {"roomy": roomy, "protected": bool(small), "cost": 1.0 + count, **more}
        return self._add(name, count, low, high, **given)

    def small(self, name: str, **more: Any) -> int:
        """Add a count withheld because it is small; give its number."""
        ends = (1.0, float(self.rule.largest_small)) if self.public else (0.0, np.inf)
        return self._add(name, np.nan, *ends, protected=True, **more)

    def unknown(self, name: str, **more: Any) -> int:
        """Add a count that is not published, of which nothing is known; give its number."""
        return self._add(name, np.nan, 0.0, np.inf, **more)

    def fact(
        self, terms: Mapping[int, float], lower: float, upper: float, words: str, unit: int = NOTHING
    ) -> int:
        """Add a fact: the sum of coefficient × count lies between two ends."""
        place = len(self._facts)
        self._facts.append({"words": words, "lower": lower, "upper": upper, "unit": unit})
        self._terms += [(place, cell, coefficient) for cell, coefficient in terms.items()]
        return place

    def total(self, whole: int, parts: Sequence[int], words: str = "") -> int:
        """Add the fact that parts add up to a whole."""
        name = self._cells[whole]["name"]
        terms = {whole: -1.0, **dict.fromkeys(parts, 1.0)}
        return self.fact(terms, 0.0, 0.0, words or f"{name} is the sum of its {len(parts)} parts")

    def share(self, x: int, n: int, percentage: float, places: int) -> None:
        """Add a published percentage of x among n, shown with so many decimals."""
        words = f"{self._cells[x]['name']} is {percentage:.{places}f}% of {self._cells[n]['name']}"
        half, unit = 0.5 * 10.0**-places, self._cells[x]["unit"]
        self.fact({x: 100.0, n: -(percentage + half)}, -np.inf, 0.0, words, unit)
        self.fact({x: 100.0, n: -(percentage - half)}, 0.0, np.inf, words, unit)

    def release(self) -> Release:
        """Give the finished release."""
        columns = ["words", "lower", "upper", "unit"]
        cells = pd.DataFrame(self._cells)
        terms = pd.DataFrame(self._terms, columns=["fact", "cell", "coefficient"])
        terms = terms.astype({"fact": int, "cell": int, "coefficient": float})
        facts = pd.DataFrame(self._facts, columns=columns)
        return Release(cells, facts.astype({"lower": float, "upper": float, "unit": int}), terms)
