"""A page is made again with other parameters: the same engine, the page itself left alone."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

import miniature
from insight import cli, paths, review, run
from insight.errors import BadValue, MissingInput, PageFailed, UnknownArea, UnknownName

CELLS = [
    "# NAME OF PLACE",
    'icb = "QWO"  # ICB\nedition = "tiny"\nshare = 0.5\ncount = 3\nwhole = True',
    "print(f'{icb}: {count * 2} of {share + 1}, {whole}.')",
]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Give the path of a finished page of a small project."""
    edition = miniature.project(tmp_path, monkeypatch, reports=["again"], areas="[QWO]")
    miniature.write_notebook(tmp_path, "again", *CELLS)
    [job] = run.plan(edition)
    assert run.make(edition) == {}
    review.record(edition, [job])
    return job.page


def test_with_nothing_changed_the_page_is_the_same_byte_for_byte(project):
    before = project.read_bytes()
    made = review.rerun(project, {})
    assert not made.comparison.changed
    assert made.page.read_bytes() == before == project.read_bytes()
    assert json.loads(made.json.read_text())["changed"] is False


def test_another_area_gives_its_page_with_its_title_and_says_what_changed(project, tmp_path):
    before = project.read_bytes()
    made = review.rerun("again/qwo", {"icb": "QOX"}, tmp_path / "out")
    assert project.read_bytes() == before
    text = made.page.read_text()
    assert "# Bath and North East Somerset" in text and "QOX: 6 of 1.5, True." in text
    assert made.comparison.reasons() == {"parameters": len(made.comparison.pages[0].changes)}
    left = {path.name for path in (tmp_path / "out").iterdir()}
    assert left == {"page.ipynb", "page.facts.json", "changes.html", "changes.json"}


def test_a_page_that_was_made_again_can_be_made_again(project, tmp_path):
    first = review.rerun(project, {"icb": "QOX", "count": "4"}, tmp_path / "one")
    second = review.rerun(first.page, {}, tmp_path / "two")
    assert second.page.read_bytes() == first.page.read_bytes()


def test_values_keep_the_kind_the_notebook_declares(project, tmp_path):
    made = review.rerun(project, {"share": "0.25", "count": "5", "whole": "no"}, tmp_path / "out")
    assert "QWO: 10 of 1.25, False." in made.page.read_text()


def test_values_of_another_kind_are_refused_all_at_once(project, tmp_path):
    with pytest.raises(BadValue, match=r"(?s)share: 'half' is not a number.*count: '2.5' is not a whole"):
        review.rerun(project, {"share": "half", "count": "2.5"}, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_asked_is_refused_in_its_own_words(project):
    with pytest.raises(UnknownName, match="Did you mean 'count'"):
        review.rerun(project, {"counts": "1"})
    with pytest.raises(UnknownArea, match="No area has the code 'XXX'"):
        review.rerun(project, {"icb": "XXX"})
    with pytest.raises(UnknownArea, match="is no ICB on 2026-04-01"):
        review.rerun(project, {"icb": "Y56"})
    with pytest.raises(MissingInput, match="No page called again/qqq"):
        review.rerun("again/qqq", {})
    assert not list((paths.build() / "tiny").glob("reruns/*"))


def test_a_notebook_that_stops_leaves_what_was_there_and_nothing_half_made(project, tmp_path):
    good = review.rerun(project, {}, tmp_path / "out").page.read_bytes()
    miniature.write_notebook(tmp_path, "again", *CELLS[:2], "1 / 0")
    with pytest.raises(PageFailed, match="ZeroDivisionError"):
        review.rerun(project, {}, tmp_path / "out")
    assert (tmp_path / "out" / "page.ipynb").read_bytes() == good
    assert not [path for path in tmp_path.iterdir() if "half" in path.name]


def test_each_rerun_has_a_folder_of_its_own(project):
    folders = [review.rerun(project, {}).page.parent for _ in range(2)]
    assert [folder.name for folder in folders] == ["qwo-synthetic-1", "qwo-synthetic-2"]


def test_every_cell_is_told_as_it_begins(project, tmp_path):
    told = []
    review.rerun(project, {}, tmp_path / "out", lambda number, total: told.append((number, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_the_command_ends_with_1_when_something_changed_and_0_when_not(project, tmp_path):
    call = CliRunner().invoke
    before = signal.getsignal(signal.SIGTERM)
    try:
        same = call(cli.app, ["rerun", "again/qwo", "--out", str(tmp_path / "a"), "--progress"])
        other = call(cli.app, ["rerun", "again/qwo", "-p", "count=4", "--out", str(tmp_path / "b")])
    finally:
        signal.signal(signal.SIGTERM, before)
    assert same.exit_code == 0 and "No change." in same.output and "cell 3 of 3" in same.output
    assert other.exit_code == 1 and "QWO: 6" in other.output
    both = [str(tmp_path / name / "page.ipynb") for name in ("a", "b")]
    assert call(cli.app, ["compare", both[0], both[0]]).exit_code == 0
    assert call(cli.app, ["compare", *both]).exit_code == 1


@pytest.mark.slow
def test_a_rerun_that_is_told_to_end_leaves_nothing(project, tmp_path):
    miniature.write_notebook(tmp_path, "again", *CELLS[:2], "import time\n\ntime.sleep(300)")
    source = str(Path(cli.__file__).parents[2])
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "insight",
            "rerun",
            str(project),
            "--progress",
            "--out",
            str(tmp_path / "out"),
        ],
        env=os.environ | {"PYTHONPATH": source},
        stderr=subprocess.PIPE,
        text=True,
    )
    while "cell 3" not in process.stderr.readline():
        time.sleep(0.01)
    assert [path for path in tmp_path.iterdir() if "half" in path.name]
    process.terminate()
    assert process.wait() == 128 + signal.SIGTERM
    assert not (tmp_path / "out").exists()
    assert not [path for path in tmp_path.iterdir() if "half" in path.name]
