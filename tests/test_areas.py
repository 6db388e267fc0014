"""Every code and name of every vintage is one area on a date, or is refused with its row."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from insight import areas, paths
from insight.errors import UnknownArea, UnknownName

SHARED = paths.root().parent / "shared" / "data"
OLD, LAST, NEW = date(2024, 6, 30), date(2026, 3, 31), date(2026, 4, 1)


def in_place(path: str) -> Path:
    """Give a file of the shared folder beside the project, or skip where there is none."""
    if not (SHARED / path).exists():
        pytest.skip(f"the shared folder beside the project has no {path}")
    return SHARED / path


@pytest.mark.parametrize(
    "type, at, count",
    [
        ("icb", OLD, 42),
        ("icb", LAST, 42),
        ("icb", NEW, 36),
        ("sub_icb", OLD, 106),
        ("sub_icb", NEW, 106),
        ("region", NEW, 7),
        ("cancer_alliance", NEW, 21),
        ("stroke_network", NEW, 20),
        ("neonatal_network", NEW, 10),
        ("england", NEW, 1),
    ],
)
def test_number_of_areas_in_force(type, at, count):
    assert len(areas.known(type, at=at)) == count


def test_29_icbs_are_untouched_by_the_mergers():
    before, after = ({(area.code, area.start) for area in areas.known("icb", at=day)} for day in (LAST, NEW))
    assert len(before & after) == 29


def test_areas_come_by_region_and_then_by_name():
    first, *_, last = areas.known("icb", at=OLD)
    assert (first.short_name, last.short_name) == (
        "Bedfordshire, Luton and Milton Keynes",
        "Somerset",
    )


def test_every_icb_has_its_region_on_every_day():
    for day in (OLD, NEW):
        regions = {area.region for area in areas.known("icb", at=day)}
        assert regions == {"Y56", "Y58", "Y59", "Y60", "Y61", "Y62", "Y63"}


PARENTS = {
    # name: (code, date, parent)
    "a sub-ICB of a merged ICB before": ("06H", OLD, "QUE"),
    "and after": ("06H", NEW, "S1Y5D"),
    "a sub-ICB of a split ICB": ("07H", NEW, "D7T5G"),
    "a trust of a merged ICB": ("RYJ", NEW, "Z9B2Z"),
    "a trust of a split ICB before": ("RQW", LAST, "QM7"),
    "a trust of a split ICB after": ("RQW", NEW, "D7T5G"),
    "a trust before there were ICBs": ("RGR", date(2021, 1, 1), "QJG"),
    "a trust with two main hospitals": ("RDE", NEW, "D7T5G"),
    "Frimley Health": ("RDU", NEW, "S9B9J"),
    "Berkshire Healthcare": ("RWX", NEW, "S0E4D"),
    "an ambulance trust": ("RX8", NEW, "Y63"),
}


@pytest.mark.parametrize("code, day, parent", PARENTS.values(), ids=PARENTS)
def test_parent_is_right_on_the_day(code, day, parent):
    assert areas.get(code, day).parent == parent


MEANINGS = {
    # name: (code, date, area, start)
    "an ODS code": ("QOX", OLD, "QOX", "2022-07-01"),
    "an ONS code": ("E54000040", OLD, "QOX", "2022-07-01"),
    "Surrey Heartlands in 2022": ("E54000052", OLD, "QXU", "2022-07-01"),
    "Surrey Heartlands in 2024": ("E54000063", OLD, "QXU", "2022-07-01"),
    "Sussex in 2022": ("E54000053", OLD, "QNX", "2022-07-01"),
    "Sussex in 2024": ("E54000064", OLD, "QNX", "2022-07-01"),
    "a sub-ICB of 2022": ("E38000246", OLD, "92A", "2022-07-01"),
    "its code of 2024": ("E38000264", OLD, "92A", "2022-07-01"),
    "another of 2022": ("E38000248", OLD, "70F", "2022-07-01"),
    "its own of 2024": ("E38000265", OLD, "70F", "2022-07-01"),
    "Hampshire's last day as it was": ("QRL", LAST, "QRL", "2022-07-01"),
    "Hampshire's first day with Hart": ("QRL", NEW, "QRL", "2026-04-01"),
    "Hampshire before its first day": ("QRL", date(2020, 1, 1), "QRL", "2022-07-01"),
    "Hampshire's old ONS code after": ("E54000042", NEW, "QRL", "2022-07-01"),
    "Hampshire's new ONS code": ("E54000067", OLD, "QRL", "2026-04-01"),
    "a grown sub-ICB": ("92A", NEW, "92A", "2026-04-01"),
    "a new ICB": ("E54000065", NEW, "S1Y5D", "2026-04-01"),
    "a closed sub-ICB": ("D4U1Y", NEW, "D4U1Y", "2022-07-01"),
    "a region by its ONS code": ("E40000011", OLD, "Y60", "2019-04-01"),
    "England as NHS Digital wrote it": ("National", OLD, "E92000001", "2009-01-01"),
    "a code with leading zeros": ("00L", OLD, "00L", "2022-07-01"),
    "blanks around a code": (" QOX ", OLD, "QOX", "2022-07-01"),
}


@pytest.mark.parametrize("code, day, area, start", MEANINGS.values(), ids=MEANINGS)
def test_any_code_of_any_vintage_is_one_area(code, day, area, start):
    found = areas.resolve(pd.Series([code], index=[7]), day)
    assert found.loc[7, "code"] == area
    assert found.loc[7, "start"] == pd.Timestamp(start)


def test_each_row_is_placed_on_its_own_date():
    days = pd.Series([LAST, NEW, OLD])
    found = areas.resolve(pd.Series(["QRL", "QRL", "RA2"]), days)
    assert found["start"].dt.year.tolist() == [2022, 2026, 2020]
    assert found["type"].tolist() == ["icb", "icb", "trust"]


def test_unknown_codes_are_refused_by_row_ten_at_a_time():
    codes = pd.Series(["QOX", *["Q0X"] * 12, None])
    where = pd.Series([f"a.csv, row {number}" for number in range(2, 16)])
    with pytest.raises(UnknownArea) as refusal:
        areas.resolve(codes, OLD, where)
    text = str(refusal.value)
    assert text.startswith("13 rows cannot be placed:")
    assert "a.csv, row 3: no area has the code 'Q0X'" in text
    assert "and 3 more" in text and "row 13" not in text
    assert "Did you mean" not in text


WRONG_DATES = {
    # name: (code, date, what is said)
    "an ICB that merged": ("QHG", NEW, r"ended on 31 March 2026; it became S1Y5D \(Central East\)"),
    "an ICB that was split": ("QNQ", NEW, r"it became S0E4D \(Thames Valley\), S9B9J .* and QRL"),
    "an ICB not yet there": ("S1Y5D", LAST, r"begins on 1 April 2026; it was made from QHG .* and QM7"),
    "a trust that merged": ("RA4", OLD, r"ended on 31 March 2023; it became RH5 \(Somerset\)"),
    "a code of an old boundary": ("E54000042", NEW, r"E54000042 \(QRL, Hampshire and Isle of Wight\) ended"),
    "a code nobody has": ("QZZ", OLD, r"No area has the code 'QZZ'"),
}


@pytest.mark.parametrize("code, day, said", WRONG_DATES.values(), ids=WRONG_DATES)
def test_code_outside_its_dates_is_refused_with_what_became_of_it(code, day, said):
    with pytest.raises(UnknownArea, match=said):
        areas.get(code, day)


def test_unknown_type_of_area_is_refused():
    with pytest.raises(UnknownName, match="Did you mean 'trust'"):
        areas.known("trusts", at=OLD)


NAMES = {
    # name: (written, type, code)
    "in capitals": ("ROYAL BERKSHIRE NHS FOUNDATION TRUST", "trust", "RHW"),
    "without its NHS words": ("Whittington Health", "trust", "RKE"),
    "with a comma and a The": ("The Queen Elizabeth Hospital, King's Lynn, NHS Trust", "trust", "RCX"),
    "with a curly apostrophe": ("Guy’s & St Thomas’ NHS Foundation Trust", "trust", "RJ1"),
    "a former name": ("Western Sussex Hospitals NHS Foundation Trust", "trust", "RYR"),
    "an ICB by its short name": ("West Yorkshire", "icb", "QWO"),
    "an ICB in full": ("NHS Sussex Integrated Care Board", "icb", "QNX"),
    "a sub-ICB as published": ("NHS South Yorkshire ICB - 02P", "sub_icb", "02P"),
    "a sub-ICB as renamed": ("NHS ESSEX ICB - 06Q", "sub_icb", "06Q"),
    "a region of another wording": ("LONDON COMMISSIONING REGION", "region", "Y56"),
    "a misspelling": ("West Yorkshir", "icb", None),
    "a name of another type": ("West Yorkshire", "trust", None),
    "a military hospital": ("RAF Lakenheath (48th Medical Group)", "trust", None),
    "a private hospital": ("The Portland Hospital for Women and Children", "trust", None),
}


@pytest.mark.parametrize("written, type, code", NAMES.values(), ids=NAMES)
def test_name_is_matched_but_never_guessed(written, type, code):
    found = areas.match_names(pd.Series([written, None], index=[4, 5]), type)
    assert found.index.tolist() == [4, 5]
    assert found.isna()[5]
    assert found.isna()[4] if code is None else found[4] == code


def test_every_english_trust_of_the_perinatal_report_is_known_by_name():
    path = in_place("mbrrace/perinatal-mortality-rates-2023-trusthealth-board.csv")
    rows = pd.read_csv(path, encoding="utf-8-sig")
    names = rows.loc[rows["CountryName"] == "England", "OrganisationName"]
    found = areas.match_names(names, "trust")
    assert set(names[found.isna()]) == {
        "RAF Lakenheath (48th Medical Group)",
        "The Portland Hospital for Women and Children",
    }
    assert found.dropna().is_unique


@pytest.mark.parametrize("year", ["2020-21", "2021-22", "2022-23"])
def test_every_provider_of_the_maternity_files_is_known_by_code_and_name(year):
    path = in_place(f"maternity/hosp-epis-stat-mat-msdscsv-{year}.csv")
    rows = pd.read_csv(path, dtype=str, encoding="utf-8-sig")[["Org_Level", "Org_Code", "Org_Name"]]
    rows = rows.drop_duplicates(ignore_index=True)
    assert areas.resolve(rows["Org_Code"], OLD)["code"].notna().all()
    trusts = rows[rows["Org_Level"] == "Provider"]
    assert areas.match_names(trusts["Org_Name"], "trust").tolist() == trusts["Org_Code"].tolist()


def test_table_lists_every_version_once():
    table = areas.table()
    assert not table.duplicated(["code", "start"]).any()
    assert table.loc[table["code"] == "QRL", "start"].dt.year.tolist() == [2022, 2026]
    ended = table.dropna(subset="end")
    assert (ended["end"] >= ended["start"]).all()
    assert set(table.loc[table["type"] == "icb", "region"]) <= set(
        table.loc[table["type"] == "region", "code"]
    )
