"""Workbooks are read by a small process, so that one made to do harm ends that and nothing else."""

import zipfile
from datetime import date

import pytest
import xlsxwriter

import workbooks as written
from insight import workbooks
from insight.errors import BadData

NEXT = "Save it again."
LAST = "XFD1048576"  # the last cell that a worksheet can have


def spoiled(path, old, new, part="xl/worksheets/sheet1.xml"):
    """Write a workbook of one cell with one of its parts changed."""
    written.xlsx(path, {"One": [["a"]]})
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    written._pack(path, parts)
    return path


def test_cells_are_what_they_were(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("One")
        sheet.write_row(0, 0, ["words", 1.5, True])
        sheet.write_datetime(1, 0, date(2024, 2, 29), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.merge_range(2, 0, 3, 1, "both")
    assert workbooks.names(path, NEXT) == ["One"]
    [sheet] = workbooks.sheets(path, ["One"], NEXT)
    assert sheet.rows[0] == ["words", 1.5, True]
    assert sheet.rows[1][0] in (date(2024, 2, 29),) or sheet.rows[1][0].date() == date(2024, 2, 29)
    assert sheet.merged == [((2, 0), (3, 1))]


def test_a_cell_so_far_away_that_the_sheet_would_fill_all_memory_is_refused(tmp_path):
    far = f'</row><row r="1048576"><c r="{LAST}"><v>1</v></c></row></sheetData>'
    path = spoiled(tmp_path / "a.xlsx", "</row></sheetData>", far)
    with pytest.raises(BadData, match=r"a\.xlsx cannot be read as a workbook .* Save it again"):
        workbooks.sheets(path, ["One"], NEXT)


def test_one_long_text_that_a_million_cells_repeat_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(workbooks, "MEMORY", 2**29)
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 20_001))
    path = spoiled(tmp_path / "a.xlsx", "<sheetData>", f"<sheetData>{rows}<!--")
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    parts["xl/worksheets/sheet1.xml"] = (
        f'<worksheet xmlns="{written.MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    )
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{written.MAIN}"><si><t>{"x" * 10**6}</t></si></sst>'
    kind = f'<Relationship Id="rId9" Type="{written.OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    name = "xl/_rels/workbook.xml.rels"
    parts[name] = parts[name].replace("</Relationships>", f"{kind}</Relationships>")
    written._pack(path, parts)
    with pytest.raises(BadData, match="memory"):
        workbooks.sheets(path, ["One"], NEXT)


def test_a_sheet_of_too_many_cells_is_refused_by_its_size(tmp_path, monkeypatch):
    monkeypatch.setattr(workbooks, "CELLS", 3)
    written.xlsx(tmp_path / "a.xlsx", {"One": [["a", "b"], ["c", "d"]]})
    with pytest.raises(BadData, match="'One' is 2 rows by 2 columns"):
        workbooks.sheets(tmp_path / "a.xlsx", ["One"], NEXT)


@pytest.mark.parametrize(
    "raw", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600, b"words"]
)
def test_what_is_no_workbook_is_refused(tmp_path, raw):
    (tmp_path / "a.xls").write_bytes(raw)
    with pytest.raises(BadData, match="cannot be read as a workbook"):
        workbooks.names(tmp_path / "a.xls", NEXT)


def test_entities_of_xml_are_not_followed(tmp_path):
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    (tmp_path / "secret").write_text("secret words")
    doctype = (
        f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}<!ENTITY out SYSTEM "file://{tmp_path}/secret">]><worksheet'
    )
    path = spoiled(tmp_path / "a.xlsx", "<worksheet", doctype)
    path = spoiled_again(path, "<t>a</t>", "<t>&l9;&out;</t>")
    try:
        told = str(workbooks.sheets(path, ["One"], NEXT))
    except BadData as error:
        told = str(error)
    assert "secret words" not in told and len(told) < 1000


def spoiled_again(path, old, new, part="xl/worksheets/sheet1.xml"):
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    parts[part] = parts[part].replace(old, new)
    written._pack(path, parts)
    return path
