"""The attacker finds what tables give away, no more and no less."""

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.disclosure import policy
from insight.disclosure.attack import bounds, pinned
from insight.disclosure.release import Sheet
from insight.errors import InsightError
from oracles import oracle

HES = policy("hes")
ORACLE = "24_sdc_suppression.json"
KEPT = Path(__file__).parents[1] / "data" / "statistics"


def kept(name):
    """Give the expected numbers that were made by seed, which are kept with the tests."""
    return json.loads((KEPT / name).read_text())


def at(key):
    """Give the row and column that a key of the expected numbers names."""
    return tuple(int(part) for part in key.split(","))


def two_way(table, suppressed, primary, *, public):
    """A table with exact margins, some of its cells withheld, some of those for smallness."""
    sheet = Sheet(HES, public=public)
    cells = {}
    for i, row in enumerate(table):
        for j, count in enumerate(row):
            name = f"row {i}, column {j}"
            if [i, j] in suppressed:
                cells[i, j] = sheet.small(name) if [i, j] in primary else sheet.unknown(name)
            else:
                cells[i, j] = sheet.shown(name, count)
    for i, row in enumerate(table):
        sheet.total(sheet.shown(f"row {i}", sum(row)), [cells[i, j] for j in range(len(row))])
    for j in range(len(table[0])):
        column = [cells[i, j] for i in range(len(table))]
        sheet.total(sheet.shown(f"column {j}", sum(row[j] for row in table)), column)
    return sheet.release(), cells


@pytest.mark.parametrize("number", range(8))
@pytest.mark.parametrize("public", [True, False])
@pytest.mark.parametrize("read", [oracle, kept], ids=["beside the project", "kept here"])
def test_two_way_tables_agree_with_integer_programming_done_elsewhere(number, public, read):
    known = read(ORACLE)
    case, expected = known["inputs"]["two_way"][number], known["expected"]["two_way"][number]
    release, cells = two_way(case["table"], case["suppressed"], case["primary"], public=public)
    found = bounds(release, HES)
    wanted = expected[f"attacker_interval_rule_{'public' if public else 'unknown'}"]
    for key, ends in wanted.items():
        assert found.loc[cells[at(key)]].tolist() == ends, case["name"]


@pytest.mark.parametrize("number", range(8))
def test_tables_called_safe_elsewhere_are_the_ones_where_nothing_is_pinned_to_one_value(number):
    known = kept(ORACLE)
    case, expected = known["inputs"]["two_way"][number], known["expected"]["two_way"][number]
    release, cells = two_way(case["table"], case["suppressed"], case["primary"], public=True)
    found = pinned(release, replace(HES, ambiguity=2))
    assert set(found["cell"]) == {cells[at(key)] for key in expected["primary_cells_disclosed"]}
    assert found.empty == expected["safe"]


def hierarchies():
    return {case["name"]: case for case in kept(ORACLE)["inputs"]["hierarchy"]}


def test_the_hierarchies_kept_here_are_those_beside_the_project():
    assert oracle(ORACLE)["inputs"]["hierarchy"] == list(hierarchies().values())


@pytest.mark.parametrize("step", [1, 5])
def test_a_withheld_part_is_found_from_exact_counts_and_not_from_rounded_ones(step):
    case = list(hierarchies().values())[step // 5]
    sheet = Sheet(HES)
    parts = [
        sheet.small("withheld") if text == "*" else sheet.shown("part", int(text), step=step)
        for text in case["published_children"]
    ]
    sheet.total(sheet.shown("whole", int(case["parent_published"]), step=step), parts)
    wanted = case.get("attacker_interval") or [case["recovered"]] * 2
    assert bounds(sheet.release(), HES, [parts[2]]).loc[parts[2]].tolist() == wanted
    assert pinned(sheet.release(), HES).empty == case["safe"]


def test_a_percentage_and_its_denominator_give_the_numerator():
    case = hierarchies()["numerator hidden but percentage + denominator shown"]
    sheet = Sheet(HES)
    x, n = sheet.small("x"), sheet.shown("n", case["denominator"])
    sheet.share(x, n, case["percentage_1dp"], 1)
    assert bounds(sheet.release(), HES, [x]).loc[x].tolist() == [case["recovered"]] * 2
    assert pinned(sheet.release(), HES).empty == case["safe"]


def test_a_complement_is_a_small_number_too():
    case = hierarchies()["complement: 96 of 100 shown"]
    sheet = Sheet(HES)
    rest, x, n = (
        sheet.small("rest"),
        sheet.shown("x", case["numerator"]),
        sheet.shown("n", case["denominator"]),
    )
    sheet.total(n, [x, rest])
    assert bounds(sheet.release(), HES, [rest]).loc[rest].tolist() == [case["complement"]] * 2
    assert pinned(sheet.release(), HES).empty == case["safe"]


def test_rolling_years_give_the_difference_of_the_months_they_do_not_share():
    case = hierarchies()["period differencing: rolling 12m minus previous rolling 12m"]
    sheet = Sheet(HES)
    shared, gone, new = sheet.unknown("eleven months"), sheet.shown("month out", 0), sheet.small("month in")
    sheet.total(sheet.shown("to July", case["a"]), [shared, new])
    sheet.total(sheet.shown("to June", case["b"]), [gone, shared])
    assert bounds(sheet.release(), HES, [new]).loc[new].tolist() == [case["a"] - case["b"]] * 2
    assert pinned(sheet.release(), HES).empty == case["safe"]


tables = st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=2, max_size=4)


def withheld(table):
    """The small cells of a table."""
    return [[i, j] for i, row in enumerate(table) for j, count in enumerate(row) if 1 <= count <= 7]


@settings(max_examples=30, deadline=None)
@given(tables, st.booleans())
def test_bounds_always_hold_the_truth(table, public):
    small = withheld(table)
    release, cells = two_way(table, small, small, public=public)
    found = bounds(release, HES)
    for (i, j), cell in cells.items():
        assert found.loc[cell, "lower"] <= table[i][j] <= found.loc[cell, "upper"]


@settings(max_examples=15, deadline=None)
@given(tables, tables)
def test_cutting_a_release_into_pieces_gives_what_solving_it_whole_does(one, other):
    sheet = Sheet(HES)
    for name, table in (("one", one), ("other", other)):
        rows = [
            [
                sheet.small(f"{name} {i} {j}") if 1 <= n <= 7 else sheet.shown(f"{name} {i} {j}", n)
                for j, n in enumerate(row)
            ]
            for i, row in enumerate(table)
        ]
        for i, row in enumerate(rows):
            sheet.total(sheet.shown(f"{name} row {i}", sum(table[i])), row)
        for j in range(3):
            total = sum(row[j] for row in table)
            sheet.total(
                sheet.shown(f"{name} column {j}", total - total % 5, step=5)
                if total > 12
                else sheet.unknown("?"),
                [row[j] for row in rows],
            )
    try:
        cut = bounds(sheet.release(), HES)
    except InsightError:
        return  # rounded down by more than rounding does: no table is like this
    pd.testing.assert_frame_equal(cut, bounds(sheet.release(), HES, cut=False))


def test_what_contradicts_itself_is_refused_by_name():
    sheet = Sheet(HES)
    sheet.total(sheet.shown("Yorkshire", 10), [sheet.shown("York", 8), sheet.shown("Hull", 9)])
    with pytest.raises(InsightError, match="contradicts itself about .*Yorkshire is the sum of its 2 parts"):
        bounds(sheet.release(), HES)
