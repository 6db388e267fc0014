"""The levels an audit publishes at, in words."""

from collections.abc import Iterable

from insight.formats.rows import LEVELS
from insight.formats.words import listed

OTHER_LEVELS = {
    "pcn": "primary care networks",
    "practice": "practices",
    "hospital": "hospitals",
    "network": "networks",
}


def level_words(names: Iterable[str]) -> str:
    """Give levels of areas in words.

    >>> level_words(["England", "icb", "pcn"])
    'England, ICBs and primary care networks'
    """
    return listed(OTHER_LEVELS.get(name) or LEVELS[name.lower()][1] for name in names)


def levels(written: str) -> str:
    """Give the levels an audit publishes at, in words.

    >>> levels("England, icb, pcn")
    'England, ICBs and primary care networks'
    """
    return level_words(name.strip() for name in written.split(","))
