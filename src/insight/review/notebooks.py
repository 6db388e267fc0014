"""The code of two pages: what differs between the cells of their notebooks."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from insight.review.changes import Change

GIVEN = ("parameters", "injected-parameters")


def code_changes(old: Path, new: Path) -> Iterator[Change]:
    """Give one change with the difference as text, if any cell of code differs; parameters do not count."""
    before, after = _code(old), _code(new)
    if before != after:
        yield Change(
            kind="code", how="changed", section="", what="the notebook's code", new=_difference(before, after)
        )


def _code(path: Path) -> list[str]:
    """Give a page's cells of code, without what they gave. The page has been read before, so it is sound."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    own = (cell for cell in cells if cell["cell_type"] == "code")
    return ["".join(cell["source"]) for cell in own if not {*GIVEN} & {*cell["metadata"].get("tags", ())}]


def _difference(before: list[str], after: list[str]) -> str:
    import nbdime  # here, as it takes long to import and code seldom differs
    from nbdime.prettyprint import PrettyPrintConfig, pretty_print_diff

    out = io.StringIO()
    config = PrettyPrintConfig(out=out, include=None, color_words=False, use_color=False, use_git=False)
    old, new = _notebook(before), _notebook(after)
    pretty_print_diff(old, nbdime.diff_notebooks(old, new), "", config)
    return out.getvalue().strip()


def _notebook(cells: list[str]) -> NotebookNode:
    made = [nbformat.v4.new_code_cell(cell, id=f"cell-{number}") for number, cell in enumerate(cells)]
    return nbformat.v4.new_notebook(cells=made)
