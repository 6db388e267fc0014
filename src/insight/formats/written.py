"""What marks words that people of an area wrote, so that nobody takes them for what an audit found."""

from typing import Any

SYNTHETIC = "Synthetic data: made up, and says nothing about real care."  # of numbers
HEAD = "Written locally, not found by an audit."
MADE_UP = "Made up, to show what can be written here: nobody wrote or agreed it."


def written(here: Any) -> str:
    """Say that something was written locally, and whether it was made up.

    here : what was written about an area (see local.Local), or None.
    """
    return f"{HEAD} {MADE_UP}" if here is not None and here.synthetic else HEAD
