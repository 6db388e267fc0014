"""Areas by size and value within the limits of chance: exact, and allowing for over-dispersion."""

import textwrap
from typing import Any

import numpy as np
import pandas as pd

from insight.charts.chart import Chart, Charts
from insight.charts.drawing.key import Item
from insight.charts.drawing.panel import SPAN, Panel, beside, curves, frame, widened
from insight.charts.drawing.paper import LINE, Mark, depth, draw, heading, wrapped
from insight.charts.drawing.places import apart
from insight.charts.drawing.sheet import WIDTH, Sheet
from insight.formats import Lines, bare, count, listed, number, plural
from insight.formats.numbers import is_missing
from insight.formats.rows import LEVELS, captioned, columns_where, is_word, level_of, records_where
from insight.formats.signals import BEYOND, LIMITS, cited, deviations, pair, target, whose
from insight.formats.verdicts import word

HEIGHT, FOOT, SPACE = 96, LINE, 12  # of a panel, of the line below it, and below that
MOST = 6
LETTER = 5.9  # points of a letter in the widest font
EXACT = ["inner_lower", "inner_upper", "outer_lower", "outer_upper"]
WIDE = [f"wide_{name}" for name in EXACT]
DRAWN = ["denominator", "target", *EXACT, *WIDE]  # of a funnel's lines
DOT = ("denominator", "value")
Limits = dict[str, np.ndarray]  # by the names of DRAWN
NEEDED = [
    "metric", "title", "area", "short_name", "period", "period_end", "value", "denominator", "unit",
    "decimals", "target", "target_source", "exact_z", "adjusted_z", "exact_level", "adjusted_level", "level",
    "levels", "direction", "claim", "audit", "headline", "better", "setting",
]  # fmt: skip


def funnel(
    signals: pd.DataFrame,
    curves: pd.DataFrame,
    findings: pd.DataFrame,
    area: str | None,
    level: str = "icb",
    most: int = MOST,
) -> Charts:
    """Draw the funnels in which an area stands furthest out, or those of an audit's headline metrics.

    signals, curves, findings : a page's slices. area : its code; None for an audit's page,
    on which outliers of a level are named. Shares and rates have funnels. Only areas with a
    released value are drawn.
    """
    level = level if area is None else level_of(signals, area)
    of_level = is_word(curves, "area_type", level)
    chosen = is_word(signals, "kind", "others") & is_word(signals, "area_type", level)
    chosen &= signals[["value", "p", "denominator"]].notna().to_numpy().all(axis=1)
    chosen &= signals["metric"].isin(set(columns_where(curves, of_level, ["metric"])[0])).to_numpy(bool)
    names = _furthest(signals, chosen, area, most)
    if not names:
        return Charts([], empty=f"No result of these {LEVELS[level][1]} could be put on a funnel.")
    chosen &= signals["metric"].isin(names).to_numpy(bool)
    limits, parts = _limits(curves, of_level, names), _parts(signals, chosen)
    told = chosen & is_word(signals, "area", area) if area else chosen
    sources = cited(findings, signals, told)
    kinds = apart(names, lambda name: parts[name][0].setting)
    found = [
        _all([(parts[name], limits[name]) for name in within], sources, area, level, where)
        for where, within in kinds
    ]
    return Charts(found, empty="")


def _limits(curves: pd.DataFrame, chosen: np.ndarray, names: list[str]) -> dict[str, Limits]:
    """Give the lines of each funnel as columns of numbers, from the smallest number of people up."""
    named = chosen & curves["metric"].isin(names).to_numpy(bool)
    rows: dict[str, list[tuple[float, ...]]] = {}
    for metric, *numbers in zip(*columns_where(curves, named, ["metric", *DRAWN]), strict=True):
        rows.setdefault(metric, []).append(tuple(numbers))
    ordered = {metric: sorted(some, key=lambda row: row[0]) for metric, some in rows.items()}
    return {
        metric: dict(zip(DRAWN, np.array(some, float).T, strict=True)) for metric, some in ordered.items()
    }


def _parts(signals: pd.DataFrame, chosen: np.ndarray) -> dict[str, list[Any]]:
    """Give the areas on each funnel."""
    found: dict[str, list[Any]] = {}
    for row in records_where(signals, chosen, NEEDED):
        found.setdefault(row.metric, []).append(row)
    return found


def _furthest(signals: pd.DataFrame, chosen: np.ndarray, area: str | None, most: int) -> list[str]:
    """Give the metrics to draw: those with a claim first, then by how far out the area stands."""
    own = is_word(signals, "area", area) if area else signals["headline"].to_numpy(bool)
    found: dict[str, tuple[bool, float]] = {}
    for row in records_where(signals, chosen & own, ["metric", "claim", "adjusted_z"]):
        far = 0.0 if area is None else -1.0 if is_missing(row.adjusted_z) else abs(row.adjusted_z)
        claimed, furthest = found.get(row.metric, (False, -1.0))
        found[row.metric] = (claimed or isinstance(row.claim, str), max(far, furthest))
    return sorted(found, key=lambda name: found[name], reverse=True)[:most]


def _all(
    parts: list[tuple[list[Any], Limits]],
    sources: list[Any],
    area: str | None,
    level: str,
    where: str,
) -> Chart:
    every = [row for rows, _ in parts for row in rows]
    own = [row for row in every if row.area == area]
    shown = {row.metric for row in every}
    name, many = own[0].short_name if own else "", LEVELS[level][1]
    title = f"{name} among {many}, by number of people" if name else f"{many} by number of people"
    title = title[:1].upper() + title[1:] + (f": {where}" if where else "")
    keys = _keys(every, name, many, any(np.isfinite(lines[WIDE[0]]).any() for _, lines in parts))
    down, tops = depth(title, keys), []
    for rows, _ in parts:
        tops.append(down + LINE * len(wrapped(rows[0].title)) + 2)
        down = tops[-1] + HEIGHT + FOOT + SPACE
    page = Sheet(down)
    heading(page, title, keys)
    marks = [
        mark
        for (rows, lines), top in zip(parts, tops, strict=True)
        for mark in _one(page, rows, lines, top, area)
    ]
    draw(page, marks)
    caption = f"{title}. The larger an area, the nearer to the target chance leaves it."
    return Chart(
        page,
        alt=" ".join([f"{title}.", *(_said(rows, area, level) for rows, _ in parts)]),
        caption=captioned(caption, [row for row in sources if row.metric in shown]),
        lines=_table(every, level),
        name=" ".join(["funnel", str(area or every[0].audit), level, *where.split()]),
    )


def _keys(rows: list[Any], name: str, many: str, wide: bool) -> list[Item]:
    keys = [("dot", name)] if name else []
    keys += [("similar", f"other {many}" if name else many)]
    found = {row.direction for row in rows if isinstance(row.claim, str)}
    keys += [(way, f"outlier, {way}") for way in ("better", "worse", "higher") if way in found]
    keys += [("centre", "target"), ("limit", f"limits, {listed(dict.fromkeys(row.levels for row in rows))}")]
    return keys + [("wide", "the same, allowing for over-dispersion")] * wide


def _one(page: Sheet, rows: list[Any], lines: Limits, top: float, area: str | None) -> list[Mark]:
    """Draw one funnel's lines and words; give its dots."""
    first, sizes = rows[0], np.log10(np.maximum(lines["denominator"], 1))
    people, values = (np.array([getattr(row, name) for row in rows], float) for name in DOT)
    at = np.log10(np.maximum(people, 1))
    panel = Panel(top, HEIGHT, widened(at.min(), at.max()), _scale(people, values, lines))
    ends_y = tuple(bare(max(end, 0), first.unit, 0 if first.unit == "%" else 1) for end in panel.y)
    frame(page, panel, first.title, ends_y, (count(people.min()), count(people.max())))
    inside = (sizes >= panel.x[0]) & (sizes <= panel.x[1])
    for kind, names in (("limit", EXACT), ("wide", WIDE), ("centre", ["target"])):
        curves(page, kind, panel, sizes[inside], [lines[name][inside] for name in names])
    goal = f"{'England' if first.target_source == 'England' else 'target'} "
    words = [(goal + bare(first.target, first.unit, first.decimals), "normal")]
    spots = list(zip(rows, panel.across(at).tolist(), panel.down(values).tolist(), strict=True))
    own = [row for row, _, _ in spots if row.area == area]
    if area is None:
        _labels(page, [spot for spot in spots if isinstance(spot[0].claim, str)], top + HEIGHT)
        words_at = float(panel.down(first.target)) - 7
        beside(page, panel, words, words_at)
    else:
        beside(page, panel, [*_own_words(own), *words])
    ordered = sorted(spots, key=lambda spot: (spot[0].area == area, isinstance(spot[0].claim, str)))
    return [(_kind(row, area), x, y, 0, 0) for row, x, y in ordered]


def _scale(people: np.ndarray, values: np.ndarray, lines: Limits) -> tuple[float, float]:
    """Give the ends of the upright scale: all dots, and the limits of all but the smallest areas."""
    large = lines["denominator"] >= np.quantile(people, 0.25)
    known = np.concatenate([values, *(lines[name][large] for name in [*EXACT, *WIDE])])
    low, high = np.nanmin(known), np.nanmax(known)
    return widened(low, high)


def _kind(row: Any, area: str | None) -> str:
    if row.area == area:
        return "dot"
    return word(row.direction) if isinstance(row.claim, str) else "similar"


def _own_words(own: list[Any]) -> list[tuple[str, str]]:
    if not own:
        return []
    row = own[0]
    said = "outlier, " + row.direction if isinstance(row.claim, str) else "not an outlier"
    return [(bare(row.value, row.unit, row.decimals), "bold"), (said, "normal")]


def _labels(page: Sheet, spots: list, foot: float) -> None:
    """Name dots above a foot, each on lines of its own, on the side where there is room."""
    lines: list[tuple[float, str, str]] = []
    heights: list[float] = []
    for row, x, y in sorted(spots, key=lambda spot: spot[2]):
        after, before = (int((room - 8) / LETTER) for room in (WIDTH - x, x - SPAN[0]))
        side = "left" if after >= min(len(row.short_name), before) else "right"
        for line in textwrap.wrap(row.short_name, after if side == "left" else before):
            lines.append((x + (6 if side == "left" else -6), line, side))
            heights.append(max(y + 3.5, heights[-1] + LINE - 2 if heights else y))
    for (x, line, side), y in zip(reversed(lines), reversed(heights), strict=True):
        page.write(x, min(y, foot), line, ha=side)
        foot = min(y, foot) - LINE + 2


def _said(rows: list[Any], area: str | None, level: str) -> str:
    """Say what one funnel shows."""
    first = rows[0]
    claims = [row for row in rows if isinstance(row.claim, str)]
    said = f"{first.title}: target {target(first)}; {plural(len(rows), *LEVELS[level])}."
    for row in rows:
        if row.area == area:
            said += f" {row.short_name} {number(row.value, row.unit, row.decimals)}, {_place(row)}."
    for way in ("better", "worse", "higher", "lower"):
        names = [row.short_name for row in claims if row.area != area and row.direction == way]
        said += f" Outliers, {way}: {listed(names)}." if names else ""
    return said if claims else f"{said} None is an outlier."


def _place(row: Any) -> str:
    """Say where a dot lies; only the top of the ladder makes it an outlier."""
    if isinstance(row.claim, str):
        return f"an outlier, {row.direction}, beyond {LIMITS[row.levels][int(row.level)]}"
    if row.adjusted_level >= BEYOND:
        return "beyond the limits but not an outlier"
    if row.exact_level >= BEYOND:
        return "within the limits that allow for over-dispersion"
    return "within the limits"


def _table(rows: list[Any], level: str) -> Lines:
    cells = [
        (
            row.title,
            row.short_name,
            bare(row.value, row.unit, row.decimals),
            count(row.denominator),
            f"{bare(row.target, row.unit, row.decimals)}, {whose(row.target_source)}",
            pair(row.exact_z, row.adjusted_z, deviations),
            f"outlier, {row.direction}" if isinstance(row.claim, str) else "no",
        )
        for row in rows
    ]
    names = [
        "Metric",
        LEVELS[level][0],
        "Value",
        "People",
        "Target",
        "z: exact | allowing for spread",
        "Outlier",
    ]
    return Lines(cells, [name[:1].upper() + name[1:] for name in names])
