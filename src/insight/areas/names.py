"""Areas by their names, for publishers who give no codes."""

from functools import lru_cache

import pandas as pd

from insight.areas.atlas import Atlas, atlas
from insight.areas.spelling import normal
from insight.areas.tables import each


def match_names(names: pd.Series, type: str) -> pd.Series:
    """Give the code of the area of a type that has each name.

    names : text, of n rows. A name is matched exactly, then by its normal form; it is
    never guessed. Former and other names are in params/areas/aliases.csv.

    Returns n codes on the same index, missing where no area of the type has the name.
    """
    known = _index(atlas(), type)
    text = names.astype("string").str.strip()
    found = {name: known.get(name) or known.get(normal(name)) for name in text.dropna().unique()}
    return text.map(found).astype("string")


@lru_cache(maxsize=32)
def _index(book: Atlas, type: str) -> dict[str, str]:
    """Give the code for each name of a type, as written and in its normal form."""
    here = [area for area in book.all() if area.type == type]
    spelt = [(name, area.code) for area in here for name in (area.name, area.short_name)]
    codes = {area.code for area in here}
    others = book.tables.aliases
    spelt += [(row.name, row.area) for row in each(others) if row.area in codes]
    return {**{normal(name): code for name, code in reversed(spelt)}, **dict(reversed(spelt))}
