"""Areas of one geography are laid onto another whole, in part with a share, or not at all."""

from datetime import date

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from insight import areas, paths
from insight.errors import UnknownName

OLD, NEW = date(2024, 6, 30), date(2026, 4, 1)
EXPORT = "shared/data/cvdprevent/cvd_export_CVDP009CHOL_subicb_to_june_2024.xlsx"


def parts(rows: pd.DataFrame) -> dict[str, str]:
    """Give the extent of each source of a crosswalk or constituents, as plain text."""
    return dict(zip(rows["source"], rows["extent"], strict=True))


def test_106_sub_icbs_make_42_icbs_in_full():
    rows = areas.constituents("icb", "sub_icb", OLD, on=OLD)
    assert (len(rows), rows["target"].nunique(), set(rows["extent"])) == (106, 42, {"full"})


WHOLE = {
    # new ICB: its sub-ICBs
    "S1Y5D": "06H 06K 06N M1J4Y",
    "Z9B2Z": "93C W2U3Z",
    "T6Y0W": "06L 07K 26A",
    "D7T5G": "06Q 06T 07G 07H 99E 99F 99G",
}


@pytest.mark.parametrize("target, sources", WHOLE.items(), ids=WHOLE)
def test_merged_icb_is_made_of_whole_sub_icbs(target, sources):
    rows = areas.constituents("icb", "sub_icb", NEW, on=OLD).query("target == @target")
    assert parts(rows) == dict.fromkeys(sources.split(), "full")


PARTLY = {
    # new ICB: its whole sub-ICBs, Frimley's share
    "S0E4D": ("10Q 14Y 15A", 0.588619),
    "S9B9J": ("09D 70F 92A 97R", 0.182042),
    "QRL": ("10R D9Y0V", 0.229339),
}


@pytest.mark.parametrize("target, sources, share", [(key, *case) for key, case in PARTLY.items()], ids=PARTLY)
def test_icb_with_a_piece_of_frimley_lacks_it_in_sub_icb_rows(target, sources, share):
    rows = areas.constituents("icb", "sub_icb", NEW, on=OLD).query("target == @target")
    assert parts(rows) == {**dict.fromkeys(sources.split(), "full"), "D4U1Y": "part"}
    [piece] = rows[rows["extent"] == "part"].itertuples()
    assert (piece.name, piece.resolved_by) == ("Frimley (D4U1Y)", "lsoa")
    assert piece.share == pytest.approx(share)


def test_rows_collected_on_the_new_sub_icbs_lack_nothing():
    rows = areas.constituents("icb", "sub_icb", NEW, on=NEW)
    assert (len(rows), rows["target"].nunique(), set(rows["extent"])) == (106, 36, {"full"})
    assert "U2G6B" in set(rows.loc[rows["target"] == "S0E4D", "source"])


LINKS = {
    # name: (from, to, date, source, start, rows of target, extent, resolved_by)
    "an ICB that stayed": ("icb", "icb", NEW, "QOX", 2022, [("QOX", "full", "whole")]),
    "a merged ICB": ("icb", "icb", NEW, "QHG", 2022, [("S1Y5D", "full", "whole")]),
    "a split ICB": (
        "icb", "icb", NEW, "QM7", 2022, [("D7T5G", "part", "sub_icb"), ("S1Y5D", "part", "sub_icb")],
    ),
    "Frimley": (
        "icb", "icb", NEW, "QNQ", 2022,
        [("QRL", "part", "lsoa"), ("S0E4D", "part", "lsoa"), ("S9B9J", "part", "lsoa")],
    ),
    "Hampshire as it was, in what it is": ("icb", "icb", NEW, "QRL", 2022, [("QRL", "full", "whole")]),
    "Hampshire as it is, in what it was": (
        "icb", "icb", OLD, "QRL", 2026, [("QNQ", "part", "lsoa"), ("QRL", "part", "lsoa")],
    ),
    "a new sub-ICB in an old ICB": ("sub_icb", "icb", OLD, "U2G6B", 2026, [("QNQ", "full", "whole")]),
    "a closed sub-ICB in its region": ("sub_icb", "region", NEW, "D4U1Y", 2022, [("Y59", "full", "whole")]),
    "a merged trust": ("trust", "trust", OLD, "RA4", 2020, [("RH5", "full", "whole")]),
    "a merged trust in its ICB": ("trust", "icb", NEW, "RXH", 2020, [("S9B9J", "full", "whole")]),
    "a trust divided within one ICB": ("trust", "icb", OLD, "RW6", 2020, [("QOP", "full", "whole")]),
    "a trust not yet founded": ("trust", "icb", OLD, "G6V2S", 2024, [("QMJ", "full", "whole")]),
    "an ambulance trust in an ICB": ("trust", "icb", NEW, "RX8", 2020, [(None, "none", "none")]),
    "an ambulance trust in a region": ("trust", "region", NEW, "RX8", 2020, [("Y63", "full", "whole")]),
    "a trust in England": ("trust", "england", NEW, "RX8", 2020, [("E92000001", "full", "whole")]),
    "an ICB in its cancer alliance": (
        "icb", "cancer_alliance", OLD, "QWO", 2022, [("E56000030", "full", "whole")],
    ),
    "an ICB in two cancer alliances": (
        "icb", "cancer_alliance", NEW, "S1Y5D", 2026,
        [("E56000022", "part", "sub_icb"), ("E56000023", "part", "sub_icb")],
    ),
    "Bassetlaw in its cancer alliance": (
        "sub_icb", "cancer_alliance", OLD, "02Q", 2022, [("E56000025", "full", "whole")],
    ),
    "a new sub-ICB in the alliance of the old": (
        "sub_icb", "cancer_alliance", NEW, "U2G6B", 2026, [("E56000012", "full", "whole")],
    ),
    "a trust in the alliance of its ICB": (
        "trust", "cancer_alliance", NEW, "RWF", 2020, [("E56000011", "full", "whole")],
    ),
    "a trust whose ICB is in two alliances": (
        "trust", "cancer_alliance", OLD, "RX1", 2020,
        [("E56000024", "part", "none"), ("E56000025", "part", "none")],
    ),
    "an ICB in its stroke network": (
        "icb", "stroke_network", OLD, "QXU", 2022, [("ISDN06", "full", "whole")],
    ),
    "a trust in its neonatal network": (
        "trust", "neonatal_network", OLD, "RNZ", 2020, [("ODN08", "full", "whole")],
    ),
    "a merged trust in its neonatal network": (
        "trust", "neonatal_network", OLD, "RA4", 2020, [("ODN07", "full", "whole")],
    ),
    "an ICB whose trusts are in two": (
        "icb", "neonatal_network", OLD, "QOX", 2022, [("ODN07", "part", "trust"), ("ODN08", "part", "trust")],
    ),
    "a trust without births": ("trust", "neonatal_network", OLD, "RX8", 2020, [(None, "none", "none")]),
}  # fmt: skip


@pytest.mark.parametrize("from_type, to_type, at, source, start, links", LINKS.values(), ids=LINKS)
def test_area_is_linked_in_full_in_part_or_not_at_all(from_type, to_type, at, source, start, links):
    rows = areas.crosswalk(from_type, to_type, at)
    rows = rows[(rows["source"] == source) & (rows["source_start"].dt.year == start)]
    found = rows[["target", "extent", "resolved_by"]].astype(object)
    found = found.where(found.notna(), None)
    assert [tuple(row) for row in found.itertuples(index=False)] == links


@pytest.mark.parametrize("to_type", ["icb", "region", "england"])
@pytest.mark.parametrize("from_type", ["sub_icb", "icb", "trust"])
@pytest.mark.parametrize("at", [OLD, NEW])
def test_every_version_of_every_source_is_listed(from_type, to_type, at):
    rows = areas.crosswalk(from_type, to_type, at)
    table = areas.table().query("type == @from_type")
    assert set(zip(rows["source"], rows["source_start"], strict=True)) == set(
        zip(table["code"], table["start"], strict=True)
    )


@pytest.mark.parametrize("type", ["icb", "sub_icb"])
def test_shares_of_every_predecessor_add_up_to_all_of_its_people(type):
    rows = areas.crosswalk(type, type, NEW)
    assert rows.groupby(["source", "source_start"])["share"].sum().tolist() == pytest.approx(
        [1.0] * rows[["source", "source_start"]].drop_duplicates().shape[0], abs=1e-5
    )


def test_sixteen_links_lead_from_the_icbs_of_2022_to_those_of_2026():
    rows = areas.crosswalk("icb", "icb", NEW)
    before = rows["source_start"].dt.year == 2022
    changed = rows["source"].isin({"QRL"}) | (rows["source"] != rows["target"])
    links = rows[before & changed]
    assert len(links[links["source"] != links["target"]]) == 16
    assert links.loc[links["source"] == "QRL", "extent"].tolist() == ["full"]


def test_two_requests_do_not_share_one_table():
    first = areas.crosswalk("icb", "region", NEW)
    first["target"] = "spoilt"
    assert "spoilt" not in set(areas.crosswalk("icb", "region", NEW)["target"])


def test_unknown_type_is_refused():
    with pytest.raises(UnknownName, match="'sub_icbs'"):
        areas.crosswalk("sub_icbs", "icb", NEW)


PUBLISHED = {
    # name: (date, ICB, numerator, denominator, sub-ICBs)
    "South Yorkshire": (OLD, "QF7", 68_885, 79_410, 4),
    "Surrey Heartlands": (OLD, "QXU", 35_855, 43_590, 1),
    "Sussex": (OLD, "QNX", 75_865, 93_010, 3),
    "Central East": (NEW, "S1Y5D", 114_030, 135_170, 4),
    "West and North London": (NEW, "Z9B2Z", 110_765, 130_765, 2),
    "Norfolk and Suffolk": (NEW, "T6Y0W", 80_815, 97_365, 3),
    "Essex": (NEW, "D7T5G", 73_980, 87_260, 7),
}


@pytest.mark.parametrize("at, icb, numerator, denominator, count", PUBLISHED.values(), ids=PUBLISHED)
def test_published_sub_icb_counts_add_up_to_their_icb(at, icb, numerator, denominator, count):
    export = paths.root().parent / EXPORT
    if not export.exists():
        pytest.skip(f"there is no {EXPORT} beside the project")
    head, *body = CalamineWorkbook.from_path(str(export)).get_sheet_by_name("sheet1").to_python()
    rows = pd.DataFrame(body, columns=head)
    rows = rows[(rows["AreaCode"] != "") & (rows["MetricCategoryTypeName"] == "Sex")]
    rows = rows[rows["MetricCategoryName"] == "Persons"]
    placed = rows.join(areas.resolve(rows["AreaCode"], OLD))
    links = areas.crosswalk("sub_icb", "icb", at).query("extent == 'full' and target == @icb")
    found = placed.merge(links, left_on=["code", "start"], right_on=["source", "source_start"])
    assert (found["Numerator"].sum(), found["Denominator"].sum(), len(found)) == (
        numerator,
        denominator,
        count,
    )
