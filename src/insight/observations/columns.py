"""Which columns a source needs, and rows chosen or described by their cells."""

import pandas as pd

from insight.definitions import Categories, LeaveOut, Named, Source
from insight.definitions.source import Cells


def needed(source: Source) -> dict[str, str]:
    """Give every column of the file a source names, with the key that names it."""
    found: dict[str, str] = {}
    for key, name in _named(source):
        if name is not None:
            found.setdefault(name, key)
    if source.unpivot:
        for made in (source.unpivot.to, source.unpivot.value):
            found.pop(made, None)
        found |= dict.fromkeys(source.unpivot.columns, "unpivot.columns")
    return found


def _named(source: Source) -> list[tuple[str, str | None]]:
    pairs = [
        ("area.column", source.area.column if source.area else None),
        ("level.column", source.level.column if source.level else None),
        ("period.column", source.period.column if source.period else None),
        ("suppressed.note", source.suppressed.note.column if source.suppressed.note else None),
        ("status.column", source.status.column if isinstance(source.status, Named) else None),
    ]
    pairs += [("leave_out", rule.column) for rule in source.leave_out]
    for rule in source.breakdowns:
        pairs += [("breakdowns.where", column) for column in rule.where]
        pairs += [("breakdowns.group", rule.group.column if isinstance(rule.group, Named) else None)]
    for measure in source.measures:
        pairs += [(f"measures, {measure.metric}", column) for column in measure.where]
        pairs += [(f"measures, {measure.metric}", column) for column in measure.columns.values()]
        parts = measure.categories
        if parts:
            pairs += [
                (f"measures, {measure.metric}", c) for c in (parts.dimension, parts.category, parts.count)
            ]
    return pairs


def matching(cells: pd.DataFrame, where: Cells) -> pd.Series:
    """Tell for each row whether it holds, in every column named, one of the texts named.

    >>> rows = pd.DataFrame({"Sex": ["Female", "Male"]})
    >>> matching(rows, {"Sex": ("Male",)}).tolist()
    [False, True]
    """
    chosen = pd.Series(True, index=cells.index)
    for column, texts in where.items():
        chosen &= cells[column].isin([texts] if isinstance(texts, str) else list(texts))
    return chosen


def left_out(cells: pd.DataFrame, rules: tuple[LeaveOut, ...]) -> pd.Series:
    """Give the reason each row is left out, and missing where no rule leaves it out."""
    reason = pd.Series(pd.NA, index=cells.index, dtype="str")
    for rule in rules:
        column = cells[rule.column]
        chosen = column.isin(list(rule.values))
        if rule.blank:
            chosen |= column == ""
        reason = reason.mask(chosen & reason.isna(), rule.reason)
    return reason


def counted(cells: pd.DataFrame, parts: Categories) -> pd.Series:
    """Tell for each row whether it is a category that a sum of categories counts."""
    wanted = {*parts.numerator, *parts.denominator}
    return cells[parts.dimension].isin(list(parts.of)) & cells[parts.category].isin(list(wanted))


def described(cells: pd.DataFrame, named: Named) -> pd.Series:
    """Give each row's value: the one for every row, or its cell, renamed; missing if it has no name."""
    if named.value is not None:
        return pd.Series(named.value, index=cells.index, dtype="str")
    column = cells[str(named.column)]
    return column if named.names is None else column.map(named.names).astype("str")
