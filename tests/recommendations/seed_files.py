"""The user's own source documents, read where they lie beside the project."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "shared" / "seeds"


def seed(number):
    """Give the text of one document by the number its name begins with, or skip the test, saying why."""
    found = sorted(FOLDER.glob(f"{number}*.txt"))
    if not found:
        pytest.skip(f"the folder of source documents is not beside the project: no {number}*.txt")
    return found[0].read_text(encoding="utf-8")
