"""The counts: one set of expressions for every backend, whole numbers only.

A person is counted once in each period, as one whose records are put together: in a
denominator if any record of theirs in the period is, in its numerator if any record that is
in the denominator is. They stand in the area and the groups of their last record that any
metric counts; of several on one day, in those that come last in order. So nobody is counted
twice, groups add up to everybody, and areas to the area above them.
"""

from functools import reduce
from operator import add, or_
from typing import TYPE_CHECKING, Any

import ibis
import pandas as pd
import pyarrow as pa

from insight.errors import BadRecords
from insight.records.axes import NONE, Axis, Lookup, Numbered
from insight.records.conditions import holds
from insight.records.extract import Extract
from insight.records.spans import place_of
from insight.records.survey import KEPT

if TYPE_CHECKING:
    import ibis.expr.types as ir

EXACT = 2**52  # below this, whole numbers divide without error in floating point
ENGLAND = "E92000001"
DAYS = 512  # more than place_of gives
IN_DENOMINATOR, IN_NUMERATOR = 1, 2


def counted(backend: Any, rows: "ir.Table", extract: Extract, found: Numbered) -> pd.DataFrame:
    """Count everybody and each group in every area of every level.

    rows : as survey.prepared gives them. found : what their areas and groups stand for.

    Returns metric, level, area, period (its number), breakdown, group, numerator and
    denominator, always in the same order; no row where the denominator is nobody.
    """
    strides, codes = _strides(found.axes, extract)
    names = [f"{part}{place}" for place in range(len(extract.metrics)) for part in "dn"]
    people = _people(_coded(backend, rows, extract, found, strides), extract, codes)
    areas = [axis for lookup in found.areas for axis in lookup.axes]
    levels = [*([None] if "england" in extract.aggregated else []), *areas]
    groups = [None, *(axis for lookup in found.groups for axis in lookup.axes)]
    with _summed(people, ["_period", "_code"], names).cache() as cells:
        parts = [_marginal(cells, area, group, strides, names) for area in levels for group in groups]
        wide = backend.to_pyarrow(ibis.union(*parts) if len(parts) > 1 else parts[0]).to_pandas()
    return _long(wide, extract, found)


def _coded(
    backend: Any, rows: "ir.Table", extract: Extract, found: Numbered, strides: dict[str, int]
) -> "ir.Table":
    """Give one number for all areas and groups of a row, and one for each metric: 0, 1 or 2."""
    marks = {}
    for place, metric in enumerate(extract.metrics):
        eligible, met = holds(rows, metric.denominator), holds(rows, metric.numerator)
        marks[f"_m{place}"] = (eligible.cast("int8") + (eligible & met).cast("int8")).cast("int8")
    table = rows.mutate(_day=place_of(rows["_date"], extract.periods.every), **marks)
    some = reduce(or_, [table[name] > 0 for name in marks])
    lookups = [*found.areas, *found.groups]
    who = ["_who"] if extract.columns.who is not None else []
    table = table.filter(table["_fate"] == KEPT, some)
    table = table.select("_period", "_day", *who, *(lookup.column for lookup in lookups), *marks)
    for place, lookup in enumerate(lookups):
        table = _joined(backend, table, lookup, strides, place)
    code = reduce(add, [table[f"_part{place}"] for place in range(len(lookups))], ibis.literal(0, "int64"))
    return table.select("_period", "_day", *who, *marks, code.name("_code"))


def _joined(
    backend: Any, table: "ir.Table", lookup: Lookup, strides: dict[str, int], place: int
) -> "ir.Table":
    """Give the rows with what the text of one column adds to their number."""
    parts = sum(lookup.table[axis.name] * strides[axis.name] for axis in lookup.axes)
    part, period, text = f"_part{place}", f"_period{place}", f"_text{place}"
    texts = ibis.memtable(
        pa.table(
            {
                period: pa.array(lookup.table["period"], pa.int32()),
                text: pa.array(lookup.table["text"], pa.string()),
                part: pa.array(parts, pa.int64()),
            }
        )
    )
    backend.to_pyarrow(texts.limit(1))  # Spark knows a table of ours only once it has been asked for
    match = [table["_period"] == texts[period], table[lookup.column] == texts[text]]
    joined = table.left_join(texts, match)
    return joined.drop(period, text, lookup.column).mutate(**{part: joined[part].fill_null(0)})


def _people(rows: "ir.Table", extract: Extract, codes: int) -> "ir.Table":
    """Give a row for each person and period, or the rows as they are where nobody is told apart."""
    marks = [f"_m{place}" for place in range(len(extract.metrics))]
    if extract.columns.who is not None:
        rows = rows.mutate(_last=rows["_day"] * codes + rows["_code"])
        rows = rows.group_by("_who", "_period").agg(
            _last=rows["_last"].max(), **{name: rows[name].max() for name in marks}
        )
        rows = rows.mutate(_code=rows["_last"] % codes)
    told = {f"d{name[2:]}": (rows[name] >= IN_DENOMINATOR).cast("int64") for name in marks}
    told |= {f"n{name[2:]}": (rows[name] >= IN_NUMERATOR).cast("int64") for name in marks}
    return rows.select("_period", "_code", **told)


def _summed(table: "ir.Table", by: list[str], names: list[str]) -> "ir.Table":
    return table.group_by(by).agg(**{name: table[name].sum().cast("int64") for name in names})


def _marginal(
    cells: "ir.Table", area: Axis | None, group: Axis | None, strides: dict[str, int], names: list[str]
) -> "ir.Table":
    """Count everybody, or the groups of one breakdown, in England or in the areas of one level."""

    def place(axis: Axis | None) -> Any:
        if axis is None:
            return ibis.literal(1, "int64")
        return ((cells["_code"] // strides[axis.name]) % axis.size).cast("int64")

    table = cells.mutate(_area=place(area), _group=place(group))
    table = table.filter(table["_area"] != NONE, table["_group"] != NONE)
    summed = _summed(table, ["_period", "_area", "_group"], names)
    level = ibis.literal(area.name if area else "england").name("level")
    breakdown = ibis.literal(group.name if group else "all").name("breakdown")
    return summed.select(level, breakdown, "_period", "_area", "_group", *names)


def _strides(axes: list[Axis], extract: Extract) -> tuple[dict[str, int], int]:
    """Give what each axis's number is multiplied by, and how many numbers there are in all."""
    strides, size = {}, 1
    for axis in axes:
        strides[axis.name] = size
        size *= axis.size
    if size * DAYS >= EXACT:
        raise BadRecords(
            f"params/records/{extract.id}.yml asks for {size:,} combinations of areas and groups at once, "
            f"which is more than can be counted exactly ({EXACT // DAYS:,}). Ask for fewer levels or "
            "breakdowns, in two extracts if need be. Nothing was written."
        )
    return strides, size


def _long(wide: pd.DataFrame, extract: Extract, found: Numbered) -> pd.DataFrame:
    """Give a row for each metric, with areas and groups by name, in an order that is always the same."""
    labels = {axis.name: ("", *axis.labels) for axis in found.axes} | {
        "england": ("", ENGLAND),
        "all": ("", "all"),
    }
    about = wide[["level", "breakdown"]].copy()
    about["period"] = wide["_period"].astype(int)
    for name, by, place in (("area", "level", "_area"), ("group", "breakdown", "_group")):
        about[name] = [labels[axis][number] for axis, number in zip(wide[by], wide[place], strict=True)]
    parts = [
        about.assign(
            metric=metric.id, order=place, numerator=wide[f"n{place}"], denominator=wide[f"d{place}"]
        )
        for place, metric in enumerate(extract.metrics)
    ]
    long = pd.concat(parts, ignore_index=True)
    long = long[long["denominator"] > 0].astype({"numerator": "Int64", "denominator": "Int64"})
    for name in ("level", "breakdown"):
        long[name] = long[name].str.removeprefix("a_").str.removeprefix("g_")
    levels = {name: place for place, name in enumerate(extract.aggregated)}
    breakdowns = {name: place for place, name in enumerate(("all", *extract.columns.breakdowns))}
    long = long.assign(_l=long["level"].map(levels), _b=long["breakdown"].map(breakdowns))
    long = long.sort_values(["order", "_l", "area", "period", "_b", "group"], ignore_index=True)
    return long[["metric", "level", "area", "period", "breakdown", "group", "numerator", "denominator"]]
