"""Every number of a page is in each of its documents: the same table or prose, as often as there."""

import documents_told as told
import pytest
import workbooks_told

from insight import pages
from insight.documents.cells import number
from insight.documents.ods import page_ods
from insight.documents.pdf import page_pdf
from insight.documents.word import page_docx
from insight.documents.xlsx import page_xlsx

LEAVES = {"xlsx": (page_xlsx, workbooks_told.xlsx_leaves), "ods": (page_ods, workbooks_told.ods_leaves)}


@pytest.fixture(params=["every_part", "real_charts"])
def page(request):
    return request.getfixturevalue(request.param)


def same(page, document):
    """Compare what a document tells with what its page does."""
    wanted = told.page_told(page)
    assert sum(told.numbers(*wanted.tables, *wanted.prose).values()) > 40
    assert told.by_table(document.tables) == told.by_table(wanted.tables)
    assert told.numbers(*document.prose) == told.numbers(*wanted.prose)
    assert sorted(document.alts) == sorted(wanted.alts)


def test_in_pdf(page, edition):
    same(page, told.pdf_told(page_pdf(page, edition)))


def test_in_word(page, edition):
    same(page, told.docx_told(page_docx(page, edition)))


@pytest.mark.parametrize("kind", LEAVES)
def test_in_workbooks(page, edition, kind):
    make, read = LEAVES[kind]
    _, *leaves = read(make(page, edition))
    tables = pages.tables(page)
    assert len(leaves) == len(tables)
    for leaf, table in zip(leaves, tables, strict=True):
        title, source, _, head, *rows = leaf.rows
        grouped = any(row.group for row in table.rows)
        assert f"{title[0]} {source[0] if source else ''}".strip() == table.caption
        assert tuple(head[grouped:]) == table.head
        assert [row[grouped:] for row in rows] == [list(row.cells) for row in table.rows]
        assert [row[0] for row in rows] == [row.group or "" for row in table.rows] or not grouped


@pytest.mark.parametrize("kind", LEAVES)
def test_numbers_of_workbooks_are_numbers(page, edition, kind):
    make, read = LEAVES[kind]
    held = [pair for leaf in read(make(page, edition)) for pair in leaf.numbers]
    wanted = [
        (cell, number(cell).value)
        for table in pages.tables(page)
        for row in table.rows
        for cell in row.cells
        if number(cell)
    ]
    assert sorted(held) == sorted(wanted) and wanted


def test_a_changed_number_is_seen(page, edition, tmp_path):
    """The comparison itself can fail: one digit of one cell is enough."""
    wanted = told.page_told(page)
    [first, *rest] = [table for table in wanted.tables if told.numbers(table)]
    spoilt = first.replace(next(iter(told.numbers(first))), "123456.7", 1)
    assert told.by_table([spoilt, *rest]) != told.by_table([first, *rest])
