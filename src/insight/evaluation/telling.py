"""How the work is evaluated, and what became of the project it grew from, in words and tables."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from insight import definitions
from insight.errors import UnknownName
from insight.evaluation.loading import comments, entries, events, project, questions, results
from insight.evaluation.record import MONTHS, Asked, Page, Question, Result
from insight.formats import (
    Html,
    Lines,
    compiled,
    day,
    listed,
    opened,
    plural,
    render,
    sentences,
    table,
    uncapital,
)
from insight.independent import AREAS
from insight.periods import months_on

NOT_YET = "not yet collected"
NOT_KNOWN = "not known"
PAGE = compiled('<a href="insight:{{ name }}">{{ words }}</a>')
TITLES: dict[Page, str] = {
    "icb_insight": "the report on each ICB", "session_pack": "the session pack", "evaluation": "this page",
    "information_streams": "the guide to information streams",
    "information_streams_icb": "who reports what, for each ICB",
}  # fmt: skip
SINGLE = ("information_streams",)  # kinds of report with one page, to which a link can lead


def answer() -> Html:
    """Say how much of what was to be asked has been collected."""
    asked = questions()
    places = sum(len(one.months) for one in asked.questions)
    found = len(results())
    lead = (
        f"Of {plural(places, 'measurement')} that {plural(len(asked.questions), 'question')} will need, "
        f"{found or 'none'} {'has' if found < 2 else 'have'} been collected."
    )
    when = (
        f"The first session was held on {day(asked.session)}."
        if asked.session
        else "No session has been held yet."
    )
    below = f"{when} The questions were declared on {day(asked.declared)}, before anything was collected."
    return opened(lead, [below])


def plan() -> Html:
    """Give each question with its measure, and what was found at each month, or that nothing was yet."""
    asked = questions()
    found = {(one.question, one.month): one for one in results()}
    cells = [
        (one.asks, one.measure, one.how, *(_at(one, month, found, asked.session) for month in MONTHS))
        for one in asked.questions
    ]
    names = ["Question", "Measure", "From", *(f"{month} months" for month in MONTHS)]
    return table(Lines(cells, names), f"Questions declared on {day(asked.declared)}. Source: {asked.source}.")


def milestones() -> Html:
    """Give the plan with what is known to have happened, and the slip where it was told."""
    about = project()
    cells = []
    for one in about.milestones:
        slipped = one.planned == about.slip.during
        note = f"On {day(about.slip.date)}: {uncapital(about.slip.said)}" if slipped else ""
        actual = day(one.actual) if one.actual else NOT_KNOWN
        cells.append((day(one.planned), one.title, actual, _late(one.planned, one.actual), note))
    names = ["Planned for", "Milestone", "Done on", "Late by", "What was told"]
    return table(Lines(cells, names), f"Plan against actual. Source: {about.source}.")


def slipped() -> Html:
    """Say how many milestones there were, from when to when, and what is known of them."""
    about = project()
    first, last = about.milestones[0].planned, about.milestones[-1].planned
    known = sum(one.actual is not None for one in about.milestones)
    due = sum(one.planned <= about.slip.date for one in about.milestones)
    said = [
        f"The plan had {plural(len(about.milestones), 'milestone')}, from {day(first)} to {day(last)}; on "
        f"what day it was reached is public for {known or 'none'}.",
        f"When the slip was told, on {day(about.slip.date)}, the day of {due or 'none'} had come.",
    ]
    return sentences(said)


def scope() -> Html:
    """Give the original scope with the changes that bear on each part, then those that add to it."""
    about = project()
    cells = []
    for one in about.original:
        own = [change for change in about.changes if change.changes == one.id]
        said = [f"{day(change.date)}: {change.what}" for change in own]
        cells.append((one.element, listed(said) or "stands as it was", _page(one.page)))
    cells += [
        ("(added)", f"{day(one.date)}: {one.what}", _page(one.page))
        for one in about.changes
        if not one.changes
    ]
    caption = (
        "The original scope, and what was changed beside it. Both stand: neither takes the other's place."
    )
    return table(Lines(cells, ["Original scope", "Change", "Built here as"]), caption)


def changes() -> Html:
    """Give each change of scope: what, why, on what evidence, and when."""
    about = project()
    cells = [(one.what, one.why, one.evidence, day(one.date)) for one in about.changes]
    return table(Lines(cells, ["What changed", "Why", "Evidence", "When"]), f"Source: {about.source}.")


def governance() -> Html:
    """Give who had a part in the project, only as its public page names them."""
    about = project()
    cells = [(one.who, one.role) for one in about.governance]
    return table(
        Lines(cells, ["Who", "Part"]),
        f"Source: {about.source}.",
        groups=[one.group for one in about.governance],
    )


def barriers() -> Html:
    """Give what hinders and what helps, in four areas; an area where nothing is recorded says so."""
    found = sorted(entries(), key=lambda one: (AREAS.index(one.area), one.kind))
    cells = [
        (one.said, one.kind, one.area, one.level, one.evidence, one.mitigation or "none recorded", one.source)
        for one in found
    ]
    names = ["What", "Kind", "Area", "Level", "Evidence", "What is done about it", "Source"]
    count = Counter((one.area, one.kind) for one in found)
    lists = [
        f"{plural(sum(one.kind == kind for one in found), kind)}: "
        + listed(f"{area} {count[area, kind] or 'none'}" for area in AREAS)
        for kind in ("barrier", "enabler")
    ]
    return sentences([f"{one}." for one in lists]) + table(
        Lines(cells, names), "What helps and hinders ICBs."
    )


def log() -> Html:
    """Give every comment with class of author, day and theme; what is left out, with the reason."""
    found = comments()
    out = [one for one in found if one.excluded]
    count = Counter(one.theme for one in found if not one.excluded)
    themes = listed(f"{theme} ({number})" for theme, number in count.most_common())
    left = f"{len(out) or 'none'} {'is' if len(out) < 2 else 'are'} left out"
    said = f"Of {plural(len(found), 'comment')}, {left}."
    said += f" By theme: {themes}." if themes else ""
    cells = [
        (
            one.about,
            one.author,
            day(one.date) if one.date else NOT_KNOWN,
            one.theme if not one.excluded else f"left out: {uncapital(one.excluded)}",
        )
        for one in found
    ]
    names = ["What it says, in our words", "Author", "Date", "Theme"]
    return sentences([said]) + table(Lines(cells, names), "Comments on the project. No names are kept.")


def register(documents: Sequence[Any]) -> Html:
    """Give the events, each with the audits and the recommendation it bears on.

    documents : as `recommendations.documents` gives them. Raises UnknownName for one that is not among them,
    or has no such recommendation.
    """
    audits = definitions.audits()
    known = {one.id: one for one in documents}
    cells = [
        (
            one.title,
            _days(one.planned, one.until),
            day(one.held) if one.held else NOT_KNOWN,
            one.who,
            listed(audits[name].short for name in one.audits) or "none named",
            _asked(one.recommendation, known),
            one.source,
        )
        for one in events()
    ]
    names = ["Event", "Planned for", "Held on", "Who", "Audits", "Recommendation", "Source"]
    return table(Lines(cells, names), "Events about audit findings.")


def case_study() -> Html:
    """Give the headings of a case study, each filled from the same files as this page, or said to be open."""
    about, asked, found = project(), questions(), results()
    done = [one.title for one in about.milestones if one.actual]
    hinder = [one.said for one in entries() if one.kind == "barrier"]
    cells = [
        ("Title", about.title),
        ("What we set out to do", listed(one.element for one in about.original)),
        (
            "What changed on the way, and why",
            listed(f"{one.what} ({uncapital(one.why)})" for one in about.changes),
        ),
        ("Who paid for it", about.funder),
        ("Who took part", listed(one.who for one in about.governance)),
        ("What was done", listed(done) or "no milestone is known to have been reached"),
        ("How we would know", listed(one.measure for one in asked.questions)),
        (
            "What we found",
            listed(f"{one.question}, month {one.month}: {one.value}" for one in found) or NOT_YET,
        ),
        ("What stood in the way", listed(hinder)),
        ("What we would do differently", "to be written by those who held the session"),
        (
            "Whom it is for",
            "the Q community, and clinical audit teams through their national network",
        ),
    ]
    return table(
        Lines(cells, ["Heading", "Filled from what is recorded"]),
        "A case study, as far as it can be written.",
    )


def _asked(one: Asked | None, documents: Mapping[str, Any]) -> str:
    """Give a recommendation by its document's title and its number there."""
    if one is None:
        return "none"
    where = "params/evaluation/events.yml"
    if one.document not in documents:
        raise UnknownName.among("document", one.document, known=documents, where=where)
    document = documents[one.document]
    numbers = [other.number for other in document.recommendations]
    if str(one.number) not in numbers:
        raise UnknownName.among(
            "recommendation", str(one.number), known=numbers, where=f"{where}, {one.document}"
        )
    return f"{document.title}, number {one.number}"


def _at(one: Question, month: int, found: dict[tuple[str, int], Result], session: date | None) -> str:
    if month not in one.months:
        return "not asked"
    result = found.get((one.id, month))
    if result:
        return f"{result.value} ({day(result.on)}; {result.source})"
    return f"{NOT_YET}; due {day(months_on(session, month))}" if session else NOT_YET


def _late(planned: date, actual: date | None) -> str:
    if actual is None:
        return NOT_KNOWN
    return plural((actual - planned).days, "day") if actual > planned else "not late"


def _days(first: date | None, last: date | None) -> str:
    if first is None:
        return NOT_KNOWN
    return f"{day(first)} to {day(last)}" if last else day(first)


def _page(name: Page | None) -> Html | str:
    if name is None:
        return "every page: each is made alike for any audit and any ICB"
    words = TITLES[name]
    return render(PAGE, name=f"report={name}", words=words) if name in SINGLE else words
