"""The line of sight as tables: recommendation, standard, metric, result, action; and loose ends."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from insight.formats import (
    Html,
    Lines,
    capital,
    compiled,
    folded,
    listed,
    number,
    plural,
    render,
    table,
    targets,
)
from insight.formats.cells import value
from insight.formats.html import filled, small
from insight.formats.numbers import is_missing
from insight.formats.rows import captioned
from insight.formats.statuses import mark as status_mark
from insight.formats.verdicts import SIGNS, mark, word

NOTHING = compiled("<p>{{ words }}</p>")
NO_STANDARD = "no standard that was checked"
NAMES = ["Recommendation", "Metric", "Standard", "England", "ICBs against England", "What is done about it"]


def sight(lines: Sequence[Any], tracked: Any) -> Html:
    """Give each recommendation with its metrics, their standards, England's result and how ICBs lie.

    lines : as recommendations.sight gives them. Below, folded away, each metric's result in every ICB, with
    where that ICB says it stands.
    """
    if not lines:
        return render(NOTHING, words="No metric is recorded on which these recommendations bear.")
    cells = [
        (
            _asked(one),
            one.title if one.england else f"{one.title}: not in this edition",
            _standard(one.england),
            _value(one.england),
            _tally(one.areas),
            _done(one, tracked),
        )
        for one in lines
    ]
    rows = [one.england for one in lines if one.england]
    made = table(Lines(cells, NAMES), captioned("From what was asked to what is measured.", rows))
    firsts = {one.metric: one for one in reversed(lines) if one.areas}
    asks: dict[str, list[Any]] = {}
    for one in lines:
        asks.setdefault(one.metric, []).append(one.entry)
    return made + folded([_of_metric(one, asks[one.metric], tracked) for one in reversed(firsts.values())])


def sight_here(lines: Sequence[Any], tracked: Any) -> Html:
    """Give the same for one ICB: its own result beside England's, and where it says it stands."""
    shown = [one for one in lines if one.england]
    if not shown:
        return render(NOTHING, words="No metric is recorded on which these recommendations bear.")
    stands = {one.entry.key: one for one in tracked.standings}
    cells = []
    for one in shown:
        here = one.areas[0] if one.areas else None
        said = stands.get(one.entry.key)
        cells.append(
            (
                _asked(one),
                one.england.title,
                _standard(one.england),
                _here(here),
                _value(one.england),
                status_mark(said.status) if said and said.moves else "nothing written",
            )
        )
    names = ["Recommendation", "Metric", "Standard", "Here", "England", "Where the ICB says it stands"]
    made_up = "Where the ICB stands is synthetic, made up to show what can be written. " * tracked.synthetic
    caption = captioned(
        f"From what was asked to what is measured here. {made_up}".strip(), [one.england for one in shown]
    )
    return table(Lines(cells, names), caption)


def orphans(found: Any) -> Html:
    """Give what has no other end: recommendations without a metric, and metrics without a recommendation."""
    entries = [(entry.number, entry.recommendation.summary, _measured(entry)) for entry in found.entries]
    by_audit: dict[str, list[Any]] = {}
    for row in found.metrics:
        by_audit.setdefault(str(row.audit_short), []).append(row)
    metrics = [(audit, str(len(rows)), listed(row.title for row in rows)) for audit, rows in by_audit.items()]
    parts = []
    if entries:
        made = table(
            Lines(entries, ["Number", "What is asked", "What would show it"]),
            "Recommendations without a metric.",
        )
        parts.append({"summary": f"Recommendations that no metric measures: {len(entries)}", "table": made})
    if metrics:
        many = len(found.metrics)
        made = table(
            Lines(metrics, ["Audit", "Metrics", "Which"]), "Metrics on which no recommendation here bears."
        )
        parts.append({"summary": f"Metrics on which no recommendation bears: {many}", "table": made})
    return (
        folded(parts)
        if parts
        else render(NOTHING, words="Every recommendation has a metric, and every metric one.")
    )


def _of_metric(one: Any, entries: Sequence[Any], tracked: Any) -> Mapping[str, Html | str]:
    reported = tracked.reported
    cells = [(row.short_name, _here(row), _stands(row.area, entries, reported)) for row in one.areas]
    made_up = (
        "Where ICBs stand is synthetic, made up to show what can be written. " * tracked.reported_synthetic
    )
    caption = captioned(f"{one.title}, by ICB. {made_up}".strip(), one.areas)
    made = table(Lines(cells, ["ICB", "Result", "Where it says it stands"]), caption)
    return {"summary": f"{one.areas[0].title}: {plural(len(cells), 'ICB')}", "table": made}


def _stands(area: str, entries: Sequence[Any], reported: Mapping[str, Mapping[str, Any]]) -> Html:
    said = [(entry, reported.get(entry.key, {}).get(area)) for entry in entries]
    told = [filled("{}: {}", entry.number, status_mark(one.status)) for entry, one in said if one is not None]
    return Html("<br>").join(told) if told else filled("{}", "nothing written")


def _asked(one: Any) -> Html:
    return small(f"{one.entry.number}. {one.entry.recommendation.summary}", one.entry.document.title)


def _standard(row: Any) -> str:
    return targets.said(row) if row is not None and targets.judged(row) else NO_STANDARD


def _value(row: Any) -> Html:
    return small(value(row), row.period) if row is not None else filled("{}", "not in this edition")


def _here(row: Any) -> Html:
    if row is None:
        return filled("{}", "not published for ICBs")
    if is_missing(row.value):
        return filled("{}", value(row))
    return filled("{}, {} {}", number(row.value, row.unit, row.decimals), row.period, mark(row.verdict))


def _tally(rows: Sequence[Any]) -> str:
    if not rows:
        return "not published for ICBs"
    counts = Counter(word(row.verdict) for row in rows)
    return ", ".join(f"{SIGNS[name]} {counts[name]} {name}" for name in SIGNS if counts[name])


def _done(one: Any, tracked: Any) -> str:
    mine = tracked.reported.get(one.entry.key, {})
    if mine:
        counts = Counter(standing.status for standing in mine.values())
        return capital(listed(f"{status}: {many}" for status, many in counts.items()))
    asks = [ask.what for ask in one.entry.recommendation.asks if one.metric in ask.metrics]
    return asks[0] if asks else one.entry.status


def _measured(entry: Any) -> str:
    said = [ask.measured_otherwise for ask in entry.recommendation.asks if ask.measured_otherwise]
    return listed(said) or "nothing is named"
