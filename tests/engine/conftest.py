"""A notebook of given cells, run in a warm process or in a kernel of its own."""

from collections.abc import Sequence
from contextlib import suppress

import nbformat
import papermill
import pytest
from papermill.engines import papermill_engines

from insight.engine.plugin import WarmEngine

papermill_engines.register("insight", WarmEngine)


@pytest.fixture
def ran(tmp_path):
    """Give a function that runs cells and gives them back executed; other arguments are papermill's."""

    def run(*cells: str, engine: str | None = "insight", tags: Sequence[str] = ("raises-exception",), **more):
        about = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        made = [nbformat.v4.new_code_cell(cell, metadata={"tags": list(tags)}) for cell in cells]
        source, out = tmp_path / "in.ipynb", tmp_path / "out.ipynb"
        nbformat.write(nbformat.v4.new_notebook(cells=made, metadata=about), source)
        with suppress(papermill.PapermillExecutionError):  # it is raised for an error that was wanted, too
            papermill.execute_notebook(
                source, out, engine_name=engine, cwd=tmp_path, progress_bar=False, **more
            )
        return [cell for cell in nbformat.read(out, as_version=4).cells if cell.cell_type == "code"]

    return run


def shown(cell) -> str:
    """Give what a cell printed or showed as text."""
    texts = [output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell.outputs]
    return "".join(texts).strip()
