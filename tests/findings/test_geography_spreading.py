"""Trusts are spread over ICBs by where their patients live, or added up where they stand, and it is said."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from test_estimate import EDITION, audit, source
from test_geography import NEW, OLD, observed

import invented
from insight import areas, definitions, findings, store
from insight.errors import MissingInput
from insight.findings.estimate import estimated
from insight.findings.geography import onto
from insight.statistics.proportion import proportion

SPREAD = {"table": {"trust": {"to": "icb", "by": "shares", "file": "shares.csv", "title": "made up, 2022"}}}
PLACE = {"table": {"trust": "icb"}}
TRUSTS = {"R0A": (810, 1000), "RWF": (40, 100), "RR8": (30, 50)}  # based in QOP, QKS and QWO
SHARES = {
    "R0A": {"QOP": 0.9, "QYG": 0.1},
    "RWF": {"QKS": 0.75, "QOP": 0.25},
    "RR8": {"QWO": 0.5, "QOP": 0.5},
}


def shares(table=SHARES):
    links = [(trust, icb, share) for trust, to in table.items() for icb, share in to.items()]
    found = pd.DataFrame(links, columns=["source", "target", "share"])
    old, begun = pd.Timestamp("2020-04-01"), pd.Timestamp("2022-07-01")
    found = found.assign(source_start=old, target_start=begun)
    return {"table": found[["source", "source_start", "target", "target_start", "share"]]}


def trusts(counts=TRUSTS, **more):
    return observed("trust", counts, start="2020-04-01", **more)


def spread(rows, at=OLD, *, statistic="proportion", setting="treatment", by=None, roll_up=SPREAD):
    found = onto(
        rows, at, statistic={"m": statistic}, roll_up=roll_up, setting={"m": setting},
        shares=shares() if by is None else by,
    )  # fmt: skip
    return found.set_index(["area_type", "area", "group"]).sort_index()


def shown(placed, *, control="as_published", **metric):
    found = estimated(placed.reset_index(), EDITION, audit(**metric), source(control=control))
    return found.set_index(["area_type", "area", "group"]).sort_index()


def test_an_icb_has_of_each_trust_the_share_of_its_patients_who_live_there():
    row = spread(trusts()).loc[("icb", "QOP", "all")]
    assert row["numerator"] == pytest.approx(0.9 * 810 + 0.25 * 40 + 0.5 * 30)
    assert row["denominator"] == pytest.approx(0.9 * 1000 + 0.25 * 100 + 0.5 * 50)
    assert (row["parts"], row["spread"], row["part_type"]) == (3, pytest.approx(1.65), "trust")


def test_it_is_said_to_be_an_estimate_by_shares_and_of_whom():
    row = spread(trusts()).loc[("icb", "QOP", "all")]
    assert row["coverage"] == "whole"
    assert (
        "spread over ICBs by the published share of each trust's patients (made up, 2022)"
        in row["coverage_note"]
    )
    assert row["coverage_note"].endswith("The audit counts people where they are treated.")
    resident = spread(trusts(), setting="residence").loc[("icb", "QOP", "all")]
    assert "An estimate of people by where they live" in resident["coverage_note"]
    assert "where they are treated" not in resident["coverage_note"] and resident["coverage"] == "whole"


def test_its_ratio_is_that_of_the_sums_and_no_count_of_it_is_shown():
    row = shown(spread(trusts())).loc[("icb", "QOP", "all")]
    assert row["value"] == pytest.approx((0.9 * 810 + 0.25 * 40 + 0.5 * 30) / (0.9 * 1000 + 25 + 25))
    assert row["value"] != pytest.approx(np.average([0.81, 0.4, 0.6], weights=[0.9, 0.25, 0.5]))
    assert row["basis"] == "spread by shares"
    assert pd.isna(row["numerator"]) and pd.isna(row["denominator"])
    assert row["spread_denominator"] == pytest.approx(950)


def test_its_interval_is_that_of_as_many_people_as_the_shares_make():
    row = shown(spread(trusts())).loc[("icb", "QKS", "all")]
    expected = proportion([0.75 * 40], [0.75 * 100]).iloc[0]
    assert row[["value", "lower", "upper"]].tolist() == pytest.approx(expected.tolist())
    whole = proportion([40], [100]).iloc[0]
    assert row["upper"] - row["lower"] > whole["upper"] - whole["lower"]


def test_the_interval_covers_what_people_of_the_icb_met_and_what_their_trusts_do():
    generator = np.random.default_rng(20260401)
    n, p, w, runs = np.array([400, 900, 150]), np.array([0.6, 0.7, 0.5]), np.array([0.8, 0.05, 0.3]), 4000
    near = generator.binomial(np.round(n * w).astype(int), p, (runs, 3))  # of the ICB
    far = generator.binomial(n - np.round(n * w).astype(int), p, (runs, 3))
    people = np.full(runs, (w * n).sum())
    found = proportion((w * (near + far)).sum(axis=1), people)
    truths = {"what they met": near.sum(axis=1) / people, "what trusts do": (w * n * p).sum() / people}
    for name, truth in truths.items():
        covered = ((found["lower"] <= truth) & (truth <= found["upper"])).mean()
        assert covered >= 0.95 - 3 * np.sqrt(0.95 * 0.05 / runs), name


def test_an_average_is_that_over_the_people_who_are_spread():
    rows = trusts({"R0A": (None, 200), "RWF": (None, 100)}).assign(value=[10.0, 30.0], sd=[2.0, 4.0])
    row = spread(rows, statistic="mean").loc[("icb", "QOP", "all")]
    people = {"R0A": 0.9 * 200, "RWF": 0.25 * 100}
    mean = (people["R0A"] * 10 + people["RWF"] * 30) / sum(people.values())
    squares = 0.9 * (199 * 4 + 200 * 100) + 0.25 * (99 * 16 + 100 * 900)
    assert row["value"] == pytest.approx(mean)
    n = sum(people.values())
    assert row["sd"] == pytest.approx(np.sqrt((squares - n * mean**2) / (n - 1)))
    found = shown(spread(rows, statistic="mean"), statistic="mean", unit="hours").loc[("icb", "QOP", "all")]
    assert found["value"] == pytest.approx(mean) and pd.isna(found["denominator"])


@pytest.mark.parametrize("statistic", ["median", "published"])
def test_a_published_value_is_not_spread_even_from_one_trust_alone(statistic):
    rows = trusts({"RWF": (None, 100)}).assign(value=3.0, lower=2.0, upper=4.0)
    row = spread(rows, statistic=statistic).loc[("icb", "QKS", "all")]
    assert row["coverage"] == "none" and "cannot be made from those of its parts" in row["coverage_note"]


def test_a_published_share_of_one_trust_alone_is_still_an_estimate():
    rows = trusts({"RWF": (40, 100)}).assign(value=0.4, lower=0.3, upper=0.5)
    row = shown(spread(rows, by=shares({"RWF": {"QKS": 1.0}}))).loc[("icb", "QKS", "all")]
    assert row["basis"] == "spread by shares" and pd.isna(row["denominator"])


def test_a_trust_withheld_at_source_makes_part_of_every_icb_its_patients_come_from():
    found = spread(trusts(TRUSTS | {"RR8": None}))
    assert found.loc[("icb", "QOP", "all"), ["coverage", "parts"]].tolist() == ["part", 2]
    assert "no figure in 1 of 3" in found.loc[("icb", "QOP", "all"), "coverage_note"]
    assert found.loc[("icb", "QOP", "all"), "denominator"] == pytest.approx(925)
    assert pd.isna(found.loc[("icb", "QWO", "all"), "denominator"])
    assert found.loc[("icb", "QKS", "all"), "coverage"] == "whole"


def test_a_trust_without_shares_is_left_out_by_name_and_nothing_is_whole():
    found = spread(trusts(TRUSTS | {"RTK": (60, 100)}))
    assert found.loc[("icb", "QOP", "all"), "denominator"] == pytest.approx(950)
    made = found.loc["icb"].query("parts > 0")
    assert set(made["coverage"]) == {"part"}
    named = "nothing is published on where their patients live: Ashford and St Peter's Hospitals (RTK)"
    assert made["coverage_note"].str.contains(named, regex=False).all()
    assert found.loc[("england", "E92000001", "all"), ["denominator", "coverage"]].tolist() == [1250, "whole"]


def test_a_trust_too_small_to_matter_is_named_and_leaves_the_whole_a_whole():
    found = spread(trusts(TRUSTS | {"RTK": (1, 2)})).loc["icb"]
    large, small = found.loc[("QOP", "all")], found.loc[("QWO", "all")]
    assert "(RTK)" in large["coverage_note"] and large["coverage"] == "whole"
    assert "(RTK)" in small["coverage_note"] and small["coverage"] == "part"  # 2 people beside 25
    unknown = spread(trusts(TRUSTS | {"RTK": None})).loc[("icb", "QOP", "all")]
    assert "(RTK)" in unknown["coverage_note"] and unknown["coverage"] == "part"


def test_where_no_trust_has_shares_no_icb_can_be_made_and_it_says_why():
    found = spread(trusts({"RTK": (6, 10)})).loc["icb"]
    assert len(found) == 42 and set(found["coverage"]) == {"none"}
    assert found["coverage_note"].str.contains("(RTK)", regex=False).all()


def test_an_icb_with_no_trust_of_its_own_in_the_data_is_covered_in_part():
    row = spread(trusts()).loc[("icb", "QYG", "all")]
    assert row["coverage"] == "part" and "No trust based here is in the data" in row["coverage_note"]


def test_an_icb_in_which_no_patient_lives_is_said_to_be_impossible():
    row = spread(trusts()).loc[("icb", "QF7", "all")]
    assert row["coverage"] == "none" and pd.isna(row["denominator"])


def test_shares_by_the_icbs_of_2022_are_carried_to_those_of_2026():
    table = {"RAL": {"QMJ": 0.5, "QRV": 0.2, "QM7": 0.3}, "RWF": {"QKS": 1.0}}
    rows = trusts({"RAL": (60, 100), "RWF": (40, 100)})
    found = spread(rows, NEW, by=shares(table)).loc["icb"]
    merged = found.loc[("Z9B2Z", "all")]
    assert (merged["denominator"], merged["parts"], merged["coverage"]) == (pytest.approx(70), 1, "whole")
    assert found.loc[("QKS", "all"), "coverage"] == "whole"
    for heir in ("S1Y5D", "D7T5G"):
        row = found.loc[(heir, "all")]
        assert pd.isna(row["denominator"]) and row["coverage"] == "none"
    regions = spread(rows, NEW, by=shares(table)).loc["region"]
    assert regions["denominator"].sum() == pytest.approx(200)


def test_an_heir_of_a_split_icb_is_covered_in_part_and_names_what_it_lacks():
    table = {"RAJ": {"QH8": 0.6, "QJG": 0.3, "QM7": 0.1}}
    row = spread(trusts({"RAJ": (60, 100)}), NEW, by=shares(table)).loc[("icb", "D7T5G", "all")]
    assert (row["coverage"], row["denominator"]) == ("part", pytest.approx(60))
    assert (
        "Hertfordshire and West Essex (QM7), 21% of its people, cannot be told from shares by ICB"
        in (row["coverage_note"])
    )


def test_regions_are_spread_too_and_england_is_the_plain_sum():
    found = spread(trusts())
    assert found.loc["region"]["denominator"].sum() == pytest.approx(1150)
    assert found.loc["region"]["spread"].notna().all()
    england = shown(found).loc[("england", "E92000001", "all")]
    assert (england["numerator"], england["denominator"], england["basis"]) == (880, 1150, "rounded counts")


def test_a_published_icb_row_is_preferred_to_an_estimate():
    published = observed("icb", {"QOP": (700, 900)})
    row = spread(pd.concat([trusts(), published], ignore_index=True)).loc[("icb", "QOP", "all")]
    assert (row["numerator"], row["parts"]) == (700, 1) and pd.isna(row["spread"])


def test_small_shares_of_people_are_withheld_as_small_counts_are():
    rows = trusts({"R0A": (810, 1000), "RWF": (3, 100)})
    table = shares({"R0A": {"QOP": 0.9998, "QYG": 0.0002}, "RWF": {"QKS": 0.96, "QNX": 0.04}})
    found = shown(spread(rows.assign(rounded_to=1), by=table), control="none")
    for code in ("QYG", "QKS", "QNX"):
        row = found.loc[("icb", code, "all")]
        assert "recognised" in row["withheld"] and np.isnan(row["value"]), code
    large = found.loc[("icb", "QOP", "all")]
    assert large["value"] == pytest.approx(810 / 1000) and pd.isna(large["denominator"])


@pytest.mark.parametrize("part, rest", [(0.3, 400), (400, 0.3)], ids=["few had it", "few did not"])
def test_less_than_a_person_is_neither_nobody_nor_everybody(part, rest):
    rows = spread(trusts({"RWF": (40, 100)}), by=shares({"RWF": {"QKS": 1.0}})).reset_index()
    here = rows["area"] == "QKS"
    rows.loc[here, ["numerator", "denominator"]] = [float(part), float(part + rest)]
    found = estimated(rows[here].assign(rounded_to=1), EDITION, audit(), source(control="none"))
    assert found["withheld"].notna().all()


def test_rounding_at_source_is_carried_as_far_as_the_shares_reach():
    row = shown(spread(trusts())).loc[("icb", "QOP", "all")]
    x, n, e = 0.9 * 810 + 10 + 15, 950, 1.65 * 5 / 2
    assert row["error_bound"] == pytest.approx(max((x + e) / (n - e) - x / n, x / n - (x - e) / (n + e)))


def test_shares_that_are_not_in_the_store_are_asked_for():
    with pytest.raises(
        MissingInput, match="table spreads its trusts are not in the store. Run insight fetch"
    ):
        spread(trusts(), by={})


# By the place where trusts and sites stand


def test_trusts_added_up_where_they_are_based_say_so():
    rows = trusts({"R0A": (810, 1000), "RMC": (40, 100)})
    row = spread(rows, roll_up=PLACE).loc[("icb", "QOP", "all")]
    assert (row["denominator"], row["coverage"], row["parts"]) == (1100, "whole", 2)
    assert (
        row["coverage_note"]
        == "Added up from the trusts based here: everyone they treated, wherever they live."
    )
    assert pd.isna(row["spread"])


def test_trusts_do_not_stand_for_people_by_where_they_live():
    found = spread(trusts(), roll_up=PLACE, setting="residence")
    row = found.loc[("icb", "QOP", "all")]
    assert (
        row["coverage"] == "none" and "where they live, and a trust counts the people" in row["coverage_note"]
    )
    assert np.isnan(shown(found).loc[("icb", "QOP", "all"), "value"])
    assert found.loc[("england", "E92000001", "all"), "coverage"] == "whole"


@pytest.fixture
def sites(tmp_path, monkeypatch):
    """A project with two sites of one trust that stand in different ICBs."""
    folder = invented.build(tmp_path, monkeypatch)
    head = "code,start,end,type,name,short_name,parent,sector,note,source"
    rows = [
        f"RWF0{k},2020-04-01,,site,Site {k},Site {k},{icb},,,made up" for k, icb in ((1, "QKS"), (2, "QNX"))
    ]
    invented.write(folder / "params/areas/site-areas.csv", "\n".join([head, *rows]) + "\n")
    return observed("site", {"RWF01": (30, 60), "RWF02": (10, 40)}, start="2020-04-01")


def test_a_site_is_added_up_to_the_icb_in_which_it_stands_and_not_that_of_its_trust(sites):
    rows = pd.concat([sites, trusts({"RWF": (40, 100)})], ignore_index=True)
    found = spread(rows, roll_up={"table": {"site": "icb", "trust": "icb"}})
    assert found.loc[("icb", "QKS", "all"), ["denominator", "part_type"]].tolist() == [60, "site"]
    assert found.loc[("icb", "QNX", "all"), "denominator"] == 40
    assert "sites that stand here" in found.loc[("icb", "QNX", "all"), "coverage_note"]
    assert found.loc[("site", "RWF02", "all"), "denominator"] == 40
    assert areas.get("RWF02", dt.date(2024, 6, 30)).parent == "QNX"


# From a file to findings


def test_findings_of_an_edition_are_spread_by_the_shares_that_were_fetched(tmp_path, monkeypatch):
    by_shares = "    roll_up: {trust: {to: icb, by: shares, file: shares.csv}}\n"
    folder = invented.build(tmp_path, monkeypatch, source=invented.CATEGORIES + by_shares)
    head = "nhs_trust22_code,icb22_code,proportion_trust_came_from_icb"
    invented.write(folder / "data/shares.csv", f"{head}\nRWF,QKS,0.75\nRWF,QNX,0.25\nRR8,QWO,1\n")
    head = "code;period;thing;category;number"
    rows = [
        f"{code};2023-24;Asked;{said};{n}"
        for code, yes in (("RWF", 400), ("RR8", 300))
        for said, n in (("Yes", yes), ("No", 600))
    ]
    invented.write(folder / "data/categories.csv", "\n".join([head, *rows]) + "\n")
    edition = definitions.edition("first")
    store.fetch(edition, folder / "data")
    findings.make(edition)
    found = findings.load("first", audit="naic").set_index("area")
    row = found.loc["QKS"]
    assert (row["value"], row["basis"], row["parts"]) == (pytest.approx(0.4), "spread by shares", 1)
    assert "An estimate" in row["coverage_note"] and pd.isna(row["denominator"])
