"""The demonstration data say what they are, come out the same every time, or are refused."""

from datetime import date

import pandas as pd
import pytest

from insight import definitions, demo, observations
from insight.demo import population, truths
from insight.errors import BadDefinition, UnknownName

# What it is


def test_every_programme_audit_has_rows_and_at_most_ten_headline_metrics(rows):
    programme = {audit.id for audit in definitions.audits().values() if audit.programme}
    assert set(rows["audit"]) == programme
    assert len(programme) == 21


def test_rows_have_the_columns_of_observations_and_pass_their_checks(rows, source):
    assert rows.dtypes.astype(str).to_dict() == observations.COLUMNS
    kept, _ = observations.checked(rows, source)
    assert len(kept) == len(rows)


def test_every_file_says_it_is_synthetic_and_numbers_its_rows_from_one(rows, source):
    assert rows["file"].str.contains("synthetic").all()
    assert "synthetic" in source.title.lower() and source.synthetic
    for _, file in rows.groupby("file"):
        assert file["row"].tolist() == list(range(1, len(file) + 1))
        assert file["file_hash"].nunique() == 1
        assert file["file_hash"].str.fullmatch("[0-9a-f]{64}").all()


def test_quarterly_audits_have_sixteen_quarters_and_yearly_ones_five_years(rows):
    days = (rows["period_end"] - rows["period_start"]).dt.days
    quarterly = rows[days < 100].groupby("metric")["period_end"].nunique()
    yearly = rows[days > 300].groupby("metric")["period_end"].nunique()
    assert set(quarterly) == {16}
    assert set(yearly) == {5}
    assert len(quarterly) > len(yearly)


def test_nothing_is_published_before_its_period_ends_or_after_the_edition_looks(rows, edition):
    assert (rows["published"] > rows["period_end"]).all()
    assert (rows["published"] <= pd.Timestamp(edition.as_at)).all()


# It is the same every time


def test_the_same_seed_gives_the_same_rows(edition, source):
    few = edition.model_copy(update={"audits": ("nhfd", "mbrrace_maternal")})
    pd.testing.assert_frame_equal(demo.observations(few, source), demo.observations(few, source))
    pd.testing.assert_frame_equal(demo.answer_key(few, source), demo.answer_key(few, source))


def test_another_seed_gives_other_rows_and_another_hash(edition, source):
    one = edition.model_copy(update={"audits": ("nogca",)})
    other = one.model_copy(update={"seed": edition.seed + 1})
    first, second = demo.observations(one, source), demo.observations(other, source)
    assert (first["denominator"] != second["denominator"]).any()
    assert set(first["file_hash"]).isdisjoint(second["file_hash"])


def test_an_audit_more_or_less_changes_no_other_audit(rows, edition, source):
    few = demo.observations(edition.model_copy(update={"audits": ("ssnap", "nda")}), source)
    for audit in ("ssnap", "nda"):
        pd.testing.assert_frame_equal(
            few[few["audit"] == audit].reset_index(drop=True),
            rows[rows["audit"] == audit].reset_index(drop=True),
        )


def test_a_metric_more_or_less_changes_no_other_metric_of_the_audit(rows, edition, source):
    fewer = {name: each for name, each in source.calibration.items() if name != "ssnap_therapy"}
    less = demo.observations(
        edition.model_copy(update={"audits": ("ssnap",)}), source.model_copy(update={"calibration": fewer})
    )
    same = ["metric", "period_end", "status", "area", "breakdown", "group", "numerator", "denominator"]
    kept = rows[(rows["audit"] == "ssnap") & (rows["metric"] != "ssnap_therapy")]
    pd.testing.assert_frame_equal(less[same], kept[same].reset_index(drop=True))


def test_an_edition_whose_audits_have_no_calibration_has_no_rows(edition, source):
    none = demo.observations(edition, source.model_copy(update={"calibration": {}}))
    assert none.empty and list(none) == list(observations.COLUMNS)


# What is refused

WRONG = {
    # name: (metric, its calibration, what is said)
    "a metric nobody defines": ("nhfd_sugery", {}, "nhfd_sugery, which no audit defines"),
    "no level": ("nhfd_surgery", {"spread": 0.1, "cases": 10}, "level is missing"),
    "a misspelt key": ("nhfd_surgery", {"level": 0.5, "spread": 0.1, "cases": 9, "sdd": 1}, "sdd is missing"),
    "a period nobody knows": (
        "nhfd_surgery",
        {"level": 0.5, "spread": 0.1, "cases": 9, "period_length": "week"},
        "'week'",
    ),
}  # fmt: skip


@pytest.mark.parametrize("metric, calibration, said", WRONG.values(), ids=WRONG)
def test_a_calibration_that_cannot_be_used_is_refused(edition, source, metric, calibration, said):
    spoilt = source.model_copy(update={"calibration": {metric: calibration}})
    with pytest.raises(BadDefinition, match=said):
        demo.observations(edition, spoilt)


def test_a_planted_truth_of_an_unknown_kind_is_refused(tmp_path):
    path = tmp_path / "truths.csv"
    path.write_text("kind,audit,metric,area,group,first,truth\nstep chnge,,nhfd_surgery,,,,0.1\n")
    with pytest.raises(UnknownName, match="Did you mean 'step change'"):
        truths._read(str(path))


def test_periods_are_collected_on_the_footprints_of_their_last_day():
    assert population.collected_on(date(2026, 3, 31)) == date(2022, 7, 1)
    assert population.collected_on(date(2026, 4, 30)) == date(2026, 4, 1)
