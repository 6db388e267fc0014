"""Which results are outliers, which lie beyond the limits and are not called so, and what chance would do."""

from typing import Any

import pandas as pd

from insight.formats import Html, bare, capital, listed, plural
from insight.formats.rows import LEVELS, as_records, place
from insight.formats.signals import (
    BEYOND,
    CHANCE,
    INNER,
    LIMITS,
    TOP,
    deviations,
    one_in,
    target,
    tests_of,
    way,
    whose,
)
from insight.narrative.lists import Item, Part, asked, counted, heading, lists, sentences
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


def outliers(signals: pd.DataFrame, area: str) -> Html:
    """Tell an area's outliers, the good ones first, then those of the NHS trusts based there.

    signals : a page's tests. Only a result that reached the top of the ladder is an outlier.
    """
    own, trusts = tests_of(signals, area, "others"), _trusts(signals, area)
    name = place(signals, area)
    parts = _parts(own, HERE) + [
        part._replace(heading=f"NHS trusts based in {name}. {part.heading}") for part in _parts(trusts, THERE)
    ]
    said = [_lead(own, name), *_of_trusts(trusts, name)]
    return sentences(said) + lists(parts) + sentences(_published(pd.concat([own, trusts])))


def outlying(signals: pd.DataFrame) -> Html:
    """Tell, for each kind of area and metric by metric, which areas are outliers.

    signals : the tests of an audit.
    """
    rows = signals[signals["kind"] == "others"]
    levels = [level for level in LEVELS if (rows.loc[rows["p"].notna(), "area_type"] == level).any()]
    if not levels:
        return sentences(["No result could be tested against others."])
    made = []
    for level in levels:
        here = rows[rows["area_type"] == level]
        claims = here[here["claim"].notna()]
        items = [_by_metric(part) for _, part in claims.groupby("metric", sort=False)]
        found = plural(len(claims), "outlier") if len(claims) else "no outlier"
        made += [heading(f"{capital(LEVELS[level][1])}: {found}"), by_chance(signals, None, level)]
        made += [lists([Part("", items)])]
    family = "The number of tests allowed for is that of the whole edition, for areas of each kind."
    return Html("\n").join([*made, sentences([family, *_published(rows)])])


def not_called(signals: pd.DataFrame, area: str) -> Html:
    """List the results beyond the limits that are not called outliers: how far each climbed, and why."""
    rows = tests_of(signals, area, "others")
    rows = rows[(rows["exact_level"] >= BEYOND) & rows["claim"].isna()]
    if rows.empty:
        return sentences(["Every result that lies beyond the limits is told above."])
    lead = (
        f"{plural(len(rows), 'more result lies', 'more results lie')} beyond the limits as they stand and "
        f"{'is' if len(rows) == 1 else 'are'} not called {'an outlier' if len(rows) == 1 else 'outliers'}. "
        "Each stopped on the way, for the reason given."
    )
    rows = rows.sort_values("rung", ascending=False, kind="stable")
    parts = []
    for (rung, why), part in rows.groupby(["rung", "stopped"], sort=False):
        reached = f"Reached rung {rung} of {TOP}, {part['reached'].iloc[0]}" if rung else "Reached no rung"
        items = [_stopped(row) for row in as_records(part, NEEDED)]
        parts.append(Part("", items, 0, f"{reached}; stopped as {why}: {plural(len(part), 'metric')}"))
    return sentences([lead]) + lists(parts)


def by_chance(signals: pd.DataFrame, area: str | None = None, level: str = "icb") -> Html:
    """Say how many tests were made, how many flags chance would raise, and how many were found.

    signals : a page's tests. area : its code; None for every area of a level.
    """
    every = signals[(signals["kind"] == "others") & signals["p"].notna()]
    rows = every[every["area"] == area] if area else every[every["area_type"] == level]
    if rows.empty:
        return sentences(["No result could be tested against others."])
    level = str(rows["area_type"].iloc[0])
    many = LEVELS.get(level, (level, level))[1]
    expected = rows["levels"].map(CHANCE).sum()
    inner = listed(INNER[name] for name in rows["levels"].unique())
    exact, wide = (int((rows[f"{name}_level"] >= BEYOND).sum()) for name in ("exact", "adjusted"))
    past, top = int((rows["rung"] >= TOP - 1).sum()), int(rows["claim"].notna().sum())
    lasted = f"; {top} of those did so in the period before as well" if past else ""
    said = (
        f"{plural(len(rows), 'result was', 'results were')} tested. If all were on target, about "
        f"{expected:.0f} would lie beyond the inner limits ({inner}) by chance. {exact or 'None'} "
        f"{'does' if exact < 2 else 'do'}; {wide or 'none'} when the limits allow for how far areas "
        f"usually lie apart (over-dispersion); {past or 'none'} when the number of tests is allowed for "
        f"too{lasted}."
    )
    family = int((every["area_type"] == level).sum())
    allowed = f"The number allowed for is that of all {family:,} tests of {many} in this edition."
    return sentences([said, allowed] if area else [said])


def _lead(own: pd.DataFrame, name: str) -> str:
    claims = own["direction"][own["claim"].notna()].value_counts()
    if claims.empty:
        return (
            f"No result of {name} is an outlier. That is not the same as no problem: the table of tests says "
            "how large a difference would have been seen."
        )
    words = {"better": "for the better", "worse": "for the worse", "higher": "high", "lower": "low"}
    split = listed(f"{claims[word]} {said}" for word, said in words.items() if word in claims)
    number = int(claims.sum())
    return f"{plural(number, f'result of {name} is an outlier', f'results of {name} are outliers')}: {split}."


def _of_trusts(rows: pd.DataFrame, name: str) -> list[str]:
    tested = rows[rows["p"].notna()]
    if tested.empty:
        return []
    found = int(rows["claim"].notna().sum())
    said = f"Of {len(tested):,} results of NHS trusts based in {name} that were tested, {found or 'none'} "
    return [said + ("is an outlier." if found < 2 else "are outliers.")]


def _trusts(signals: pd.DataFrame, area: str) -> pd.DataFrame:
    return signals[
        (signals["area_type"] == "trust") & (signals["parent"] == area) & (signals["kind"] == "others")
    ]


def _parts(rows: pd.DataFrame, learn: str) -> list[Part]:
    """Give lists of outliers, the better first; of the worse, alarms apart from alerts.

    learn : how to begin to learn from a better one.
    """
    claims = rows[rows["claim"].notna()]
    far = claims["adjusted_z"].abs().sort_values(ascending=False, kind="stable").index
    claims = claims.loc[far]
    parts = []
    for word, called in HEADINGS.items():
        here = claims[claims["direction"] == word]
        bands = BANDS if word == "worse" else {None: ""}
        for level, band in bands.items():
            items = [_item(row, learn) for row in as_records(here, NEEDED) if level in (None, row.level)]
            parts += [counted(f"{called}{band}", items)] if items else []
    return parts


def _item(row: Any, learn: str) -> Item:
    notes = [f"Left open: {row.caveat}."] if isinstance(row.caveat, str) else []
    notes += _status(row)
    dated = f"{row.audit_short}, {row.period}"
    begin = learn.format(row.short_name) if row.direction == "better" else ""
    return Item(row.title, _outlier(row), way(row), dated, notes, asked(row), begin)


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
    known = pd.notna(row.published_status)
    return [f"The audit's own published outlier status: {row.published_status}."] if known else []


def _stopped(row: Any) -> Item:
    said = f"{measured(row)}; the target is {target(row)}. "
    said += f"By exact limits {_far(row.exact_z, row.exact_tail)}"
    if row.tau_squared > 0:
        said += f"; allowing for over-dispersion {_far(row.adjusted_z, row.adjusted_tail)}"
    return Item(row.title, f"{said}.", "", f"{row.audit_short}, {row.period}", _status(row))


def _far(z: float, tail: float) -> str:
    return f"z is {deviations(z)} ({one_in(tail)} by chance)" if pd.notna(z) else "z is not known"


def _by_metric(rows: pd.DataFrame) -> Item:
    """Name the areas that are outliers in one metric, the better first."""
    first = rows.iloc[0]
    said = []
    for word in HEADINGS:
        named = [
            f"{row.short_name} ({bare(row.value, row.unit, row.decimals)}, z {deviations(row.adjusted_z)})"
            for row in as_records(rows[rows["direction"] == word], NEEDED)
        ]
        said += [f"{word.capitalize()}: {listed(named)}."] * bool(named)
    goal = f"Target {bare(first.target, first.unit, first.decimals)}, {whose(first.target_source)}."
    notes = [sentence(f"left open: {first.caveat}")] if isinstance(first.caveat, str) else []
    return Item(str(first.title), " ".join([*said, goal]), "", str(first.period), notes)


def _published(rows: pd.DataFrame) -> list[str]:
    """Say which outlier statuses the audit itself publishes; they are never merged with ours."""
    known = rows[rows["published_status"].notna()]
    if known.empty:
        return ["The audit's own outlier status is not in these data."]
    named = [
        f"{row.short_name}, {row.title}: {row.published_status}"
        for row in as_records(known, ["short_name", "title", "published_status"])
    ]
    return [f"The audit's own published outlier status, apart from ours: {listed(named, most=20)}."]
