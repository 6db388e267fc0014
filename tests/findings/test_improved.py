"""Improved most: from the worst fifth to the better half, enough people, enough change, and no chance."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_areas import APART, ENDS, audit, cell, frame, metric

from insight.findings.improved import COLUMNS, LEAST_CHANGE, LEAST_PEOPLE, of_audit

RATE = {"statistic": "rate", "per": 1000, "unit": "per 1,000 people"}


def others(quarter: int, n=1000, **changes) -> list[dict]:
    """Give twenty areas from 40% to 60%."""
    return [cell(f"Q{k:02}", n * (400 + 10 * k) // 1000, n, quarter, **changes) for k in range(20)]


def year(before=(300, 1000), now=(600, 1000), *, newest: dict | None = None, **changes) -> list[dict]:
    """Give one area among the others a year ago and in the newest quarter."""
    return [
        *others(35, **changes), cell(APART, *before, 35, **changes),
        *others(39, **changes), {**cell(APART, *now, 39, **changes), **(newest or {})},
    ]  # fmt: skip


def improved(rows, of=None, **how) -> pd.DataFrame:
    return of_audit(frame(rows, **how), of or audit()).set_index("area")


def test_from_the_worst_fifth_to_the_better_half_with_enough_of_everything():
    here = improved(year()).loc[APART]
    assert here["improved"] and here["change"] == pytest.approx(0.3)
    assert (here["fifth_before"], here["better_half"], here["areas"]) == (1, True, 21)
    assert (here["before"], here["value"]) == pytest.approx((0.3, 0.6))
    assert here["before_period"] == "2027-Q4"
    assert 0 < here["change_lower"] < 0.3 < here["change_upper"]


MISSED = {
    # name: (rows)
    "it was not in the worst fifth": year(before=(450, 1000)),
    "it is not in the better half": year(now=(480, 1000)),
    "it counted too few then": year(before=(10, LEAST_PEOPLE - 1)),
    "it counts too few now": year(now=(LEAST_PEOPLE - 2, LEAST_PEOPLE - 1)),
    "the interval holds no change": year(before=(24, 60), now=(31, 60)),
}


@pytest.mark.parametrize("rows", MISSED.values(), ids=MISSED)
def test_each_condition_alone_removes_it(rows):
    assert not improved(rows).loc[APART, "improved"]


def close(before: int, now: int) -> list[dict]:
    """Give an area among others so close together that a small change takes it past them."""
    rows = [
        cell(f"Q{k:02}", 500_000 + 100 * k, 1_000_000, quarter) for k in range(20) for quarter in (35, 39)
    ]
    return [*rows, cell(APART, before, 1_000_000, 35), cell(APART, now, 1_000_000, 39)]


def test_a_change_of_too_little_removes_it_however_certain():
    assert LEAST_CHANGE == 0.03
    assert not improved(close(480_000, 509_999)).loc[APART, "improved"]
    assert improved(close(480_000, 510_000)).loc[APART, "improved"]


@pytest.mark.parametrize("before", range(400_000, 500_001, 10_000))
def test_exactly_enough_is_enough_whatever_the_machine_makes_of_it(before):
    assert improved(close(before, max(before + 30_000, 502_000))).loc[APART, "improved"]


GONE = {
    # name: (rows)
    "its figure then is withheld": [
        {**row, "withheld": "too few"} if row["area"] == APART and row["period"] == "2027-Q4" else row
        for row in year()
    ],
    "it is partly covered now": year(newest={"coverage": "part"}),
    "a break in series lies between": [{**row, "step": int(row["period"] == "2028-Q4")} for row in year()],
    "there is no period a year before": [
        {**row, **{name: cell("", 1, 2, 36)[name] for name in ("period", "period_start", "period_end")}}
        if row["period"] == "2027-Q4" else row for row in year()
    ],
}  # fmt: skip


@pytest.mark.parametrize("rows", GONE.values(), ids=GONE)
def test_without_both_results_an_area_is_not_compared(rows):
    assert APART not in improved(rows).index


def test_the_newest_assured_period_is_the_one_compared():
    rows = [*year(), *others(38), *others(34)]
    early = [cell(APART, 300, 1000, 34), cell(APART, 600, 1000, 38)]
    late = [{**row, "status": "provisional"} if row["period"] == "2028-Q4" else row for row in rows]
    here = improved([*late, *early]).loc[APART]
    assert (here["period"], here["before_period"], here["improved"]) == ("2028-Q3", "2027-Q3", True)


def test_less_of_a_bad_thing_is_better():
    of = audit(metric(better="lower"))
    assert improved(year((600 + 100, 1000), (400, 1000)), of).loc[APART, "improved"]
    assert not improved(year(), of).loc[APART, "improved"]


def test_down_to_nothing_is_better_too():
    of = audit(metric(better="lower"))
    assert improved(year((700, 1000), (0, 1000)), of).loc[APART, "improved"]


def test_a_rate_must_change_by_as_great_a_part_of_what_it_was():
    of = audit(metric(better="lower", **RATE))
    rows = [cell(f"Q{k:02}", 50_000 + 10 * k, 10**7, quarter) for k in range(20) for quarter in (35, 39)]
    for now, good in ((49_600, False), (49_000, True)):
        both = [cell(APART, 51_000, 10**7, 35), cell(APART, now, 10**7, 39)]
        assert improved([*rows, *both], of, per=1000).loc[APART, "improved"] == good


def test_metrics_without_a_direction_and_steadied_ones_are_left_out():
    for of in (audit(metric(better="neither")), audit(metric(stabilised=True))):
        assert improved(year(), of).empty


def test_fewer_than_five_areas_have_no_fifths():
    rows = [row for row in year() if row["area"] in (APART, "Q00", "Q19", "Q10")]
    found = improved(rows)
    assert not found["improved"].any() and found["fifth_before"].isna().all()


def test_groups_and_england_have_no_place():
    rows = [*year(), *year(breakdown="sex", group="Female"), *year(area_type="england")]
    assert len(improved(rows)) == 21
    assert list(improved(rows).columns) == [name for name in COLUMNS if name != "area"]


def test_a_year_before_the_last_day_of_february_is_the_last_day_of_february():
    ends = {35: "2027-02-28", 39: "2028-02-29"}
    rows = [
        {**row, "period_end": pd.Timestamp(ends[35 if row["period"] == "2027-Q4" else 39])} for row in year()
    ]
    assert improved(rows).loc[APART, "improved"]
    days = {35: "2027-06-11", 39: "2028-06-11"}
    rows = [
        {**row, "period_end": pd.Timestamp(days[35 if row["period"] == "2027-Q4" else 39])} for row in year()
    ]
    assert improved(rows).loc[APART, "improved"]
    assert len(ENDS) == 40


@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_order_of_rows_changes_nothing_even_among_ties(random):
    rows = [{**row, "numerator": row["numerator"] // 50 * 50} for row in year()]
    mixed = random.sample(rows, len(rows))
    pd.testing.assert_frame_equal(improved(rows).sort_index(), improved(mixed).sort_index())
