"""What notebooks import: what a warm process may import before them."""

import ast
from collections.abc import Iterable

from nbformat import NotebookNode

WARMED = {"insight", "numpy", "pandas", "matplotlib", "seaborn", "scipy", "statsmodels", "pyarrow", "duckdb"}
ALWAYS = (
    "pandas", "pandas.core.arrays.arrow.extension_types", "pyarrow.parquet", "pyarrow.pandas_compat",
    "matplotlib.backends.backend_svg", "matplotlib.font_manager",
)  # fmt: skip


def imported(notebooks: Iterable[NotebookNode]) -> list[str]:
    """Give the names of modules that notebooks import, of libraries known to be quiet when imported.

    A name that turns out to be no module, as in `from insight.charts.spc import spc`, does no harm.

    >>> cell = {"cell_type": "code", "source": "from insight import tables, os"}
    >>> [name for name in imported([{"cells": [cell]}]) if name not in ALWAYS]
    ['insight', 'insight.os', 'insight.tables']
    """
    found = set(ALWAYS)
    for notebook in notebooks:
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                found |= _names(cell["source"])
    return sorted(name for name in found if name.split(".")[0] in WARMED)


def _names(source: str) -> set[str]:
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a magic, or a mistake that the cell will tell
        return set()
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found
