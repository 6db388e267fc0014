"""Comparisons say better or worse only where an interval shows it."""

import datetime as dt
from types import SimpleNamespace

import pandas as pd
import pytest

from insight.findings.compare import compared, dated


def audit(better="higher", breaks=()):
    metric = SimpleNamespace(id="m", better=better, breaks=())
    return SimpleNamespace(metrics=(metric,), breaks=breaks)


def rows(*cells):
    """Rows of findings from (area, type, breakdown, group, value, lower, upper, coverage)."""
    names = ["area", "area_type", "breakdown", "group", "value", "lower", "upper", "coverage"]
    frame = pd.DataFrame(cells, columns=names)
    start, end = pd.Timestamp("2024-04-01"), pd.Timestamp("2024-06-30")
    return frame.assign(metric="m", period_start=start, period_end=end)


REGIONS = pd.Series({"QAA": "Y56"})


def test_an_area_is_compared_with_england_and_a_group_with_its_own_area():
    found = compared(
        rows(
            ("E92000001", "england", "all", "all", 0.50, 0.49, 0.51, "whole"),
            ("E92000001", "england", "sex", "Female", 0.55, 0.54, 0.56, "whole"),
            ("QAA", "icb", "all", "all", 0.70, 0.65, 0.75, "whole"),
            ("QAA", "icb", "sex", "Female", 0.60, 0.55, 0.64, "whole"),
        ),
        audit(),
        REGIONS,
    ).set_index(["area", "group"])
    assert found.loc[("QAA", "all"), ["verdict", "comparator", "england"]].tolist() == [
        "better",
        "England",
        0.5,
    ]
    assert found.loc[("QAA", "Female"), ["verdict", "comparator", "england"]].tolist() == [
        "worse", "own total", 0.55,
    ]  # fmt: skip
    assert pd.isna(found.loc[("E92000001", "all"), "verdict"])
    assert found.loc[("E92000001", "Female"), "verdict"] == "better"


@pytest.mark.parametrize("coverage", ["part", "none"])
def test_an_area_that_is_not_wholly_covered_is_not_compared(coverage):
    found = compared(
        rows(
            ("E92000001", "england", "all", "all", 0.50, 0.49, 0.51, "whole"),
            ("QAA", "icb", "all", "all", 0.70, 0.65, 0.75, coverage),
        ),
        audit(),
        REGIONS,
    )
    assert pd.isna(found.set_index("area").loc["QAA", "verdict"])


def test_without_a_figure_for_england_nothing_is_compared():
    found = compared(rows(("QAA", "icb", "all", "all", 0.7, 0.6, 0.8, "whole")), audit(), REGIONS)
    assert found["verdict"].isna().all() and found["england"].isna().all()


def test_the_value_of_the_region_stands_beside_that_of_its_areas():
    found = compared(
        rows(
            ("Y56", "region", "all", "all", 0.61, 0.6, 0.62, "whole"),
            ("QAA", "icb", "all", "all", 0.70, 0.65, 0.75, "whole"),
        ),
        audit(),
        REGIONS,
    )
    assert found.set_index("area").loc["QAA", "region_value"] == 0.61


AGES = {
    # name: (last day of the period, the edition's day, months)
    "six months to the day": ("2024-06-30", dt.date(2024, 12, 30), 6),
    "a day short": ("2024-06-30", dt.date(2024, 12, 29), 5),
    "month ends are whole months": ("2024-01-31", dt.date(2024, 2, 29), 1),
    "the same day": ("2024-06-30", dt.date(2024, 6, 30), 0),
}


@pytest.mark.parametrize("end, as_at, months", AGES.values(), ids=AGES)
def test_age_is_counted_in_whole_months(end, as_at, months):
    cell = rows(("QAA", "icb", "all", "all", 0.7, 0.6, 0.8, "whole")).assign(period_end=pd.Timestamp(end))
    assert dated(cell, audit(), as_at)["age_months"].tolist() == [months]


def test_a_break_begins_a_new_step_and_the_newest_period_is_marked():
    early = rows(("QAA", "icb", "all", "all", 0.7, 0.6, 0.8, "whole"))
    late = early.assign(period_start=pd.Timestamp("2024-10-01"), period_end=pd.Timestamp("2024-12-31"))
    breaks = (SimpleNamespace(date=dt.date(2024, 10, 1)),)
    found = dated(pd.concat([early, late], ignore_index=True), audit(breaks=breaks), dt.date(2025, 6, 30))
    assert found["step"].tolist() == [0, 1]
    assert found["latest"].tolist() == [False, True]
