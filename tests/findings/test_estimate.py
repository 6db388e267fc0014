"""Estimates are made from counts that may be shown, or are the publisher's own, or are withheld."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from insight.definitions import Audit, Edition, Source
from insight.findings.estimate import estimated

EDITION = Edition(
    id="first",
    title="First",
    sources=("table",),
    audits=("a",),
    geography_date=dt.date(2024, 6, 30),
    as_at=dt.date(2024, 12, 31),
)
METRIC = {
    "id": "m", "title": "t", "outcome": "treated", "phrase": "the average wait", "why": "w", "numerator": "n",
    "denominator": "d", "unit": "%", "statistic": "proportion", "better": "higher", "type": "process",
    "dimension": "safety", "stage": "acute", "owner": "o", "review": "2027-03-31", "prompt": "p?",
}  # fmt: skip


def audit(**metric):
    levels = ("England", "icb")
    return Audit(
        id="a",
        name="A",
        short="A",
        topic="t",
        provider="p",
        about="a",
        cadence="c",
        levels=levels,
        setting="treatment",
        metrics=(METRIC | metric,),
    )


def source(**more):
    facts = {"id": "table", "title": "t", "publisher": "p", "licence": "l", "published": "2024-09-26"}
    return {"table": Source(kind="synthetic", **facts, **more)}


def row(area_type="icb", **cells):
    blank = dict.fromkeys(["numerator", "denominator", "value", "lower", "upper", "sd", "decimals"], np.nan)
    words = {"metric": "m", "source": "table", "area_type": area_type, "coverage": "whole", "reason": None}
    return pd.DataFrame([blank | words | {"coverage_note": None, "parts": 1, "rounded_to": 1} | cells])


def only(rows, *, of=None, table=None):
    [found] = estimated(rows, EDITION, of or audit(), table or source()).itertuples()
    return found


def test_a_proportion_is_worked_out_from_counts_that_may_be_shown():
    found = only(row(numerator=83.0, denominator=263.0))
    assert (found.numerator, found.denominator, found.value) == (85, 265, pytest.approx(85 / 265))
    assert found.basis == "rounded counts" and found.decimals == 0


def test_england_is_worked_out_from_exact_counts():
    found = only(row("england", numerator=83.0, denominator=263.0))
    assert (found.value, found.basis, found.decimals) == (pytest.approx(83 / 263), "counts", 1)


@pytest.mark.parametrize("numerator", [3, 258], ids=["few had it", "few did not"])
def test_small_numbers_are_withheld_with_every_number_they_could_be_told_from(numerator):
    found = only(row(numerator=float(numerator), denominator=263.0, value=numerator / 263))
    assert "recognised" in found.withheld
    assert np.isnan([found.value, found.lower, found.upper, found.error_bound]).all()
    assert pd.isna(found.numerator) and pd.isna(found.denominator)


def test_counts_of_hospitals_are_not_counts_of_people():
    assert only(row(numerator=3.0, denominator=9.0), of=audit(subject="hospitals")).value == pytest.approx(
        1 / 3
    )


def test_a_published_value_and_interval_are_shown_as_published():
    printed = row(
        numerator=39920.0,
        denominator=48000.0,
        value=0.8317,
        lower=0.8283,
        upper=0.835,
        decimals=2,
        rounded_to=5,
    )
    found = only(printed, table=source(control="as_published"))
    assert (found.value, found.lower, found.upper) == (0.8317, 0.8283, 0.835)
    assert (found.basis, found.decimals) == ("published", 2) and np.isnan(found.error_bound)


def test_a_sum_of_rounded_counts_says_so_and_bounds_its_error():
    summed = row(numerator=68885.0, denominator=79410.0, parts=4, rounded_to=5)
    found = only(summed, table=source(control="as_published"))
    worst = max((68885 + 10) / (79410 - 10) - 68885 / 79410, 68885 / 79410 - (68885 - 10) / (79410 + 10))
    assert found.basis == "rounded counts"
    assert found.error_bound == pytest.approx(worst)
    assert f"{found.value:.1%}" == "86.7%"


def test_the_bound_holds_for_every_way_the_parts_may_have_been_rounded():
    generator = np.random.default_rng(7)
    for _ in range(200):
        n = generator.integers(40, 400, 4)
        x = generator.binomial(n, 0.7)
        shown_x, shown_n = (np.floor(part / 5 + 0.5) * 5 for part in (x, n))
        summed = row(numerator=float(shown_x.sum()), denominator=float(shown_n.sum()), parts=4, rounded_to=5)
        found = only(summed, table=source(control="as_published"))
        assert abs(found.value - x.sum() / n.sum()) <= found.error_bound


def test_a_rate_is_given_per_its_own_number():
    rate = audit(statistic="rate", per=1000, unit="per 1,000 births")
    assert only(row(numerator=20.0, denominator=4000.0), of=rate).value == 5


def test_an_average_has_the_interval_of_its_spread():
    hours = audit(statistic="mean", unit="hours")
    found = only(row(denominator=400.0, value=15.0, sd=5.0), of=hours)
    assert found.value == 15 and found.lower == pytest.approx(15 - 1.966 * 5 / 20, abs=1e-3)


def test_what_the_source_withholds_keeps_the_reason_of_the_source():
    found = only(row(reason="withheld by the publisher"))
    assert found.withheld == "withheld by the publisher" and np.isnan(found.value)


def test_what_cannot_be_made_says_why_and_shows_no_number():
    found = only(row(numerator=50.0, denominator=90.0, coverage="none", coverage_note="Parts do not add."))
    assert found.withheld == "Parts do not add." and np.isnan(found.value) and pd.isna(found.numerator)


def test_an_audit_may_have_a_rule_of_its_own():
    theirs = audit().model_copy(update={"disclosure": "nda"})
    assert only(row(numerator=3.0, denominator=103.0), of=theirs).numerator == 5


def test_nobody_eligible_is_said_rather_than_shown_as_nought():
    found = only(row(numerator=0.0, denominator=0.0))
    assert found.withheld == "nobody was eligible" and np.isnan(found.value)
