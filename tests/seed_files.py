"""The user's own source documents, read where they lie beside the project."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "shared" / "seeds"


def folder():
    """Give the folder of source documents, or skip the test, saying why."""
    if not FOLDER.is_dir():
        pytest.skip(f"the folder of source documents is not beside the project: no {FOLDER.name}")
    return FOLDER


def seed(number):
    """Give the text of one document by the number its name begins with, or skip the test, saying why."""
    found = sorted(FOLDER.glob(f"{number}*.txt"))
    if not found:
        pytest.skip(f"the folder of source documents is not beside the project: no {number}*.txt")
    return found[0].read_text(encoding="utf-8")


def runs(text, size=8):
    """Give every run of so many words of a text: two texts that share one share a phrase."""
    found = re.findall(r"[a-z0-9]+", text.lower())
    return {tuple(found[at : at + size]) for at in range(len(found) - size + 1)}
