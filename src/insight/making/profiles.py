"""For whom a page is cut: which cells of a notebook a profile sees."""

from typing import get_args

from nbformat import NotebookNode

from insight.definitions.edition import Profile
from insight.errors import BadNotebook

WHOLE = "analyst"  # the profile that sees all of a page, which the page's name therefore leaves out
WHOM = {  # what the title of a page says of whom it is cut for
    "board": "For the board",
    "quality_group": "For the quality group",
    "clinical_network": "For the clinical network",
}
TAG = "for-"  # begins the tags that name the profiles a cell is for
PROFILES: tuple[str, ...] = get_args(Profile)


def seen(notebook: NotebookNode, profile: str | None, *, name: str) -> list[int]:
    """Give the cells of a notebook that a profile sees, counted from 0.

    profile : None, or the profile that sees all, for every cell. A cell is for the profiles that its tags
    name, such as for-board; one without such a tag is for everybody, and so are the heading and the
    parameters whatever their tags. name : of the notebook, for messages.

    Raises BadNotebook for a tag that names no profile.
    """
    cells = list(enumerate(notebook.cells))
    unknown = [f"cell {number + 1}: {TAG}{who}" for number, cell in cells for who in whom(cell) - {*PROFILES}]
    if unknown:
        raise BadNotebook.rows(
            f"{name} has tags that name nobody a page can be cut for:",
            sorted(unknown),
            f"Known: {', '.join(f'{TAG}{who}' for who in PROFILES)}.",
        )
    if profile is None or profile == WHOLE:
        return [number for number, _ in cells]
    return [number for number, cell in cells if number == 0 or _for(cell, profile)]


def _for(cell: NotebookNode, profile: str) -> bool:
    return "parameters" in cell.metadata.get("tags", []) or not whom(cell) or profile in whom(cell)


def whom(cell: NotebookNode) -> set[str]:
    """Give the profiles a cell's tags name."""
    return {tag.removeprefix(TAG) for tag in cell.metadata.get("tags", []) if tag.startswith(TAG)}
