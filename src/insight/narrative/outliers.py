"""Which results are outliers, which lie beyond the limits and are not called so, and what chance would do."""

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from insight.formats import Html, bare, capital, listed, plural, sentences
from insight.formats.numbers import is_missing
from insight.formats.rows import LEVELS, columns_where, is_word, place, records_where
from insight.formats.signals import (
    BEYOND,
    CHANCE,
    INNER,
    LIMITS,
    TOP,
    are_tests,
    deviations,
    one_in,
    target,
    way,
    whose,
)
from insight.narrative.lists import Item, Part, asked, counted, heading, lists
from insight.narrative.sentences import measured, sentence

HEADINGS = {
    "better": "Outliers for the better",
    "worse": "Outliers for the worse",
    "higher": "Outliers on the high side, where neither direction is better",
    "lower": "Outliers on the low side, where neither direction is better",
}
HERE = (
    "write down what was done here, when, and what it took, and offer it to one place that would need least "
    "to do the same."
)
THERE = (
    "ask {} what was done, when, and what it took; write it down, and take it to one place that would need "
    "least to do the same."
)
BANDS = {3: ", beyond the outer limit (alarm)", 2: ", beyond the inner limit (alert)"}
NEEDED = [
    "metric", "audit_short", "title", "outcome", "subject", "statistic", "unit", "decimals", "short_name",
    "area_type", "period", "value", "target", "target_source", "exact_z", "adjusted_z", "adjusted_tail",
    "exact_tail", "tau_squared", "level", "levels", "side", "direction", "rung", "reached", "stopped",
    "claim", "caveat", "prompt", "published_status",
]  # fmt: skip
CHANCES = ["area_type", "levels", "exact_level", "adjusted_level", "rung"]


def outliers(signals: pd.DataFrame, area: str) -> Html:
    """Tell an area's outliers, the good ones first, then those of the NHS trusts based there.

    signals : a page's tests. Only a result that reached the top of the ladder is an outlier.
    """
    own, trusts = are_tests(signals, area, "others"), _are_trusts(signals, area)
    claims, theirs = _claims(signals, own), _claims(signals, trusts)
    name, tested = place(signals, area), int((trusts & _have(signals, "p")).sum())
    parts = _parts(claims, HERE) + [
        part._replace(heading=f"NHS trusts based in {name}. {part.heading}") for part in _parts(theirs, THERE)
    ]
    said = [_lead(claims, name), *_of_trusts(tested, len(theirs), name)]
    return sentences(said) + lists(parts) + sentences(_published(signals, own, trusts))


def outlying(signals: pd.DataFrame) -> Html:
    """Tell, for each kind of area and metric by metric, which areas are outliers.

    signals : the tests of an audit.
    """
    rows = is_word(signals, "kind", "others")
    [tested] = columns_where(signals, rows & _have(signals, "p"), ["area_type"])
    levels = [level for level in LEVELS if level in tested]
    if not levels:
        return sentences(["No result could be tested against others."])
    made = []
    for level in levels:
        claims = _claims(signals, rows & is_word(signals, "area_type", level))
        of_metric: dict[str, list[Any]] = {}
        for row in claims:
            of_metric.setdefault(row.metric, []).append(row)
        items = [_by_metric(part) for part in of_metric.values()]
        found = plural(len(claims), "outlier") if len(claims) else "no outlier"
        made += [heading(f"{capital(LEVELS[level][1])}: {found}"), by_chance(signals, None, level)]
        made += [lists([Part("", items)])]
    family = "The number of tests allowed for is that of the whole edition, for areas of each kind."
    return Html("\n").join([*made, sentences([family, *_published(signals, rows)])])


def not_called(signals: pd.DataFrame, area: str) -> Html:
    """List the results beyond the limits that are not called outliers: how far each climbed, and why."""
    beyond = are_tests(signals, area, "others") & (signals["exact_level"].to_numpy() >= BEYOND)
    rows = records_where(signals, beyond & ~_have(signals, "claim"), NEEDED)
    if not rows:
        return sentences(["Every result that lies beyond the limits is told above."])
    lead = (
        f"{plural(len(rows), 'more result lies', 'more results lie')} beyond the limits as they stand and "
        f"{'is' if len(rows) == 1 else 'are'} not called {'an outlier' if len(rows) == 1 else 'outliers'}. "
        "Each stopped on the way, for the reason given."
    )
    stops: dict[tuple[int, str], list[Any]] = {}
    for row in sorted(rows, key=lambda row: -row.rung):
        stops.setdefault((row.rung, row.stopped), []).append(row)
    parts = []
    for (rung, why), part in stops.items():
        reached = f"Reached rung {rung} of {TOP}, {part[0].reached}" if rung else "Reached no rung"
        items = [_stopped(row) for row in part]
        parts.append(Part("", items, 0, f"{reached}; stopped as {why}: {plural(len(part), 'metric')}"))
    return sentences([lead]) + lists(parts)


def by_chance(signals: pd.DataFrame, area: str | None = None, level: str = "icb") -> Html:
    """Say how many tests were made, how many flags chance would raise, and how many were found.

    signals : a page's tests. area : its code; None for every area of a level.
    """
    every = is_word(signals, "kind", "others") & _have(signals, "p")
    mine = is_word(signals, "area", area) if area else is_word(signals, "area_type", level)
    rows = records_where(signals, every & mine, CHANCES)
    if not rows:
        return sentences(["No result could be tested against others."])
    level = str(rows[0].area_type)
    many = LEVELS.get(level, (level, level))[1]
    expected = np.sum([CHANCE[row.levels] for row in rows])
    inner = listed(INNER[name] for name in dict.fromkeys(row.levels for row in rows))
    exact = len([row for row in rows if row.exact_level >= BEYOND])
    wide = len([row for row in rows if row.adjusted_level >= BEYOND])
    past, top = (
        len([row for row in rows if row.rung >= TOP - 1]),
        int((every & mine & _have(signals, "claim")).sum()),
    )
    lasted = f"; {top} of those did so in the period before as well" if past else ""
    said = (
        f"{plural(len(rows), 'result was', 'results were')} tested. If all were on target, about "
        f"{expected:.0f} would lie beyond the inner limits ({inner}) by chance. {exact or 'None'} "
        f"{'does' if exact < 2 else 'do'}; {wide or 'none'} when the limits allow for how far areas "
        f"usually lie apart (over-dispersion); {past or 'none'} when the number of tests is allowed for "
        f"too{lasted}."
    )
    family = int((every & is_word(signals, "area_type", level)).sum())
    allowed = f"The number allowed for is that of all {family:,} tests of {many} in this edition."
    return sentences([said, allowed] if area else [said])


def _have(signals: pd.DataFrame, column: str) -> np.ndarray:
    """Tell of each row whether it has anything in a column."""
    return signals[column].notna().to_numpy()


def _claims(signals: pd.DataFrame, chosen: np.ndarray) -> list[Any]:
    """Give those of some tests that are claims, as records."""
    return records_where(signals, chosen & _have(signals, "claim"), NEEDED)


def _lead(found: list[Any], name: str) -> str:
    claims = Counter(row.direction for row in found if isinstance(row.direction, str))
    if not claims:
        return (
            f"No result of {name} is an outlier. That is not the same as no problem: the table of tests says "
            "how large a difference would have been seen."
        )
    words = {"better": "for the better", "worse": "for the worse", "higher": "high", "lower": "low"}
    split = listed(f"{claims[word]} {said}" for word, said in words.items() if word in claims)
    number = claims.total()
    return f"{plural(number, f'result of {name} is an outlier', f'results of {name} are outliers')}: {split}."


def _of_trusts(tested: int, found: int, name: str) -> list[str]:
    if not tested:
        return []
    said = f"Of {tested:,} results of NHS trusts based in {name} that were tested, {found or 'none'} "
    return [said + ("is an outlier." if found < 2 else "are outliers.")]


def _are_trusts(signals: pd.DataFrame, area: str) -> np.ndarray:
    """Tell of each row whether it tests a trust of an area against others."""
    based = is_word(signals, "area_type", "trust") & is_word(signals, "parent", area)
    return based & is_word(signals, "kind", "others")


def _parts(found: list[Any], learn: str) -> list[Part]:
    """Give lists of outliers, the better first; of the worse, alarms apart from alerts.

    learn : how to begin to learn from a better one.
    """
    claims = sorted(found, key=lambda row: -abs(row.adjusted_z))
    parts = []
    for word, called in HEADINGS.items():
        here = [row for row in claims if row.direction == word]
        bands = BANDS if word == "worse" else {None: ""}
        for level, band in bands.items():
            items = [_item(row, learn) for row in here if level in (None, row.level)]
            parts += [counted(f"{called}{band}", items)] if items else []
    return parts


def _item(row: Any, learn: str) -> Item:
    notes = [f"Left open: {row.caveat}."] if isinstance(row.caveat, str) else []
    notes += _status(row)
    dated = f"{row.audit_short}, {row.period}"
    begin = learn.format(row.short_name) if row.direction == "better" else ""
    return Item(row.title, _outlier(row), way(row), dated, notes, asked(row, row.direction), begin)


def _outlier(row: Any) -> str:
    """Say of a claim how far it lies from what, beyond which limits, and how rare that is."""
    z = f"z is {deviations(row.adjusted_z)}"
    if row.tau_squared > 0:
        z += f" allowing for over-dispersion and {deviations(row.exact_z)} without"
    return (
        f"{measured(row)}. It is an outlier, {row.direction} than the target of {target(row)}: {z}, beyond "
        f"{LIMITS[row.levels][int(row.level)]}. By chance, {one_in(row.adjusted_tail)} areas would lie so "
        "far on this side."
    )


def _status(row: Any) -> list[str]:
    said = f"The audit's own published outlier status: {row.published_status}."
    return [] if is_missing(row.published_status) else [said]


def _stopped(row: Any) -> Item:
    said = f"{measured(row)}; the target is {target(row)}. "
    said += f"By exact limits {_far(row.exact_z, row.exact_tail)}"
    if row.tau_squared > 0:
        said += f"; allowing for over-dispersion {_far(row.adjusted_z, row.adjusted_tail)}"
    return Item(row.title, f"{said}.", "", f"{row.audit_short}, {row.period}", _status(row))


def _far(z: float, tail: float) -> str:
    return "z is not known" if is_missing(z) else f"z is {deviations(z)} ({one_in(tail)} by chance)"


def _by_metric(rows: list[Any]) -> Item:
    """Name the areas that are outliers in one metric, the better first."""
    first = rows[0]
    said = []
    for word in HEADINGS:
        named = [
            f"{row.short_name} ({bare(row.value, row.unit, row.decimals)}, z {deviations(row.adjusted_z)})"
            for row in rows
            if row.direction == word
        ]
        said += [f"{word.capitalize()}: {listed(named)}."] * bool(named)
    goal = f"Target {bare(first.target, first.unit, first.decimals)}, {whose(first.target_source)}."
    notes = [sentence(f"left open: {first.caveat}")] if isinstance(first.caveat, str) else []
    return Item(str(first.title), " ".join([*said, goal]), "", str(first.period), notes)


def _published(signals: pd.DataFrame, *chosen: np.ndarray) -> list[str]:
    """Say which outlier statuses the audit itself publishes; they are never merged with ours."""
    published = _have(signals, "published_status")
    names = ["short_name", "title", "published_status"]
    known = [row for rows in chosen for row in records_where(signals, rows & published, names)]
    if not known:
        return ["The audit's own outlier status is not in these data."]
    named = [f"{row.short_name}, {row.title}: {row.published_status}" for row in known]
    return [f"The audit's own published outlier status, apart from ours: {listed(named, most=20)}."]
