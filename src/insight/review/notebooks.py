"""The code of two pages: what differs between the cells of their notebooks."""

import io
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from insight.review.changes import Change

GIVEN = ("parameters", "injected-parameters")


def code_changes(old: Path, new: Path) -> Iterator[Change]:
    """Give one change with the difference as text, if any cell of code differs; parameters do not count."""
    before, after = _code(old), _code(new)
    if [cell.source for cell in before.cells] != [cell.source for cell in after.cells]:
        yield Change(
            kind="code", how="changed", section="", what="the notebook's code", new=_difference(before, after)
        )


def _code(path: Path) -> NotebookNode:
    """Give a page's cells of code, without what they gave."""
    found = nbformat.read(path, as_version=4)
    cells = [
        nbformat.v4.new_code_cell(cell.source, id=cell.get("id", f"cell-{number}"))
        for number, cell in enumerate(found.cells)
        if cell.cell_type == "code" and not set(GIVEN) & set(cell.metadata.get("tags", ()))
    ]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return nbformat.v4.new_notebook(cells=cells)


def _difference(before: NotebookNode, after: NotebookNode) -> str:
    import nbdime  # here, as it takes long to import and code seldom differs
    from nbdime.prettyprint import PrettyPrintConfig, pretty_print_diff

    out = io.StringIO()
    config = PrettyPrintConfig(out=out, include=None, color_words=False, use_color=False, use_git=False)
    pretty_print_diff(before, nbdime.diff_notebooks(before, after), "", config)
    return out.getvalue().strip()
