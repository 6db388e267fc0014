"""What an extract says, before anything is counted: its periods, areas and groups, with rows of each."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from insight.errors import BadRecords
from insight.records.extract import Extract
from insight.records.spans import number, number_of

if TYPE_CHECKING:
    import ibis.expr.types as ir

NO_DAY, OUTSIDE, NOBODY = "no date", "outside the periods asked for", "nobody is named"
KEPT = ""  # the fate of rows that are used


@dataclass(frozen=True)
class Survey:
    """How many rows there are of each kind.

    fates : fate, rows. said : axis, period, text, rows; an axis is a level or a breakdown.
    """

    fates: pd.Series
    said: pd.DataFrame


def prepared(table: "ir.Table", extract: Extract) -> "ir.Table":
    """Give the rows with their fate, period, day within it and axes as text; nothing is computed yet.

    Columns are _fate, _period, _day, one per axis (named _area_icb, _group_sex, ...), _who when people
    are told apart, and those that the metrics' conditions test.
    """
    refuse_kinds(table, extract)
    every = extract.periods.every
    day = table[extract.columns.day].cast("date")
    made: dict[str, Any] = {"_date": day, "_period": number_of(day, every)}
    made |= {name: _text(table[column]) for name, column in axes(extract).items()}
    if extract.columns.who is not None:
        made["_who"] = table[extract.columns.who]
    rows = table.mutate(**made)
    return rows.mutate(_fate=_fate(rows, extract))


def axes(extract: Extract) -> dict[str, str]:
    """Give each axis and its column: areas, then breakdowns, in their order."""
    found = {f"_area_{level}": at.column for level, at in extract.columns.areas.items()}
    return found | {f"_group_{name}": group.column for name, group in extract.columns.breakdowns.items()}


def survey(backend: Any, rows: "ir.Table", extract: Extract) -> Survey:
    """Count the rows of each fate, and those used of each period and text of each axis.

    Raises BadRecords when there is no row, or none that is used.
    """
    import ibis

    fates = backend.to_pyarrow(rows.group_by("_fate").agg(rows=rows.count())).to_pandas()
    fates = fates.set_index("_fate")["rows"].astype(int)
    if fates.get(KEPT, 0) == 0:
        raise _nothing(fates, extract)
    used = rows.filter(rows["_fate"] == KEPT)
    parts = [
        used.group_by(period=used["_period"], text=used[name])
        .agg(rows=used.count().cast("int64"))
        .select(ibis.literal(name).name("axis"), "period", "text", "rows")
        for name in axes(extract)
    ]
    parts.append(
        used.group_by(period=used["_period"])
        .agg(rows=used.count().cast("int64"))
        .select(ibis.literal("_period").name("axis"), "period", ibis.literal("").name("text"), "rows")
    )
    said = backend.to_pyarrow(ibis.union(*parts) if len(parts) > 1 else parts[0]).to_pandas()
    said = said.astype({"period": int, "rows": int})
    return Survey(fates.sort_index(), said.sort_values(["axis", "period", "text"], ignore_index=True))


def refuse_kinds(table: "ir.Table", extract: Extract) -> None:
    """Raise BadRecords where a column is of a kind that cannot mean what the extract says it means."""
    faults = []
    columns = extract.columns
    kind = table[columns.day].type()
    if not (kind.is_date() or kind.is_timestamp()):
        faults.append(f"{columns.day} (columns.day) is {kind}, and a date is needed")
    keys = {column: name[1:].replace("_", " ", 1) for name, column in axes(extract).items()}
    for column, key in (keys | ({columns.who: "who"} if columns.who else {})).items():
        kind = table[column].type()
        if not (kind.is_string() or kind.is_integer() or kind.is_boolean()):
            faults.append(f"{column} ({key}) is {kind}, and text or whole numbers are needed")
    if faults:
        raise BadRecords.rows(
            f"Columns of {extract.url} are of another kind than params/records/{extract.id}.yml says:",
            faults,
            "Name another column, or write the extract again with the column as it should be. "
            "Nothing was written.",
        )


def _text(column: Any) -> Any:
    """Give cells as text without blanks around it; missing ones as nothing."""
    return column.cast("string").strip().fill_null("")


def _fate(rows: "ir.Table", extract: Extract) -> Any:
    """Say of each row why it is left out, by the first rule that does, or that it is used."""
    import ibis

    cases = []
    for rule in extract.leave_out:
        cell = _text(rows[rule.column])
        chosen = cell.isin([*rule.values, *([""] if rule.blank else [])])
        cases.append((chosen, rule.reason))
    cases.append((rows["_date"].isnull(), NO_DAY))
    every, span = extract.periods.every, extract.periods
    if span.first is not None:
        cases.append((rows["_period"] < number(span.first, every), OUTSIDE))
    if span.last is not None:
        cases.append((rows["_period"] > number(span.last, every), OUTSIDE))
    if extract.columns.who is not None:
        cases.append((_text(rows[extract.columns.who]) == "", NOBODY))
    return ibis.cases(*cases, else_=KEPT)


def _nothing(fates: pd.Series, extract: Extract) -> BadRecords:
    if fates.sum() == 0:
        return BadRecords(
            f"{extract.url} has columns and no rows. Fetch it again, or mend 'url' in "
            f"params/records/{extract.id}.yml. Nothing was written."
        )
    return BadRecords.rows(
        f"None of the {fates.sum():,} rows of {extract.url} is used:",
        [f"{rows:,} left out: {reason}" for reason, rows in fates.items()],
        f"Mend 'leave_out', 'periods' or 'columns' in params/records/{extract.id}.yml. Nothing was written.",
    )
