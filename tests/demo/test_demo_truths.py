"""Every truth in the answer key is really in the demonstration data."""

import numpy as np
import pandas as pd
import pytest

from insight import definitions
from insight.demo import population
from insight.demo.truths import KINDS

BOTH = ["assured", "provisional"]
NEW = pd.Timestamp(2026, 4, 1)
COUNTS = ["numerator", "denominator"]
SIGMA_998 = 3.09  # half width of a 99.8% control limit, in standard errors


def of(key, kind):
    found = list(key[key["kind"] == kind].itertuples())
    assert found, f"nothing of the kind {kind!r} was planted"
    return found


def about(rows, truth, **where):
    """Give the rows a truth is about: its metric, area, breakdown and group, in every final release."""
    wanted = {name: getattr(truth, name) for name in ("metric", "area", "breakdown", "group")} | where
    chosen = rows["status"].eq("assured") if "status" not in wanted else pd.Series(True, index=rows.index)
    for name, value in wanted.items():
        chosen &= rows[name].isin(value if isinstance(value, list) else [value])
    return rows[chosen].sort_values("period_end")


def share(found):
    return found["numerator"].sum() / found["denominator"].sum()


# The truths are there


def test_every_truth_is_of_a_known_kind_and_every_kind_is_planted(key):
    assert set(key["kind"]) == set(KINDS)


def test_every_truth_about_a_metric_has_a_row(rows, key):
    where = ["metric", "area", "area_type", "period", "breakdown", "group"]
    planted = key[key["metric"] != ""]
    there = planted.merge(rows[where].drop_duplicates(), on=where, how="left", indicator=True)
    assert there.loc[there["_merge"] != "both", where].empty


def test_each_audit_with_areas_has_one_outlier_to_the_good_and_one_to_the_bad(rows, key):
    audit = rows.drop_duplicates("metric").set_index("metric")["audit"]
    with_areas = set(rows.loc[rows["area_type"].isin(["icb", "trust"]), "audit"])
    assert with_areas == set(rows["audit"]) - {"mbrrace_maternal"}
    for kind in ("positive outlier", "negative outlier"):
        planted = key[key["kind"] == kind]
        assert sorted(planted["metric"].map(audit)) == sorted(with_areas)


@pytest.mark.parametrize("kind, way", [("positive outlier", 1), ("negative outlier", -1)])
def test_outliers_lie_beyond_the_998_limits_around_the_others(rows, key, kind, way):
    metrics = definitions.metrics()
    for truth in of(key, kind):
        metric = metrics[truth.metric]
        side = -way if metric.better == "lower" else way
        found = rows[(rows["metric"] == truth.metric) & (rows["area_type"] == truth.area_type)]
        found = found[(found["breakdown"] == "all") & found["reason"].isna()]
        if metric.statistic == "published":  # deaths per 1,000 births: too few to tell in one year
            found = found.assign(numerator=(found["value"] * found["denominator"] / 1000).round())
        else:
            found = found[found["period"] == truth.period]
        here, rest = found[found["area"] == truth.area], found[found["area"] != truth.area]
        usual = share(rest)
        limit = SIGMA_998 * (usual * (1 - usual) / float(here["denominator"].sum())) ** 0.5
        assert side * (share(here) - usual) > limit, truth


def test_areas_differ_more_than_chance_where_they_are_said_to(rows, key):
    planted = {truth.metric: truth.truth for truth in of(key, "over-dispersion")}
    assert "mbrm_death_rate" not in planted
    found = rows[(rows["metric"] == "nhfd_bone_treatment") & (rows["area_type"] == "icb")]
    found = found[(found["breakdown"] == "all") & (found["period_end"] < NEW)]
    by_icb = found.groupby("area")[COUNTS].sum().astype(float)
    spread = (by_icb["numerator"] / by_icb["denominator"]).std()
    assert spread == pytest.approx(planted["nhfd_bone_treatment"], rel=0.35)


def test_the_deprivation_gap_of_each_audit_with_icbs_is_as_planted(rows, key):
    gaps = [truth for truth in of(key, "deprivation gap") if truth.metric != "mbrm_death_rate"]
    audits = set(rows.loc[rows["area_type"] == "icb", "audit"])
    assert {audit_of(truth.metric) for truth in gaps} == audits
    for truth in gaps:
        most = about(rows, truth, period=truth.period, status=BOTH)
        least = about(rows, truth, period=truth.period, status=BOTH, group="5 least deprived")
        error = sum(0.25 / float(found["denominator"].sum()) for found in (most, least)) ** 0.5
        assert share(most) - share(least) == pytest.approx(truth.truth, abs=3 * error + 0.006), truth


def audit_of(metric):
    return next(each.id for each in definitions.audits().values() if metric in {m.id for m in each.metrics})


def test_hypertension_is_treated_to_the_planted_level_in_each_ethnic_group(rows, key):
    planted = [truth for truth in of(key, "ethnic group level") if truth.metric == "cvdprevent_hyp"]
    assert {truth.group: truth.truth for truth in planted} == {
        "Asian": 0.717, "Black": 0.639, "Mixed": 0.636, "White": 0.682,
    }  # fmt: skip
    for truth in planted:
        assert share(about(rows, truth, period=truth.period)) == pytest.approx(truth.truth, abs=0.003)


def test_maternal_deaths_are_few_and_fall_unevenly(rows, key):
    truth = next(truth for truth in of(key, "small numbers") if truth.metric == "mbrm_death_rate")
    deaths = about(rows, truth)["numerator"]
    assert deaths.between(40, 140).all()
    by_group = about(rows, truth, breakdown="ethnicity", group=["Black", "White"], period=truth.period)
    assert by_group["numerator"].between(1, 90).all()


def test_ethnicity_is_unknown_for_5_to_20_per_cent_as_planted(rows, key):
    england = rows[(rows["breakdown"] == "ethnicity") & (rows["area_type"] == "england")]
    people = england.groupby(["metric", "group"])["denominator"].sum().unstack().astype(float)
    unknown = (people["Unknown"] / people.sum(axis=1))[people.sum(axis=1) > 1000]
    planted = key[key["kind"] == "missing ethnicity"].set_index("metric")["truth"].astype(float)
    assert planted.between(0.05, 0.20).all() and set(planted.index) == set(people.index)
    assert unknown.between(0.05, 0.20).all()
    assert unknown.to_numpy() == pytest.approx(planted[unknown.index].to_numpy(), abs=0.02)


@pytest.mark.parametrize("kind", ["step change", "series break"])
def test_a_step_parts_the_periods_before_it_from_those_after(rows, key, kind):
    for truth in of(key, kind):
        series = about(rows, truth).drop_duplicates("period_end")
        first = series.loc[series["period"] == truth.period, "period_end"].iloc[0]
        before, after = series[series["period_end"] < first], series[series["period_end"] >= first]
        assert len(before) > 3 and len(after) > 3
        assert share(after) - share(before) == pytest.approx(truth.truth, abs=0.02), truth


def test_the_series_break_is_where_the_audit_says_it_is(rows, key):
    [truth] = of(key, "series break")
    first = rows.loc[rows["period"] == truth.period, "period_start"].iloc[0]
    assert first.date() in [each.date for each in definitions.audit("ssnap").breaks]


def test_a_trend_changes_by_its_size_from_each_period_to_the_next(rows, key):
    [truth] = of(key, "trend")
    series = about(rows, truth)
    level = (series["numerator"] / series["denominator"]).to_numpy(float)
    assert np.polyfit(np.arange(len(level)), level, 1)[0] == pytest.approx(truth.truth, rel=0.1)


def test_provisional_figures_come_first_lack_some_people_and_are_revised(rows, key):
    for truth in of(key, "provisional, later revised"):
        both = rows[(rows["metric"] == truth.metric) & (rows["period"] == truth.period)]
        both = both[(both["area_type"] == "england") & (both["breakdown"] == "all")]
        early, late = (both[both["status"] == status].iloc[0] for status in ("provisional", "assured"))
        assert early["published"] < late["published"]
        people = float(early["denominator"]) / float(late["denominator"])
        assert people == pytest.approx(truth.truth, abs=0.04), truth


def test_the_newest_period_of_an_audit_that_revises_is_provisional_only(rows):
    newest = rows[rows["metric"].str.startswith("nda_")]
    newest = newest[newest["period_end"] == newest["period_end"].max()]
    assert set(newest["status"]) == {"provisional"}
    assert set(rows.loc[rows["audit"] == "nhfd", "status"]) == {"assured"}


def test_a_trust_that_took_no_part_has_a_reason_and_no_numbers(rows, key):
    assert {audit_of(truth.metric) for truth in of(key, "did not take part")} == {"nrap"}
    for truth in of(key, "did not take part"):
        found = about(rows, truth)
        assert set(found["reason"]) == {truth.truth}
        assert found[["numerator", "denominator", "value"]].isna().all().all()
    assert rows.loc[rows["reason"] == "did not take part", "area"].nunique() == 1


def test_a_trust_reports_two_fifths_of_its_cases(rows, key):
    [truth] = of(key, "low ascertainment")
    assert truth.truth == 0.4
    assert share(about(rows, truth)) == pytest.approx(0.4, abs=0.05)


def test_a_metric_lies_near_the_ceiling(rows, key):
    [truth] = of(key, "near the ceiling")
    assert 0.97 <= truth.truth <= 0.99
    assert share(about(rows, truth)) == pytest.approx(truth.truth, abs=0.005)


def test_a_rare_group_in_a_small_icb_has_the_people_planted(rows, key):
    [truth] = of(key, "rare group")
    assert set(about(rows, truth)["denominator"]) == {int(truth.truth)}
    assert int(truth.truth) < 8  # so that every policy hides or alters it


def test_one_icb_is_merged_of_whole_ones_and_its_people_are_theirs(rows, key):
    [truth] = of(key, "merged ICB")
    assert (truth.area, truth.truth) == ("Z9B2Z", "QMJ + QRV")
    newer = population.icb_residents(population.NEW_FOOTPRINTS)
    older = population.icb_residents(population.OLD_FOOTPRINTS)
    assert newer["Z9B2Z"] == older["QMJ"] + older["QRV"]
    assert set(rows.loc[rows["area"] == "Z9B2Z", "period_end"]) == {pd.Timestamp(2026, 6, 30)}


def test_three_icbs_are_split_and_have_no_rows_afterwards(rows, key):
    split = {truth.area: truth.truth for truth in of(key, "split ICB")}
    assert split == {"QJG": "D7T5G + T6Y0W", "QM7": "D7T5G + S1Y5D", "QNQ": "QRL + S0E4D + S9B9J"}
    assert (rows.loc[rows["area"].isin(list(split)), "period_end"] < NEW).all()
