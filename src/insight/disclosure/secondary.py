"""Which further figures to withhold, so that nothing withheld can be worked out."""

from collections.abc import Hashable, Iterable
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

from insight.disclosure.attack import pinned
from insight.disclosure.policies import SO_OTHERS, Policy
from insight.disclosure.release import Release
from insight.disclosure.witness import beside, suspects, witness
from insight.errors import InsightError, SmallNumbersTold

EXACT = 200  # counts; the cheapest choice is proven for releases up to this size
TURNS = 500  # of withholding and attacking again
PATIENCE = 5  # turns with one unit more for each count that is left, before it is two, and so on
NUMBERS = ["numerator", "denominator", "value", "lower", "upper", "error_bound", "revised_from"]


def check(release: Release, rule: Policy) -> None:
    """Raise SmallNumbersTold when a release pins a count, naming the figures that give it away."""
    found = pinned(release, rule)
    if found.empty:
        return
    rows = [_said(release, row, rule) for row in found.head(10).to_dict("records")]
    more = [""] * (len(found) - len(rows))
    raise SmallNumbersTold.rows(
        f"{len(found)} small counts can be worked out from what is published:",
        [*rows, *more],
        "Withhold some of the figures named, or publish them with fewer decimals or rounded totals.",
    )


def further(release: Release, rule: Policy, *, exact: bool | None = None) -> list[int]:
    """Give the cheapest units to withhold as well, so that no count stays pinned.

    release : what would be published; its cells have a cost of withholding each unit, of
    which the largest counts. exact : whether the choice is proven to be the cheapest; unless
    given, for releases of at most EXACT counts. Otherwise every count that a walk does not
    show to be uncertain enough takes the unit beside it that serves most such counts for its
    cost, which can be more than need be, never less.

    Returns the units in order. Raises InsightError when a count is pinned by figures none of
    which can be withheld.

    Every choice must withhold something of each proof that a count is pinned, so a cheapest
    set that meets the proofs found so far and leaves nothing pinned is the cheapest of all.
    Source: the hitting-set principle, Moreno-Centeno & Karp (2013) Operations Research
    61:453-68; the problem is that of Fischetti & Salazar (2001) Management Science 47:1008-27.
    """
    exact = len(release.cells) <= EXACT if exact is None else exact
    cost = release.cells.groupby("unit")["cost"].max()
    proofs: list[list[int]] = []
    chosen: list[int] = []
    left = given_away = pinned(release, rule, quick=not exact)["cell"].tolist()
    for turn in range(TURNS):
        if not left:
            return chosen
        now = release.hiding(chosen)
        if exact:
            proofs.append(_proof(now, left[0], rule, cost))
            chosen = _cheapest(proofs, cost)
        else:
            near = _helpers(now, left, rule, cost)
            left = list(near)
            chosen = _greedy(list(near.values()), cost, chosen, 1 + turn // PATIENCE)
        here = given_away if exact else left  # withholding more never pins another
        left = pinned(release.hiding(chosen), rule, here, quick=not exact)["cell"].tolist()
    raise InsightError(
        f"No set of further figures was found in {TURNS} attempts; withhold a whole breakdown."
    )


def emptied(findings: pd.DataFrame, labels: pd.Index) -> pd.DataFrame:
    """Give findings in which the rows with these labels have no numbers, and SO_OTHERS as the reason."""
    gone = pd.Series(findings.index.isin(labels), index=findings.index)
    out = findings.copy()
    out["withheld"] = out["withheld"].mask(gone, SO_OTHERS)
    told = [name for name in NUMBERS if name in out]
    out[told] = out[told].mask(gone)
    return out


def _proof(release: Release, cell: int, rule: Policy, cost: pd.Series) -> list[int]:
    """Give the units, among those that can be withheld, that pin a count."""
    units = _guilty(release, cell, rule)
    hideable = [unit for unit in units if np.isfinite(cost[unit])]
    if not hideable:
        raise _without_remedy(release, cell, units)
    return hideable


def _helpers(release: Release, cells: list[int], rule: Policy, cost: pd.Series) -> dict[int, list[int]]:
    """Give the units near each count that can be withheld.

    A count without any is left out, for nothing published is tied to it; it is refused if
    what cannot be withheld pins it.
    """
    near = dict(zip(cells, beside(release, cells, cost), strict=True))
    for cell in (cell for cell, units in near.items() if not units):
        units = suspects(release, cell, rule)
        if units and len(pinned(release, rule, [cell])):
            raise _without_remedy(release, cell, units)
    return {cell: units for cell, units in near.items() if units}


def _without_remedy(release: Release, cell: int, units: Iterable[int]) -> InsightError:
    name = release.cells.loc[cell, "name"]
    return InsightError(
        f"{str(name)} is given away by figures that cannot be withheld: {_named(release, units)}. "
        "Round or withhold one of them."
    )


def _cheapest(proofs: list[list[int]], cost: pd.Series) -> list[int]:
    """Give the cheapest units of which every proof has one."""
    units = sorted(set().union(*proofs))
    place = {unit: number for number, unit in enumerate(units)}
    matrix = np.zeros((len(proofs), len(units)))
    for row, proof in enumerate(proofs):
        matrix[row, [place[unit] for unit in proof]] = 1
    answer = milp(
        cost[units].to_numpy(dtype=float),
        constraints=LinearConstraint(matrix, 1, np.inf),
        bounds=Bounds(0, 1),
        integrality=np.ones(len(units)),
    )
    return [int(unit) for unit, taken in zip(units, np.round(answer.x), strict=True) if taken]


def _greedy(proofs: list[list[int]], cost: pd.Series, chosen: list[int], more: int) -> list[int]:
    """Add units until every proof has so many more, the one that serves most for its cost first."""
    chosen = list(chosen)
    needs = [(set(proof), min(more, len(proof))) for proof in proofs]
    while needs:
        met = pd.Series([unit for proof, _ in needs for unit in proof]).value_counts()
        worth = (met / cost[met.index]).sort_index()
        best = worth.index.tolist()[int(np.argmax(worth.to_numpy()))]
        chosen.append(best)
        needs = [(proof - {best}, need - (best in proof)) for proof, need in needs]
        needs = [(proof, need) for proof, need in needs if need]
    return sorted(chosen)


def _guilty(release: Release, cell: int, rule: Policy) -> list[int]:
    return witness(release, cell, rule, gives_away=lambda part: not pinned(part, rule, [cell]).empty)


def _said(release: Release, row: dict[Hashable, Any], rule: Policy) -> str:
    """Say of a pinned count what it can still be and what gives it away."""
    cell, low, high = int(row["cell"]), row["lower"], row["upper"]
    small = len(release.cells) <= EXACT
    units = _guilty(release, cell, rule) if small else suspects(release, cell, rule)
    can = f"can only be {low:.0f}" if low == high else f"lies between {low:.0f} and {high:.0f}"
    return f"{row['name']} {can}, given {_named(release, units)}"


def _named(release: Release, units: Iterable[int]) -> str:
    """Name published figures: counts with what is shown, facts in their own words."""
    cells = release.cells[release.cells["unit"].isin(list(units)) & release.cells["shown"].notna()]
    names = [f"{name} ({shown:g})" for name, shown in zip(cells["name"], cells["shown"], strict=True)]
    names += release.facts.loc[release.facts["unit"].isin(list(units)), "words"].drop_duplicates().tolist()
    return "; ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
