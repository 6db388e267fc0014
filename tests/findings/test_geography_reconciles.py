"""Parts and wholes are one sum: sub-ICBs, trusts, ICBs, regions and England, before anything is protected."""

import numpy as np
import pandas as pd
import pytest
from test_estimate import EDITION, audit, source
from test_geography import NEW, OLD, observed
from test_geography_spreading import SPREAD, TRUSTS, shares

from insight import areas, definitions, demo
from insight.findings.estimate import estimated
from insight.findings.geography import CELL, onto

COUNTS = ["numerator", "denominator"]
METRICS = {  # of the demonstration: the levels they are added up from
    "nhfd_surgery": ("icb", "trust"),
    "nhfd_ward": ("icb", "trust"),
    "cvdprevent_bp_check": ("sub_icb", "icb"),
}
SERIES = ["metric", "area", "area_start", "period_start", "period_end", "breakdown", "group"]


@pytest.fixture(scope="module")
def made_up():
    """Three metrics of the demonstration, the rows that stand, with no number withheld or rounded."""
    whole = definitions.source("demo")
    few = whole.model_copy(update={"calibration": {name: whole.calibration[name] for name in METRICS}})
    rows = demo.observations(definitions.edition("demo"), few)
    newest = rows.sort_values(["status", "published"], kind="stable").drop_duplicates(SERIES)
    return newest[newest["reason"].isna()].reset_index(drop=True)


def invented_shares(rows, seed=7):
    """Shares for every trust of the rows: up to six ICBs of 2022 each, at random."""
    generator = np.random.default_rng(seed)
    icbs = [area.code for area in areas.known("icb", at=OLD)]
    table = {}
    for code in rows.loc[rows["area_type"] == "trust", "area"].unique():
        to = generator.choice(icbs, size=generator.integers(1, 7), replace=False)
        cut = np.round(generator.dirichlet(np.ones(len(to))), 3)
        cut[0] = 1 - cut[1:].sum()
        table[code] = dict(zip(to, cut, strict=True))
    found = shares(table)["table"]
    start = rows.drop_duplicates("area").set_index("area")["area_start"]
    return {"table": found.assign(source_start=found["source"].map(start).astype("datetime64[us]"))}


def placed(rows, level, at, *, table=None):
    """Put rows of one level onto a date's areas and no other."""
    here = rows[rows["area_type"] == level].assign(source="table")
    statistic = {name: "mean" if name == "nhfd_ward" else "proportion" for name in METRICS}
    roll_up = SPREAD if table else {"table": {level: "region" if level == "icb" else "icb"}}
    found = onto(here, at, statistic=statistic, roll_up=roll_up, shares=table)
    return found[found["area_type"].isin(["icb", "region", "england"]) & (found["coverage"] != "none")]


def totals(found, level):
    here = found[found["area_type"] == level].assign(numerator=lambda rows: rows["numerator"].fillna(0))
    return here.groupby(CELL, observed=True)[COUNTS].sum().sort_index()


WHOLES = {
    "from sub-ICBs, before April 2026": ("sub_icb", OLD, False),
    "from sub-ICBs, since": ("sub_icb", NEW, True),
    "from ICBs, before April 2026": ("icb", OLD, False),
    "from ICBs, since": ("icb", NEW, True),
}


@pytest.mark.parametrize("level, at, since", WHOLES.values(), ids=WHOLES)
def test_icbs_regions_and_england_are_one_sum(made_up, level, at, since):
    rows = made_up[(made_up["period_end"] >= pd.Timestamp(NEW)) == since]
    found = placed(rows, level, at)
    assert set(found["coverage"]) == {"whole"}
    published = totals(rows[rows["area_type"] == "england"], "england")
    for target in ("icb", "region", "england"):
        summed = totals(found, target)
        assert len(summed) > 10
        assert (summed == published.loc[summed.index].astype(float)).all(axis=None), target


@pytest.mark.parametrize("at, levels", [(OLD, ("icb", "region")), (NEW, ("region",))], ids=["2022", "2026"])
def test_trusts_spread_by_shares_add_up_to_the_same_england(made_up, at, levels):
    rows = made_up[made_up["metric"].str.startswith("nhfd")]
    found = placed(rows, "trust", at, table=invented_shares(rows))
    england = totals(found, "england")
    published = totals(rows[rows["area_type"] == "england"], "england").loc[england.index]
    assert len(england) > 20 and (england == published.astype(float)).all(axis=None)
    for target in levels:
        summed = totals(found, target).loc[england.index]
        assert np.allclose(summed.to_numpy(), england.to_numpy(), rtol=1e-12, atol=1e-6), target


def test_patients_of_split_icbs_are_missing_from_no_region_and_from_the_icbs_that_say_so(made_up):
    rows = made_up[made_up["metric"].str.startswith("nhfd")]
    found = placed(rows, "trust", NEW, table=invented_shares(rows))
    assert (totals(found, "icb")["denominator"] < totals(found, "england")["denominator"]).all()
    short = found[(found["area_type"] == "icb") & (found["coverage"] == "part")]
    lacking = short[short["coverage_note"].str.contains("cannot be told from shares by ICB")]
    assert {"S1Y5D", "D7T5G", "S0E4D", "S9B9J", "QRL", "T6Y0W"} >= set(lacking["area"]) > set()


@pytest.mark.parametrize("level", ["sub_icb", "icb", "trust"])
def test_a_ratio_of_the_whole_is_the_ratio_of_its_parts_weighted_by_people(level):
    generator = np.random.default_rng(3)
    if level == "trust":
        rows, by = observed("trust", TRUSTS, start="2020-04-01", rounded_to=1), SPREAD
    else:
        n = {area.code: int(generator.integers(20, 4000)) for area in areas.known(level, at=OLD)}
        counts = {code: (int(generator.binomial(people, 0.6)), people) for code, people in n.items()}
        rows, by = observed(level, counts, rounded_to=1), {"table": {level: "icb"}}
    found = onto(rows, OLD, statistic={"m": "proportion"}, roll_up=by, shares=shares())
    shown = estimated(found, EDITION, audit(), source(control="as_published"))
    england = shown.loc[shown["area_type"] == "england", "value"].item()
    for target in ("icb", "region"):
        parts = shown[(shown["area_type"] == target) & shown["value"].notna()]
        people = parts["denominator"].fillna(parts["spread_denominator"]).astype(float)
        assert len(parts) >= 3
        assert np.average(parts["value"], weights=people) == pytest.approx(england, rel=1e-12)
        assert parts["value"].mean() != pytest.approx(england, rel=1e-4)


def test_a_mean_of_the_whole_is_that_of_its_parts_weighted_by_people(made_up):
    rows = made_up[made_up["metric"] == "nhfd_ward"]
    found = placed(rows, "trust", OLD, table=invented_shares(rows))
    parts, whole = (found[found["area_type"] == level] for level in ("icb", "england"))
    total = (parts["value"] * parts["denominator"]).groupby([parts[name] for name in CELL]).sum()
    people = parts["denominator"].groupby([parts[name] for name in CELL]).sum()
    assert np.allclose((total / people).sort_index(), whole.set_index(CELL)["value"].sort_index(), rtol=1e-12)
