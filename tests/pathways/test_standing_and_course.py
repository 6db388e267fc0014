"""Where an area stands, how it moves and who does better, each told only where it can be."""

import numpy as np
import pandas as pd
import pytest

from insight.formats.rows import as_records
from insight.pathways.course import COLUMNS, courses
from insight.pathways.likeness import SHOWN, doing_better
from insight.pathways.standing import between, standings
from invented_findings import ENGLAND, HERE, finding, frame, peers

PLACED = ["metric", "area", "region", "value"]


def spread(values, **changes):
    """Give a row for each of some areas, the first of them the area itself."""
    names = [HERE, *(f"Q{number:02d}" for number in range(1, len(values)))]
    return frame([finding(name, value, **changes) for name, value in zip(names, values, strict=True)])


def stood(rows):
    """Give where the area stands, by metric."""
    return standings(as_records(rows, PLACED), HERE)


def moved(rows):
    """Give how the area's one metric moves."""
    return courses(as_records(rows, COLUMNS))["care_share"]


@pytest.mark.parametrize(
    "own, quarter", [(0.1, "lowest"), (0.35, "second lowest"), (0.65, "second highest"), (0.95, "highest")]
)
def test_an_area_lies_in_the_quarter_its_value_is_in(own, quarter):
    others = [0.05, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9]
    found = stood(spread([own, *others]))["care_share"]
    assert (found.own, found.areas) == (quarter, 12)


def test_the_middle_half_is_that_of_numpy():
    values = sorted(np.random.default_rng(7).random(37).tolist())
    for share in (0, 0.25, 0.5, 0.75, 1):
        assert between(values, share) == pytest.approx(np.quantile(values, share))


def test_areas_that_tie_share_the_middle_of_their_places():
    assert stood(spread([0.5] * 8))["care_share"].own in ("second lowest", "second highest")


def test_three_others_are_too_few_to_be_placed_among_only_when_there_are_fewer():
    assert stood(spread([0.5, 0.6, 0.7])) == {}
    assert "care_share" in stood(spread([0.5, 0.6, 0.7, 0.8]))


def test_only_areas_of_the_same_region_are_its_neighbours():
    rows = pd.concat([spread([0.5, 0.6, 0.7]), frame([finding("QZZ", 0.9, region="South")])])
    found = stood(rows)["care_share"]
    assert (found.in_region, found.region_high, found.higher_in_region) == (3, 0.7, 2)


def moving(values, half=0.005, **changes):
    """Give yearly points of an area, `half` to each side."""
    ends = pd.date_range("2010-12-31", periods=len(values), freq="YE")
    rows = [
        finding(HERE, value, period_end=end, lower=value - half, upper=value + half, **changes)
        for value, end in zip(values, ends, strict=True)
    ]
    return frame(rows)


def test_a_clear_rise_over_five_points_is_told_and_a_flat_line_is_not():
    assert moved(moving([0.5, 0.55, 0.6, 0.65, 0.7])).way == "rises"
    assert moved(moving([0.7, 0.65, 0.6, 0.55, 0.5])).way == "falls"
    assert moved(moving([0.6, 0.6, 0.601, 0.6, 0.6])).way == "no clear trend"


def test_two_points_are_too_few_and_thirteen_have_a_chart_of_their_own():
    assert moved(moving([0.5, 0.9])) == (2, None, "2 points, too few to judge")
    assert moved(moving([0.5] * 13)).way is None


def test_provisional_points_and_those_before_a_break_are_left_out():
    rows = moving([0.5, 0.55, 0.6, 0.65, 0.7]).assign(step=[0, 0, 0, 1, 1])
    assert moved(rows).points == 2
    rows = moving([0.5, 0.55, 0.6]).assign(status=["assured", "assured", "provisional"])
    assert moved(rows).points == 2


def test_a_similar_area_does_better_only_with_its_whole_interval():
    rows = frame([finding("QBB", 0.8), finding("QCC", 0.53), finding("QDD", 0.9), finding("QEE", 0.9)])
    own = {"care_share": as_records(frame([finding(HERE, 0.5)]), SHOWN)[0]}
    found = doing_better(as_records(rows, SHOWN), own, peers())["care_share"]
    assert [one.area for one in found] == ["QBB", "QDD"]  # QCC overlaps, QEE is not among the ten
    assert [round(one.firm, 2) for one in found] == [1.0, 0.67]


def test_where_lower_is_better_similar_areas_lie_below():
    rows = frame([finding("QBB", 0.2, better="lower"), finding("QCC", 0.8, better="lower")])
    own = {"care_share": as_records(frame([finding(HERE, 0.5, better="lower")]), SHOWN)[0]}
    assert [one.area for one in doing_better(as_records(rows, SHOWN), own, peers())["care_share"]] == ["QBB"]


def test_where_no_direction_is_good_nobody_does_better():
    rows = frame([finding("QBB", 0.9, better="neither")])
    own = {"care_share": as_records(frame([finding(HERE, 0.5, better="neither")]), SHOWN)[0]}
    assert doing_better(as_records(rows, SHOWN), own, peers()) == {"care_share": []}
    assert ENGLAND not in rows["area"].tolist()
