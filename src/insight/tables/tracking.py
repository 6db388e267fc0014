"""Recommendations as tables: where each stands, what was answered, what was promised, what ICBs report."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from insight.formats import Html, Lines, capital, compiled, day, folded, listed, plural, render, table
from insight.formats.html import filled, linked, small
from insight.formats.passages import passage
from insight.formats.statuses import BANDS, LATE, SOON, band, facet, inherited, mark, values

MADE_UP = "Synthetic data. Made up, to show what can be written."
STATES = {SOON: "due within three months"}  # others are said as they are
NOTHING = compiled("<p>{{ words }}</p>")
TO_NOBODY = "nobody named"
NAMED = "The document names ICBs"
READING = "Asked of others; how an ICB could act is our reading"


def standing(tracked: Any) -> Html:
    """Give where each recommendation stands, with its audience and when it is due, to be filtered by each."""
    many = len(tracked.books) > 1
    dated = any(one.by for one in tracked.standings)
    cells = [
        (
            one.entry.number,
            _asked(one.entry, many),
            values(one.entry.audience or (TO_NOBODY,)),
            mark(one.status),
            *([_due(one)] if dated else []),
            _shown(one),
        )
        for one in tracked.standings
    ]
    due = [facet("When due")] if dated else []
    names = [
        "Number",
        "What is asked",
        facet("Audience"),
        facet("Status"),
        *due,
        "Since when, and what shows it",
    ]
    said = f"{MADE_UP} " * any(one.synthetic for one in tracked.standings)
    return table(Lines(cells, names), f"{said}Where each recommendation stands on {day(tracked.as_at)}.")


def stages(found: Sequence[Any]) -> Html:
    """Give what each status means and what it may become, folded away. found : as recommendations.stages."""
    cells = [(one.status, one.meaning, listed(one.moves) or "nothing: it ends there") for one in found]
    made = table(Lines(cells, ["Status", "What it means", "What it may become"]), "Where one can stand.")
    return folded([{"summary": "What each status means, and what it may become", "table": made}])


def by_audience(tracked: Any) -> Html:
    """Count recommendations by audience and by where they stand; one with two audiences counts for each."""
    audiences = dict.fromkeys(
        name for one in tracked.standings for name in one.entry.audience or (TO_NOBODY,)
    )
    shown = [name for name in BANDS if any(band(one.status) == name for one in tracked.standings)]
    cells = []
    for audience in audiences:
        mine = [one for one in tracked.standings if audience in (one.entry.audience or (TO_NOBODY,))]
        counts = Counter(band(one.status) for one in mine)
        numbers = _brief([one.entry.number for one in mine])
        cells.append((audience, *(str(counts[name]) for name in shown), str(len(mine)), numbers))
    names = ["Audience", *map(capital, shown), "All", "Numbers"]
    return table(Lines(cells, names), f"Recommendations by audience on {day(tracked.as_at)}.")


def answered(tracked: Any) -> Html:
    """Give what was answered, folded by audience: the source's words where its file was given, else ours."""
    fields = dict.fromkeys(name for entry in tracked.entries for name in entry.answers)
    if not fields:
        return render(NOTHING, words="No answers to these recommendations are recorded here.")
    groups: dict[str, list[Any]] = {}
    for entry in tracked.entries:
        if entry.answers:
            groups.setdefault(listed(entry.audience) or capital(TO_NOBODY), []).append(entry)
    names = ["Number", "What is asked", *(_field(name) for name in fields), "Left open in the source"]
    parts = []
    for audience, entries in groups.items():
        cells = [
            (
                entry.number,
                passage(entry.said),
                *(_answer(entry.answers.get(name)) for name in fields),
                "; ".join(entry.flags) or "nothing",
            )
            for entry in entries
        ]
        made = table(Lines(cells, names), f"What was recommended to {audience}, and what was answered.")
        parts.append({"summary": f"{audience}: {plural(len(entries), 'answer')}", "table": made})
    return folded(parts)


def promised(tracked: Any) -> Html:
    """Give what was promised: by when in the source's words and as days, and whether it was found."""
    if not tracked.promises:
        return render(NOTHING, words="No promise of something to be delivered is recorded of these answers.")
    cells = [
        (
            one.deliverable.what,
            listed(entry.number for entry in one.entries),
            one.deliverable.phrase or "no time is named",
            _days(one),
            one.state,
            _link(one.deliverable),
        )
        for one in tracked.promises
    ]
    names = [
        "What was promised",
        "For",
        "When, as the source says",
        "Which days that is",
        facet("Found"),
        "Where",
    ]
    return table(
        Lines(cells, names), f"Promised and evidenced, on {day(tracked.as_at)}. Not evidenced is not undone."
    )


def reported(tracked: Any) -> Html:
    """Count, for each recommendation that asks ICBs, where they say they stand."""
    asks = [entry for entry in tracked.entries if entry.asks_icbs]
    if not asks or not tracked.reported:
        return render(NOTHING, words="No ICB has written down where it stands with these recommendations.")
    shown = [name for name in BANDS if name != "no answer yet"]
    cells = []
    for entry in asks:
        mine = tracked.reported.get(entry.key, {})
        counts = Counter(band(one.status) for one in mine.values())
        late = sum(one.due is not None and one.due.state == LATE for one in mine.values())
        said = f"{entry.number}. {entry.recommendation.summary}"
        cells.append((said, *(str(counts[name]) for name in shown), str(late), str(len(mine))))
    names = ["Recommendation", *map(capital, shown), "Of these, overdue", "ICBs that report"]
    said = f"{MADE_UP} " * tracked.reported_synthetic
    return table(
        Lines(cells, names), f"{said}Where ICBs say they stand on {day(tracked.as_at)}; one row each ask."
    )


def asked_of(tracked: Any) -> Html:
    """Give what is asked of an ICB: by whom, how far it has come as it says itself, and when it is due."""
    cells = [
        (
            _asked(one.entry, True),
            _does(one.entry),
            mark(one.status) if one.moves else "nothing written",
            _due(one),
            _shown(one),
        )
        for one in tracked.standings
    ]
    if not cells:
        return render(NOTHING, words="No recommendation asks anything of ICBs.")
    groups = [NAMED if _names(one.entry) else READING for one in tracked.standings]
    names = [
        "What is asked",
        "Who does what",
        facet("Status"),
        facet("When due"),
        "Since when, and what shows it",
    ]
    said = f"{MADE_UP} " * any(one.synthetic for one in tracked.standings)
    caption = f"{said}What is asked of this ICB, and where it says it stands on {day(tracked.as_at)}."
    order = sorted(range(len(cells)), key=lambda at: not _names(tracked.standings[at].entry))
    return table(Lines([cells[at] for at in order], names), caption, groups=[groups[at] for at in order])


def partners(tracked: Any, now: Any) -> Html:
    """Give the bodies that answers name as partners, and those that do their work now.

    now : gives the bodies that now do the work of one that is no more, by its name; else none.
    """
    named: dict[str, list[str]] = {}
    for entry in tracked.entries:
        for body in entry.recommendation.bodies:
            named.setdefault(body, []).append(entry.number)
    if not named:
        return render(NOTHING, words="The answers name no partner bodies.")
    cells = [
        (body, listed(now(body)) or "no change is recorded here", _brief(numbers))
        for body, numbers in sorted(named.items())
    ]
    return table(
        Lines(cells, ["Body as named", "Who does its work now", "Named for"]),
        "Partner bodies in the answers.",
    )


def _names(entry: Any) -> bool:
    return entry.recommendation.aimed_at_icbs or not entry.recommendation.asks


def _asked(entry: Any, many: bool) -> Html:
    words = entry.recommendation.summary
    return small(words, f"{entry.document.title}, {entry.number}") if many else filled("{}", words)


def _does(entry: Any) -> Html:
    asks = entry.recommendation.asks
    return (
        Html("<br>").join(filled("{}: {}", ask.who, ask.what) for ask in asks) if asks else filled("as asked")
    )


def _due(one: Any) -> Html:
    if one.due is None:
        words = "no day is given" if one.by is None else "no longer followed as due"
        return filled("{}", words)
    state = STATES.get(one.due.state, one.due.state)
    return small(state, one.due.words)


def _shown(one: Any) -> str:
    said = [part for part in (one.since and one.since.text, one.evidence, one.who) if part]
    return "; ".join(said) if said else "nobody has written it down"


def _answer(answer: Any) -> Html:
    if answer is None or answer.blank:
        return filled("nothing recorded")
    marks = [inherited(one.source, one.kind) for one in answer.inherited]
    return Html(" ").join([*marks, *([passage(answer.own)] if answer.own else [])])


def _days(one: Any) -> str:
    if one.window is None:
        return "no days"
    if one.window.why:
        return f"not read: {one.window.why}"
    first = day(one.window.earliest) if one.window.earliest else "open"
    last = day(one.window.latest) if one.window.latest else "no last day"
    return f"{first} to {last}" if first != last else first


def _link(one: Any) -> Html:
    if not one.link:
        return filled("{}", one.note or "nothing on our record")
    shown = linked(f"seen on {day(one.seen)}", one.link)
    return filled("{}<br><small>{}</small>", shown, one.note) if one.note else shown


def _field(name: str) -> str:
    return {"action": "Action taken", "next_steps": "Next steps", "update": "Update"}[name]


def _brief(numbers: Sequence[str]) -> str:
    return listed(numbers, most=12)
