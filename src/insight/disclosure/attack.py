"""The attacker: how closely everything that is published together pins down what is not."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from insight.disclosure.alike import Alike
from insight.disclosure.narrowing import System, narrow, system
from insight.disclosure.pieces import Piece, pieces
from insight.disclosure.policies import Policy
from insight.disclosure.release import Release
from insight.disclosure.room import LARGE, seen_values
from insight.disclosure.solving import Fitting
from insight.errors import InsightError


def bounds(
    release: Release, rule: Policy, cells: Sequence[int] | None = None, *, cut: bool = True
) -> pd.DataFrame:
    """Give the lowest and the highest count that everything published leaves possible.

    cells : labels of counts; all unless given. cut : whether to cut the release into pieces
    that can be solved one by one; the answer is the same.

    Returns lower and upper (infinite where nothing is said) by the label of the count. The
    ends are whole numbers, and both are attained. Raises InsightError when what is published
    contradicts itself.

    Source: the audit of a protected table by linear programming, Fischetti & Salazar (2001)
    Management Science 47:1008-27; solved with HiGHS.
    """
    labels = release.cells.index if cells is None else pd.Index(cells)
    parts, done = _narrowed(release, rule)
    wanted = release.cells.index.get_indexer(labels)
    for piece in pieces(parts, wanted, narrowed=cut):
        if cut and done and _settled(piece, parts):
            continue
        fitting = Fitting(piece, parts)
        for place in np.flatnonzero(np.isin(piece.cells, wanted)).tolist():
            low, high = _ends(fitting, place, release, piece)
            cell = piece.cells[place]
            parts.lower[cell], parts.upper[cell] = low, high
    return pd.DataFrame({"lower": parts.lower[wanted], "upper": parts.upper[wanted]}, index=labels)


def pinned(
    release: Release, rule: Policy, cells: Sequence[int] | None = None, *, quick: bool = False
) -> pd.DataFrame:
    """Give the protected counts of which too few values remain possible.

    A count is pinned when fewer than the policy's `ambiguity` values fit everything that is
    published and at least one of them is small; where facts are plain sums, ends that far apart
    are taken to be enough. Where a question cannot be answered in time the count is taken to
    be pinned.

    cells : labels of the counts to look at; every protected one unless given. quick : whether a
    count of a large piece is taken to be pinned unless a walk from one possibility, such as
    the truth, comes by other values of it. Every pinned count is found then too, in a small
    part of the time, and some that are not.

    Returns one row per pinned count: cell (its label), name, lower, upper, values (how many
    remain), unit.
    """
    parts, done = _narrowed(release, rule)
    asked = release.cells["protected"] & _may_be_small(parts.lower, parts.upper, rule.largest_small)
    if cells is not None:
        asked &= release.cells.index.isin(cells)
    wanted = np.flatnonzero(asked)
    asked_at = np.zeros(len(parts.lower), dtype=bool)
    asked_at[wanted] = True
    alike = Alike(parts)
    found: list[tuple[int, float, float, int]] = []
    for piece in pieces(parts, wanted):
        here = np.flatnonzero(asked_at[piece.cells])
        key = alike.key(piece, here)
        if key not in alike.answers:
            settled = done and _settled(piece, parts)
            answer = _pinned_in(piece, here, parts, rule, settled=settled, quick=quick, release=release)
            alike.keep(key, piece, answer)
        found += [(piece.cells[place], *rest) for place, *rest in alike.answers[key]]
    frame = pd.DataFrame(found, columns=["place", "lower", "upper", "values"])
    frame = frame[_may_be_small(frame["lower"], frame["upper"], rule.largest_small)].sort_values("place")
    place = frame.pop("place").to_numpy(dtype=int)
    about = release.cells.iloc[place]
    frame.insert(0, "cell", about.index)
    frame.insert(1, "name", about["name"].to_numpy())
    return frame.assign(unit=about["unit"].to_numpy()).reset_index(drop=True)


def _may_be_small(lower, upper, small: int):
    return (upper >= 1) & (lower <= small)


def _narrowed(release: Release, rule: Policy) -> tuple[System, bool]:
    parts = system(release, rule.largest_small)
    done = narrow(parts)
    if parts.impossible.size:
        raise _contradiction(release, parts.impossible)
    return parts, done


def _contradiction(release: Release, places: np.ndarray) -> InsightError:
    names = release.cells["name"].iloc[places[:3]].astype(str).tolist()
    about = release.terms["cell"].isin(release.cells.index[places])
    words = release.facts.loc[release.terms.loc[about, "fact"].unique()[:3], "words"].astype(str).tolist()
    return InsightError(
        f"What is published contradicts itself about {', '.join(names)}: {'; '.join(words)}. "
        "Check that the parts make up the whole."
    )


def _settled(piece: Piece, parts: System) -> bool:
    """Tell whether narrowing alone has found the ends: sums that are tied in one way only."""
    odd = parts.roomy[piece.cells] & (parts.lower[piece.cells] < parts.upper[piece.cells])
    choices = np.isin(parts.either, piece.cells).any() if len(parts.either) else False
    return piece.tree and piece.plain and not odd.any() and not choices


def _ends(fitting: Fitting, place: int, release: Release, piece: Piece) -> tuple[float, float]:
    """Give the lowest and highest value of one count; its known ends where there is no certain answer."""
    weights = np.zeros(fitting.size)
    weights[place] = 1
    low, high = fitting.extreme(-weights), fitting.extreme(weights)
    if (low.counts is None and low.certain) or (high.counts is None and high.certain):
        raise _contradiction(release, piece.cells)
    certain = low.certain and high.certain
    lowest = fitting.lower[place] if low.counts is None or not certain else low.counts[place]
    highest = fitting.upper[place] if high.counts is None or not certain else high.counts[place]
    return lowest, np.inf if highest >= fitting.endless else highest


def _pinned_in(
    piece: Piece,
    here: np.ndarray,
    parts: System,
    rule: Policy,
    *,
    settled: bool,
    quick: bool,
    release: Release,
) -> list[tuple[int, float, float, int]]:
    """Give the pinned counts of a piece: place, lowest, highest, how many values."""
    lower, upper = parts.lower[piece.cells[here]], parts.upper[piece.cells[here]]
    values = upper - lower + 1
    known = values < rule.ambiguity
    found = list(zip(piece.cells[here][known], lower[known], upper[known], values[known], strict=True))
    if settled or known.all():
        return found
    here = here[~known]
    like = release.cells["truth"].to_numpy(dtype=float)[piece.cells] if "truth" in release.cells else None
    seen = seen_values(piece, parts, here, rule.ambiguity, like, quick=quick)
    left = [place for place in here if len(seen[place]) < rule.ambiguity]
    if quick and len(piece.cells) > LARGE:
        cells, many = piece.cells[left], [len(seen[place]) for place in left]
        return [*found, *zip(cells, parts.lower[cells], parts.upper[cells], many, strict=True)]
    fitting = Fitting(piece, parts)
    for place in left:
        certain = _look_further(fitting, place, seen[place], rule.ambiguity)
        if not seen[place] and certain:
            raise _contradiction(release, piece.cells)
        if not certain:  # within the time there is for it
            cell = piece.cells[place]
            found.append((cell, parts.lower[cell], parts.upper[cell], len(seen[place])))
        elif _how_many(fitting, place, seen[place], piece, rule.ambiguity) < rule.ambiguity:
            found.append((piece.cells[place], min(seen[place]), max(seen[place]), len(seen[place])))
    return found


def _look_further(fitting: Fitting, place: int, seen: set[float], enough: int) -> bool:
    """Add values below and above those seen, up to as many as are enough; tell whether none was missed."""
    certain = True
    for above in (True, False):
        while len(seen) < enough:
            ends = (max(seen, default=-1) + 1, np.inf) if above else (-np.inf, min(seen, default=0) - 1)
            answer = fitting.within(place, *ends)
            if answer.counts is None:
                certain &= answer.certain
                break
            seen.add(float(answer.counts[place]))
    return certain or len(seen) >= enough


def _how_many(fitting: Fitting, place: int, seen: set[float], piece: Piece, enough: int) -> int:
    """Count the values between the ends that are seen; plain sums have no gaps between them."""
    low, high = min(seen), max(seen)
    if piece.plain:
        return int(high - low + 1)
    return _values(fitting, place, low, high, seen, enough)


def _values(fitting: Fitting, place: int, low: float, high: float, seen: set[float], enough: int) -> int:
    """Count the values a count can have, up to as many as are enough."""
    value = low
    while len(seen) < enough and value <= min(high, low + 50):
        if value not in seen and fitting.with_value(place, value).counts is not None:
            seen.add(value)
        value += 1
    return len(seen)
