"""Notebooks run in this process, cell by cell, and read back as finished pages: fast, and with no kernel."""

import ast
import re
import tempfile
from functools import cache, lru_cache
from html import unescape
from pathlib import Path

import nbformat

from insight import pages

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


def made(folder: Path, report: str, **parameters: str) -> pages.Page:
    """Give the page a notebook makes with some parameters. folder : where its file may lie for a moment."""
    notebook = nbformat.reads(_source(report), as_version=4)
    names: dict = {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            shown = _run(cell.source, names)
            if "parameters" in cell.metadata.get("tags", ()):
                names |= parameters
                cell.source = "\n".join(f"{key} = {value!r}" for key, value in parameters.items())
            if shown is not None:
                data = {"text/html": shown._repr_html_()}
                cell.outputs = [nbformat.v4.new_output("execute_result", data)]
    path = folder / f"{report}.ipynb"
    nbformat.write(notebook, path)
    return pages.read(path)


@cache
def of_demonstration(report: str, **parameters: str) -> pages.Page:
    """Give a page of the demonstration, made once for all tests that read it. Its file is gone."""
    with tempfile.TemporaryDirectory() as folder:
        return made(Path(folder), report, edition="demo", **parameters)


def paragraphs(page: pages.Page) -> list[str]:
    """Give all that is read on a page but headings and tables: each paragraph, and each item of a list."""
    found: list[str] = []
    for block in pages.unfolded(page.blocks):
        if isinstance(block, pages.Paragraph):
            found.append(pages.words(block.runs))
        elif isinstance(block, pages.Bullets):
            found += [pages.words(item) for item in block.items]
    return found


def cells(table: pages.Table) -> list[list[str]]:
    """Give the words of each cell of a table, row by row."""
    return [
        ["".join(map(str, cell)) if isinstance(cell, tuple) else str(cell) for cell in row.cells]
        for row in table.rows
    ]


def plain(html) -> str:
    """Give the words of a piece of a page, without its tags and its drawings."""
    return unescape(" ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", str(html), flags=re.DOTALL).split()))


@lru_cache
def _source(report: str) -> str:
    return (NOTEBOOKS / f"{report}.ipynb").read_text(encoding="utf-8")


def _run(source: str, names: dict):
    """Run a cell; give what its last line is, when it is worth something."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None
