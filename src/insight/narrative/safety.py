"""What is said of learning from harm: no area is named, and nothing is ranked."""

from collections.abc import Sequence
from typing import Any

from insight.formats import Html, capital, compiled, day, render, sentences
from insight.narrative.lists import Item, Part, lists
from insight.narrative.sentences import sentence

ROUTE = compiled("""\
<ol class="insight-route">
{% for step in steps %}
<li><strong>{{ step.name }}</strong>. {{ step.does }}
{%- if step.note %} <small>{{ step.note }}</small>{% endif %}</li>
{% endfor %}
</ol>
<p>{{ flagged }}</p>
""")
CHECKLIST = compiled("""\
<ul class="insight-checklist">
{% for culture in cultures %}
<li><strong>{{ culture.name | capitalize }} culture.</strong> {{ culture.ask }}</li>
{% endfor %}
</ul>
""")
SOURCES = compiled("""\
<ul>
{% for source in sources %}
<li>{{ source }}</li>
{% endfor %}
</ul>
""")
TOLD = (("findings", "Found"), ("recommendations", "Asked for"), ("followed", "What followed"))
NOTHING = "No finding or recommendation of this programme is in our sources yet."


def purpose(framework: Any) -> Html:
    """Say what responding to incidents is for, and what it is never for.

    framework : as `enquiries.framework` gives it.
    """
    *most, last = framework.never_for
    return sentences([framework.purpose, f"It is never for {', '.join(most)} or {last}."])


def estimated(figures: Sequence[Any]) -> Html:
    """Give figures of harm, each with its caveat and source: `impacts.estimates` gives no figure alone."""
    return sentences([f"{figure} Source: {figure.source}, {day(figure.published)}." for figure in figures])


def cultures(framework: Any) -> Html:
    """Give the five sub-cultures of a safe culture, each with a question for a board."""
    return render(CHECKLIST, cultures=framework.cultures)


def method(framework: Any) -> Html:
    """Say how a confidential enquiry works, and why nobody is ranked by one."""
    return sentences([framework.no_blame, framework.no_league_tables, framework.concern])


def enquiries(programmes: Sequence[Any]) -> Html:
    """Tell, programme by programme and theme by theme, what was found, asked for and what followed.

    programmes : as `enquiries.programmes` gives them. A programme of which nothing is known is
    named, and said to be so.
    """
    made = []
    for one in programmes:
        items = [_item(said, called) for name, called in TOLD for said in getattr(one, name)]
        about = f"{one.about} Run by {one.provider}. Published for {one.published_for}."
        notes = [one.note] * bool(one.note)
        first = Item(capital(one.form), about, notes=notes if items else [NOTHING, *notes])
        made.append(Part(f"{one.name} ({one.short})", [first, *items], first=1 + len(items)))
    return lists(made)


def route(framework: Any) -> Html:
    """Give the levels that word of a concern about maternity care goes through, in order."""
    return render(ROUTE, steps=framework.route, flagged=framework.flagged)


def told_by(framework: Any, programmes: Sequence[Any]) -> Html:
    """List every source that the page rests on, once."""
    found = dict.fromkeys(
        [*framework.sources, *(text for one in programmes for text in one.sources.values())]
    )
    return render(SOURCES, sources=[sentence(text) for text in found])


def _item(said: Any, called: str) -> Item:
    report = f"{said.report}, {said.year}" if said.report else ""
    to = getattr(said, "to", None)
    words = f"{said.said} To: {to}." if to else said.said
    title = f"{called}: {said.theme}" if said.theme else called
    return Item(title, words, dated=report, notes=[said.note] * bool(said.note))
