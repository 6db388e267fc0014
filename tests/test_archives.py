"""No archive that somebody hands over unpacks without bound, whatever it says of itself."""

import struct
import zipfile

import pytest

from insight import archives
from insight.archives import refuse_bomb
from insight.errors import BadData
from workbooks import xlsx


def packed(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return path


def lying(path, name, content, says):
    """Write an archive that says its part unpacks to fewer bytes than it does."""
    packed(path, {name: content})
    raw, true = bytearray(path.read_bytes()), struct.pack("<I", len(content))
    while (at := raw.find(true)) >= 0:
        raw[at : at + 4] = struct.pack("<I", says)
    path.write_bytes(raw)
    return path


def test_a_workbook_is_let_through(tmp_path):
    path = tmp_path / "a.xlsx"
    xlsx(path, {"One": [["a", 1]]})
    refuse_bomb(path)


def test_what_is_no_archive_is_left_to_its_reader(tmp_path):
    for name, content in {
        "a.xls": b"\xd0\xcf\x11\xe0 old",
        "cut.xlsx": b"PK\x03\x04 and no end",
        "b": b"",
    }.items():
        (tmp_path / name).write_bytes(content)
        refuse_bomb(tmp_path / name)


def test_one_that_would_unpack_to_too_much_is_refused_before_it_is(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MOST", 10**6)
    path = packed(tmp_path / "a.xlsx", {"xl/a.xml": b"0" * 600_000, "xl/b.xml": b"0" * 600_000})
    with pytest.raises(BadData, match=r"a\.xlsx would unpack to more than"):
        refuse_bomb(path)


def test_so_is_one_of_too_many_parts(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "PARTS", 5)
    with pytest.raises(BadData, match="5 parts"):
        refuse_bomb(packed(tmp_path / "a.docx", {f"{number}.xml": b"" for number in range(6)}))


def test_one_that_says_less_than_it_holds_is_found_out(tmp_path):
    path = lying(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", b"0" * 3_000_000, 1000)
    with pytest.raises(BadData, match="does not unpack to what it says"):
        refuse_bomb(path)
