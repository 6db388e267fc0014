"""The package of the suite itself is the same bytes, whoever builds it and when."""

import os
import shutil
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2]
SOURCES = ("setup.py", "pyproject.toml", "README.md", "LICENSE", "requirements.txt")


def built(folder: Path, *, epoch: str | None) -> dict[str, str]:
    """Copy the sources into a folder, build them there, and give the digest of each file that came of it."""
    shutil.copytree(HOME / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in SOURCES:
        shutil.copy(HOME / name, folder / name)
    for path in folder.rglob("*"):
        os.utime(path, (time.time(), time.time()))
    fixed = {"SOURCE_DATE_EPOCH": epoch} if epoch else {}
    surroundings = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"} | fixed
    command = [sys.executable, "-m", "build", "--no-isolation", "--sdist", "--wheel", str(folder)]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in (folder / "dist").iterdir()}


@pytest.mark.slow
def test_the_package_built_twice_is_the_same_bytes(tmp_path):
    once = built(tmp_path / "one", epoch="1790000000")
    time.sleep(2.1)  # the time that archives keep has steps of two seconds
    again = built(tmp_path / "another" / "place", epoch="1790000000")
    assert len(once) == 2 and once == again
    assert (
        built(tmp_path / "later", epoch="1790009999") != once
    )  # the clock is in it, so it could have differed
