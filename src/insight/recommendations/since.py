"""What a metric did after a recommendation that names it was made: association, never cause."""

from collections.abc import Iterable, Sequence
from math import gcd
from typing import Any, NamedTuple

import pandas as pd

from insight import definitions
from insight.definitions import Metric
from insight.formats.numbers import is_missing
from insight.formats.rows import CITED, ENGLAND, are_of, is_word, place, records_where
from insight.recommendations.window import Window
from insight.statistics.interruption.interrupted import Interrupted, interrupted
from insight.statistics.spc.rules import signals
from insight.statistics.spc.xmr import xmr

COLUMNS = [
    "area", "area_type", "short_name", "title", "audit", "audit_short", "outcome", "subject", "statistic",
    "period", "period_start", "period_end", "value", "lower", "upper", "unit", "decimals", "better",
    "status", "step", "coverage", *CITED,
]  # fmt: skip
BEFORE, DURING, AFTER = "before", "during", "after"
GOOD = {"higher": 1, "lower": -1}
RULES = ("outside", "shift", "trend", "near")
UNTOLD_DAY = "the day on which it was made is not known closely enough"
SHARED = "its periods share days, so that neighbours are alike whatever happens"
SMOOTHED = "its figures are drawn towards the average, which hides change"
REDEFINED = "the definition changed between the last period before and the first after"
NOTHING = "there is no figure of it here"
NO_MADE = Window("", None, None, "none", UNTOLD_DAY)


class Signal(NamedTuple):
    """The first point after the date that control limits set by the points before pick out."""

    period: str
    rule: str  # outside, shift, trend or near
    side: str  # high or low


class Since(NamedTuple):
    """One metric of one area before and after a recommendation was made."""

    asked: Any  # the first ask of the document that names it, with its recommendation and document
    metric: str
    title: str
    place: str  # the area's short name
    made: Window
    rows: tuple[Any, ...]  # records of COLUMNS that are looked at, oldest first
    sides: tuple[str, ...]  # whether each lies before, during or after
    found: Interrupted | None
    signal: Signal | None
    limits: bool  # whether there are points enough for control limits
    step: str  # how long lies between two points: month, quarter, year, or so many months
    way: str | None  # better, worse, higher, lower or mixed; None where no change was detected
    why: str | None  # why it cannot be told


def since(findings: pd.DataFrame, asked: Iterable[Any], area: str | None) -> list[Since]:
    """Give what every metric that an ask names did in an area after its document came out.

    findings : a page's slice. asked : as recommendations.asked gives it. area : its code; England when None.

    Assured figures of the whole area are looked at, of the definition in force when the document came out. A
    period that had ended by then lies before, one that began on that day or later after, and one between is
    left out. Where there are too few, or they cannot be compared, `why` says so, and no change is told.
    """
    series, where = _series(findings, are_of(findings, area)), place(findings, area)
    known = definitions.metrics()
    found = [
        _one(one, known[name], series.get((area or ENGLAND, name), []), where) for one, name in _named(asked)
    ]
    return _with_signals(found)


def since_in_each(findings: pd.DataFrame, asked: Iterable[Any], level: str = "icb") -> list[Since]:
    """Give the same for every area of a level that has a figure, in the order of the findings.

    findings : with every period of those areas, as of an audit.
    """
    chosen = is_word(findings, "area_type", level) & is_word(findings, "breakdown", "all")
    series, known = _series(findings, chosen), definitions.metrics()
    found = [
        _one(one, known[name], rows, str(rows[0].short_name))
        for one, name in _named(asked)
        for (_, metric), rows in series.items()
        if metric == name
    ]
    return _with_signals(found)


def _named(asked: Iterable[Any]) -> list[tuple[Any, str]]:
    """Give each metric that a document names, once, with the first ask that names it."""
    found: dict[tuple[str, str], tuple[Any, str]] = {}
    for one in asked:
        for name in one.ask.metrics:
            found.setdefault((one.document.id, name), (one, name))
    return list(found.values())


def _series(findings: pd.DataFrame, chosen: Any) -> dict[tuple[str, str], list[Any]]:
    """Give the rows of each area and metric, oldest first."""
    found: dict[tuple[str, str], list[Any]] = {}
    for row in records_where(findings, chosen, COLUMNS):
        found.setdefault((str(row.area), str(row.metric)), []).append(row)
    return {key: sorted(rows, key=lambda row: row.period_end) for key, rows in found.items()}


def _one(asked: Any, metric: Metric, rows: list[Any], where: str) -> Since:
    document = asked.document
    when = document.when or NO_MADE._replace(text=str(document.published))
    sure = [row for row in rows if not is_missing(row.value) and row.status != "provisional"]
    sure = [row for row in sure if row.coverage == "whole"]
    sides = [_side(row, when) for row in sure]
    kept, why = _comparable(sure, sides, metric, when)
    rows_kept = tuple(row for row, keep in zip(sure, kept, strict=True) if keep)
    sides_kept = tuple(side for side, keep in zip(sides, kept, strict=True) if keep)
    blank = Since(
        asked, metric.id, metric.title, where, when, rows_kept, sides_kept, None, None, False, "", None, why
    )
    if why:
        return blank
    judged = _judged(blank)
    before = sides_kept.count(BEFORE)
    times, step = _times(judged)
    found = interrupted([row.value for row in judged], times, before)
    blank = blank._replace(found=found, step=step)
    if found.reason:
        return blank._replace(why=_explained(found.reason, rows, sure, rows_kept))
    return blank._replace(way=_way(found, judged[0].better))


def _side(row: Any, when: Window) -> str:
    if when.earliest is None or when.latest is None:
        return DURING
    if row.period_end.date() < when.earliest:
        return BEFORE
    return AFTER if row.period_start.date() >= when.latest else DURING


def _comparable(
    rows: Sequence[Any], sides: Sequence[str], metric: Metric, when: Window
) -> tuple[list[bool], str | None]:
    """Tell which rows have the definition that was in force, and why none may be compared."""
    every = [True] * len(rows)
    if when.why:
        return every, UNTOLD_DAY
    if not rows:
        return every, NOTHING
    if metric.stabilised:
        return every, SMOOTHED
    steps = [0 if is_missing(row.step) else int(row.step) for row in rows]
    last = [step for step, side in zip(steps, sides, strict=True) if side == BEFORE][-1:]
    first = [step for step, side in zip(steps, sides, strict=True) if side == AFTER][:1]
    if last and first and last != first:
        return every, REDEFINED
    own = (last or first or steps[-1:])[0]
    kept = [step == own for step in steps]
    shown = [row for row, keep in zip(rows, kept, strict=True) if keep]
    if any(row.period_start <= other.period_end for other, row in zip(shown, shown[1:], strict=False)):
        return kept, SHARED
    return kept, None


def _times(rows: Sequence[Any]) -> tuple[list[int], str]:
    """Give the place of each period in time, counted in the step from one to the next, and that step."""
    months = [12 * row.period_end.year + row.period_end.month for row in rows]
    step = gcd(*(later - first for first, later in zip(months, months[1:], strict=False))) or 1
    name = {1: "month", 3: "quarter", 12: "year"}.get(step, f"{step} months")
    return [(month - months[0]) // step for month in months], name


def _explained(reason: str, rows: Sequence[Any], sure: Sequence[Any], kept: Sequence[Any]) -> str:
    """Add to why there are too few points what has become of others."""
    early = sum(row.status == "provisional" and not is_missing(row.value) for row in rows)
    withheld = sum(is_missing(row.value) for row in rows)
    redefined = len(sure) - len(kept)
    more = [
        f"{count} more {'is' if count == 1 else 'are'} {what}"
        for count, what in (
            (early, "provisional"), (withheld, "not shown"), (redefined, "of another definition"),
        )
        if count
    ]  # fmt: skip
    return f"{reason} ({', '.join(more)})" if more else reason


def _with_signals(measured: list[Since]) -> list[Since]:
    """Hold the points after against control limits that the points before set, many series at once."""
    found = list(measured)
    alike: dict[int, list[int]] = {}
    for number, one in enumerate(measured):
        if one.why is None and one.found is not None:
            alike.setdefault(one.found.before, []).append(number)
    for before, numbers in alike.items():
        judged = [_judged(measured[number]) for number in numbers]
        for number, (signal, limits) in zip(numbers, _signals(judged, before), strict=True):
            found[number] = found[number]._replace(signal=signal, limits=limits)
    return found


def _judged(one: Since) -> list[Any]:
    return [row for row, side in zip(one.rows, one.sides, strict=True) if side != DURING]


def _signals(parts: list[list[Any]], before: int) -> list[tuple[Signal | None, bool]]:
    """Give the first signal after so many points of each series, and whether it has limits."""
    where: dict[str, Any] = {
        "series": [number for number, rows in enumerate(parts) for _ in rows],
        "order": [order for rows in parts for order in range(len(rows))],
    }
    values = pd.Series([row.value for rows in parts for row in rows], dtype=float)
    limits = xmr(values, **where, baseline=before)
    fired = signals(values, **limits, **where)
    known = limits["lower"].notna().tolist()
    told = {name: fired[name].tolist() for rule in RULES for name in (rule, f"{rule}_side")}
    found, start = [], 0
    for rows in parts:
        after = range(start + before, start + len(rows))
        hits = [(at, rule) for at in after for rule in RULES if told[rule][at]]
        first = [
            Signal(rows[at - start].period, rule, str(told[f"{rule}_side"][at])) for at, rule in hits[:1]
        ]
        found.append((first[0] if first else None, known[start]))
        start += len(rows)
    return found


def _way(found: Interrupted, better: str) -> str | None:
    """Say which way a series changed, by the level and the slope whose intervals leave out nothing."""
    ways = {1 if part.lower > 0 else -1 for part in (found.level, found.slope) if part.lower * part.upper > 0}
    if not ways or not found.changed:
        return None
    if len(ways) == 2:
        return "mixed"
    [way] = ways
    if better not in GOOD:
        return "higher" if way > 0 else "lower"
    return "better" if way == GOOD[better] else "worse"
