"""Whether figures were made up, and how files that hold them are marked."""

from insight import definitions
from insight.definitions import Edition


def made_up(edition: Edition) -> bool:
    """Tell whether any figure of an edition was made up by a program."""
    return edition.synthetic or any(definitions.source(name).synthetic for name in edition.sources)


def mark(edition: Edition) -> str:
    """Give what ends the names of an edition's data files; '' for real figures."""
    return "-synthetic" if made_up(edition) else ""
