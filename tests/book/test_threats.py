"""Whatever the page on safety says is done names tests, and they are there."""

import re
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2]
PAGE = (HOME / "book" / "threats.md").read_text("utf-8")


def rows(table):
    """Give the rows of one of its tables, each as its cells."""
    lines = PAGE.split(f"```{{table}} {table}\n")[1].split("\n```")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.fixture(scope="module")
def known():
    files = (HOME / "tests").rglob("test_*.py")
    return {name for path in files for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.M)}


@pytest.mark.parametrize("row", rows("What is done"), ids=lambda row: row[0])
def test_what_is_done_is_shown_by_tests_that_are_there(row, known):
    named = re.findall(r"`(test_\w+)`", row[2])
    assert named and set(named) <= known


def test_it_says_what_is_worth_protecting_from_whom_and_what_is_not_done():
    for table, least in {"What is worth protecting": 5, "From whom": 5, "What is not done": 8}.items():
        found = rows(table)
        assert len(found) >= least and all(all(cells) for cells in found)
