"""The command makes an edition from services on the web, here replayed, and says why when it cannot."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import recorded
import replay
from insight import pages

PROJECT = Path(__file__).parents[1]
pytestmark = [recorded.needed, pytest.mark.slow]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    home = tmp_path_factory.mktemp("project")
    for name in ("params", "notebooks", "book"):
        shutil.copytree(PROJECT / name, home / name)
    shutil.copy(PROJECT / "_config.yml", home)
    return home


@pytest.fixture(scope="module")
def server():
    with replay.serving() as found:
        found.answers |= recorded.everything()
        yield found


@pytest.fixture(scope="module")
def insight(project, server):
    """Give what runs the command in a process of its own."""

    def run(*words, at=server.address):
        surroundings = {
            **os.environ, "INSIGHT_ROOT": str(project), "PYTHONPATH": str(PROJECT / "src"),
            "INSIGHT_STAND_INS": recorded.through(at), "PYTHONWARNINGS": "ignore",
        }  # fmt: skip
        command = [sys.executable, "-m", "insight", *words]
        return subprocess.run(
            command, env=surroundings, cwd=project, capture_output=True, text=True, check=False
        )

    return run


def test_one_board_has_its_pages_from_a_service(insight, project, server):
    fetched = insight("fetch", "cvdprevent-live")
    assert fetched.returncode == 0, fetched.stderr
    assert fetched.stdout.splitlines() == [
        "5 answers from the web.",
        f"Not the services themselves answered, but {server.address} (INSIGHT_STAND_INS).",
    ]
    asked = len(server.asked)
    again = insight("fetch", "cvdprevent-live", "--offline")
    assert again.returncode == 0 and again.stdout.startswith(
        "Offline: 5 answers from before, the oldest less than"
    )
    assert len(server.asked) == asked
    made = insight("run", "cvdprevent-live", "--only", "icb_insight/qox")
    assert made.returncode == 0, made.stderr
    [page] = (project / "_build" / "cvdprevent-live").rglob("icb_insight/qox.ipynb")
    said = page.read_text(encoding="utf-8")
    assert pages.read(page).title and "73.09%" in said and "CVDPREVENT, high blood pressure treated" in said


FAILURES = {
    # what happens: (words of the command, where on the server it looks, exit code, what is said)
    "nothing stands there": (["fetch", "smoking-live"], "/moved", 41, "answered 404"),
    "nothing is kept": (["fetch", "smoking-live", "--offline"], "", 44, "was never fetched on this machine"),
}


@pytest.mark.parametrize("words, place, code, said", FAILURES.values(), ids=FAILURES)
def test_a_failure_is_one_paragraph_with_its_exit_code(insight, server, words, place, code, said):
    done = insight(*words, at=f"{server.address}{place}")
    assert done.returncode == code
    [paragraph] = [line for line in done.stderr.splitlines() if line.startswith("insight: ")]
    assert said in paragraph and "Traceback" not in done.stderr
