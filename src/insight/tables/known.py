"""Whose group is not known, whom the audits show at all, and what groups are counted against."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from insight.formats import Html, Lines, bare, folded, group_in_words, listed, plural, table
from insight.formats.rows import ENGLAND, as_records, captioned, parted_by_audit

NAMES = {"deprivation": "Deprivation", "ethnicity": "Ethnic group", "sex": "Sex", "age": "Age"}
KNOWN = [
    "audit", "area", "area_type", "breakdown", "short_name", "metrics", "least", "most", "at_most", "limit",
]  # fmt: skip
KINDS = {"england": 0, "region": 1, "icb": 2}  # of area, in the order they are read
NOTHING = "not published"


def completeness_map(
    known: pd.DataFrame, findings: pd.DataFrame, about: Any, absent: Iterable[str] = ()
) -> Html:
    """Give what share of people has no known group: audit by characteristic, then place by place, folded.

    known : as from spotlights.completeness. findings : of those audits. about : the theme. absent :
    audits without findings here, which have a line of their own that says so.
    """
    names = dict(zip(findings["audit"].astype(str), findings["audit_short"].astype(str), strict=True))
    rows = parted_by_audit(as_records(known, KNOWN))
    there = set(known["breakdown"].astype(str))
    by = [name for name in NAMES if name in there]
    heads = [NAMES[name] for name in by]
    cells = [(names[audit], *(_everywhere(rows.get(audit, []), one) for one in by)) for audit in names]
    held = about.not_held
    cells += [(held[name].short if name in held else name, *["no data here"] * len(by)) for name in absent]
    caption = "People whose group is missing: England, then how many ICBs are over the audit's limit."
    whole = table(Lines(cells, ["Audit", *heads]), captioned(caption, findings))
    return whole + folded(
        [_folded(names[audit], part, by, heads) for audit, part in rows.items() if _local(part)]
    )


def reached(rows: pd.DataFrame, caption: str) -> Html:
    """Give which groups of people the audits have any figure of, and which they do not show at all.

    rows : as from spotlights.reached. caption : what they are.
    """
    cells = [
        (row.title, _groups(row.groups), _audits(row))
        for row in as_records(rows, ["title", "groups", "audits", "of"])
    ]
    return table(Lines(cells, ["Group of people", "With figures here", "Audits"]), caption)


def denominators(findings: pd.DataFrame, given: Any) -> Html:
    """Give what the groups of each source are counted against: whom, in which year, by which index.

    findings : of several audits. given : what is recorded of each source, as frameworks give it.
    """
    sources = dict(zip(findings["source"].astype(str), findings["source_title"].astype(str), strict=True))
    cells = []
    for name, title in sources.items():
        one = given.sources.get(name)
        if one is None:
            cells.append((title, *["not recorded"] * 4))
        else:
            whom = f"{one.population}. {one.note}" if one.note else one.population
            cells.append((title, whom, str(one.year), one.index, one.groups))
    heads = ["Source", "Counted against", "Year", "Index of Multiple Deprivation", "Ethnic groups"]
    return table(Lines(cells, heads), captioned("What the groups are counted against.", findings))


def _everywhere(rows: list[Any], by: str) -> str:
    """Say one audit's share for England, and in how many ICBs it is over the limit or cannot be told."""
    mine = [row for row in rows if row.breakdown == by]
    if not mine:
        return NOTHING
    england = [row for row in mine if row.area == ENGLAND]
    icbs = [row for row in mine if row.area_type == "icb"]
    said = _share(england[0]) if england else f"{NOTHING} for England"
    if not icbs:
        return f"{said}; no ICB"
    over = sum(_is_over(row) and not row.at_most for row in icbs)
    untold = sum(pd.isna(row.most) or (_is_over(row) and row.at_most) for row in icbs)
    return f"{said}; {over} of {len(icbs)} ICBs over" + (f", {untold} not told" if untold else "")


def _share(row: Any) -> str:
    if pd.isna(row.most):
        return "not told"
    low, high = (bare(share, "%", 0) for share in (row.least, row.most))
    return f"{'at most ' * bool(row.at_most)}{low if low == high else f'{low} to {high}'}"


def _is_over(row: Any) -> bool:
    return bool(row.most > row.limit + 1e-9)


def _local(rows: list[Any]) -> list[Any]:
    return [row for row in rows if row.area != ENGLAND]


def _folded(name: str, rows: list[Any], by: list[str], heads: list[str]) -> dict[str, str]:
    """Give one audit's regions and ICBs, to be opened when asked for."""
    places: dict[str, dict[str, Any]] = {}
    for row in sorted(_local(rows), key=lambda row: (KINDS[row.area_type], str(row.short_name))):
        places.setdefault(row.area, {})[row.breakdown] = row
    lines = []
    for of in places.values():
        cells = [_share(of[one]) + "*" * _is_over(of[one]) if one in of else NOTHING for one in by]
        lines.append((place_name(next(iter(of.values()))), *cells))
    limit = bare(rows[0].limit, "%", 0)
    caption = (
        f"{name}: people whose group is missing, by region and ICB. A star: more than the limit of {limit}."
    )
    summary = (
        f"{name}: people whose group is missing in {plural(len(lines), 'region or ICB', 'regions and ICBs')}"
    )
    return {"summary": summary, "table": table(Lines(lines, ["Place", *heads]), caption)}


def place_name(row: Any) -> str:
    """Give a place's name, a region's with the word."""
    return f"{row.short_name} (region)" if row.area_type == "region" else str(row.short_name)


def _groups(groups: tuple[str, ...]) -> str:
    if not groups:
        return "none: no data"
    if all(group[:1].isdigit() and (len(group) == 1 or group.endswith("deprived")) for group in groups):
        return plural(len(groups), "fifth")
    return listed(group_in_words(group) for group in groups)


def _audits(row: Any) -> str:
    return f"{len(row.audits)} of {row.of}: {listed(row.audits)}" if row.audits else f"none of {row.of}"
