"""The house stands as its map says: every import runs one way, and names say what lives there."""

import ast
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1] / "src" / "insight"

# room -> the rooms it may use. A change here is a decision: write it on the decisions page.
MAY_IMPORT = {
    "errors": set(),
    "archives": {"errors"},
    "formats": {"markup"},
    "machine": set(),
    "markup": set(),
    "paths": {"errors"},
    "periods": {"errors"},
    "places": {"errors", "paths"},
    "workbooks": {"errors", "archives"},
    "workbook_reader": set(),
    "reading": set(),
    "statistics": {"errors"},
    "writing": set(),
    "disclosure": {"errors"},
    "areas": {"errors", "paths"},
    "passwords": set(),
    "definitions": {"errors", "paths", "statistics", "passwords", "writing"},
    "observations": {"errors", "periods", "areas", "definitions"},
    "demo": {"errors", "paths", "periods", "areas", "definitions", "observations"},
    "fetching": {"errors", "markup", "paths", "writing"},
    "databases": {"errors", "markup", "passwords", "fetching"},
    "sources": {
        "errors", "paths", "places", "workbooks", "definitions", "observations", "demo", "fetching",
        "databases",
    },
    "registers": {"errors", "formats", "areas", "definitions", "fetching", "sources"},
    "store": {
        "errors", "paths", "places", "writing", "areas", "definitions", "observations", "fetching",
        "sources",
    },
    "records": {
        "errors", "paths", "periods", "places", "writing", "disclosure", "areas", "definitions",
        "observations",
    },
    "findings": {
        "errors", "machine", "paths", "statistics", "writing", "disclosure", "areas", "definitions",
        "store",
    },
    "charts": {"errors", "formats"},
    "tables": {"errors", "formats"},
    "narrative": {"errors", "formats"},
    "plain": {"errors", "formats", "paths", "reading", "definitions"},
    "voices": {"errors", "formats", "paths", "definitions"},
    "pages": {"errors"},
    "audiences": {"errors", "paths", "definitions"},
    "feedback": {
        "errors", "formats", "markup", "paths", "reading", "writing", "definitions", "pages", "audiences",
    },
    "documents": {"errors", "formats", "machine", "markup", "paths", "writing", "definitions", "pages"},
    "programmes": {"errors", "formats", "paths", "definitions", "charts"},
    "themes": {"errors", "paths", "definitions"},
    "proof": {
        "errors", "formats", "machine", "paths", "definitions", "findings", "pages", "programmes",
        "spotlights", "independent", "legacy", "recommendations",
    },
    "frameworks": {"errors", "paths", "definitions"},
    "spotlights": {"errors", "formats", "statistics", "definitions", "findings", "themes", "frameworks"},
    "impacts": {"errors", "paths", "definitions"},
    "independent": {"errors", "paths", "disclosure", "definitions"},
    "legacy": {"errors", "formats", "paths", "definitions", "given"},
    "enquiries": {"errors", "paths", "definitions"},
    "organisations": {"errors", "paths", "definitions"},
    "providers": {"errors", "paths", "definitions"},
    "releases": {"errors", "formats", "markup", "paths", "definitions"},
    "exports": {
        "errors", "formats", "markup", "paths", "writing", "disclosure", "definitions", "findings",
        "documents",
    },
    "warehouse": {
        "errors", "formats", "disclosure", "definitions", "fetching", "databases", "findings", "exports",
    },
    "metrics": {"paths", "definitions"},
    "pathways": {"errors", "formats", "paths", "statistics", "definitions", "metrics"},
    "assessment": {"errors", "paths", "definitions"},
    "filled": {"errors", "markup", "definitions"},
    "given": {"errors", "paths"},
    "libraries": {"errors", "formats", "markup", "paths", "definitions"},
    "local": {"errors", "paths", "definitions", "metrics", "pathways", "assessment", "filled"},
    "streams": {"errors", "formats", "paths", "periods", "areas", "definitions", "audiences", "filled"},
    "actions": {"errors", "formats", "paths", "periods", "definitions", "metrics", "filled"},
    "sessions": {
        "errors", "formats", "paths", "workbooks", "writing", "definitions", "plain", "filled", "local",
        "actions",
    },
    "evaluation": {"errors", "formats", "paths", "periods", "definitions", "independent", "filled"},
    "recommendations": {
        "errors", "archives", "formats", "markup", "paths", "periods", "workbooks", "reading", "statistics",
        "definitions", "metrics", "filled", "given",
    },
    "engine": set(),
    "making": {"errors", "markup", "paths", "definitions", "engine"},
    "run": {
        "errors", "machine", "markup", "paths", "writing", "areas", "definitions", "themes",
        "recommendations", "engine", "making",
    },
    "methods": {"errors", "formats", "statistics", "disclosure", "findings", "charts"},
    "book": {
        "errors", "formats", "markup", "paths", "writing", "areas", "definitions", "voices", "audiences",
        "organisations", "methods",
    },
    "review": {
        "errors", "machine", "markup", "paths", "periods", "writing", "areas", "definitions", "store",
        "pages", "making", "run",
    },
    "publish": {"errors", "machine", "writing", "definitions"},
    "serve": {"errors", "formats", "markup", "paths", "areas", "definitions", "pages", "making", "run"},
    "cli": {
        "errors", "formats", "markup", "paths", "writing", "areas", "definitions", "fetching", "databases",
        "registers", "store", "records", "findings", "plain", "voices", "audiences", "feedback",
        "documents", "proof", "independent", "legacy", "releases", "exports", "warehouse", "pathways",
        "assessment", "libraries", "local", "streams", "actions", "sessions", "evaluation",
        "recommendations", "engine", "run", "book", "review", "publish", "serve",
    },
    "__main__": {"cli"},
    "__init__": set(),
}  # fmt: skip
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "base", "manager", "lib", "misc"}
FILES = sorted(HOUSE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def rooms_used(path: Path) -> set[str]:
    used = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            used |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "insight":
            used |= {f"insight.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            used.add(node.module)
    return {name.split(".")[1] for name in used if name.startswith("insight.")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_room_uses_only_the_rooms_the_map_allows(path):
    room = room_of(path)
    assert room in MAY_IMPORT, f"{room} is not on the map"
    assert rooms_used(path) - {room} <= MAY_IMPORT[room]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_file_has_one_subject_and_a_name_that_says_it(path):
    assert path.stem not in EMPTY_NAMES
    assert path.read_text().count("\n") <= 300


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_function_fits_on_a_screen(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            words = ast.get_docstring(node, clean=False) or ""
            length = node.end_lineno - node.lineno + 1 - words.count("\n") - bool(words)
            assert length <= 40, f"{node.name} has {length} lines"


def test_the_map_has_no_rooms_that_are_not_there():
    assert set(MAY_IMPORT) == {room_of(path) for path in FILES}


def test_every_statistic_has_a_test_of_its_own():
    """In the same subfolder, named for it: test_binomial, or test_funnel_binomial where that is taken."""
    drawer, tests = HOUSE / "statistics", Path(__file__).parent / "statistics"
    for path in drawer.rglob("[!_]*.py"):
        folder = tests / path.relative_to(drawer).parent
        assert any(test.stem.endswith(f"_{path.stem}") for test in folder.glob("test_*.py")), path


def test_no_code_that_makes_findings_is_left_out_of_their_digest():
    """What only reads may change without findings being made again; what makes them may not."""
    from insight.findings.kept import LOOKING
    from insight.run.reads import closure

    makes = {path.relative_to(HOUSE).as_posix() for path in closure("insight.findings.making")}
    # insight.findings itself imports them
    read_by_package = {"findings/frames.py", "findings/load.py", "findings/whole.py"}
    assert not (set(LOOKING) - read_by_package) & makes
