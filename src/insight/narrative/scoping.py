"""Why a report was made and what people of the area add to it: told apart from what audits find."""

from collections.abc import Sequence
from typing import Any

from insight.formats import Html, compiled, day, listed, plural, render, sentences
from insight.formats.numbers import rounded
from insight.formats.written import written
from insight.narrative.lists import Item, Part, lists

FIRST = 3  # topics in sight
SCOPING = compiled("""\
<section class="insight-local" aria-label="What this report is for, as the ICB wrote it">
<p class="insight-local-head">{{ head }}</p>
<dl>
{% for name, said in facts %}
<dt>{{ name }}</dt><dd>{{ said }}</dd>
{% endfor %}
</dl>
</section>
""")
CONTEXT = compiled("""\
<section class="insight-local" aria-label="Local context">
<p class="insight-local-head">{{ head }}</p>
{% for note in notes %}
<blockquote>{% if note.asked %}<p><em>Answered before a session.</em></p>{% endif %}<p>{{ note.text }}</p>
<p><small>{{ note.author }}, {{ note.date }}{{ note.about }}</small></p></blockquote>
{% endfor %}
</section>
""")


def scoping(here: Any, topics: Sequence[Any]) -> Html:
    """Tell what was agreed to be looked at, why, by whom and when, and whether the ranking was followed.

    here : what was written about the area (see local.Local), or None. topics : as pathways.ranked gives them.
    """
    agreed = None if here is None else here.scoping
    if agreed is None:
        first = f" The topic that stands first in the data is {topics[0].title.lower()}." if topics else ""
        return sentences(
            [
                "Nobody has written down yet what this ICB wants the report to look at, why, and who agreed "
                f"it: there is no scoping record.{first}"
            ]
        )
    facts = [
        ("Topic", agreed.topic),
        ("Why", agreed.why),
        ("Agreed by", f"{listed(agreed.agreed_by)}, on {day(agreed.date)}"),
        ("The data's own ranking", f"{_followed(agreed, topics)} {agreed.ranking_note}"),
    ]
    facts += [("Baseline", f"to {day(agreed.baseline)}")] if agreed.baseline else []
    facts += [("Looked at again", day(agreed.next_look))] if agreed.next_look else []
    return render(SCOPING, facts=facts, head=written(here))


def context(here: Any, cards: Sequence[Any]) -> Html:
    """Give what people here know and data do not show, in a block that looks unlike what audits found.

    here : what was written about the area, or None. cards : of the page's metrics, which give them titles.
    """
    if here is None or not here.context:
        return sentences(["Nobody has added local context to this report."])
    titles = {str(card.row.metric): card.row.title for card in cards}
    notes = [
        {
            "text": note.text,
            "asked": note.question is not None,
            "author": note.author,
            "date": day(note.date),
            "about": f"; about: {listed(titles.get(one, one) for one in note.about)}" if note.about else "",
        }
        for note in here.context
    ]
    return render(CONTEXT, notes=notes, head=written(here))


def topics(topics: Sequence[Any], rule: str) -> Html:
    """Tell which topics the data put forward for the focus, and the rule they are ordered by."""
    if not topics:
        return sentences([rule, "Nothing in these data speaks for one topic more than for another."])
    items = [Item(one.title, _speaks(one)) for one in topics]
    return sentences([rule]) + lists([Part("", items, FIRST)])


def _followed(agreed: Any, topics: Sequence[Any]) -> str:
    """Say whether the ranking was followed, and where it puts the topic in this edition."""
    said = "Was followed." if agreed.ranking_followed else "Was not followed."
    place = next((number for number, one in enumerate(topics, 1) if one.id == agreed.pathway), None)
    if place is not None:
        said += f" It puts this pathway in place {place} of {len(topics)} in this edition."
    return said


def _speaks(one: Any) -> str:
    """Say what speaks for a topic."""
    said = [f"{plural(one.outliers, 'outlier')} for the worse."] if one.outliers else []
    if one.behind:
        people = f"{rounded(one.most)} ({rounded(one.most_lower)} to {rounded(one.most_upper)})"
        said.append(
            f"Clearly behind similar ICBs in {plural(len(one.behind), 'metric')}; in one of them, "
            f"“{one.most_title}”, matching their median would make a difference to {people} people a year."
        )
    if one.unequal:
        said.append(f"A clear gap between groups of people in {plural(one.unequal, 'metric')}.")
    return " ".join(said)
