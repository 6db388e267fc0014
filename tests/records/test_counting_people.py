"""People are counted as a person would count them by hand: once each, where they were last."""

from datetime import date

import hypothesis.strategies as st
import invented_records
import pytest
from hypothesis import HealthCheck, given, settings
from invented_records import row

from insight.records.making import true_counts

pytest.importorskip("ibis", reason="counting records needs the extra `records`")

BY_HAND = [
    row(1, "2024-01-05"),
    row(1, "2024-02-10", hours=30.0),  # late the second time: once in each count all the same
    row(2, "2024-01-20", sex="2", ethnic="H", hours=30.0),
    row(3, "2024-03-01", icb="QOX"),
    row(3, "2024-03-31", ethnic="Q"),  # has moved to QWO; a code nobody knows
    row(4, "2024-03-31", icb="ZZ9", hours=None),  # an ICB nobody knows; hours are missing
    row(5, "2024-02-02", sex="9", referred=None),  # not known to have been referred
    row(6, "2024-02-02", sex="9"),
    row(6, "2024-04-01", icb="QOX"),  # another period
    row(7, "2024-02-03", nation="W"),
    row(8, "2023-12-31"),
    row(None, "2024-02-03"),
]
COUNTS = {
    ("england", "2024-Q1", "all"): (3, 5),  # in time: 1, 3 and 6
    ("england", "2024-Q1", "Female"): (0, 1),
    ("england", "2024-Q1", "Male"): (2, 3),
    ("england", "2024-Q1", "Asian"): (0, 1),
    ("england", "2024-Q1", "Unknown"): (1, 1),
    ("england", "2024-Q1", "White"): (2, 3),
    ("england", "2024-Q2", "all"): (1, 1),
    ("england", "2024-Q2", "Male"): (1, 1),
    ("england", "2024-Q2", "White"): (1, 1),
    ("QOX", "2024-Q2", "all"): (1, 1),
    ("QOX", "2024-Q2", "Male"): (1, 1),
    ("QOX", "2024-Q2", "White"): (1, 1),
    ("QWO", "2024-Q1", "all"): (3, 4),
    ("QWO", "2024-Q1", "Female"): (0, 1),
    ("QWO", "2024-Q1", "Male"): (2, 2),
    ("QWO", "2024-Q1", "Asian"): (0, 1),
    ("QWO", "2024-Q1", "Unknown"): (1, 1),
    ("QWO", "2024-Q1", "White"): (2, 2),
}


@pytest.fixture
def made(tmp_path, monkeypatch):
    return invented_records.project(tmp_path, monkeypatch, BY_HAND)


def places(counts):
    return counts.assign(place=counts["area"].replace("E92000001", "england"))


def test_counts_are_those_counted_by_hand(made):
    _, _, counts = true_counts(*made)
    assert invented_records.shown(places(counts), "place", "period", "group") == COUNTS


def test_rows_left_out_are_counted_with_their_reasons(made):
    survey, known, _ = true_counts(*made)
    assert survey.fates.to_dict() == {
        "": 9, "nobody is named": 1, "outside the periods asked for": 1, "seen in Wales": 1,
    }  # fmt: skip
    assert known.unplaced == {"icb": {"ZZ9": 1}}
    assert known.ungrouped == {"sex": {"9": 2}}
    assert known.unknown == {"ethnicity": {"Q": 1}}


def test_rows_are_people_when_nobody_is_told_apart(tmp_path, monkeypatch):
    text = invented_records.EXTRACT.replace("      who: patient\n", "")
    extract, data = invented_records.project(tmp_path, monkeypatch, BY_HAND, extract=text)
    _, _, counts = true_counts(extract, data)
    england = counts.query("level == 'england' and breakdown == 'all' and period == '2024-Q1'")
    assert england[["numerator", "denominator"]].values.tolist() == [[5, 8]]


def test_a_region_is_made_up_of_its_icbs(tmp_path, monkeypatch):
    text = invented_records.EXTRACT + "    levels: [England, region]\n"
    extract, data = invented_records.project(tmp_path, monkeypatch, BY_HAND, extract=text)
    _, _, counts = true_counts(extract, data)
    everybody = counts.query("level == 'region' and breakdown == 'all'")
    assert invented_records.shown(everybody, "area", "period") == {
        ("Y63", "2024-Q1"): (3, 4), ("Y58", "2024-Q2"): (1, 1),
    }  # fmt: skip


@pytest.mark.parametrize(
    "every, written",
    {
        "month": ["2024-01", "2024-02", "2024-03", "2024-04"],
        "calendar_year": ["2024"],
        "financial_year": ["2023/24", "2024/25"],
    }.items(),
)
def test_periods_are_cut_as_asked_for(tmp_path, monkeypatch, every, written):
    text = invented_records.EXTRACT.replace("every: quarter, first: 2024-01-01", f"every: {every}")
    extract, data = invented_records.project(tmp_path, monkeypatch, BY_HAND[:-3], extract=text)
    _, _, counts = true_counts(extract, data)
    assert sorted(counts["period"].unique()) == written


rows = st.lists(
    st.builds(
        row,
        st.integers(1, 12),
        st.dates(date(2024, 1, 1), date(2024, 6, 30)).map(str),
        icb=st.sampled_from(["QWO", "QOX", "QHM"]),
        sex=st.sampled_from(["1", "2"]),
        ethnic=st.sampled_from(["A", "H", "Q", None]),
        hours=st.sampled_from([3.0, 24.0, 25.0, None]),
    ),
    min_size=1,
    max_size=40,
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=rows)
def test_groups_and_areas_add_up_and_nobody_is_counted_twice(made, records):
    extract, data = made
    invented_records.write(data / "care" / "part.parquet", records)
    _, _, counts = true_counts(extract, data)
    by_group = counts.groupby(["area", "period", "breakdown"])[["numerator", "denominator"]].sum()
    for breakdown in ("sex", "ethnicity"):
        assert by_group.xs(breakdown, level="breakdown").equals(by_group.xs("all", level="breakdown"))
    everybody = counts[counts["breakdown"] == "all"]
    by_level = everybody.groupby(["level", "period"])[["numerator", "denominator"]].sum()
    assert by_level.loc["icb"].equals(by_level.loc["england"])
    people = {(patient, "Q1" if day.month < 4 else "Q2") for patient, day, *_ in records}
    assert by_level.loc["england", "denominator"].sum() == len(people)
