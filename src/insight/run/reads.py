"""What a notebook reads and imports, seen in its code without running it."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from nbformat import NotebookNode

HOUSE = Path(__file__).parents[1]
LAYOUT = "load_layout"  # reads no findings, but where areas stand on a map
BESIDE = {  # folders of params/ that are read through what is imported or called
    "programmes": {"audits"},
    "metrics": {"audits"},
    "definitions": {"audits"},
    "recommendations": {"responses"},
    "sessions": {"invited"},
    LAYOUT: {"tiles"},
}
AREAS = {"icb", "trust"}  # the parameters that name an area
OTHERWISE = {
    "open",
    "read_csv",
    "read_parquet",
    "read_excel",
    "read_json",
    "read_text",
    "read_bytes",
    "connect",
}


def slices(notebook: NotebookNode) -> set[frozenset[str]] | None:
    """Give which slices of the findings a notebook reads: of which of its parameters that name a subject.

    None when it cannot be told: the notebook then reads everything. It can be told when findings
    are only loaded by `findings.load...(edition, area=icb, audit=audit)`, `icb` or `trust` being
    the area, with one of the two or both, or by `spotlights.load(edition, theme=theme)`, and nothing
    else is read from files.

    >>> cells = [{"cell_type": "code", "source": "found = findings.load(edition, area=icb)"}]
    >>> [sorted(names) for names in slices({"cells": cells})]
    [['icb']]
    """
    found: set[frozenset[str]] = set()
    for node in _nodes(notebook):
        if node is None or _name(node) in OTHERWISE:
            return None
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
            ("insight.findings", "insight.store")
        ):
            return None
        if isinstance(node, ast.Call) and _name(node.func).startswith("load") and _name(node.func) != LAYOUT:
            read = _slice(node)
            if read is None:
                return None
            found.add(read)
    return found


def files(notebook: NotebookNode) -> list[Path]:
    """Give the files of this package that a notebook's imports bring in, those they import among them."""
    wanted = set(_modules(node for node in _nodes(notebook) if node is not None))
    return sorted(path for module in wanted for path in closure(module))


def defined(notebook: NotebookNode) -> set[str]:
    """Give the folders of params/ a notebook reads: called like a room it imports, or read through it."""
    rooms = {path.relative_to(HOUSE).parts[0].removesuffix(".py") for path in files(notebook)}
    called = {_name(node.func) for node in _nodes(notebook) if isinstance(node, ast.Call)}
    return rooms.union(*(BESIDE.get(name, set()) for name in rooms | called))


def _slice(call: ast.Call) -> frozenset[str] | None:
    """Give the parameters by which a call loads findings; None if by anything else."""
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    of_theme = set(given) == {"theme"}
    if not of_theme and not (set(given) & {"area", "audit"} and set(given) <= {"area", "audit", "upto"}):
        return None
    names = {name: value.id for name, value in given.items() if isinstance(value, ast.Name)}
    if (
        len(names) < len(given)
        or names.get("area", "icb") not in AREAS
        or names.get("audit", "audit") != "audit"
        or names.get("theme", "theme") != "theme"
    ):
        return None
    return frozenset(name for argument, name in names.items() if argument != "upto")


def _nodes(notebook: NotebookNode) -> Iterator[ast.AST | None]:
    """Give every node of every cell; None for a cell that is not plain Python."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            try:
                yield from ast.walk(ast.parse(cell["source"]))
            except SyntaxError:
                yield None


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _modules(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Give the names of modules that imports may mean."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def closure(module: str) -> frozenset[Path]:
    """Give the files that importing a module of this package runs."""
    found: set[Path] = set()
    waiting = [module]
    while waiting:
        new = set(_places(waiting.pop())) - found
        found |= new
        waiting += (name for path in new for name in _imports(path))
    return frozenset(found)


@cache
def _places(module: str) -> tuple[Path, ...]:
    """Give the files of a module of this package, and of the packages it lies in."""
    names = module.split(".")
    if names[0] != HOUSE.name:
        return ()
    above = [HOUSE.joinpath(*names[1:place], "__init__.py") for place in range(1, len(names) + 1)]
    return tuple(path for path in (*above, HOUSE.joinpath(*names[1:]).with_suffix(".py")) if path.is_file())


@cache
def _imports(path: Path) -> tuple[str, ...]:
    """Give the names of modules of this package that a file may import as it is imported itself."""
    names = _modules(_at_once(ast.parse(path.read_text(encoding="utf-8"))))
    return tuple(name for name in names if name.partition(".")[0] == HOUSE.name)


def _at_once(tree: ast.Module) -> Iterator[ast.AST]:
    """Give the statements that run when a module is imported: not what is within functions."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.expr):
            waiting += ast.iter_child_nodes(node)
