"""The numbers of each metric a table holds: from its columns, or summed from rows of categories."""

import pandas as pd

from insight.definitions import Categories, Measure, Source
from insight.observations.columns import counted, matching
from insight.observations.faults import Faults
from insight.observations.numbers import EMPTY, OK, WITHHELD, WRONG, interval, number

COUNTS = ("numerator", "denominator")
VALUES = ("value", "lower", "upper", "sd")
NUMBERS = [*COUNTS, *VALUES]

REASON_WITHHELD = "withheld by the publisher"
REASON_EMPTY = "not published"
REASON_PART_WITHHELD = "a count it is summed from was withheld by the publisher"
REASON_PART_MISSING = "a count it is summed from is not in the file"


def chosen(cells: pd.DataFrame, measure: Measure) -> pd.Series:
    """Tell for each row whether it holds a number of this measure."""
    here = matching(cells, measure.where)
    return here & counted(cells, measure.categories) if measure.categories else here


def numbers(
    cells: pd.DataFrame, about: pd.DataFrame, measure: Measure, source: Source, faults: Faults
) -> pd.DataFrame:
    """Give the observations of one metric, without their areas.

    cells : the rows that hold them. about : what each row is about, on the same index.

    Returns `about` with metric, NUMBERS, reason, rounded_to and decimals. A number that is
    withheld or blank is missing, never 0. The index is that of the row, or of the first of
    the rows a sum of categories was made from.
    """
    if measure.categories:
        out = _summed(cells, about, measure.categories, source, faults)
        out["rounded_to"] = source.rounded_to * len(measure.categories.denominator)
    else:
        out = about.join(_from_columns(cells, measure, source, faults))
        out["rounded_to"] = source.rounded_to
    decimals = source.decimals if measure.decimals is None else measure.decimals
    return out.assign(metric=measure.metric, decimals=pd.array([decimals] * len(out), dtype="Int64"))


def _from_columns(cells: pd.DataFrame, measure: Measure, source: Source, faults: Faults) -> pd.DataFrame:
    """Read the columns of a measure as numbers, and say why a row has none."""
    scale = source.scale if measure.scale is None else measure.scale
    out = pd.DataFrame(index=cells.index)
    states = {}
    for role, column in measure.columns.items():
        if role == "outlier_status":
            out["published_status"] = cells[column].where(cells[column] != "")
            continue
        if role == "interval":
            read = interval(cells[column], source.suppressed.values, scale=scale)
            out["lower"], out["upper"] = read["lower"], read["upper"]
        else:
            by = 1 if role in COUNTS else scale
            read = number(cells[column], source.suppressed.values, scale=by)
            out[role] = read["value"]
        states[role] = read["state"]
        _refuse_text(cells, column, role, read["state"], faults, source)
        if role in COUNTS:
            _refuse_parts(cells, column, out[role], faults)
    for role in NUMBERS:
        if role not in out:
            out[role] = pd.Series(pd.NA, index=out.index, dtype="Float64")
    told = _told(cells, source)
    out[NUMBERS] = out[NUMBERS].mask(told)
    return out.assign(reason=_reason(out, states, told))


def _told(cells: pd.DataFrame, source: Source) -> pd.Series:
    """Tell for each row whether a note in it says that its numbers are withheld."""
    note = source.suppressed.note
    told = pd.Series(False, index=cells.index)
    if note:
        words = cells[note.column].str.lower()
        for text in note.contains:
            told |= words.str.contains(text.lower(), regex=False)
    return told


def _reason(out: pd.DataFrame, states: dict[str, pd.Series], told: pd.Series) -> pd.Series:
    """Say why a row has no number: neither a published value nor both counts."""
    none = out["value"].isna() & (out["numerator"].isna() | out["denominator"].isna())
    withheld = told.copy()
    for state in states.values():
        withheld |= state == WITHHELD
    reason = pd.Series(pd.NA, index=out.index, dtype="str")
    return reason.mask(none, REASON_EMPTY).mask(none & withheld, REASON_WITHHELD)


def _refuse_text(
    cells: pd.DataFrame, column: str, role: str, state: pd.Series, faults: Faults, source: Source
) -> None:
    what = "an interval such as '1.92 to 3.37'" if role == "interval" else "a number"
    faults.add(
        state == WRONG,
        lambda row: f"{column} holds {row[column]!r}, which is not {what}.",
        cells,
        "If a text stands for a number that is withheld, list it in 'suppressed.values' of "
        f"params/sources/{source.id}.yml.",
    )


def _refuse_parts(cells: pd.DataFrame, column: str, count: pd.Series, faults: Faults) -> None:
    faults.add(
        (count.notna() & (count % 1 != 0)).fillna(False),
        lambda row: f"{column} holds {row[column]!r}, which is not a whole number of people.",
        cells,
        "Counts are whole numbers: name the column of counts, not of rates.",
    )


def _summed(
    cells: pd.DataFrame, about: pd.DataFrame, parts: Categories, source: Source, faults: Faults
) -> pd.DataFrame:
    """Add up rows of categories into a numerator and a denominator for each area, period and group."""
    read = number(cells[parts.count], source.suppressed.values)
    _refuse_text(cells, parts.count, "count", read["state"], faults, source)
    _refuse_parts(cells, parts.count, read["value"], faults)
    said = {"dimension": cells[parts.dimension], "category": cells[parts.category]}
    rows = about.assign(**said, count=read["value"], state=read["state"])
    keys = ["file", "area_text", "area_type", "period_start", "period_end", "breakdown", "group", "status"]
    keys += ["dimension"]
    _refuse_twice(rows, [*keys, "category"], parts, faults)
    grouped = rows.groupby(keys, sort=False, dropna=False)
    out = rows.loc[~rows.duplicated(keys), list(about.columns)].copy()
    for role, names in (("numerator", parts.numerator), ("denominator", parts.denominator)):
        out[role] = _total(rows, grouped.ngroup(), names).to_numpy()
    withheld = (rows["state"].isin([WITHHELD, EMPTY])).groupby(grouped.ngroup()).any().to_numpy()
    for role in VALUES:
        out[role] = pd.array([pd.NA] * len(out), dtype="Float64")
    none = out["numerator"].isna() | out["denominator"].isna()
    reason = pd.Series(pd.NA, index=out.index, dtype="str").mask(none, REASON_PART_MISSING)
    return out.assign(reason=reason.mask(none & withheld, REASON_PART_WITHHELD))


def _total(rows: pd.DataFrame, group: pd.Series, names: tuple[str, ...]) -> pd.Series:
    """Add up the named categories of each group; missing unless every one is there with its count."""
    here = rows["category"].isin(list(names)) & (rows["state"] == OK)
    groups = range(int(group.max()) + 1)
    count = here.groupby(group).sum()
    total = rows["count"].where(here).groupby(group).sum(min_count=1)
    return total.where(count == len(names)).reindex(groups)


def _refuse_twice(rows: pd.DataFrame, keys: list[str], parts: Categories, faults: Faults) -> None:
    """Note categories that are counted twice for one area, period and group, naming both rows."""
    faults.add_twice(
        rows,
        keys,
        lambda row: f"a second count of {row['category']!r} for the same area and period",
        f"Leave one of them out, or mend 'categories' ({parts.dimension}, {parts.category}).",
    )
