"""A page is cut for whom it is: cells for others are dropped before they run, and nothing else changes."""

import json

import nbformat
import pytest

import miniature
from insight import run
from insight.errors import BadNotebook, PageFailed
from insight.making.profiles import PROFILES, seen

CELLS = (
    "# NAME OF PLACE",
    'icb = "QWO"\nedition = "tiny"\nprofile = "analyst"',
    "place = icb",
    "## For everyone",
    "print('everyone', place)",
    "print('board')",
    "print('board and group')",
    "1 / 0 if place == 'QOX' else print('network')",
)
TAGS = {5: ["for-board"], 6: ["for-board", "for-quality_group"], 7: ["for-clinical_network"]}


def write(folder, tags=TAGS, cells=CELLS):
    made = miniature.notebook(*cells)
    for number, names in tags.items():
        made["cells"][number]["metadata"].setdefault("tags", []).extend(names)
    (folder / "notebooks" / "cut.ipynb").write_text(json.dumps(made))


@pytest.fixture
def cut(tmp_path, monkeypatch):
    miniature.project(tmp_path, monkeypatch, reports=[])
    write(tmp_path)
    return lambda **changes: miniature.edition(tmp_path, reports=["cut"], **changes)


def printed(job):
    cells = nbformat.read(run.make_one(job), as_version=4).cells
    return [output.text.strip() for cell in cells for output in cell.get("outputs", [])]


SEES = {
    "analyst": ["everyone QWO", "board", "board and group", "network"],
    "board": ["everyone QWO", "board", "board and group"],
    "quality_group": ["everyone QWO", "board and group"],
    "clinical_network": ["everyone QWO", "network"],
}


def test_each_profile_sees_its_own_cells_and_those_for_everyone(cut):
    jobs = run.plan(cut(areas="[QWO]", profiles=f"[{', '.join(SEES)}]"))
    assert {job.parameters["profile"]: printed(job) for job in jobs} == SEES
    assert set(SEES) == set(PROFILES)


def test_pages_say_in_their_title_for_whom_they_are_and_share_none(cut):
    jobs = run.plan(cut(areas="[QWO]", profiles=f"[{', '.join(SEES)}]"))
    assert [job.title for job in jobs][:2] == ["West Yorkshire", "For the board: West Yorkshire"]
    assert len({job.title for job in jobs}) == len(jobs) == len({job.page for job in jobs})


def test_a_cell_that_fails_is_counted_as_it_stands_in_the_notebook(cut):
    jobs = run.plan(cut(areas="[QOX]", profiles="[board, clinical_network]"))
    board, network = jobs
    assert printed(board)[0] == "everyone QOX"
    with pytest.raises(PageFailed, match=r"cell 8 of cut\.ipynb"):
        run.make_one(network)
    assert not list(network.draft.parent.glob("*cut*"))


def test_no_page_tells_for_whom_its_cells_are(cut):
    [job] = run.plan(cut(areas="[QWO]"))
    assert "for-board" not in run.make_one(job).read_text()


def test_a_tag_that_names_nobody_is_refused_before_anything_runs(cut, tmp_path):
    write(tmp_path, {5: ["for-bored"]})
    with pytest.raises(BadNotebook, match=r"cell 6: for-bored\n.*Known: for-analyst, for-board"):
        run.plan(cut())


def test_the_heading_and_the_parameters_are_for_everybody():
    made = nbformat.from_dict(miniature.notebook(*CELLS))
    for cell in made.cells[:2]:
        cell.metadata.setdefault("tags", []).append("for-board")
    assert seen(made, "clinical_network", name="cut.ipynb")[:2] == [0, 1]
