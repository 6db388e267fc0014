"""Areas: codes with dates, mergers and splits, parents, roll-up, crosswalks to networks.

A *version* of an area is its code and the first day of one boundary. QRL has two, as its
boundary grew on 1 April 2026. A new name, parent or ONS code makes no new version.
"""

from insight.areas.atlas import Area
from insight.areas.codes import resolve
from insight.areas.crosswalk import constituents, crosswalk
from insight.areas.lookup import get, known, table
from insight.areas.names import match_names
from insight.areas.shares import read_shares, spread
from insight.areas.tiles import Tile, tiles

__all__ = [
    "Area", "Tile", "constituents", "crosswalk", "get", "known", "match_names", "read_shares", "resolve",
    "spread", "table", "tiles",
]  # fmt: skip
