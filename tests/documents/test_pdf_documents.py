"""A PDF declares PDF/UA and keeps to it: title, language, bookmarks, alternative texts, heads of tables."""

import io

import documents_told as told
import invented_pages
import pypdf
import pytest

from insight.documents.drawings import settled
from insight.documents.pdf import page_pdf, volume
from insight.errors import DocumentFailed


def read(content):
    return pypdf.PdfReader(io.BytesIO(content))


def plain(sheet):
    return " ".join(sheet.extract_text().split())


@pytest.fixture
def made(every_part, edition):
    return page_pdf(every_part, edition)


def tags(element, kind):
    """Give every tag of a kind."""
    element = element.get_object()
    if isinstance(element, list):
        return [found for part in element for found in tags(part, kind)]
    if not isinstance(element, dict):
        return []
    return [element] * (element.get("/S") == kind) + (tags(element["/K"], kind) if "/K" in element else [])


def test_it_declares_pdf_ua_its_language_and_its_title(made, every_part):
    reader = read(made)
    root = reader.trailer["/Root"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert root["/Lang"] == "en-GB" and root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == every_part.title == "Ashby & Sons #1 of $5"


def test_headings_are_bookmarks_and_skip_no_level(made):
    levels = [level for level, _ in told.pdf_told(made).headings]
    assert levels[0] == 1 and all(
        after - before <= 1 for before, after in zip(levels, levels[1:], strict=False)
    )
    names = [mark.title for mark in read(made).outline if not isinstance(mark, list)]
    assert names == ["Ashby & Sons #1 of $5"]
    within = [mark.title for mark in read(made).outline[1] if not isinstance(mark, list)]
    assert within == ["What stands out 3", "Part", "Tables"]


def test_every_figure_has_its_words_and_every_table_a_head(made):
    root = read(made).trailer["/Root"]["/StructTreeRoot"]["/K"]
    assert [figure["/Alt"] for figure in tags(root, "/Figure")] == ["It rose to 65.5% & stayed. 3 of 4."]
    tables = tags(root, "/Table")
    assert len(tables) == 4 and all(tags(table, "/TH") for table in tables)


def test_the_letters_of_a_drawing_show(made):
    assert any("Label 99" in plain(sheet) for sheet in read(made).pages)


def test_each_sheet_says_that_data_are_made_up_and_counts_itself(made):
    sheets = read(made).pages
    for number, sheet in enumerate(sheets, start=1):
        assert invented_pages.SYNTHETIC in plain(sheet)
        assert f"Page {number} of {len(sheets)}" in plain(sheet)
        assert "Tiny & sons · as at 30 September 2026" in plain(sheet)


def test_a_page_of_real_data_carries_no_warning(tmp_path, edition):
    page = invented_pages.page(tmp_path / "p.ipynb", "## Part\n\nText.", top="# Real")
    assert "Synthetic" not in plain(read(page_pdf(page, edition)).pages[0])


def test_the_same_page_gives_the_same_bytes(every_part, edition, made):
    assert page_pdf(every_part, edition) == made


def test_a_volume_binds_all_pages_with_their_words_and_figures(every_part, real_charts, edition):
    made = volume([every_part, real_charts], edition)
    found, wanted = told.pdf_told(made), [told.page_told(page) for page in (every_part, real_charts)]
    assert sorted(found.alts) == sorted(wanted[0].alts + wanted[1].alts)
    assert [name for level, name in found.headings if level == 1] == [
        "Tiny & sons",
        every_part.title,
        "Ashby",
    ]
    assert told.numbers(*wanted[1].prose) <= told.numbers(*found.prose)
    root = read(made).trailer["/Root"]["/StructTreeRoot"]["/K"]
    assert len(tags(root, "/TOCI")) == 2
    assert made == volume([every_part, real_charts], edition)


def test_a_colour_that_a_style_sheet_may_change_is_settled():
    drawn = settled(
        '<svg viewBox="0 0 4 2"><g fill="var(--a, var(--b, rgb(1, 2, 3)))" stroke="var(--c)"/></svg>'
    )
    assert 'fill="rgb(1, 2, 3)"' in drawn and "var(" not in drawn and 'width="4" height="2"' in drawn


def test_a_drawing_that_cannot_be_read_is_told(tmp_path, edition):
    broken = invented_pages.figure("trend", "Nothing.", "").replace("<rect", "<<rect")
    page = invented_pages.page(tmp_path / "p.ipynb", broken)
    with pytest.raises(DocumentFailed, match="could not be set in type"):
        page_pdf(page, edition)
