"""A copy of the project to measure in, with its store, which changes nothing of it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

PROJECT = Path(__file__).parents[1]


def copy_project(home: Path) -> None:
    """Copy what an edition is made from into a folder."""
    for name in ("params", "notebooks", "book"):
        shutil.copytree(PROJECT / name, home / name)
    for name in ("_config.yml", "CHANGELOG.md", "requirements.txt"):
        shutil.copy(PROJECT / name, home / name)


@contextmanager
def project(*, store: bool = True) -> Iterator[Path]:
    """Give the folder of a copy; with the store as it is, unless it is to be made anew.

    Definitions that were parsed when the store was made come with it.
    """
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        copy_project(copy)
        if store and (PROJECT / "_store").is_dir():
            shutil.copytree(PROJECT / "_store", copy / "_store")
            shutil.copytree(PROJECT / "_build/definitions", copy / "_build/definitions")
        yield copy
