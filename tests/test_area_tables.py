"""The tables of params/areas grow by a row or a file, and are refused by row when they disagree."""

import shutil
from datetime import date

import pandas as pd
import pytest

from insight import areas, paths
from insight.errors import BadDefinition

OLD = date(2024, 6, 30)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Give the areas folder of a copy of this project that a test may spoil."""
    (tmp_path / "_config.yml").touch()
    shutil.copytree(paths.params() / "areas", tmp_path / "params" / "areas")
    monkeypatch.setenv("INSIGHT_ROOT", str(tmp_path))
    return tmp_path / "params" / "areas"


def test_new_area_is_one_file_alone(project):
    columns = "code,start,end,type,name,short_name,parent,sector,note,source"
    row = "NA,2024-01-01,,trust,Northern Lights NHS Trust,Northern Lights,QWO,acute,,made up"
    (project / "invented-areas.csv").write_text(f"{columns}\n{row}\n")
    assert areas.get("NA", OLD).region == "Y63"
    assert areas.match_names(pd.Series(["northern lights"]), "trust").tolist() == ["NA"]


SPOILT = {
    # name: (file, text, instead, what is said)
    "a missing column": (
        "icb-areas.csv",
        "short_name",
        "shortname",
        "icb-areas.csv .* no column 'short_name'",
    ),
    "a column too many": (
        "parents.csv",
        "note,",
        "note,why,",
        "parents.csv .* column 'why' .* nothing reads",
    ),
    "a date of another style": (
        "icb-areas.csv",
        "QE1,2022-07-01",
        "QE1,1/7/2022",
        "icb-areas.csv, row 2.*'1/7/2022'",
    ),
    "a day that is none": ("parents.csv", "06K,S1Y5D,2026-04-01", "06K,S1Y5D,2026-04-31", "2026-04-31"),
    "the end before the start": (
        "icb-areas.csv",
        "QE1,2022-07-01,,",
        "QE1,2022-07-01,2021-07-01,",
        "row 2: QE1 ends",
    ),
    "two versions at once": (
        "icb-areas.csv",
        "QRL,2022-07-01,2026-03-31",
        "QRL,2022-07-01,",
        "QRL starts on 2026",
    ),
    "one version twice": (
        "sub_icb-areas.csv",
        "00N,2022",
        "00L,2022",
        r"row 3: repeats sub_icb-areas.csv, row 2",
    ),
    "a parent nobody knows": (
        "icb-areas.csv",
        "South Cumbria,Y62",
        "South Cumbria,Y99",
        "row 2: no area .*'Y99'",
    ),
    "a type nobody knows": (
        "england-areas.csv",
        ",region,London",
        ",regoin,London",
        "row 3: no type .*'regoin'",
    ),
    "a blank name": ("england-areas.csv", ",England,England", ",,England", "row 2: name is blank"),
    "an unknown successor": (
        "successions.csv",
        "QHG,S1Y5D",
        "QHG,S1Y5X",
        "successions.csv, row 2: .*'S1Y5X'",
    ),
    "a succession too late": (
        "successions.csv",
        "icb,2026-04-01,full",
        "icb,2026-05-01,full",
        "QHG does not end",
    ),
    "shares of less than all": (
        "successions.csv",
        "0.786652",
        "0.7",
        "row 4: the shares of QM7 add up to 0.913348",
    ),
    "a share that is text": (
        "successions.csv",
        "0.786652",
        "most",
        "row 4: population_share is not a number",
    ),
    "a split left open": ("parents.csv", "RQW,D7T5G", "RA2,D7T5G", "QM7, the parent of RQW, was split"),
    "a code of two areas": ("codes.csv", "ons,E54000061", "ons,E54000048", "already belongs to QE1"),
    "a code of no version": (
        "codes.csv",
        "E54000061,QF7,2022",
        "E54000061,QF7,2023",
        "no area 'QF7' starts on 2023",
    ),
    "an alias of nobody": ("aliases.csv", ",RTK,", ",RTX9,", "aliases.csv, row .*'RTX9'"),
    "a name of two trusts": ("aliases.csv", "Western Sussex Hospitals", "Barts Health", "also a name of R1H"),
    "a network that is none": (
        "networks.csv",
        "E56000029",
        "E56000099",
        "'E56000099' is not the code of a network",
    ),
}


@pytest.mark.parametrize("file, text, instead, said", SPOILT.values(), ids=SPOILT)
def test_spoilt_table_is_refused_by_file_and_row(project, file, text, instead, said):
    path = project / file
    assert text in path.read_text()
    path.write_text(path.read_text().replace(text, instead, 1))
    with pytest.raises(BadDefinition, match=said):
        areas.table()


def test_stray_and_empty_files_are_refused_by_name(project):
    (project / "hospitals.csv").write_text("code\n")
    with pytest.raises(BadDefinition, match=r"hospitals.csv .* none of the tables known"):
        areas.table()
    (project / "hospitals.csv").unlink()
    (project / "networks.csv").write_text("")
    with pytest.raises(BadDefinition, match=r"networks.csv .* cannot be read as a table"):
        areas.table()
