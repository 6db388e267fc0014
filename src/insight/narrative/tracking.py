"""What has come of recommendations, in the sentences that open a page about them."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from insight.formats import Html, compiled, day, listed, plural, render, sentences
from insight.formats.statuses import LATE, SOON

OPENING = compiled("""\
<p class="insight-lead">{{ first }}</p>
{% for words in rest %}
<p>{{ words }}</p>
{% endfor %}
""")
MADE_UP = (
    "What is said here of where recommendations stand with ICBs is synthetic: made up, to show "
    "what can be written."
)


def tracked(tracked: Any) -> Html:
    """Open a page about a document or an audience: how many stand where, and what of promises was found."""
    many = plural(len(tracked.standings), "recommendation")
    where = f" in {plural(len(tracked.books), 'document')}" if len(tracked.books) != 1 else ""
    first = f"Of {many}{where}, {_stand(tracked.standings)} on {day(tracked.as_at)}."
    rest = [_promised(tracked.promises)] if tracked.promises else []
    rest += [_inherited(tracked.entries)] if any(_points(entry) for entry in tracked.entries) else []
    rest += [_source(tracked)]
    rest += [MADE_UP] * tracked.synthetic
    return render(OPENING, first=first, rest=rest)


def asked_of(tracked: Any) -> Html:
    """Open an ICB's page: what is asked of it, what is overdue, and what is due in the next three months."""
    late = [one for one in tracked.standings if one.due and one.due.state == LATE]
    soon = [one for one in tracked.standings if one.due and one.due.state == SOON]
    many = plural(len(tracked.standings), "recommendation")
    silent = sum(not one.moves for one in tracked.standings)
    first = (
        f"{many} ask something of ICBs; on {day(tracked.as_at)}, {len(late) or 'none'} of them "
        f"{'is' if len(late) == 1 else 'are'} overdue here and {len(soon) or 'none'} "
        f"fall{'s' * (len(soon) == 1)} due within three months."
    )
    rest = [f"This ICB has written nothing of {silent} of them."] if silent else []
    rest += [MADE_UP] * tracked.synthetic
    return render(OPENING, first=first, rest=rest)


def due_soon(tracked: Any) -> Html:
    """List what is overdue and what falls due within three months, the earliest first."""
    found = [one for one in tracked.standings if one.due and one.due.state in (LATE, SOON)]
    if not found:
        return sentences(
            [f"Nothing is overdue on {day(tracked.as_at)}, and nothing falls due within three months."]
        )
    ordered = sorted(found, key=lambda one: (one.due.by, one.entry.key))
    items = [(one.entry.recommendation.summary, one.due.words, one.entry.document.title) for one in ordered]
    return render(
        "<ul>{% for what, when, whose in items %}<li>{{ what }} <strong>{{ when }}</strong>. "
        "<small>{{ whose }}</small></li>{% endfor %}</ul>",
        items=[(what, f"{when[:1].upper()}{when[1:]}", whose) for what, when, whose in items],
    )


def from_source(tracked: Any) -> Html:
    """Say what was mended as a person's file was read, and what was set aside; nothing without a file."""
    books = [book for book in tracked.books if book.reading is not None]
    if not books:
        return sentences([_source(tracked)])
    notes = [note for book in books for note in book.notes]
    aside = [f"{one.place}: {one.words} ({one.reason})" for book in books for one in book.reading.table.aside]
    return render(
        "<p>{{ source }}</p>"
        "{% if notes %}<ul>{% for note in notes %}<li>{{ note }}</li>{% endfor %}</ul>{% endif %}"
        "{% if aside %}<details><summary>Set aside, with the reason: {{ aside | length }}</summary><ul>"
        "{% for one in aside %}<li>{{ one }}</li>{% endfor %}</ul></details>{% endif %}",
        source=_source(tracked), notes=notes, aside=aside,
    )  # fmt: skip


def _stand(standings: Sequence[Any]) -> str:
    counts = Counter(one.status for one in standings)
    said = [
        f"{number} {'stands' if number == 1 else 'stand'} as “{status}”"
        for status, number in counts.most_common()
    ]
    return listed(said) or "none stands anywhere"


def _promised(promises: Sequence[Any]) -> str:
    found = sum(one.deliverable.found for one in promises)
    late = sum(one.state.endswith("passed") for one in promises)
    left = len(promises) - found
    return (
        f"Of {plural(len(promises), 'promise')} in the answers, {found or 'none'} "
        f"{'was' if found == 1 else 'were'} found and {left or 'none'} {'is' if left == 1 else 'are'} not "
        f"evidenced here; the time of {late or 'none'} of these has passed. Not evidenced means that nothing "
        "which shows it is on our record, not that it was not done."
    )


def _points(entry: Any) -> bool:
    return any(answer.inherited for answer in entry.answers.values())


def _inherited(entries: Sequence[Any]) -> str:
    numbers = [entry.number for entry in entries if _points(entry)]
    many = len(numbers) == 1
    return (
        f"The answer{'' if many else 's'} to {listed(numbers)} point{'s' * many} at others: what "
        f"{'it takes' if many else 'they take'} from there is marked as inherited, and never copied."
    )


def _source(tracked: Any) -> str:
    given = [book for book in tracked.books if book.reading is not None]
    if not given:
        return "Recommendations and answers are given in short words of our own; the documents say more."
    names = listed([book.reading.path.name for book in given])
    return f"Words of the source are read from {names}; where no file was given, our own short words stand."
