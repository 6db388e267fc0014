"""Where the ICBs of an edition stand on a map of tiles."""

import pandas as pd

from insight import areas, definitions

COLUMNS = ["area", "label", "column", "row", "name", "region"]


def load_layout(edition: str) -> pd.DataFrame:
    """Give the tile of each ICB of an edition: its code, a short label, column, row, name and region."""
    chosen = definitions.edition(edition)
    day = chosen.geography_date
    places = areas.tiles(day)
    regions = {region.code: region.short_name for region in areas.known("region", at=day)}
    rows = [
        (board.code, *places[board.code], board.short_name, regions.get(board.region or "", "England"))
        for board in areas.known("icb", at=day)
        if not chosen.areas or board.code in chosen.areas
    ]
    return pd.DataFrame(rows, columns=COLUMNS)
