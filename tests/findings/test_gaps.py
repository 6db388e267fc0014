"""Gaps between groups: direction, certainty, what is known of whom, and whether they narrow."""

import numpy as np
import pandas as pd
import pytest
from invented_areas import APART, audit, cell, frame, metric

from insight.findings.gaps import COLUMNS, FIFTHS, of_audit
from insight.statistics.comparison.difference import difference
from insight.statistics.comparison.ratio import ratio

ESTIMATE = ["value", "lower", "upper"]
SEEN = (200, 230, 250, 270, 300)  # of 500 in each fifth, the most deprived first
RATE = {"statistic": "rate", "per": 1000, "unit": "per 1,000 people"}


def fifths(seen=SEEN, n=500, quarter=39, *, total=True, **changes) -> list[dict]:
    """Give an area by fifth of deprivation, and its total."""
    rows = [
        cell(APART, x, n, quarter, breakdown="deprivation", group=name, **changes)
        for name, x in zip(FIFTHS, seen, strict=True)
    ]
    whole = [cell(APART, sum(x or 0 for x in seen), 5 * n, quarter, **changes)]
    return [*rows, *(whole if total else [])]


def groups(breakdown, quarter=39, total: int | None = None, **counts) -> list[dict]:
    """Give an area by group, each a pair of counts, and its total."""
    rows = [
        cell(APART, *pair, quarter, breakdown=breakdown, group=name.replace("_", " "))
        for name, pair in counts.items()
    ]
    people = total or sum(pair[1] for pair in counts.values())
    return [*rows, cell(APART, people // 2, people, quarter)]


def gaps(rows, of=None, **how) -> pd.DataFrame:
    return of_audit(frame(rows, **how), of or audit())


def only(rows, of=None, **how) -> pd.Series:
    found = gaps(rows, of, **how)
    assert len(found) == 1
    return found.iloc[0]


DIRECTIONS = {
    # name: (rows, group, reference, difference)
    "the most less the least deprived": (fifths(), "1 most deprived", "5 least deprived", -0.2),
    "an ethnic group less White": (
        groups("ethnicity", Asian=(60, 100), White=(400, 500)), "Asian", "White", -0.2,
    ),
    "Female less Male": (groups("sex", Female=(300, 500), Male=(200, 500)), "Female", "Male", 0.2),
}  # fmt: skip


@pytest.mark.parametrize("rows, group, reference, apart", DIRECTIONS.values(), ids=DIRECTIONS)
def test_a_gap_is_the_group_less_the_reference(rows, group, reference, apart):
    here = only(rows)
    assert (here["group"], here["reference"]) == (group, reference)
    assert here["absolute"] == pytest.approx(apart)
    assert here["absolute"] == pytest.approx(here["value"] - here["reference_value"])
    assert here["relative"] == pytest.approx(here["value"] / here["reference_value"])
    assert here["clear"] and pd.isna(here["withheld"])


def test_intervals_are_those_of_the_difference_and_the_ratio():
    found = frame(fifths()).set_index("group")
    first, second = (found.loc[[name], ESTIMATE].reset_index(drop=True) for name in (FIFTHS[0], FIFTHS[-1]))
    here, known = only(fifths()), difference(first, second).iloc[0]
    assert [here[f"absolute{end}"] for end in ("", "_lower", "_upper")] == pytest.approx(known.tolist())
    known = ratio([200], [500], [300], [500]).iloc[0]
    assert [here[f"relative{end}"] for end in ("", "_lower", "_upper")] == pytest.approx(known.tolist())


def test_a_rate_is_differenced_in_its_own_unit():
    here = only(fifths((20, 24, 26, 28, 40), 4000), audit(metric(**RATE)), per=1000)
    assert here["absolute"] == pytest.approx(-5.0) and here["relative"] == pytest.approx(0.5)


def test_a_figure_without_counts_has_a_gap_from_its_intervals():
    rows = [
        {**row, "numerator": None, "value": value, "lower": value - 1, "upper": value + 1}
        for row, value in zip(fifths(), (10.0, 12.0, 13.0, 14.0, 20.0, 14.0), strict=True)
    ]
    here = only(rows, audit(metric(statistic="published", phrase="it")))
    assert here["absolute"] == -10.0 and here["relative"] == 0.5 and here["clear"]


def test_a_small_difference_is_not_clear():
    assert not only(fifths((250, 250, 250, 250, 252)))["clear"]
    assert not only(fifths((0, 0, 0, 0, 0)))["clear"]


def test_swapping_the_groups_turns_the_sign_and_nothing_else():
    one, other = only(fifths()), only(fifths(SEEN[::-1]))
    assert one["absolute"] == pytest.approx(-other["absolute"])
    assert one["absolute_lower"] == pytest.approx(-other["absolute_upper"])
    assert one["sii"] == pytest.approx(-other["sii"]) and one["clear"] == other["clear"]


def test_people_whose_group_is_not_known_are_no_group():
    rows = groups("ethnicity", Asian=(60, 100), White=(400, 500), Not_stated=(30, 60), Unknown=(1, 2))
    assert gaps(rows)["group"].tolist() == ["Asian"]


KNOWN = {
    # name: (rows, the audit's limit, share known, words of the reason)
    "all known": (groups("sex", Female=(300, 500), Male=(200, 500)), 0.8, 1.0, None),
    "as many as are needed": (
        groups("ethnicity", White=(400, 600), Asian=(60, 200), Unknown=(100, 200)), 0.8, 0.8, None,
    ),
    "one fewer": (
        groups("ethnicity", White=(400, 600), Asian=(60, 199), Unknown=(100, 201)), 0.8, 0.799,
        "known for only 79% of people, and 80% are needed",
    ),
    "few, where few are enough": (
        groups("ethnicity", White=(400, 600), Asian=(60, 100), Unknown=(100, 300)), 0.6, 0.7, None,
    ),
    "the rest are in no row": (
        groups("ethnicity", 39, 2000, White=(400, 600), Asian=(60, 100)), 0.8, 0.35, "only 35% of people",
    ),
}  # fmt: skip


@pytest.mark.parametrize("rows, limit, known, words", KNOWN.values(), ids=KNOWN)
def test_no_gap_is_given_where_too_few_have_a_known_group(rows, limit, known, words):
    here = only(rows, audit(known_group_at_least=limit))
    assert here["known"] == pytest.approx(known) and here["known_limit"] == limit
    if words is None:
        assert pd.isna(here["withheld"]) and pd.notna(here["absolute"])
    else:
        assert words in here["withheld"]
        assert here.loc["absolute":"relative_upper"].isna().all() and not here["clear"]


def test_where_groups_are_withheld_the_share_known_is_the_least_it_can_be():
    rows = groups("ethnicity", 39, 1000, White=(400, 850), Asian=(60, 50))
    rows[0]["numerator"] = 400
    rows.insert(0, cell(APART, None, None, breakdown="ethnicity", group="Black", withheld="too few"))
    rows[2] = cell(APART, 20, 50, breakdown="ethnicity", group="Asian")
    found = gaps(rows).set_index("group")
    assert found["known"].tolist() == pytest.approx([0.9, 0.9])
    assert found.loc["Black", "withheld"] == "one of the two groups has no figure"
    assert found.loc["Asian", "absolute"] == pytest.approx(20 / 50 - 400 / 850)


def test_where_too_much_is_withheld_it_is_not_said_that_it_is_unknown():
    rows = groups("ethnicity", 39, 1000, White=(400, 700), Asian=(20, 50))
    rows.insert(0, cell(APART, None, None, breakdown="ethnicity", group="Black", withheld="too few"))
    found = gaps(rows)
    assert set(found["withheld"]) == {
        "the group is known for only 75% of people as far as is shown, and 80% are needed"
    }


def test_without_a_total_nothing_says_how_many_are_missing():
    here = only(fifths(total=False))
    assert pd.isna(here["known"]) and "not known for how many people" in here["withheld"]


def test_steadied_figures_are_never_differenced():
    here = only(fifths(), audit(metric(stabilised=True)))
    assert "never differenced" in here["withheld"]
    assert here[["absolute", "relative", "sii", "rii", "change"]].isna().all() and pd.isna(here["trend"])


def test_an_area_that_is_partly_covered_has_no_gap():
    here = only(fifths(coverage="part"))
    assert here["withheld"] == "the figure covers only part of the area" and pd.isna(here["absolute"])


def test_a_group_without_a_figure_has_no_gap():
    rows = fifths()
    rows[4] = {**rows[4], "withheld": "too few"}
    here = only(rows)
    assert here["withheld"] == "one of the two groups has no figure" and pd.isna(here["sii"])


def test_the_slope_runs_from_the_most_to_the_least_deprived():
    here = only(fifths((100, 150, 200, 250, 300)))
    assert here["sii"] == pytest.approx(0.5) and here["rii"] == pytest.approx(0.65 / 0.15)
    assert here["sii_lower"] < 0.5 < here["sii_upper"]


def test_there_is_no_slope_without_all_five_fifths_and_it_is_said():
    rows = fifths()
    whole, fewer = only(rows), only([row for row in rows if row["group"] != "3"])
    hidden = only([{**row, "withheld": "too few"} if row["group"] == "3" else row for row in rows],
                  audit(known_group_at_least=0.5))  # fmt: skip
    assert pd.notna(whole["sii"]) and pd.isna(whole["slope_reason"])
    for here in (fewer, hidden):
        assert pd.isna(here["sii"]) and pd.isna(here["rii"]) and here["slope_reason"]


def test_other_breakdowns_have_no_slope():
    here = only(groups("sex", Female=(300, 500), Male=(200, 500)))
    assert here[["sii", "rii"]].isna().all() and pd.isna(here["slope_reason"])


def moving(first, last, quarters=8, **changes) -> list[dict]:
    """Give quarters in which the most deprived fifth moves evenly and the others do not."""
    seen = np.round(np.linspace(first, last, quarters)).astype(int)
    return [
        row
        for number, x in enumerate(seen)
        for row in fifths((int(x), 230, 250, 270, 300), quarter=40 - quarters + number, **changes)
    ]


TRENDS = {
    # name: (rows, word)
    "it becomes smaller": (moving(100, 290), "narrowing"),
    "it becomes larger": (moving(290, 100), "widening"),
    "it stays": (moving(200, 200), "no clear change"),
    "three points": (moving(100, 290, 3), None),
    "four points": (moving(100, 290, 4), "narrowing"),
}


@pytest.mark.parametrize("rows, word", TRENDS.values(), ids=TRENDS)
def test_whether_a_gap_narrows(rows, word):
    found = gaps(rows)
    assert set(found["trend"].dropna()) == ({word} if word else set())
    assert len(found) == len(rows) // 6


def test_a_trend_is_of_the_periods_since_the_last_break():
    rows = [{**row, "step": int(number >= 24)} for number, row in enumerate(moving(100, 290))]
    found = gaps(rows)
    assert set(found["trend_points"]) == {4}
    few = gaps([{**row, "step": int(number >= 30)} for number, row in enumerate(moving(100, 290))])
    assert few["trend"].isna().all()


def test_a_provisional_period_has_a_gap_and_no_part_in_the_trend():
    rows = moving(200, 200)
    rows[-6:] = fifths((500, 230, 250, 270, 300), status="provisional")
    found = gaps(rows)
    assert found["absolute"].iloc[-1] == pytest.approx(0.4)
    assert set(found["trend"]) == {"no clear change"} and set(found["trend_points"]) == {7}


def test_a_period_whose_gap_is_withheld_has_no_part_in_the_trend():
    rows = moving(100, 290)
    rows[:6] = fifths((200, 230, 250, 270, 300), quarter=32, coverage="part")
    assert set(gaps(rows)["trend_points"].dropna()) == {7}


def test_the_order_of_rows_changes_nothing():
    rows = frame([*moving(100, 290), *groups("ethnicity", Asian=(60, 100), White=(400, 500))[:2]])
    one = of_audit(rows, audit())
    two = of_audit(rows.sample(frac=1, random_state=8).reset_index(drop=True), audit())
    keys = ["metric", "area", "breakdown", "group", "period_end"]
    one, two = (each.sort_values(keys, ignore_index=True) for each in (one, two))
    pd.testing.assert_frame_equal(one, two, check_dtype=False)


def test_areas_and_breakdowns_without_a_reference_have_no_rows():
    none = gaps([cell(APART, 1, 2), cell(APART, 1, 2, breakdown="age", group="65 and over")])
    assert none.empty and list(none.columns) == COLUMNS
    assert gaps(groups("ethnicity", Asian=(60, 100), Black=(40, 50))).empty
