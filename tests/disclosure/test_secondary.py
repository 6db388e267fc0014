"""The cheapest further figures are withheld, and then nothing is given away."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.disclosure import policy
from insight.disclosure.attack import pinned
from insight.disclosure.release import Sheet
from insight.disclosure.secondary import check, further
from insight.errors import InsightError

HES = policy("hes")


def table(counts, *, rule=HES, step=1):
    """A table with its margins, counts of 1 to 7 withheld."""
    counts = np.asarray(counts)
    sheet = Sheet(rule)

    def cell(name, count):
        return (
            sheet.small(name)
            if 1 <= count <= 7
            else sheet.shown(name, 5 * round(count / 5) if step == 5 else count, step=step)
        )

    inner = [
        [cell(f"row {i}, column {j}", counts[i, j]) for j in range(counts.shape[1])]
        for i in range(len(counts))
    ]
    for i, row in enumerate(inner):
        sheet.total(cell(f"row {i}", counts[i].sum()), row)
    for j in range(counts.shape[1]):
        sheet.total(cell(f"column {j}", counts[:, j].sum()), [row[j] for row in inner])
    return sheet.release()


def cheapest_by_trying_all(release, rule):
    units = release.cells.loc[release.cells["shown"].notna(), "unit"].tolist()
    cost = release.cells.set_index("unit")["cost"]
    sets = [some for size in range(4) for some in combinations(units, size)]
    dear = sorted((cost[list(some)].sum(), some) for some in sets)
    return next(total for total, some in dear if pinned(release.hiding(some), rule).empty)


def test_one_withheld_cell_needs_a_rectangle():
    release = table([[3, 40, 57], [25, 30, 45], [60, 20, 20]])
    chosen = further(release, HES)
    assert pinned(release.hiding(chosen), HES).empty
    assert release.cells.loc[chosen, "cost"].sum() == cheapest_by_trying_all(release, HES)


def test_nothing_further_is_withheld_where_nothing_is_given_away():
    assert further(table([[3, 4, 30], [5, 6, 40], [30, 40, 50]], rule=replace(HES, ambiguity=2)), HES) == []


def test_the_quick_choice_is_safe_too():
    release = table([[3, 40, 57], [25, 30, 45], [60, 20, 20]])
    assert pinned(release.hiding(further(release, HES, exact=False)), HES).empty


def test_a_release_that_gives_a_count_away_is_refused_by_name():
    with pytest.raises(InsightError, match=r"row 0, column 0 can only be 3, given .*row 0 \(100\)"):
        check(table([[3, 40, 57], [25, 30, 45], [60, 20, 20]]), HES)


def test_figures_that_cannot_be_withheld_are_named():
    sheet = Sheet(HES)
    small = sheet.small("York")
    others = [sheet.shown(name, 40, cost=np.inf) for name in ("Hull", "Leeds")]
    sheet.total(sheet.shown("Yorkshire", 83, cost=np.inf), [small, *others])
    with pytest.raises(
        InsightError, match=r"York is given away by figures that cannot be withheld: Hull \(40\)"
    ):
        further(sheet.release(), HES)


counts = st.lists(st.lists(st.integers(0, 60), min_size=3, max_size=3), min_size=2, max_size=3)


@settings(max_examples=20, deadline=None)
@given(counts, st.sampled_from([1, 5]), st.booleans())
def test_after_withholding_further_nothing_is_pinned(rows, step, exact):
    release = table(rows, step=step)
    assert pinned(release.hiding(further(release, HES, exact=exact)), HES).empty


@settings(max_examples=8, deadline=None)
@given(st.lists(st.lists(st.integers(0, 30), min_size=2, max_size=2), min_size=2, max_size=2))
def test_the_exact_choice_costs_no_more_than_the_best_of_all_small_sets(rows):
    release = table(rows)
    chosen = further(release, HES, exact=True)
    try:
        best = cheapest_by_trying_all(release, HES)
    except StopIteration:
        return  # more than three are needed
    assert release.cells.loc[chosen, "cost"].sum() <= best + 1e-9
