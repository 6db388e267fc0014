"""Expected numbers of independent implementations, read where they lie beside the project."""

import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "shared" / "oracles"
KEPT = Path(__file__).parent / "data" / "statistics"


def oracle(name):
    """Give one file of expected numbers, or skip the test, saying why."""
    path = FOLDER / name
    if not path.is_file():
        pytest.skip(f"the folder of expected numbers is not beside the project: no {name}")
    return json.loads(path.read_text())


def kept(name):
    """Give the part of such a file that is kept in the project: cases invented for it, not anybody's data."""
    return json.loads((KEPT / name).read_text())
