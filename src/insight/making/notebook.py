"""What a notebook promises: a heading, a cell of parameters, and the names it declares."""

import ast
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from insight.errors import BadNotebook

UNREADABLE = (ValueError, AttributeError, KeyError, TypeError, IndexError, RecursionError, OSError)


def read(path: Path) -> NotebookNode:
    """Give a notebook as written, not to be changed, or refuse a file that is none."""
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _read(path: Path, changed: int) -> NotebookNode:
    """Give it; many pages are made of one notebook, which is looked at again when it has changed."""
    try:
        found = nbformat.read(path, as_version=4)
        wrong = _misshapen(found)
    except (*UNREADABLE, nbformat.ValidationError) as error:
        wrong = (str(error) or type(error).__name__).splitlines()[0][:200]
    if wrong:
        raise BadNotebook(
            f"{path.name} cannot be read as a notebook: {wrong}. "
            "Open it in JupyterLab and save it again, or take it from git."
        )
    return found


def _misshapen(found: NotebookNode) -> str:
    """Say what keeps a notebook from being one; nothing where it has cells of words and tags."""
    if not isinstance(found.get("cells"), list) or not isinstance(found.get("metadata"), dict):
        return "it has no list of cells, or nothing is said of it"
    for number, cell in enumerate(found["cells"], start=1):
        sound = isinstance(cell, dict) and isinstance(cell.get("metadata"), dict)
        words = sound and isinstance(cell.get("source"), str) and isinstance(cell.get("cell_type"), str)
        tags = cell["metadata"].get("tags", []) if words else None
        if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
            return f"its cell {number} lacks its kind, its source or its tags"
    return ""


def place(path: Path) -> int:
    """Give which cell of a notebook holds its parameters, counted from 0, or refuse one without."""
    for index, cell in enumerate(read(path).cells):
        if "parameters" in cell.metadata.get("tags", []):
            return index
    raise BadNotebook(
        f"{path.name} has no parameters cell, so it cannot be told which page it is making. "
        "Give its second cell the tag 'parameters' and a line such as: icb = \"QOX\"."
    )


def parameters(path: Path) -> set[str]:
    """Give the names a notebook's parameters cell declares.

    A notebook with no such cell is refused: papermill would only warn, and run every page on
    whatever the notebook happens to hold.
    """
    return set(declared(path))


def declared(path: Path) -> dict[str, Any]:
    """Give the defaults of a notebook's parameters by name; None for one that is no plain value."""
    return dict(_declared(path, path.stat().st_mtime_ns))


@lru_cache(maxsize=64)
def _declared(path: Path, changed: int) -> dict[str, Any]:
    """Give them, by when the notebook changed, as `_read` does."""
    number = place(path)
    try:
        lines = ast.parse(read(path).cells[number].source).body
    except SyntaxError as error:
        raise BadNotebook(
            f"Cell {number + 1} of {path.name}, its parameters, is not Python: {error.msg}, "
            f'line {error.lineno}. Write lines such as: icb = "QOX".'
        ) from error
    except (ValueError, RecursionError, MemoryError) as error:  # a null byte, or brackets without end
        raise BadNotebook(
            f"Cell {number + 1} of {path.name}, its parameters, cannot be read as Python. "
            'Write lines such as: icb = "QOX".'
        ) from error
    found: dict[str, Any] = {}
    for line in lines:
        if isinstance(line, ast.Assign | ast.AnnAssign) and line.value is not None:
            target = line.target if isinstance(line, ast.AnnAssign) else line.targets[0]
            if isinstance(target, ast.Name):
                found[target.id] = _value(line.value)
    return found


def _value(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, RecursionError, MemoryError):
        return None


def heading(path: Path) -> str:
    """Give what readers call this kind of page: the notebook's title, or its name in words.

    The title is `title` in the notebook's metadata. Refused: a notebook whose first cell is
    no heading, as that is where the title of each page is written.
    """
    found = read(path)
    first = found.cells[0] if found.cells else None
    if first is None or first.cell_type != "markdown" or not first.source.lstrip().startswith("# "):
        raise BadNotebook(
            f"{path.name} does not begin with a heading. Make its first cell Markdown, and its first "
            "line a heading such as '# NAME OF PLACE': each page's title is written there."
        )
    words = path.stem.replace("_", " ").replace("-", " ")
    return str(found.metadata.get("title") or (words[:1].upper() + words[1:]).replace("Icb", "ICB"))
