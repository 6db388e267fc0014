"""Areas and groups as small numbers: what each text of an extract stands for, and what it does not."""

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from insight.areas.atlas import Area, Atlas, atlas
from insight.areas.codes import keys
from insight.observations.checks import GROUPS
from insight.periods import Period
from insight.records.extract import Extract, GroupColumn
from insight.records.spans import period
from insight.records.survey import Survey
from insight.records.tally import AXIS

HIGHER = {  # level -> the levels its areas make up, the nearest first
    "sub_icb": ("icb", "region", "england"),
    "icb": ("region", "england"),
    "region": ("england",),
    "trust": ("england",),
}
NONE = 0  # the number of a text that stands for nothing


@dataclass(frozen=True)
class Axis:
    """One level or breakdown: its labels are numbered from 1, and 0 is none of them."""

    name: str  # such as icb, or sex
    labels: tuple[str, ...]

    @property
    def size(self) -> int:
        """Give how many numbers there are."""
        return len(self.labels) + 1


@dataclass(frozen=True)
class Lookup:
    """What the texts of one column stand for, by period: on each row a number for every axis it decides."""

    column: str  # as survey.axes names it
    table: pd.DataFrame  # period, text, and a column of numbers for each axis
    axes: tuple[Axis, ...]


@dataclass
class Numbered:
    """Every lookup of an extract, and the rows that have no number on an axis."""

    areas: list[Lookup] = field(default_factory=list)
    groups: list[Lookup] = field(default_factory=list)
    unplaced: AXIS = field(default_factory=dict)
    ungrouped: AXIS = field(default_factory=dict)
    unknown: AXIS = field(default_factory=dict)

    @property
    def axes(self) -> list[Axis]:
        """Give every axis, areas before groups."""
        return [axis for lookup in (*self.areas, *self.groups) for axis in lookup.axes]


def numbered(extract: Extract, found: Survey) -> Numbered:
    """Number the areas and groups that an extract holds.

    An area is placed when its code is known, is of the level of its column and was in force
    in the period. A group is one the extract names, else its group of the unknown if it has one.
    """
    out = Numbered()
    said = dict(tuple(found.said.groupby("axis")))
    for level in extract.columns.areas:
        mine = [name for name in extract.aggregated if extract.column_of(name) == level]
        rows = said[f"_area_{level}"].reset_index(drop=True)
        places = _placed(rows, level, mine, extract)
        out.areas.append(_lookup(rows, places, f"_area_{level}", [f"a_{name}" for name in mine]))
        _note(out.unplaced, level, rows, places[level].isna())
    for name, rule in extract.columns.breakdowns.items():
        rows = said[f"_group_{name}"].reset_index(drop=True)
        groups, unknown = _grouped(rows, name, rule)
        out.groups.append(_lookup(rows, groups, f"_group_{name}", [f"g_{name}"]))
        _note(out.ungrouped, name, rows, groups[name].isna())
        _note(out.unknown, name, rows, unknown)
    return out


def above(areas: pd.DataFrame, day: date, extract: Extract) -> pd.DataFrame:
    """Give child and parent of the areas that add up on a day: area and area_type of each counted."""
    book, found = atlas(), set()
    for code, kind in areas.drop_duplicates().itertuples(index=False):
        version = _version(book, code, day)
        for level in (name for name in HIGHER.get(kind, ()) if name in extract.aggregated):
            parent = book.climb(version, level, day)
            if parent is not None:
                found.add((code, parent.code))
                break
    return pd.DataFrame(sorted(found), columns=["child", "parent"])


def _placed(rows: pd.DataFrame, level: str, wanted: list, extract: Extract) -> pd.DataFrame:
    """Give the code of the area of the column's level and of each level wanted; missing if there is none."""
    book = atlas()
    known = keys(book)
    spans = {number: period(number, extract.periods.every) for number in rows["period"].unique()}
    out: dict[str, list] = {name: [] for name in dict.fromkeys((level, *wanted))}
    for text, number in zip(rows["text"], rows["period"], strict=True):
        span = spans[number]
        area = _in_force(known.get(text, ()), level, span, extract.published)
        for name, codes in out.items():
            higher = book.climb(area, name, min(span.end, area.end or span.end)) if area else None
            codes.append(higher.code if higher else None)
    return pd.DataFrame(out, dtype="object")


def _in_force(versions: tuple[Area, ...], level: str, span: Period, published: date) -> Area | None:
    """Give the version of an area that a code means in a period, if it was there then."""
    fit = [one for one in versions if one.type == level and one.start <= published]
    held = [one for one in fit if one.start <= span.end] or fit[:1]
    return held[-1] if held and (held[-1].end is None or held[-1].end >= span.start) else None


def _version(book: Atlas, code: str, day: date) -> Area | None:
    versions = [one for one in book.versions.get(code, ()) if one.start <= day]
    return versions[-1] if versions else next(iter(book.versions.get(code, ())), None)


def _grouped(rows: pd.DataFrame, breakdown: str, rule: GroupColumn) -> tuple[pd.DataFrame, pd.Series]:
    """Give the group of each text, and whether it is so only because it is not known."""
    text = rows["text"].astype(object)
    if rule.names is not None:
        group = text.map(rule.names)
    else:
        groups = GROUPS[breakdown]
        fits = text.isin(groups) if groups else text != ""
        group = text.where(fits)
    unknown = group.isna() & (rule.unknown is not None)
    group = group.where(group.notna(), rule.unknown)
    return pd.DataFrame({breakdown: group.where(group.notna(), None)}, dtype="object"), unknown


def _lookup(rows: pd.DataFrame, labels: pd.DataFrame, column: str, names: list[str]) -> Lookup:
    """Number the labels of each axis in order."""
    table = rows[["period", "text"]].copy()
    axes = []
    for name in names:
        own = labels[name[2:]]
        known = tuple(sorted(own.dropna().unique()))
        place = {label: number for number, label in enumerate(known, start=1)}
        table[name] = own.map(place).fillna(NONE).astype("int64")
        axes.append(Axis(name, known))
    return Lookup(column, table, tuple(axes))


def _note(into: AXIS, axis: str, rows: pd.DataFrame, these: pd.Series) -> None:
    counts = rows[these.to_numpy(dtype=bool)].groupby("text")["rows"].sum()
    if len(counts):
        into[axis] = {str(text): int(count) for text, count in counts.items()}
