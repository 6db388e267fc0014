"""Editions one after another in one process leave nothing behind, and end in what a fresh build gives."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.append(str(BENCHMARKS))
import soak  # noqa: E402


@pytest.mark.slow
def test_a_few_editions_end_in_the_store_and_site_of_a_fresh_build(tmp_path):
    command = [sys.executable, str(BENCHMARKS / "soak.py"), "8", "4"]
    environment = os.environ | {"PYTHONPATH": str(BENCHMARKS.parent / "src")}
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ", 0 differ" in done.stdout, done.stdout + done.stderr
    for line in done.stdout.splitlines():  # a few editions are too few to tell of memory
        if line.startswith(("threads", "processes", "temporary files")):
            assert line.endswith(" flat"), line


def test_what_grows_is_told_as_not_flat_and_what_goes_up_and_down_is_flat(capsys):
    steady = [{"memory, MB": 300 + number % 3, "open files": 12} for number in range(40)]
    assert soak.verdicts(steady)
    leaking = [one | {"open files": 12 + number // 4} for number, one in enumerate(steady)]
    assert not soak.verdicts(leaking)
    assert "NOT FLAT" in capsys.readouterr().out
    swelling = [one | {"memory, MB": 300 + number} for number, one in enumerate(steady)]
    assert not soak.verdicts(swelling)


def test_every_change_changes_a_file_and_the_same_seed_the_same(tmp_path):
    def course(folder):
        folder.mkdir()
        soak.lay_out(folder)
        draw, told = random.Random(1), []
        for number in range(1, 21):
            before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
            what = soak.change(folder, draw, number)
            now = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
            told.append((what, sum(now[path] != held for path, held in before.items())))
        return told

    first = course(tmp_path / "one")
    assert first == course(tmp_path / "two")
    assert {what for what, _ in first} == {"data", "definition", "notebook", "edition", "page"}
    assert all(many == 1 for what, many in first if what != "data")
