"""Which groups of people the data show at all, and which nobody counts."""

from collections.abc import Iterable

import pandas as pd

from insight.formats.rows import ENGLAND, NOT_KNOWN

COLUMNS = ["id", "title", "groups", "audits", "of", "area_figures"]


def reached(found: pd.DataFrame, groups: Iterable, area: str | None = None) -> pd.DataFrame:
    """Tell of each characteristic, or of each group a system looks at, whether an audit has figures of it.

    found : findings of several audits. groups : records with id, title, breakdown (None where no
    audit publishes it) and groups (all of the breakdown's when empty), such as those of
    frameworks.characteristics() or the groups of an ICB's own file. area : whose figures; England's
    when None.

    Returns a row per record: id; title; groups, those with a figure, in a tuple; audits, the short
    names of audits that have one; of, how many audits there are; area_figures, how many figures.
    A figure that is withheld is none.
    """
    here = found[(found["area"] == (area or ENGLAND)) & found["latest"] & found["value"].notna()]
    here = here[~here["group"].isin(NOT_KNOWN)]
    every = found["audit"].nunique()
    rows = []
    for one in groups:
        shown = here[(here["breakdown"] == one.breakdown) if one.breakdown else [False] * len(here)]
        shown = shown[shown["group"].isin(one.groups)] if one.groups else shown
        names = tuple(dict.fromkeys(shown["group"].astype(str)))
        ordered = tuple(name for name in one.groups if name in names) or tuple(sorted(names, key=_age))
        audits = tuple(dict.fromkeys(shown["audit_short"].astype(str)))
        rows.append((one.id, one.title, ordered, audits, every, len(shown)))
    return pd.DataFrame(rows, columns=COLUMNS)


def _age(group: str) -> tuple[int, str]:
    """Order groups by the number they begin with, those that begin with 'Under' first."""
    digits = "".join(letter for letter in group.split(" ")[0] if letter.isdigit())
    return (int(digits) if digits else -1, group)
