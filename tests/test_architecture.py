"""The house stands as its map says: every import runs one way, and names say what lives there."""

import ast
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1] / "src" / "insight"

# room -> the rooms it may use. A change here is a decision: write it on the decisions page.
MAY_IMPORT = {
    "errors": set(),
    "formats": set(),
    "machine": set(),
    "markup": set(),
    "paths": {"errors"},
    "periods": {"errors"},
    "places": {"errors", "paths"},
    "reading": set(),
    "statistics": {"errors"},
    "disclosure": {"errors"},
    "areas": {"errors", "paths"},
    "definitions": {"errors", "paths", "statistics"},
    "observations": {"errors", "areas", "definitions", "periods"},
    "demo": {"errors", "paths", "areas", "definitions", "observations", "periods"},
    "fetching": {"errors", "paths"},
    "sources": {"errors", "paths", "definitions", "demo", "fetching", "observations", "places"},
    "registers": {"errors", "areas", "definitions", "fetching", "formats", "sources"},
    "store": {"errors", "paths", "areas", "definitions", "fetching", "observations", "places", "sources"},
    "records": {
        "errors",
        "paths",
        "areas",
        "definitions",
        "disclosure",
        "observations",
        "periods",
        "places",
    },
    "findings": {"errors", "paths", "areas", "definitions", "disclosure", "machine", "statistics", "store"},
    "charts": {"errors", "formats"},
    "tables": {"errors", "formats"},
    "narrative": {"errors", "formats"},
    "plain": {"errors", "paths", "definitions", "formats", "reading"},
    "voices": {"errors", "paths", "definitions", "formats"},
    "pages": {"errors"},
    "audiences": {"errors", "paths", "definitions"},
    "feedback": {"errors", "paths", "audiences", "definitions", "formats", "pages", "reading"},
    "documents": {"errors", "paths", "definitions", "formats", "markup", "machine", "pages"},
    "programmes": {"errors", "paths", "charts", "definitions", "formats"},
    "themes": {"errors", "paths", "definitions"},
    "proof": {
        "errors", "paths", "definitions", "findings", "formats", "independent", "legacy", "machine", "pages",
        "programmes", "recommendations", "spotlights",
    },
    "frameworks": {"errors", "paths", "definitions"},
    "spotlights": {"errors", "formats", "definitions", "findings", "frameworks", "statistics", "themes"},
    "impacts": {"errors", "paths", "definitions"},
    "independent": {"errors", "paths", "definitions", "disclosure"},
    "legacy": {"errors", "paths", "definitions", "formats", "given"},
    "enquiries": {"errors", "paths", "definitions"},
    "organisations": {"errors", "paths", "definitions"},
    "providers": {"errors", "paths", "definitions"},
    "releases": {"errors", "paths", "definitions", "formats"},
    "exports": {
        "errors", "paths", "definitions", "disclosure", "documents", "findings", "formats", "markup",
    },
    "metrics": {"paths", "definitions"},
    "pathways": {"errors", "paths", "definitions", "statistics", "formats", "metrics"},
    "assessment": {"errors", "paths", "definitions"},
    "filled": {"errors", "definitions"},
    "given": {"errors", "paths"},
    "local": {"errors", "paths", "definitions", "filled", "metrics", "pathways", "assessment"},
    "streams": {"errors", "paths", "areas", "audiences", "definitions", "filled", "formats", "periods"},
    "actions": {"errors", "paths", "definitions", "filled", "formats", "metrics", "periods"},
    "sessions": {
        "errors", "paths", "definitions", "filled", "formats", "plain", "actions", "local",
    },
    "evaluation": {"errors", "paths", "definitions", "filled", "formats", "independent", "periods"},
    "recommendations": {
        "errors", "paths", "definitions", "filled", "formats", "given", "markup", "metrics", "periods",
        "reading", "statistics",
    },
    "engine": set(),
    "making": {"errors", "paths", "definitions", "engine", "markup"},
    "run": {
        "errors", "paths", "areas", "definitions", "engine", "machine", "making", "markup", "recommendations",
        "themes",
    },
    "methods": {"errors", "formats", "statistics", "disclosure", "findings", "charts"},
    "book": {
        "errors", "paths", "areas", "audiences", "definitions", "formats", "markup", "methods",
        "organisations", "voices",
    },
    "review": {
        "errors", "paths", "areas", "definitions", "machine", "making", "markup", "pages", "periods", "run",
        "store",
    },
    "publish": {"errors", "definitions", "machine"},
    "serve": {"errors", "paths", "areas", "definitions", "formats", "making", "markup", "pages", "run"},
    "cli": {
        "errors", "paths", "areas", "definitions", "fetching", "formats", "store", "engine", "findings",
        "records",
        "run", "book", "documents", "exports", "releases", "review", "proof", "publish", "serve",
        "audiences", "feedback", "plain", "voices",
        "actions", "assessment", "evaluation", "independent", "legacy", "local", "pathways",
        "recommendations", "registers", "sessions", "streams",
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
