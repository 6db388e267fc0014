"""Published shares of patients are read whole or refused by row and trust, and carried to another date."""

from datetime import date

import pandas as pd
import pytest

import invented
from insight import areas
from insight.errors import BadData, MissingInput, UnknownArea

OLD, NEW, ON = date(2024, 6, 30), date(2026, 4, 1), date(2022, 7, 1)
HEAD = "nhs_trust22_code,icb22_code,proportion_trust_came_from_icb"
ROWS = ["R0A,E54000057,0.9", "R0A,QYG,0.1", "RWF,E54000032,1"]  # Manchester, Maidstone and Tunbridge Wells
PUBLISHED = invented.SHARED / "geography" / "trust22_icb22_patient_share.csv"


def written(folder, *rows, head=HEAD):
    path = folder / "shares.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def test_shares_are_of_one_version_of_a_trust_and_of_an_icb(tmp_path):
    found = areas.read_shares(written(tmp_path, *ROWS), on=ON)
    assert found[["source", "target", "share"]].to_numpy().tolist() == [
        ["R0A", "QOP", 0.9], ["R0A", "QYG", 0.1], ["RWF", "QKS", 1.0],
    ]  # fmt: skip
    assert found["target_start"].eq("2022-07-01").all()


def test_columns_may_have_other_names(tmp_path):
    path = written(tmp_path, "RWF,QKS,1", head="provider,board,part")
    assert len(areas.read_shares(path, names=("provider", "board", "part"), on=ON)) == 1
    with pytest.raises(MissingInput, match=r"no column 'nhs_trust22_code'; it has provider, board, part"):
        areas.read_shares(path, on=ON)


def test_rounding_is_scaled_away_so_that_shares_make_one_exactly(tmp_path):
    found = areas.read_shares(written(tmp_path, "R0A,QOP,0.333", "R0A,QYG,0.333", "R0A,QE1,0.333"), on=ON)
    assert found["share"].tolist() == pytest.approx([1 / 3] * 3, abs=1e-15)


def test_trusts_whose_shares_do_not_make_one_are_all_named(tmp_path):
    path = written(tmp_path, "R0A,QOP,0.9", "RWF,QKS,0.6", "RWF,QNX,0.6", "RR8,QWO,1")
    with pytest.raises(BadData) as told:
        areas.read_shares(path, on=ON)
    said = str(told.value)
    assert "2 trusts of shares.csv cannot be used" in said
    assert "R0A (Manchester University): its shares make 0.9, not 1" in said
    assert "RWF (Maidstone and Tunbridge Wells): its shares make 1.2, not 1" in said and "RR8" not in said


WRONG = {
    # name: (rows, what is said)
    "no number": (["RWF,QKS,most"], "row 2: the share is 'most', not a fraction"),
    "blank": (["RWF,QKS,"], "row 2: the share is '', not a fraction"),
    "a percentage": (["RWF,QKS,100"], "row 2: the share is '100', not a fraction"),
    "below nought": (["RWF,QKS,1", "RWF,QNX,-0.1"], "row 3: the share is '-0.1', not a fraction"),
    "twice": (["RWF,QKS,0.5", "RWF,E54000032,0.5"], "row 3: the share of RWF in E54000032 stands twice"),
    "an ICB for a trust": (["QKS,QKS,1"], "row 2: the code QKS is not that of a trust"),
    "a trust for an ICB": (["RWF,RWF,1"], "row 2: the code RWF is not that of an ICB"),
}


@pytest.mark.parametrize("rows, said", WRONG.values(), ids=WRONG)
def test_a_row_that_cannot_be_used_is_named(tmp_path, rows, said):
    with pytest.raises(BadData, match=said):
        areas.read_shares(written(tmp_path, *rows), on=ON)


def test_a_code_that_is_known_nowhere_is_refused_by_row(tmp_path):
    with pytest.raises(UnknownArea, match="shares.csv, row 3: no area has the code 'W11000023'"):
        areas.read_shares(written(tmp_path, "RWF,QKS,0.9", "RWF,W11000023,0.1"), on=ON)


def test_an_empty_file_is_refused(tmp_path):
    path = tmp_path / "shares.csv"
    path.write_text("")
    with pytest.raises(BadData, match="cannot be read as a table"):
        areas.read_shares(path, on=ON)


def test_shares_of_merged_icbs_are_added_and_those_of_split_ones_are_in_none(tmp_path):
    path = written(tmp_path, "R0A,QMJ,0.2", "R0A,QRV,0.3", "R0A,QOP,0.1", "R0A,QM7,0.3", "R0A,QNQ,0.1")
    shares = areas.read_shares(path, on=ON)
    before, after = (areas.spread(shares, "icb", day).set_index("target")["share"] for day in (OLD, NEW))
    assert before.to_dict() == pytest.approx({"QMJ": 0.2, "QRV": 0.3, "QOP": 0.1, "QM7": 0.3, "QNQ": 0.1})
    assert after.to_dict() == pytest.approx({"Z9B2Z": 0.5, "QOP": 0.1})
    regions = areas.spread(shares, "region", NEW)
    assert regions["share"].sum() == pytest.approx(1) and set(regions["target"]) == {
        "Y56",
        "Y59",
        "Y61",
        "Y62",
    }


def test_the_published_shares_make_one_for_every_trust():
    if not PUBLISHED.exists():
        pytest.skip(f"there is no {PUBLISHED.name} beside the project")
    shares = areas.read_shares(PUBLISHED, on=ON)
    assert (shares["source"].nunique(), shares["target"].nunique()) == (138, 42)
    for level, count in (("icb", 42), ("region", 7)):
        found = areas.spread(shares, level, OLD)
        assert found["target"].nunique() == count
        assert found.groupby("source")["share"].sum().tolist() == pytest.approx([1.0] * 138, abs=1e-12)
    assert pd.unique(areas.spread(shares, "icb", NEW)["target"]).size == 36
