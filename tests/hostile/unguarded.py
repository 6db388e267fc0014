"""The same outputs with the guards left out: what a text would do, if it were taken for more than words."""

import csv
import io
import json
import subprocess
import sys
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from jinja2 import Environment
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Pt

from hostile.corpus import CANARY, Entry

CONF = """
extensions = ["myst_parser"]
html_theme = "basic"
html_copy_source = False
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath"]
"""
HTML = ("script", "handler", "svg", "markdown", "bidi", "control", "terminal")
SHEET = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'


def templated(text: str) -> str:
    """Give what Jinja makes of a text, when a template is put together with it."""
    with TemporaryDirectory() as folder:
        from jinja2 import FileSystemLoader

        (Path(folder) / "canary.txt").write_text(CANARY)
        try:
            return Environment(loader=FileSystemLoader(folder)).from_string(text).render()  # noqa: S701
        except Exception as error:
            return f"{text} {error}"


def plain(entry: Entry) -> str:
    """Give a text as it is, but for what a template would make of it."""
    return templated(entry.text) if entry.family == "jinja" else entry.text


def html(entry: Entry) -> str:
    """Give a page that says the text without escaping it; addresses lead there."""
    if entry.family == "address" and not entry.text.startswith("<"):
        return f'<!doctype html><p><a href="{escape(entry.text)}">words</a></p>'
    return f"<!doctype html><title>x</title><p>{plain(entry)}</p>"


def attribute(entry: Entry) -> str:
    """Give a page that says the text within an attribute, without escaping it."""
    return f'<!doctype html><title>x</title><p><input value="{plain(entry)}"></p>'


def bound(entries: list[Entry]) -> dict[str, str]:
    """Give what Sphinx makes of pages that hold the texts as Markdown; by mark."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "conf.py").write_text(CONF)
        (folder / "canary.txt").write_text(CANARY)
        (folder / "index.md").write_text("# Index\n")
        for entry in entries:
            (folder / f"{entry.mark}.md").write_text(f"# Page\n\n{entry.text}\n", encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "sphinx",
            "-b",
            "html",
            "-q",
            "-Q",
            str(folder),
            str(folder / "html"),
        ]
        subprocess.run(command, check=True, capture_output=True)
        made = {entry.mark: (folder / "html" / f"{entry.mark}.html").read_text("utf-8") for entry in entries}
    return {
        mark: text.split('role="main"')[1].split('class="sphinxsidebar"')[0] for mark, text in made.items()
    }


def notebook(entry: Entry) -> str:
    """Give a notebook whose cells say the text as Markdown, as HTML and as text."""
    output = nbformat.v4.new_output
    shown = [
        output("execute_result", {"text/html": html(entry)}),
        output("execute_result", {"text/html": attribute(entry)}),
        output("stream", text=plain(entry)),
    ]
    cells = [
        nbformat.v4.new_markdown_cell(f"# x\n\n{entry.text}"),
        nbformat.v4.new_code_cell("x", outputs=shown),
    ]
    return json.dumps(nbformat.v4.new_notebook(cells=cells))


def pdf(entry: Entry) -> bytes:
    """Give a PDF whose template takes the text for typst."""
    import typst

    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "canary.txt").write_text(CANARY)
        said = f'#[#text("{entry.text}")]' if entry.name == "out-of-text" else plain(entry)
        (folder / "main.typ").write_text(said, encoding="utf-8")
        return bytes(typst.compile(str(folder / "main.typ"), root=name))


def word(entry: Entry) -> bytes:
    """Give a Word document of the text taken for Markdown."""
    import pypandoc

    with TemporaryDirectory() as name:
        made = Path(name) / "a.docx"
        pypandoc.convert_text(
            plain(entry), "docx", format="markdown", outputfile=made, extra_args=["--quiet"]
        )
        return made.read_bytes()


def slides(entry: Entry) -> bytes:
    """Give slides with the text as the label of a chart, as python-pptx writes it, and in a box."""
    deck, data = Presentation(), CategoryChartData()
    data.categories = [plain(entry).replace("\0", "")]
    data.add_series("Value", [1])
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    slide.shapes.add_textbox(Pt(1), Pt(1), Pt(9), Pt(9)).text_frame.text = plain(entry)
    slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, Pt(1), Pt(1), Pt(99), Pt(99), data)
    made = io.BytesIO()
    deck.save(made)
    return made.getvalue()


def comma_separated(entry: Entry) -> bytes:
    """Give a CSV file with the text in a cell."""
    made = io.StringIO()
    csv.writer(made).writerow([plain(entry), "x"])
    return made.getvalue().encode("utf-8")


def xlsx(entry: Entry) -> bytes:
    """Give a workbook with the text in a cell, as a writer guesses what it is."""
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet().write(0, 0, plain(entry))
    return made.getvalue()


def ods(entry: Entry) -> bytes:
    """Give a workbook with the text in a cell, as a formula where it begins like one."""
    from odfdo import Cell, Document, Row, Table

    book = Document("spreadsheet")
    book.body.clear()
    sheet, row, said = Table("x"), Row(), plain(entry)
    like = said.strip().startswith(("=", "+", "-", "@", "{="))
    row.append_cell(Cell("x", formula=f"of:{said.strip()}") if like else Cell(said))
    sheet.append_row(row)
    book.body.append(sheet)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def terminal(entry: Entry) -> str:
    """Give what is printed as it is, and as rich reads it."""
    from rich.console import Console

    made = io.StringIO()
    made.write(plain(entry))
    if entry.name == "rich-markup":
        Console(file=made, force_terminal=True, color_system="standard").print(entry.text)
    return made.getvalue()
