"""A claim needs every rung, and stops at the first that does not hold, with its reason."""

import itertools

import pandas as pd
import pytest

from insight.findings.ladder import ALLOWANCE, RUNGS, SIGNAL, TESTED, TOP, check, climbed


def ladder(*holds: bool) -> dict:
    """Give a check for each rung, of one row."""
    return {name: check(pd.Series([held]), f"no {name}") for name, held in zip(RUNGS, holds, strict=True)}


def test_the_rungs_stand_in_the_order_that_is_promised():
    assert RUNGS == (
        "case ascertainment", "data completeness", "case mix", "enough points", "signal", "allowance",
        "persistence",
    )  # fmt: skip
    assert (TOP, SIGNAL, ALLOWANCE, TESTED) == (7, 5, 6, 4)


@pytest.mark.parametrize("holds", list(itertools.product([True, False], repeat=TOP)))
def test_the_first_rung_that_does_not_hold_decides(holds):
    [row] = climbed(ladder(*holds)).to_dict("records")
    first = holds.index(False) if False in holds else TOP
    assert row["rung"] == first
    assert row["reached"] == (RUNGS[first - 1] if first else None)
    assert row["stopped"] == (None if first == TOP else f"no {RUNGS[first]}")


def test_what_is_not_known_to_hold_does_not():
    rungs = ladder(*[True] * TOP)
    rungs["signal"] = check(pd.Series([None], dtype="boolean"), "nobody knows")
    [row] = climbed(rungs).to_dict("records")
    assert (row["rung"], row["stopped"]) == (RUNGS.index("signal"), "nobody knows")


def test_each_row_has_its_own_reason_on_its_own_index():
    index = pd.Index([7, 3])
    rungs = {name: check(pd.Series(True, index=index), "") for name in RUNGS}
    words = pd.Series(["one", "other"], index=index)
    rungs["case mix"] = check(pd.Series([True, False], index=index), words)
    found = climbed(rungs)
    assert found["rung"].to_dict() == {7: TOP, 3: RUNGS.index("case mix")}
    assert found.loc[3, "stopped"] == "other" and pd.isna(found.loc[7, "stopped"])


def test_no_rows_climb_nowhere():
    assert climbed({name: check(pd.Series([], dtype=bool), "") for name in RUNGS}).empty
