"""What a notebook reads is seen in its code; where it cannot be seen, it reads everything."""

import nbformat
import pytest

from insight.making.notebook import read
from insight.run.reads import HOUSE, defined, files, slices
from miniature import HERE


def notebook(*cells):
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])


SEEN = {
    "an ICB's findings": ("found = findings.load(edition, area=icb)", [{"icb"}]),
    "an audit's tests": ("tests = findings.load_signals(edition, audit=audit)", [{"audit"}]),
    "a theme's findings": ("page = spotlights.load(edition, theme=theme)", [{"theme"}]),
    "both": ("findings.load(edition, area=icb, audit=audit)", [{"icb", "audit"}]),
    "where areas stand on a map": ("layout = findings.load_layout(edition)", []),
    "nothing": ("1 + 1", []),
}
UNSEEN = {
    "another area": "findings.load(edition, area='QWO')",
    "another name": "place = icb\nfindings.load(edition, area=place)",
    "everything": "findings.load(edition)",
    "by position": "findings.load(edition, icb)",
    "the function under another name": "from insight.findings import load as take\ntake(edition)",
    "the store": "from insight.store import load\nload(edition)",
    "another theme": "spotlights.load(edition, theme='cancer')",
    "a file": "open('context.md').read()",
    "a table": "import pandas as pd\npd.read_csv('x.csv')",
    "a database": "import duckdb\nduckdb.connect('x')",
    "a magic": "%run other.py",
}


@pytest.mark.parametrize("cell, wanted", SEEN.values(), ids=SEEN)
def test_slices_are_seen(cell, wanted):
    assert slices(notebook("from insight import findings", cell)) == {frozenset(names) for names in wanted}


@pytest.mark.parametrize("cell", UNSEEN.values(), ids=UNSEEN)
def test_what_cannot_be_seen_is_everything(cell):
    assert slices(notebook(cell)) is None


@pytest.mark.parametrize(
    "name, wanted",
    [("icb_insight", {"icb"}), ("audit_topic", {"audit"}), ("inequality_spotlight", {"theme"})],
)
def test_our_notebooks_read_their_own_slice(name, wanted):
    assert slices(read(HERE / "notebooks" / f"{name}.ipynb")) == {frozenset(wanted)}


def test_code_is_followed_through_imports_but_not_into_functions():
    found = {
        path.relative_to(HOUSE).as_posix() for path in files(notebook("from insight.charts.spc import spc"))
    }
    assert {"__init__.py", "charts/spc.py", "charts/drawing/svg.py", "formats/__init__.py"} <= found
    assert not any(name.startswith(("store", "disclosure", "narrative")) for name in found)


@pytest.mark.parametrize(
    "cell, folder",
    [
        ("from insight import programmes", "programmes"),
        ("from insight import programmes", "audits"),
        ("findings.load_layout(edition)", "tiles"),
    ],
)
def test_folders_of_definitions_that_are_read_through_others_are_seen(cell, folder):
    assert folder in defined(notebook(cell))
    assert folder not in defined(notebook("from insight import findings"))
