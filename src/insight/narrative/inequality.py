"""Differences between groups of people, after what share of people has a known group."""

from collections import Counter
from collections.abc import Callable, Sequence
from math import inf, nan
from typing import Any

import pandas as pd

from insight.formats import (
    Html,
    bare,
    compiled,
    group_in_words,
    interval,
    listed,
    plural,
    points,
    render,
    sentences,
)
from insight.formats.gaps import are_gaps
from insight.formats.known import known_range, known_share
from insight.formats.numbers import is_missing
from insight.formats.rows import (
    ENGLAND,
    are_groups,
    are_newest,
    parted_by_audit,
    place,
    records_where,
)
from insight.formats.verdicts import mark
from insight.narrative.lists import Item, Part, lists

NAMES = {"deprivation": "deprivation", "ethnicity": "ethnic group", "sex": "sex", "age": "age group"}
NEEDED = [
    "metric", "title", "group", "reference", "value", "reference_value", "unit", "better", "absolute",
    "absolute_lower", "absolute_upper", "relative", "relative_lower", "relative_upper", "sii", "sii_lower",
    "sii_upper", "rii", "rii_lower", "rii_upper", "trend", "trend_points", "period", "prompt", "stage",
    "withheld", "clear", "known", "known_limit",
]  # fmt: skip
WHOLE = ["metric", "group", "unit", "absolute", "absolute_lower", "absolute_upper"]  # of England's
FIRST = 4
ASKED = compiled("""\
{{ questions | join(" ") }}<br><em id="action-{{ id }}">Action ({{ name }}):</em> {{ act }}: to be agreed. \
Measured by this gap in the next edition.""")
Ask = Callable[..., Sequence[str]]  # a breakdown, and a stage of care or none -> the questions to ask
TRENDS = {"narrowing": "It is narrowing", "widening": "It is widening"}


def completeness(findings: pd.DataFrame, area: str | None, by: str) -> Html:
    """Say, before any gap, for what share of people the group is known, and where nothing is published."""
    shares = known_share(findings, area, by)
    short = _short_names(findings, area)
    found = {audit: known_range(part) for audit, part in parted_by_audit(shares).items()}
    said = _known({audit: ends for audit, ends in found.items() if ends}, short, by)
    unknown = [short[audit] for audit, ends in found.items() if ends is None]
    if unknown:
        said.append(f"How many people have a known {NAMES[by]} cannot be said for {listed(unknown)}.")
    without = [name for audit, name in short.items() if audit not in found]
    said += [f"{name}: no breakdown by {NAMES[by]} published for this audit." for name in without]
    return sentences(said)


def gaps(
    gaps: pd.DataFrame,
    area: str | None,
    by: str,
    *,
    ask: Ask | None = None,
    act: str = "Who will do what, by when",
) -> Html:
    """Tell the clear gaps between groups, and count those that are not clear or cannot be told.

    gaps : a page's gaps. area : its code; England when None. by : a breakdown. ask : gives
    questions about why a gap is there, by its breakdown, and by its stage of care; each gap is then
    followed by them, by its metric's own and by a place for an action (act says what is to be
    written there). A gap is the group minus the
    reference group, and clear when its 95% interval holds no zero. The clearest come first;
    England's own gap stands beside each.
    """
    own = records_where(gaps, are_gaps(gaps, area, by), NEEDED)
    if not own:
        return sentences([])
    told = [row for row in own if is_missing(row.withheld)]
    clear = [row for row in told if row.clear]
    alone = area in (None, ENGLAND)
    whole = [] if alone else records_where(gaps, are_gaps(gaps, ENGLAND, by), WHOLE)
    england = {(row.metric, row.group): row for row in whole}
    parts = _clearest_first(clear)
    items = [_item(part, england) for part in parts]
    if ask is not None:
        items = [_asked(item, part[0], by, ask, act) for item, part in zip(items, parts, strict=True)]
    said = [_lead(len(told), len(clear), by), *_without(own, by)]
    if ask is not None and items:
        said += [f"To ask of each gap by {NAMES[by]}: {words}" for words in ask(by)]
    return sentences(said) + lists([Part("", items, FIRST)])


def no_breakdown(findings: pd.DataFrame, area: str | None, by: Sequence[str] = tuple(NAMES)) -> Html:
    """Say of which audits no breakdown is published for an area; nothing where each has one.

    findings : a page's slice. area : its code; England when None. by : the breakdowns looked for.
    A breakdown all of whose figures are withheld is published.
    """
    names = _short_names(findings, area)
    having = {
        audit for one in by for [audit] in records_where(findings, are_groups(findings, area, one), ["audit"])
    }
    without = [name for audit, name in names.items() if audit not in having]
    where = place(findings, area)
    return sentences([f"{name}: no breakdown published for this audit in {where}." for name in without])


def _clearest_first(rows: list[Any]) -> list[list[Any]]:
    """Part gaps by metric, those that are the most times their own interval first."""
    of_metric: dict[str, list[Any]] = {}
    for row in rows:
        of_metric.setdefault(str(row.metric), []).append(row)
    return sorted(
        (of_metric[name] for name in sorted(of_metric)),
        key=lambda part: -max(_clearness(row) for row in part),
    )


def _clearness(row: Any) -> float:
    """Give how many times its own interval a gap is; nothing can be clearer where the interval is a point."""
    width = row.absolute_upper - row.absolute_lower
    return abs(row.absolute) / width if width else inf


def _known(found: dict[str, tuple[float, float, bool]], short: dict[str, str], by: str) -> list[str]:
    """Say the share with a known group, from the audit where it is lowest to the one where it is highest."""
    if not found:
        return []
    low, high = min(found, key=lambda audit: found[audit][0]), max(found, key=lambda audit: found[audit][1])
    low_share, high_share = bare(found[low][0], "%", 0), bare(found[high][1], "%", 0)
    least = "at least " * found[low][2]
    if low_share == high_share:
        where = ", in every audit that says" if len(found) > 1 else ""
        return [f"The {NAMES[by]} of {least}{low_share} of people is known{where}."]
    return [
        f"The share of people whose {NAMES[by]} is known runs from {least}{low_share} ({short[low]}) "
        f"to {high_share} ({short[high]})."
    ]


def _lead(told: int, clear: int, by: str) -> str:
    return (
        f"Of {plural(told, 'gap')} by {NAMES[by]} that can be told, {clear or 'none'} "
        f"{'is' if clear < 2 else 'are'} clear: the 95% interval holds no zero. Where it does, numbers may "
        "be too small to tell: that is not evidence of equality. Unless said, a gap neither clearly "
        "narrows nor widens."
    )


def _without(rows: list[Any], by: str) -> list[str]:
    """Say from what share of people with a known group gaps are told, and count those that cannot be."""
    gone = [row for row in rows if not is_missing(row.withheld)]
    limit = max((row.known_limit for row in rows if not is_missing(row.known_limit)), default=nan)
    rule = f"A gap is told where the {NAMES[by]} of at least {limit:.0%} of people is known."
    if not gone:
        return [rule]
    fewer = f"the group is known for fewer than {limit:.0%} of people"
    why = Counter(
        fewer if row.known < row.known_limit and "known for only" in row.withheld else row.withheld
        for row in gone
    )
    counted = [f"{number:,} as {reason}" for reason, number in why.most_common()]
    return [f"{rule} {plural(len(gone), 'gap')} cannot be told: {listed(counted)}."]


def _item(rows: list[Any], england: dict) -> Item:
    """Tell one metric's clear gaps."""
    said = [_gap(row, england.get((row.metric, row.group))) for row in rows]
    words = {_worse(row) for row in rows}
    return Item(rows[0].title, " ".join(said), mark(words.pop()) if len(words) == 1 else "", rows[0].period)


def _asked(item: Item, row: Any, by: str, ask: Ask, act: str) -> Item:
    """Add to a gap the questions that follow it and a place for an action."""
    own = [row.prompt] if isinstance(row.prompt, str) else []
    about = {"id": f"{row.metric}-{by}", "name": f"{row.title}, by {NAMES[by]}"}
    return item._replace(prompt=render(ASKED, questions=[*ask(by, row.stage), *own], act=act, **about))


def _worse(row: Any) -> str:
    """Say whether the group does better or worse; higher or lower where neither is good."""
    high = row.absolute > 0
    if row.better == "neither":
        return "higher" if high else "lower"
    return "better" if high == (row.better == "higher") else "worse"


def _gap(row: Any, england: Any) -> str:
    """Tell one gap: absolute and relative with intervals, end to end, in time, and in England."""
    ends = interval(row.relative_lower, row.relative_upper, "", 2)
    values = f"{bare(row.value, row.unit)} against {bare(row.reference_value, row.unit)}"
    said = f"{_direction(row)}: {_size(row)}; {values}, a ratio of {bare(row.relative, '', 2)} ({ends})."
    if not is_missing(row.sii):
        said += (
            f" Least minus most deprived, over the whole scale (SII): {_slope(row)}, "
            f"a ratio (RII) of {bare(row.rii, '', 2)} ({interval(row.rii_lower, row.rii_upper, '', 2)})."
        )
    if row.trend in TRENDS:
        said += f" {TRENDS[row.trend]} over {plural(int(row.trend_points), 'period')}."
    if england is not None and not is_missing(england.absolute):
        said += f" England: {_size(england)}."
    return said


def _direction(row: Any) -> str:
    """Name a gap's groups in the order one is taken from the other."""
    first, second = (group_in_words(str(name)) for name in (row.group, row.reference))
    return f"{first[:1].upper()}{first[1:]} minus {second}"


def _size(row: Any) -> str:
    scale = 100 if row.unit == "%" else 1
    ends = interval(scale * row.absolute_lower, scale * row.absolute_upper, "")
    return f"{points(row.absolute, row.unit)} (95% interval {ends})"


def _slope(row: Any) -> str:
    scale = 100 if row.unit == "%" else 1
    ends = interval(scale * row.sii_lower, scale * row.sii_upper, "")
    return f"{points(row.sii, row.unit)} ({ends})"


def _short_names(findings: pd.DataFrame, area: str | None) -> dict[str, str]:
    names: dict[str, str] = {}
    for audit, short in records_where(findings, are_newest(findings, area), ["audit", "audit_short"]):
        names.setdefault(str(audit), str(short))
    return names
