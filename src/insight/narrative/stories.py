"""Each recommendation's story in a paragraph: every clause says one field of it, and names that field."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from insight.formats import Html, capital, compiled, listed, plural, render

STORIES = compiled("""\
{% for part in parts %}
<details{% if parts | length == 1 %} open{% endif %}>
<summary>{{ part.heading }}</summary>
{% for story in part.stories %}
<p class="insight-story" id="{{ story.name }}">
{%- for clause in story.clauses %}<span data-from="{{ clause.field }}">{{ clause.before }}{{ clause.value -}}
{{ clause.after }}</span>{% endfor %}</p>
{% endfor %}
</details>
{% endfor %}
""")
ANSWERS = {"action": "was done", "next_steps": "would come next", "update": "has happened since"}


class Clause(NamedTuple):
    """A few words that say one field: what stands before its value, the value, what stands after."""

    before: str
    value: str
    after: str
    field: str

    def __str__(self) -> str:
        """Give the clause as it is read."""
        return f"{self.before}{self.value}{self.after}"


def story(standing: Any, promises: Sequence[Any] = ()) -> list[Clause]:
    """Give a recommendation's story, clause by clause.

    standing : where it stands (see recommendations.standing). promises : those made for it.
    """
    entry = standing.entry
    found = [Clause("Recommendation ", entry.number, "", "number"), *_audience(entry)]
    found.append(Clause(" asks: ", _ended(entry.said), "", "said"))
    if entry.document.when is not None:
        found.append(Clause(" Its document was published ", _on(entry.document.when), ".", "published"))
    found += [clause for name, answer in entry.answers.items() for clause in _answer(name, answer)]
    found += [clause for promise in promises for clause in _promise(promise)]
    found += _leans(entry)
    found += _stands(standing)
    return found


def stories(tracked: Any) -> Html:
    """Give the stories of all recommendations, folded by document or, in one document, by audience."""
    many = len(tracked.books) > 1
    parts = []
    for heading, group in groupby(tracked.standings, key=lambda one: _heading(one.entry, many)):
        told = [
            {
                "name": f"story-{one.entry.document.id}-{_plain(one.entry.number)}",
                "clauses": story(one, _made_for(one.entry, tracked.promises)),
            }
            for one in group
        ]
        parts.append({"heading": f"{heading}: {plural(len(told), 'story', 'stories')}", "stories": told})
    return render(STORIES, parts=parts)


def _heading(entry: Any, many: bool) -> str:
    return entry.document.title if many else listed(entry.audience) or "To nobody named"


def _made_for(entry: Any, promises: Sequence[Any]) -> list[Any]:
    return [one for one in promises if any(other.key == entry.key for other in one.entries)]


def _audience(entry: Any) -> Iterator[Clause]:
    if not entry.audience:
        yield Clause(", beside which the source names ", "nobody", ",", "audience")
    elif entry.shares_with and not entry.recommendation.audience:
        yield Clause(
            ", which probably shares the cells of ", entry.shares_with, " in the source", "shares_with"
        )
        yield Clause(" and so its audience, ", listed(entry.audience), ",", "audience")
    else:
        yield Clause(", to ", listed(entry.audience), ",", "audience")


def _answer(name: str, answer: Any) -> Iterator[Clause]:
    about = ANSWERS[name]
    for one in answer.inherited:
        if one.kind == "full":
            yield Clause(
                f" Of what {about} it says only where to look: inherited from #",
                one.source,
                ".",
                f"{name}.inherited",
            )
        else:
            yield Clause(
                f" Of what {about} it adds to #", one.source, ", from which it inherits.", f"{name}.inherited"
            )
    own = getattr(answer.own, "plain", answer.own)
    if own:
        yield Clause(f" Of what {about} the answer says: ", _ended(own), "", f"{name}.own")
    elif answer.blank:
        yield Clause(f" Of what {about} ", "nothing is recorded", ".", f"{name}.blank")


def _promise(promise: Any) -> Iterator[Clause]:
    yield Clause(
        " Promised: ", promise.deliverable.what[:1].lower() + promise.deliverable.what[1:], "", "promise.what"
    )
    if promise.deliverable.phrase:
        yield Clause(", in the source's words “", promise.deliverable.phrase, "”", "promise.phrase")
    if promise.due is not None:
        yield Clause(" (", promise.due.words, ")", "promise.due")
    yield Clause("; ", promise.deliverable.state, ".", "promise.state")


def _leans(entry: Any) -> Iterator[Clause]:
    one = entry.recommendation
    if one.bodies:
        yield Clause(" The answer names as partners ", listed(one.bodies), ".", "bodies")
    titles = [review.title for review in entry.document.reviews if review.id in one.reviews]
    if titles:
        yield Clause(" It leans on the ", listed(titles), ".", "reviews")
    if one.related:
        yield Clause(" It belongs with ", listed(one.related), ".", "related")
    if one.measured:
        yield Clause(" It bears on ", plural(len(one.measured), "metric"), ".", "metrics")


def _stands(standing: Any) -> Iterator[Clause]:
    made_up = " (made up, to show what can be written)" if standing.synthetic else ""
    yield Clause(" It stands as: ", standing.status, "", "status")
    if standing.since is not None:
        yield Clause(" since ", standing.since.text, "", "since")
    if standing.evidence:
        yield Clause(", as shown by ", standing.evidence, "", "evidence")
    yield Clause(made_up, "", ".", "synthetic")
    if standing.due is not None:
        yield Clause(" ", capital(standing.due.words), ".", "due")


def _on(when: Any) -> str:
    return f"{'on' if when.precision == 'day' else 'in'} {when.text}"


def _ended(words: str) -> str:
    return words if words.rstrip("\"'’”)").endswith((".", "?", "!", "…")) else f"{words}."


def _plain(number: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in number.lower())
