"""Every kind of output made of every hostile text as the product makes it, and of one without its guards."""

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pandas as pd
import pypdf
import pytest
from lxml import etree

from hostile import places, unguarded
from hostile.corpus import Entry, texts
from insight import cli, filled, pages
from insight.actions import Action
from insight.cli import tracking
from insight.definitions import Edition
from insight.documents.ods import page_ods
from insight.documents.pdf import page_pdf
from insight.documents.slides import page_pptx
from insight.documents.word import page_docx
from insight.documents.xlsx import page_xlsx
from insight.errors import InsightError
from insight.exports.fields import TABLES
from insight.exports.writing import as_csv

MARKUP = {"script", "handler", "svg", "address", "markdown", "jinja", "terminal", "bidi", "control"}
HIDING = {"jinja", "terminal", "bidi", "control"}
SHEETS = HIDING | {"formula"}
# Families that do harm in an output when nothing guards it: the others have nothing there that obeys them.
HARM = {
    "HTML page": MARKUP | {"myst", "latex"},
    "notebook": MARKUP | {"myst"},
    "PDF": HIDING | {"typst"},
    "Word": {"markdown", "jinja", "latex", "bidi", "control"},
    "slides": SHEETS,
    "CSV": SHEETS,
    "XLSX": SHEETS,
    "ODS": SHEETS,
    "terminal": HIDING,
    "log": HIDING,
}


HOME = Path(__file__).parents[2]
SAYS = """
from hostile.corpus import texts
from insight.cli.progress import say
say(*(one.text for one in texts()))
"""


class Made(NamedTuple):
    """A project, the finished page with every text, and the folder of what people handed in."""

    edition: Edition
    page: Path
    work: Path
    root: Path


def made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """Lay the project out and make its pages."""
    edition = places.project(folder, monkeypatch)
    (folder / "work").mkdir()
    return Made(edition, places.pages(folder / "work", edition), folder / "work", folder)


def guarded(kind: str, of: Made) -> list[str | bytes]:
    """Give what the product makes of all texts, in one kind of output."""
    if kind in DOCUMENTS:
        return [DOCUMENTS[kind](pages.read(of.page), of.edition)]
    return {
        "HTML page": _site,
        "notebook": lambda of: [of.page.read_text("utf-8")],
        "CSV": _tables,
        "terminal": _said,
        "log": _logged,
    }[kind](of)


DOCUMENTS: dict[str, Callable[[pages.Page, Edition], bytes]] = {
    "PDF": page_pdf,
    "Word": page_docx,
    "slides": page_pptx,
    "XLSX": page_xlsx,
    "ODS": page_ods,
}


def _site(of: Made) -> list[str | bytes]:
    from insight import book

    index = book.bind(of.edition)
    return [path.read_text("utf-8") for path in sorted(index.parent.rglob("*.html"))]


def _tables(of: Made) -> list[str | bytes]:
    """Give a table of the data package, and an action log as it is kept."""
    fields = TABLES["areas"]
    rows = pd.DataFrame({field.name: [one.text for one in texts()] for field in fields})
    kept = places.log(of.work, texts()).actions
    return [as_csv(rows, fields), filled.as_csv(Action, kept).encode()]


def _said(of: Made) -> list[str | bytes]:
    """Give what commands print: a list of pages, a document of recommendations, and an error."""
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        pytest.MonkeyPatch.context() as patch,
    ):
        cli.say(*cli._lines(places.jobs(of.edition)))
        tracking.show("responses", of.work)
        patch.setattr(cli, "app", _refuses)
        with contextlib.suppress(SystemExit):
            cli.main()
    return [out.getvalue(), err.getvalue()]


def _refuses() -> None:
    raise InsightError.rows("These cannot be used:", [one.text for one in texts()], "Mend them.", shown=100)


def _logged(of: Made) -> list[str | bytes]:
    """Give what commands, in processes of their own, wrote to a file."""
    path = of.root / "insight.log"
    command = ["-m", "insight", "recommendations", "responses", "--data", str(of.work)]
    tests = os.environ | {"PYTHONPATH": os.pathsep.join(["src", "tests"])}
    with path.open("wb") as file:
        for asked in (command, ["-c", SAYS]):
            subprocess.run(
                [sys.executable, *asked], stdout=file, stderr=file, check=True, env=tests, cwd=HOME
            )
    return [path.read_text("utf-8")]


def words(kind: str, content: str | bytes) -> str:
    """Give the words of an output, to see that a text is there at all."""
    if isinstance(content, str):
        return content
    if kind == "CSV":
        return content.decode()
    if kind == "PDF":
        return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    with ZipFile(io.BytesIO(content)) as packed:
        parts = [packed.read(name) for name in packed.namelist() if name.endswith(".xml")]
    return "".join("".join(etree.fromstring(part).itertext()) for part in parts if part)


def without_guard(kind: str, entry: Entry) -> list[str | bytes]:
    """Give what becomes of one text where nothing guards it."""
    if kind == "HTML page":
        more = [_bound()[entry.mark]] if entry.mark in _bound() else []
        return [unguarded.html(entry), unguarded.attribute(entry), *more]
    make: dict[str, Callable[[Entry], str | bytes]] = {
        "notebook": unguarded.notebook,
        "PDF": unguarded.pdf,
        "Word": unguarded.word,
        "slides": unguarded.slides,
        "CSV": unguarded.comma_separated,
        "XLSX": unguarded.xlsx,
        "ODS": unguarded.ods,
        "terminal": unguarded.terminal,
        "log": unguarded.terminal,
    }
    return [make[kind](entry)]


@cache
def _bound() -> dict[str, str]:
    return unguarded.bound([one for one in texts() if one.family in ("markdown", "myst", "latex")])
