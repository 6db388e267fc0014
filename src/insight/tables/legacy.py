"""What a programme that closed left, as tables: its parts, claims, assets, receivers, and what is open."""

from collections.abc import Mapping, Sequence
from typing import Any

from insight.formats import (
    Html,
    Lines,
    bare,
    capital,
    compiled,
    day,
    folded,
    linked,
    listed,
    plural,
    render,
    sentences,
    table,
    uncapital,
)
from insight.formats.html import small
from insight.formats.words import MONTHS

NO_DATE = "date not given"
STATES = {"changed": "continues, changed"}  # that are not told as they are written
MARKED = compiled("""\
{% for piece in pieces %}
{% if piece.kind == "here" %}
<mark><span class="insight-unseen">only here: </span>{{ piece.words }}</mark>
{% elif piece.kind == "not here" %}
<del><span class="insight-unseen">left out here: </span>{{ piece.words }}</del>
{% else %}{{ piece.words }}
{% endif %}{% endfor %}
""")
QUOTED = compiled('<blockquote class="insight-quote"><p>{{ words }}</p></blockquote>')
SAME = "the most usual wording"


def workstreams(programme: Any) -> Html:
    """Give each part of a programme, what it was for and who led it."""
    names = {one.id: one.name for one in programme.people}
    cells = [(one.title, listed(names[lead] for lead in one.leads), one.aim) for one in programme.workstreams]
    return table(
        Lines(cells, ["Workstream", "Led by", "What it was for"]), _caption(programme, "Workstreams")
    )


def claims(programme: Any, kinds: Sequence[str], *, open_: bool = False) -> Html:
    """Give the claims of some kinds, under each kind's name: the figure with its qualifier, unit and date.

    kinds : of programme.kinds, in the order they are to stand. open_ : whether the table is in sight.
    """
    titles = {one.id: one.title for one in programme.workstreams}
    shown = [one for kind in kinds for one in programme.achievements if one.kind == kind]
    cells = [(titles[one.workstream], stated(one), dated(one), one.note or "") for one in shown]
    groups = [f"{capital(one.kind)}: {programme.kinds[one.kind]}" for one in shown]
    words = f"{plural(len(shown), 'claim')} of kind {listed(kinds)}"
    made = table(
        Lines(cells, ["Workstream", "What is claimed", "Of when", "What is left open"]),
        _caption(programme, words),
        groups=groups,
    )
    return made if open_ else folded([{"summary": words, "table": made}])


def stated(one: Any) -> Html | str:
    """Give a claim: its qualifier, figure and unit, and what it is of. The qualifier cannot be left out."""
    if one.value is None:
        return small(capital(one.said), "no figure given")
    figure = one.figure or bare(one.value, one.unit, 0)
    unit = "" if one.unit == "%" else f" {one.unit}"
    if not one.qualified:
        return small(f"{figure}{unit} {one.said}", "no qualifier given")
    return f"{capital(one.qualifier)} {figure}{unit} {one.said}"


def dated(one: Any) -> str:
    """Give the date a claim is of, as exactly as its source does.

    >>> from types import SimpleNamespace
    >>> dated(SimpleNamespace(as_at="2012-09", when="by")), dated(SimpleNamespace(as_at=None, when=None))
    ('by September 2012', 'date not given')
    """
    if one.as_at is None:
        return NO_DATE
    year, *rest = one.as_at.split("-")
    month = [MONTHS[int(rest[0]) - 1]] if rest else []
    number = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([one.when, *number, *month, year])


def assets(programme: Any) -> Html:
    """Give every asset with its kind and owner, where it stood then and what is known of it now."""
    titles = {one.id: one.title for one in programme.workstreams}
    cells = [
        (
            small(one.name, titles[one.workstream]),
            small(capital(one.type), one.owner),
            one.then,
            *_now(one.now),
        )
        for one in programme.assets
    ]
    names = ["Asset", "Type and owner", "Then", "State now", "Now", "Known from"]
    return table(Lines(cells, names), _caption(programme, "Register of assets, then and now"))


def receivers(programme: Any) -> Html:
    """Give the bodies that received what each workstream left, and what became of those bodies."""
    bodies = {one.id: one for one in programme.bodies}
    cells = [
        (one.title, _body(bodies[got.body].name, got.part), got.what, one.stated)
        for one in programme.workstreams
        for got in one.receives
    ]
    names = ["Workstream", "Receiving body", "What it received", "Where the source says so"]
    made = table(Lines(cells, names), _caption(programme, "Who received what was left"))
    after = [(one.name, *_now(one.now)) for one in programme.bodies]
    return made + table(
        Lines(after, ["Receiving body", "State now", "Now", "Known from"]),
        "What became of the bodies that received it.",
    )


def differences(programme: Any, told: Any) -> Html:
    """Give the document's own paragraphs on who receives what, with the words marked that differ.

    told : as legacy.told gives it; None where no document was given.
    """
    if told is None:
        return sentences(
            [
                "The source's own paragraphs are not kept here. A page made with the document itself has "
                "them in this place, with the words marked in which they differ."
            ]
        )
    shared = told.shared
    bodies = {one.id: one.name for one in programme.bodies}
    cells = [
        (one.heading, _named(told.receivers[one.heading], bodies), _marked(one, shared.common))
        for one in shared.left
    ]
    lead = render(
        "<p>{{ words }}</p>",
        words=f"{plural(len(cells), 'paragraph')} of {told.file} on who receives what are nearly alike. "
        "Words marked stand in that one alone; words struck out stand in the most usual one and not in it.",
    )
    names = ["Workstream", "Bodies named in the workstream", "Its own words, differences marked"]
    once = sentences(
        [
            f"One more paragraph comes back in {plural(shared.parts, 'workstream')} and says nothing of "
            "any of them. It is shown once:"
        ]
    )
    found = lead + table(Lines(cells, names), f"What {told.file} says of who receives what.")
    return found + once + render(QUOTED, words=shared.boilerplate) if shared.boilerplate else found


def checked(programme: Any, told: Any) -> Html:
    """Say how many of the figures written here the document holds, and name those it does not."""
    if told is None:
        return Html("")
    titles = {one.id: one.title for one in programme.workstreams}
    both = len(told.found) + len(told.missing)
    said = (
        f"{len(told.found)} of {plural(both, 'figure')} written here stand in {told.file}, qualifier and all."
    )
    if told.missing:
        gone = listed(f"{one.anchor} ({titles[one.workstream]})" for one in told.missing)
        said += f" Not found there: {gone}."
    return sentences([said])


def unfinished(programme: Any) -> Html:
    """List the work that was not finished, to whom it was left, and when it was due."""
    titles = {one.id: one.title for one in programme.workstreams}
    bodies = {one.id: one.name for one in programme.bodies}
    cells = [
        (
            titles[one.workstream],
            one.said,
            bodies[one.whose] if one.whose else "nobody named",
            one.due or "no date given",
        )
        for one in programme.unfinished
    ]
    names = ["Workstream", "What was open", "Left to", "Due, as the source says"]
    return table(Lines(cells, names), _caption(programme, "Work that was not finished"))


def checklist(programme: Any, closing: Any) -> Html:
    """Give the questions to settle before a programme closes, and where a closing audit stands on each.

    closing : as legacy.closing gives it; None where no audit closes.
    """
    answers: Mapping[str, Any] = {one.lesson: one for one in closing.answers} if closing else {}
    cells = [(one.ask, one.why, *_answer(closing, answers.get(one.id))) for one in programme.lessons]
    names = ["Before the last day", "Why", *(["State", "What is said"] if closing else [])]
    if closing is None:
        return table(Lines(cells, names), "Checklist for closing a programme. No audit here is closing.")
    made_up = "Synthetic data. " if closing.synthetic else ""
    whose = f"{closing.name}, closing on {day(closing.closes)}"
    return table(Lines(cells, names), f"{made_up}Checklist for closing a programme, used for: {whose}.")


def _answer(closing: Any, answer: Any) -> tuple[str, ...]:
    if closing is None:
        return ()
    return (answer.state, answer.said) if answer else ("not answered", "")


def _caption(programme: Any, what: str) -> str:
    return f"{programme.title}: {uncapital(what)}. Source: {programme.source}."


def _now(now: Any) -> tuple[Any, ...]:
    known = linked(now.source, now.link) if now.source else "no source looked up"
    said = now.said if now.replacement is None else small(now.said, f"In its place: {now.replacement}")
    return (STATES.get(now.state, now.state), said, known)


def _body(name: str, part: str | None) -> str:
    return f"{name}, {part} directorate" if part else name


def _named(found: Sequence[Any], bodies: Mapping[str, str]) -> str:
    return "; ".join(_body(bodies[one.body], one.part) for one in found)


def _marked(one: Any, common: str) -> Html:
    words = render(MARKED, pieces=[piece._asdict() for piece in one.pieces])
    return small(words, SAME) if one.text == common else words
