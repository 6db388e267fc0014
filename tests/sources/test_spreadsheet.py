"""Workbooks are read as text, so that a number keeps the form a person typed."""

import pytest

import invented
import workbooks
from insight.errors import InsightError
from insight.sources import spreadsheet

ROWS = [["code", "count", "share"], ["QWO", 68885, 83.17], ["QOX", 35855.0, ""], ["note", "1 & <2>", 0.1]]
WRITERS = {"XLSX": ("care.xlsx", workbooks.xlsx), "ODS": ("care.ods", workbooks.ods)}


@pytest.fixture
def project(tmp_path, monkeypatch):
    return invented.build(tmp_path, monkeypatch)


def source(read="{}"):
    return invented.source_of(
        invented.SOURCE.replace("    kind: delimited", f"    read: {read}\n    kind: spreadsheet")
    )


@pytest.mark.parametrize("name, write", WRITERS.values(), ids=WRITERS)
def test_numbers_become_the_text_a_person_would_type(project, name, write):
    write(project / name, {"cover": [["hello"]], "data": ROWS})
    grid = spreadsheet.read(project / name, source("{sheet: data}"))
    assert grid.cells.to_numpy().tolist() == [
        ["code", "count", "share"],
        ["QWO", "68885", "83.17"],
        ["QOX", "35855", ""],
        ["note", "1 & <2>", "0.1"],
    ]
    assert grid.cells.index.tolist() == [1, 2, 3, 4]


def test_rows_above_the_header_are_passed_over_and_still_counted(project):
    workbooks.xlsx(project / "care.xlsx", {"data": [["A title"], [""], *ROWS]})
    grid = spreadsheet.read(project / "care.xlsx", source("{header: 3}"))
    assert grid.cells.loc[3, 0] == "code" and grid.cells.loc[4, 1] == "68885"


def test_the_only_sheet_need_not_be_named(project):
    workbooks.xlsx(project / "care.xlsx", {"data": ROWS})
    assert len(spreadsheet.read(project / "care.xlsx", source()).cells) == 4


def test_one_of_several_sheets_must_be_named(project):
    workbooks.xlsx(project / "care.xlsx", {"cover": [["hello"]], "data": ROWS})
    with pytest.raises(InsightError, match="Known: cover, data"):
        spreadsheet.read(project / "care.xlsx", source())
