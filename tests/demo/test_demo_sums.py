"""The demonstration data add up: groups to everybody, places to areas, areas to England."""

import numpy as np
import pandas as pd
import pytest

from insight import areas, demo
from insight.demo import draw, population
from insight.demo.plan import divided_areas, plans

NEW = pd.Timestamp(2026, 4, 1)
COUNTS = ["numerator", "denominator"]
WHEN = ["metric", "period_end", "status"]


# It adds up


def test_no_count_is_negative_and_no_numerator_exceeds_its_denominator(rows):
    assert (rows[COUNTS].min() >= 0).all()
    assert not (rows["numerator"] > rows["denominator"]).any()


def test_every_key_is_there_once(rows):
    keys = [
        "metric", "area", "area_start", "period_start", "period_end", "breakdown", "group", "status",
        "published", "source",
    ]  # fmt: skip
    assert not rows.duplicated(keys).any()


def test_every_row_has_numbers_or_a_reason_but_not_both(rows):
    empty = rows[["numerator", "denominator", "value", "lower", "upper", "sd"]].isna().all(axis=1)
    assert (empty == rows["reason"].notna()).all()


@pytest.mark.parametrize("level", ["region", "icb", "sub_icb", "trust", "cancer_alliance", "stroke_network"])
def test_parts_sum_to_england(rows, level):
    parts = rows[(rows["area_type"] == level) & rows["reason"].isna() & rows["numerator"].notna()]
    by = [*WHEN, "breakdown", "group"]
    summed = parts.groupby(by)[COUNTS].sum()
    england = rows[rows["area_type"] == "england"].set_index(by)[COUNTS]
    assert len(summed) > 0
    assert (summed == england.loc[summed.index]).all().all()


@pytest.mark.parametrize("level, whole", [("sub_icb", "icb"), ("icb", "region")])
@pytest.mark.parametrize("newer", [False, True], ids=["before April 2026", "since April 2026"])
def test_parts_sum_to_the_areas_they_belong_to_at_the_time(rows, level, whole, newer):
    at = population.NEW_FOOTPRINTS if newer else population.OLD_FOOTPRINTS
    then = rows[(rows["period_end"] >= NEW) == newer]
    parts = then[(then["area_type"] == level) & then["numerator"].notna()]
    to = {area.code: area.parent for area in areas.known(level, at=at)}
    by = [*WHEN, "breakdown", "group"]
    summed = parts.assign(area=parts["area"].map(to)).groupby([*by, "area"])[COUNTS].sum()
    wholes = then[then["area_type"] == whole].set_index([*by, "area"])[COUNTS]
    assert len(summed) > 0
    assert (summed == wholes.loc[summed.index]).all().all()


@pytest.mark.parametrize("breakdown", ["deprivation", "ethnicity", "sex", "age"])
def test_groups_sum_to_everybody(rows, breakdown):
    by = [*WHEN, "area"]
    counted = rows[rows["numerator"].notna()]
    summed = counted[counted["breakdown"] == breakdown].groupby(by)[COUNTS].sum()
    everybody = counted[counted["breakdown"] == "all"].set_index(by)[COUNTS]
    assert len(summed) > 0
    assert (summed == everybody.loc[summed.index]).all().all()


def test_a_mean_of_england_is_the_mean_of_its_icbs_over_people(rows):
    means = rows[(rows["metric"] == "nhfd_ward") & (rows["breakdown"] == "all") & rows["reason"].isna()]
    icbs = means[means["area_type"] == "icb"]
    total = (icbs["value"] * icbs["denominator"]).groupby(icbs["period_end"]).sum()
    people = icbs.groupby("period_end")["denominator"].sum()
    england = means[means["area_type"] == "england"].drop_duplicates("period_end").set_index("period_end")
    assert (total / people).to_numpy(float) == pytest.approx(england["value"].to_numpy(float), abs=1e-9)
    assert means["sd"].min() > 0


def test_medians_and_published_values_lie_within_their_intervals(rows):
    valued = rows[rows["value"].notna() & rows["lower"].notna()]
    assert set(valued["metric"]) >= {"npda_hba1c", "nela_mortality", "mbrp_stillbirth"}
    assert ((valued["lower"] <= valued["value"]) & (valued["value"] <= valued["upper"])).all()


def test_42_icbs_and_106_sub_icbs_until_march_2026_and_36_and_106_since(rows):
    assert (rows["period_end"] >= NEW).any()
    for level, older, newer in (("icb", 42, 36), ("sub_icb", 106, 106), ("region", 7, 7)):
        found = rows[rows["area_type"] == level].groupby(["metric", "period_end"])["area"].nunique()
        is_new = found.index.get_level_values("period_end") >= NEW
        assert set(found[~is_new]) == {older}
        assert set(found[is_new]) == {newer}
    old = set(rows.loc[(rows["area_type"] == "sub_icb") & (rows["period_end"] < NEW), "area"])
    new = set(rows.loc[(rows["area_type"] == "sub_icb") & (rows["period_end"] >= NEW), "area"])
    assert old - new == {"D4U1Y"} and new - old == {"U2G6B"}


def test_an_area_whose_boundary_changed_has_the_version_of_the_time(rows):
    grown = rows[rows["area"] == "QRL"].groupby(rows["period_end"] >= NEW)["area_start"].unique()
    assert [str(found[0])[:10] for found in grown] == ["2022-07-01", "2026-04-01"]


def test_about_120_acute_trusts_take_part_in_sizes_that_differ(rows, edition, source):
    trusts = rows[rows["area_type"] == "trust"].groupby("audit")["area"].nunique()
    assert 110 <= trusts["nhfd"] <= 130 and trusts["nvr"] == 65 and 40 <= trusts["ncapsy"] <= 50
    nhfd = next(plan for plan in plans(edition, source) if plan.metric.id == "nhfd_surgery")
    _, sizes = divided_areas("trust", nhfd, edition.seed)
    assert 4 < sizes.max() / sizes.min() < 60


def test_icbs_have_the_sizes_of_real_ones():
    people = population.icb_residents(population.OLD_FOOTPRINTS)
    assert sum(people.values()) == pytest.approx(56.5e6, rel=0.01)  # ONS Census 2021: 56.49 million
    assert people["QHM"] == pytest.approx(2.94e6, rel=0.05)
    assert min(people, key=people.get) in ("QOC", "QT6")


def test_a_published_count_of_people_adds_up_to_england(edition, source):
    calibration = {
        "flsdb_patients": {"level": 80000, "spread": 0, "cases": 80000, "levels": ["icb", "trust"]}
    }
    found = demo.observations(edition, source.model_copy(update={"calibration": calibration}))
    final = found[found["status"] == "assured"]
    totals = final.groupby(["period_end", "area_type"])["value"].sum().unstack()
    for level in ("region", "icb", "trust"):
        assert (totals[level] == totals["england"]).all()
    assert totals["england"].between(78000, 82000).all()


# The parts it is made of


def test_groups_differ_by_their_offsets_and_keep_the_level_of_the_whole():
    shares, offsets = np.array([0.2, 0.8]), np.array([0.5, -0.5])
    found = draw.balanced(draw.SHARES, np.array([0.6]), shares, offsets)
    assert found @ shares == pytest.approx([0.6], abs=1e-9)
    assert np.diff(draw.SHARES.to(found))[0] == pytest.approx([-1.0], abs=1e-6)


def test_people_divided_into_groups_are_neither_lost_nor_gained():
    whole = draw.Numbers(n=np.array([[100, 0, 7]]), x=np.array([[40, 0, 7]]))
    shares, chances = np.array([0.5, 0.3, 0.2]), np.array([0.5, 0.4, 0.1])
    parts = draw.divided(np.random.default_rng(1), whole, shares, chances, 0)
    assert (parts.n.sum(axis=-1) == whole.n).all() and (parts.x.sum(axis=-1) == whole.x).all()
    assert (parts.x <= parts.n).all()


def test_the_mean_of_areas_added_up_is_the_mean_over_people():
    parts = draw.Numbers(n=np.array([[1, 3]]), value=np.array([[10.0, 20.0]]), sd=np.array([[0.0, 0.0]]))
    both = draw.added_up(parts, np.ones((1, 2)))
    assert both.n.tolist() == [[4]] and both.value.tolist() == [[17.5]]
    assert both.sd[0, 0] == pytest.approx(np.std([10, 20, 20, 20]))
