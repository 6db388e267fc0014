"""The sheet of numbers within a chart of slides, in which words are words and never formulas or links."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.chart.xlsx import CategoryWorkbookWriter, XyWorkbookWriter

AS_WRITTEN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class _AsWritten:
    """A writer of such sheets that takes no words for anything else; python-pptx's own would."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: io.BytesIO) -> Iterator[tuple[Any, Any]]:
        import xlsxwriter

        with xlsxwriter.Workbook(xlsx_file, AS_WRITTEN) as book:
            yield book, book.add_worksheet()


class _CategorySheet(_AsWritten, CategoryWorkbookWriter):
    """The sheet of a chart of categories."""


class _PointSheet(_AsWritten, XyWorkbookWriter):
    """The sheet of a scatter."""


class Categories(CategoryChartData):
    """The numbers of a chart of categories."""

    @property
    def _workbook_writer(self) -> _CategorySheet:
        return _CategorySheet(self)


class Points(XyChartData):
    """The numbers of a scatter."""

    @property
    def _workbook_writer(self) -> _PointSheet:
        return _PointSheet(self)
