"""A walk from the truth comes only by counts that fit everything published, and by most that do."""

import numpy as np
import pytest
from test_facts import HES, PARENTS, published, true_findings

from insight.disclosure.attack import pinned
from insight.disclosure.facts import release_of
from insight.disclosure.narrowing import narrow, system
from insight.disclosure.pieces import pieces
from insight.disclosure.release import Sheet
from insight.disclosure.solving import Fitting
from insight.disclosure.walking import Walk, walked

ENOUGH = 3


def protected_pieces(seed, size=40):
    """Give the pieces of a release that hold protected counts, with the system and the true counts."""
    truth = true_findings(seed, size=size)
    release = release_of(published(truth), HES, parents=PARENTS, truth=truth)
    parts = system(release, HES.largest_small)
    narrow(parts)
    asked = np.flatnonzero(release.cells["protected"])
    counts = release.cells["truth"].to_numpy(dtype=float)
    for piece in pieces(parts, asked):
        here = np.flatnonzero(np.isin(piece.cells, asked))
        if not np.isnan(counts[piece.cells]).any():
            yield piece, parts, here, counts[piece.cells]


def fits(piece, parts, counts):
    total = piece.matrix @ counts
    inside = (counts >= parts.lower[piece.cells]) & (counts <= parts.upper[piece.cells])
    small = (counts >= 1) & (counts <= parts.small)
    value = np.full(len(parts.lower), np.nan)
    value[piece.cells] = counts
    rows = parts.either[np.isin(parts.either, piece.cells).any(axis=1)]
    among = np.where(rows >= 0, value[rows], np.nan)
    kept = ((among >= 1) & (among <= parts.small) | (rows >= 0) & np.isnan(among)).any(axis=1)
    return (
        inside.all()
        and (total >= piece.least - 1e-6).all()
        and (total <= piece.most + 1e-6).all()
        and not (small & parts.roomy[piece.cells]).any()
        and kept.all()
    )


@pytest.mark.parametrize("seed", range(6))
def test_wherever_the_walk_goes_everything_published_stays_true(seed):
    moved = 0
    for piece, parts, here, truth in protected_pieces(seed):
        walk = Walk(piece, parts, truth)
        for _ in range(5):
            walk.wander(len(truth))
            walk.see(here, {place: set() for place in here.tolist()}, ENOUGH)
            assert fits(piece, parts, np.array(walk.value))
        moved += (np.array(walk.value) != truth).sum()
    assert moved > 20


@pytest.mark.parametrize("seed", range(4))
def test_every_value_it_sees_is_one_that_integer_programming_finds_possible(seed):
    seen_in_all = 0
    for piece, parts, here, truth in protected_pieces(seed):
        seen, _ = walked(piece, parts, here, truth, ENOUGH)
        fitting = Fitting(piece, parts)
        asked = [(place, value) for place in here[:5].tolist() for value in seen[place]]
        assert all(fitting.with_value(place, value).counts is not None for place, value in asked)
        seen_in_all += len(asked)
    assert seen_in_all >= 10


@pytest.mark.parametrize("seed", range(6))
def test_in_haste_no_pinned_count_is_missed(seed):
    truth = true_findings(seed, size=40)
    release = release_of(published(truth), HES, parents=PARENTS, truth=truth)
    assert set(pinned(release, HES)["cell"]) <= set(pinned(release, HES, quick=True)["cell"])


def test_a_count_that_nothing_beside_it_can_make_up_for_stays_where_it_is():
    sheet = Sheet(HES)
    small = sheet.small("York")
    sheet.total(sheet.shown("Yorkshire", 45), [small, sheet.shown("Hull", 40)])
    parts = system(sheet.release(), HES.largest_small)
    [piece] = pieces(parts, np.array([small]), narrowed=False)
    truth = np.array([5.0, 45.0, 40.0])
    seen, after = walked(piece, parts, np.array([small]), truth, ENOUGH)
    assert seen == {small: {5.0}} and after.tolist() == truth.tolist()


def test_a_whole_moves_with_the_parts_it_is_the_sum_of():
    sheet = Sheet(HES)
    men, women, everybody = (sheet.small(name) for name in ("men", "women", "everybody"))
    sheet.total(everybody, [men, women])
    parts = system(sheet.release(), HES.largest_small)
    [piece] = pieces(parts, np.array([everybody]), narrowed=False)
    seen, after = walked(piece, parts, np.array([everybody]), np.array([2.0, 3.0, 5.0]), ENOUGH)
    assert len(seen[everybody]) == ENOUGH and after[0] + after[1] == after[2]
