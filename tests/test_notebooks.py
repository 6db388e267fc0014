"""Notebooks read as a contents page: prose, and single calls into the package."""

import ast
import re
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
MOST_LINES = 8
LOGIC = (ast.FunctionDef, ast.ClassDef, ast.If, ast.For, ast.While, ast.Try, ast.With, ast.Lambda, ast.IfExp)

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])


def cells(path, kind=None):
    found = nbformat.read(path, as_version=4).cells
    return [cell for cell in found if kind is None or cell.cell_type == kind]


@every_notebook
def test_it_begins_with_heading_parameters_and_imports(path):
    heading, parameters, imports, *_ = cells(path)
    assert heading.cell_type == "markdown"
    assert heading.source.startswith("# ")
    assert parameters.metadata.get("tags") == ["parameters"]
    assert all(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.parse(imports.source).body)


@every_notebook
def test_every_parameter_has_a_default_and_a_comment(path):
    lines = cells(path)[1].source.splitlines()
    assert all(" = " in line and "  # " in line for line in lines)
    assert all(isinstance(node, ast.Assign) for node in ast.parse("\n".join(lines)).body)


@every_notebook
def test_imports_stand_in_one_cell(path):
    for cell in cells(path, "code")[2:]:
        assert not any(
            isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(ast.parse(cell.source))
        )


@every_notebook
def test_no_cell_is_long_or_holds_logic(path):
    for cell in cells(path, "code"):
        assert len(cell.source.splitlines()) <= MOST_LINES
        assert not any(isinstance(node, LOGIC) for node in ast.walk(ast.parse(cell.source)))


@every_notebook
def test_no_result_is_committed(path):
    for cell in cells(path, "code"):
        assert cell.outputs == []
        assert cell.execution_count is None


@every_notebook
def test_headings_follow_one_another(path):
    levels = [
        len(line) - len(line.lstrip("#"))
        for cell in cells(path, "markdown")
        for line in cell.source.splitlines()
        if line.startswith("#")
    ]
    assert levels[0] == 1
    assert set(levels[1:]) == {2}


@every_notebook
def test_what_a_notebook_calls_exists(path):
    code = "\n".join(cell.source for cell in cells(path, "code")[1:2])
    names: dict = {}
    exec(code, names)  # imports, and nothing else
    tree = ast.parse("\n".join(cell.source for cell in cells(path, "code")[2:]))
    used = {node.func.value.id: node.func.attr for node in ast.walk(tree) if _is_method(node)}
    assert all(hasattr(names[room], name) for room, name in used.items())


def _is_method(node):
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
    )


@every_notebook
def test_every_link_to_a_method_leads_somewhere(path):
    written = [page.read_text() for page in (Path(__file__).parents[1] / "book").glob("*.md")]
    known = {name for page in written for name in re.findall(r"^\(([a-z-]+)\)=$", page, re.MULTILINE)}
    linked = {
        name for cell in cells(path, "markdown") for name in re.findall(r"\]\(#([a-z-]+)\)", cell.source)
    }
    assert linked
    assert linked <= known
