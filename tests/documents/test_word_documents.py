"""A Word document has real headings, captions, heads that are repeated, and words for each picture."""

import io
from zipfile import ZipFile

import documents_told as told
import docx
import invented_pages
import pytest

from insight.documents.word import page_docx

W = told.W


@pytest.fixture
def made(every_part, edition):
    return page_docx(every_part, edition)


def test_headings_are_headings_and_the_title_is_told(made):
    document = docx.Document(io.BytesIO(made))
    names = [
        (line.style.name, line.text) for line in document.paragraphs if line.style.name.startswith("Heading")
    ]
    assert names[0] == ("Heading 1", "Ashby & Sons #1 of $5")
    assert ("Heading 2", "Tables") in names and ("Heading 5", "Inner 12") in names
    assert document.core_properties.title == "Ashby & Sons #1 of $5"


def test_each_table_has_a_caption_and_a_head_repeated_on_each_sheet(made, every_part):
    document = docx.Document(io.BytesIO(made))
    captions = [line.text for line in document.paragraphs if line.style.name == "Table Caption"]
    assert captions[1] == "Table A1. By period" and len(captions) == len(document.tables) == 4
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
        assert all(row._tr.trPr.find(f"{W}tblHeader") is None for row in table.rows[1:])


def test_each_picture_is_a_png_with_its_words(made):
    document = docx.Document(io.BytesIO(made))
    [picture] = document.inline_shapes
    assert picture._inline.docPr.get("descr") == "It rose to 65.5% & stayed. 3 of 4."
    [image] = [part for part in document.part.related_parts.values() if "image" in part.content_type]
    assert image.blob.startswith(b"\x89PNG")


def test_it_is_in_british_english_and_says_on_each_sheet_that_data_are_made_up(made):
    styles = ZipFile(io.BytesIO(made)).read("word/styles.xml")
    assert b'w:val="en-GB"' in styles and b"en-US" not in styles
    [section] = docx.Document(io.BytesIO(made)).sections
    assert invented_pages.SYNTHETIC in [line.text for line in section.header.paragraphs]
    assert section.footer.paragraphs[0].text.startswith("Tiny & sons · as at 30 September 2026")


def test_the_same_page_gives_the_same_bytes_dated_by_the_edition(every_part, edition, made):
    assert page_docx(every_part, edition) == made
    files = ZipFile(io.BytesIO(made))
    assert {entry.date_time for entry in files.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert docx.Document(io.BytesIO(made)).core_properties.created.isoformat()[:10] == "2026-09-30"
