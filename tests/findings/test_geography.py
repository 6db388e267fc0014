"""Rows are added up only into areas they really make, and what cannot be made is said."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from insight import areas
from insight.findings.geography import onto

OLD, NEW = dt.date(2024, 6, 30), dt.date(2026, 4, 1)
ALL = {"table": {"sub_icb": "icb"}}


def observed(level, counts, *, start="2022-07-01", group="all", **more):
    """Observations of one level from {code: (numerator, denominator)}; None is withheld at source."""
    rows = [
        {"area": code, "numerator": pair and pair[0], "denominator": pair and pair[1]}
        for code, pair in counts.items()
    ]
    frame = pd.DataFrame(rows).assign(
        metric="m", audit="a", area_type=level, area_start=pd.Timestamp(start), period="Year to June 2024",
        period_start=pd.Timestamp("2023-07-01"), period_end=pd.Timestamp("2024-06-30"),
        breakdown="all" if group == "all" else "ethnicity", group=group,
        value=np.nan, lower=np.nan, upper=np.nan, sd=np.nan,
        decimals=pd.NA, reason=None, status="assured", source="table", rounded_to=5,
        published=pd.Timestamp("2024-09-26"), published_status=None,
    )  # fmt: skip
    return frame.assign(**more)


def placed(rows, at, *, statistic="proportion", roll_up=ALL):
    found = onto(rows, at, statistic={"m": statistic}, roll_up=roll_up)
    return found.set_index(["area_type", "area", "group"]).sort_index()


def everywhere(at, level="sub_icb"):
    return {area.code: (60, 100) for area in areas.known(level, at=at)}


def test_sub_icbs_add_up_to_their_icb_and_say_how_many():
    found = placed(observed("sub_icb", everywhere(OLD)), OLD)
    [row] = found.loc[[("icb", "QF7", "all")]].itertuples()
    assert (row.numerator, row.denominator, row.parts, row.coverage) == (240, 400, 4, "whole")
    assert len(found.loc["icb"]) == 42
    assert found.loc[("england", "E92000001", "all"), ["numerator", "parts"]].tolist() == [6360, 106]
    assert found.loc["region"]["numerator"].sum() == 6360


def test_an_icb_of_one_sub_icb_keeps_the_published_value_and_interval():
    printed = {"value": 0.8317, "lower": 0.8283, "upper": 0.8350, "decimals": 2}
    rows = observed("sub_icb", everywhere(OLD)).assign(**printed)
    found = placed(rows, OLD).loc["icb"]
    assert found.loc[("QOX", "all"), ["value", "lower", "upper", "decimals"]].tolist() == list(
        printed.values()
    )
    assert found.loc[("QF7", "all"), ["value", "lower", "upper"]].isna().all()


def test_merged_icbs_are_made_of_old_sub_icb_rows():
    found = placed(observed("sub_icb", everywhere(OLD)), NEW).loc["icb"]
    assert len(found) == 36
    for code, parts in {"S1Y5D": 4, "Z9B2Z": 2, "T6Y0W": 3, "D7T5G": 7}.items():
        assert found.loc[(code, "all"), ["parts", "coverage"]].tolist() == [parts, "whole"]


FRIMLEY = {
    # ICB: (rows it has, its share of Frimley, what it covers)
    "S0E4D": (3, "59%", "Oxfordshire (10Q)"),
    "S9B9J": (4, "18%", "Surrey Heartlands (92A)"),
    "QRL": (2, "23%", "Portsmouth (10R)"),
}


@pytest.mark.parametrize("code, parts, share, covers", [(k, *v) for k, v in FRIMLEY.items()], ids=FRIMLEY)
def test_the_heirs_of_frimley_say_that_its_share_cannot_be_made(code, parts, share, covers):
    row = placed(observed("sub_icb", everywhere(OLD)), NEW).loc[("icb", code, "all")]
    assert (row["coverage"], row["parts"], row["numerator"]) == ("part", parts, 60 * parts)
    assert "cannot be made from sub-ICB rows" in row["coverage_note"]
    assert f"Frimley (D4U1Y), {share} of its people" in row["coverage_note"]
    assert covers in row["coverage_note"]


def test_icb_rows_make_the_icbs_that_did_not_change_and_whole_mergers():
    found = placed(observed("icb", everywhere(OLD, "icb")), NEW, roll_up={}).loc["icb"]
    count = found["coverage"].value_counts()
    assert count.to_dict() == {"whole": 30, "part": 6}
    assert found.loc[("Z9B2Z", "all"), "parts"] == 2
    assert (
        "Hertfordshire and West Essex (QM7), 79% of its people"
        in found.loc[("S1Y5D", "all"), "coverage_note"]
    )


def test_rows_on_the_new_footprints_are_whole_on_them():
    counts = everywhere(NEW)
    table = areas.table().set_index("code")["start"].groupby(level=0).max()
    rows = observed("sub_icb", counts).assign(
        area_start=lambda frame: pd.to_datetime(frame["area"].map(table))
    )
    found = placed(rows, NEW).loc["icb"]
    assert len(found) == 36 and (found["coverage"] == "whole").all()


def test_an_area_that_is_missing_from_the_data_is_named_and_the_rest_is_part():
    counts = everywhere(OLD)
    counts.pop("02P")
    row = placed(observed("sub_icb", counts), OLD).loc[("icb", "QF7", "all")]
    assert (row["coverage"], row["parts"]) == ("part", 3)
    assert "Barnsley (02P) is not in the data" in row["coverage_note"]


def test_an_area_none_of_whose_parts_is_in_the_data_is_said_to_be_impossible():
    counts = everywhere(OLD)
    counts.pop("92G")
    row = placed(observed("sub_icb", counts), OLD).loc[("icb", "QOX", "all")]
    assert row["coverage"] == "none" and pd.isna(row["numerator"])
    assert "cannot be made from this data" in row["coverage_note"]


def test_a_part_withheld_at_source_leaves_a_sum_that_is_not_the_whole():
    counts = everywhere(OLD) | {"02P": None}
    rows = pd.concat([observed("sub_icb", everywhere(OLD)), observed("sub_icb", counts, group="Black")])
    found = placed(rows.assign(reason="withheld at source"), OLD).loc["icb"]
    row = found.loc[("QF7", "Black")]
    assert (row["coverage"], row["parts"], row["numerator"]) == ("part", 3, 180)
    assert "no figure in 1 of 4" in row["coverage_note"]
    assert found.loc[("QF7", "all"), "coverage"] == "whole"


def test_an_audits_own_status_of_one_part_is_never_that_of_a_sum():
    rows = observed("sub_icb", everywhere(OLD), published_status="alarm")
    found = placed(rows, OLD)
    assert pd.isna(found.loc[("icb", "QF7", "all"), "published_status"])  # of four sub-ICBs
    assert found.loc[("icb", "QOX", "all"), ["parts", "published_status"]].tolist() == [1, "alarm"]
    own = placed(observed("icb", {"QF7": (240, 400)}, published_status="alert"), OLD)
    assert own.loc[("icb", "QF7", "all"), "published_status"] == "alert"


def test_a_published_icb_row_is_preferred_to_a_sum():
    published = observed("icb", {"QF7": (245, 401)})
    rows = pd.concat([observed("sub_icb", everywhere(OLD)), published], ignore_index=True)
    assert placed(rows, OLD).loc[("icb", "QF7", "all"), ["numerator", "parts"]].tolist() == [245, 1]


def test_without_leave_nothing_is_added_up():
    found = placed(observed("trust", {"RA2": (6, 10), "RTK": (6, 10)}, start="2020-04-01"), OLD, roll_up={})
    assert found.index.get_level_values("area_type").unique().tolist() == ["trust"]


def test_means_and_spreads_of_a_whole_are_made_of_those_of_its_parts():
    generator = np.random.default_rng(1)
    people = {
        code: generator.normal(20 + k, 4, 30 + k) for k, code in enumerate(("02P", "02X", "03L", "03N"))
    }
    rows = observed("sub_icb", everywhere(OLD))
    for code, values in people.items():
        here = rows["area"] == code
        rows.loc[here, ["numerator", "denominator", "value", "sd"]] = [
            np.nan, len(values), values.mean(), values.std(ddof=1),
        ]  # fmt: skip
    rows["denominator"] = rows["denominator"].astype("Int64")
    row = placed(rows, OLD, statistic="mean").loc[("icb", "QF7", "all")]
    every = np.concatenate(list(people.values()))
    assert row["value"] == pytest.approx(every.mean())
    assert row["sd"] == pytest.approx(every.std(ddof=1))


@pytest.mark.parametrize("statistic", ["median", "published"])
def test_medians_and_adjusted_figures_of_parts_never_make_a_whole(statistic):
    rows = observed("sub_icb", everywhere(OLD)).assign(value=3.0, lower=2.0, upper=4.0, numerator=pd.NA)
    found = placed(rows, OLD, statistic=statistic).loc["icb"]
    assert found.loc[("QF7", "all"), "coverage"] == "none"
    assert "cannot be made from those of its parts" in found.loc[("QF7", "all"), "coverage_note"]
    assert found.loc[("QOX", "all"), "value"] == 3.0
