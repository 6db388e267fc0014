"""What a metric's card says, piece by piece: each a cell of a table, or part of a sentence."""

from collections.abc import Sequence
from typing import Any

from insight.formats.cells import basis, counts, ends, reason, value
from insight.formats.html import Html, filled, small
from insight.formats.levels import level_words
from insight.formats.metrics import measure, setting
from insight.formats.numbers import bare, interval, is_missing, rounded
from insight.formats.rows import LEVELS
from insight.formats.signals import ENOUGH, rules, variation
from insight.formats.verdicts import mark, tally
from insight.formats.words import age, capital, day, listed, plural

MOST = 3  # similar areas that are named


def about(card: Any) -> Html:
    """Give a metric's title, audit and kind, where it counts people and for whom it is published."""
    row = card.row
    said = f"{row.audit_short}: {measure(row)}; {setting(row)}"
    levels = f"; published for {level_words(card.words.levels)}" if card.words.levels else ""
    return small(row.title, f"{said}{levels}.")


def here(card: Any) -> Html | str:
    """Give an area's value, its interval, counts and verdict; those of its trusts where it has none."""
    row = card.row
    if not card.own:
        return among_trusts(card)
    if is_missing(row.value):
        return f"No figure: {reason(row)}"
    rests = counts(row)
    said = filled("{} {}", mark(row.verdict), rests) if rests else mark(row.verdict)
    return small(f"{value(row)} ({ends(row)})", said)


def among_trusts(card: Any) -> str:
    """Say what is known of a metric that has no figure for the area: the range of the trusts within it."""
    shown = [row for row in card.trusts if not is_missing(row.value)]
    if not card.trusts:
        return "Not published for this area or trusts within it"
    if not shown:
        return f"Not published for this area; {plural(len(card.trusts), 'trust')} based here without a figure"
    low, high = (f(shown, key=lambda row: row.value) for f in (min, max))
    ends_of = bare(low.value, low.unit, low.decimals), bare(high.value, high.unit, high.decimals)
    span = ends_of[0] if ends_of[0] == ends_of[1] else f"{ends_of[0]} to {ends_of[1]}"
    told = tally(row.verdict for row in shown)
    return f"Not published for this area; {plural(len(shown), 'trust')} based here: {span}; {told}"


def around(card: Any) -> Html | str:
    """Give England's value and the region's."""
    row = card.row
    england = row.england if card.own else row.value
    said = f"England {bare(england, row.unit, row.decimals)}"
    if is_missing(row.region_value) or not card.own:
        return said
    return small(said, f"{row.region} {bare(row.region_value, row.unit, row.decimals)}")


def position(card: Any) -> Html | str:
    """Say where an area stands among others of its kind, and within its region; order is no rank."""
    row, at = card.row, card.standing
    if at is None:
        return "Not placed: too few areas have a figure" if card.own else ""
    many = LEVELS[row.area_type][1]
    span, half = (
        interval(low, high, row.unit, row.decimals)
        for low, high in ((at.low, at.high), (at.quarter, at.three_quarters))
    )
    said = f"{capital(at.own)} quarter of {at.areas} {many}: {span}, middle half {half}"
    if at.region is None or at.in_region < 2:
        return said
    higher = f"{at.higher_in_region or 'none'} higher"
    near = interval(at.region_low, at.region_high, row.unit, row.decimals)
    return small(said, f"{at.region}, {at.in_region} {many}: {near}; {higher}")


def in_time(card: Any) -> Html | str:
    """Say how a metric moves: by its control chart, by a straight line where points are few, or why not."""
    row, few = card.time, card.course
    if row is not None and isinstance(row.variation, str):
        shown = rules(row)
        return small(variation(row), shown) if shown else variation(row)
    if few is None:
        return "no series of this area" if card.own else ""
    if few.way is not None:
        return f"{capital(few.way)}, {plural(few.points, 'point')}"
    said = row.series_reason if row is not None and few.points >= ENOUGH else few.reason
    return str(said) if isinstance(said, str) else str(few.reason)


def more_people(card: Any) -> str:
    """Say how many more people a year would have good care at the median of similar areas."""
    row = card.gap
    if row is None or not isinstance(row.word, str):
        return ""
    if row.word != "behind":
        return capital(row.word)
    word = "fewer" if row.better == "lower" else "more"
    people = f"{rounded(row.people)} ({rounded(row.people_lower)} to {rounded(row.people_upper)})"
    return f"{people} {word} people a year"


def doing_better(card: Any, most: int = MOST) -> str:
    """Name similar areas that do better, each with its value, interval, and how firm the likeness is."""
    row = card.row
    said = []
    for one in card.better[:most]:
        ends_of = interval(one.lower, one.upper, row.unit, row.decimals)
        firm = f"; {one.firm:.0%} alike" if not is_missing(one.firm) else ""
        said.append(f"{one.name} {bare(one.value, row.unit, row.decimals)} ({ends_of}{firm})")
    return listed(said)


def data(card: Any) -> Html | str:
    """Give a figure's period and its last day, when it was published, its age, status and quality."""
    row = card.row
    said = [f"To {day(row.period_end)}"]
    said += (
        [f"published {day(row.published)}"]
        if not is_missing(row.published)
        else ["publication date not known"]
    )
    said += [age(int(row.age_months))] if not is_missing(row.age_months) else []
    quality = [str(row.status)] if isinstance(row.status, str) else []
    quality += (
        [str(row.coverage_note)] if row.coverage == "part" and isinstance(row.coverage_note, str) else []
    )
    rests = basis(row)
    quality += [rests] if rests else []
    return small(f"{row.period}. {'; '.join(said)}", capital("; ".join(quality)))


def why(card: Any) -> Html:
    """Give why a metric matters and what to ask about it."""
    return small(card.row.why, filled("<em>To ask:</em> {}", card.row.prompt))


def oldest(cards: Sequence[Any]) -> Any:
    """Give the card with the oldest figure; None where no figure has an age."""
    aged = [card for card in cards if not is_missing(card.row.age_months) and not is_missing(card.row.value)]
    return max(aged, key=lambda card: card.row.age_months, default=None)
