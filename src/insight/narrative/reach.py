"""Whom to look at first, how to reach people here, and what others did."""

from collections.abc import Mapping, Sequence
from typing import Any

from insight.formats import Html, compiled, render, sentences
from insight.narrative.lists import Item, Part, lists

PROMPTS = compiled(
    '<ol class="insight-prompts">{% for words in prompts %}<li>{{ words }}</li>{% endfor %}</ol>'
)


def approaches(given: Mapping[str, Any]) -> Html:
    """Say of each approach whom it looks at first, whom each system adds, and what it wants in each area.

    given : approaches by audience, such as adults.
    """
    items = []
    for one in given.values():
        said = f"{one.about} Core20: {one.core} PLUS: {one.plus}"
        aims = [_aim(area) for area in (*one.areas, *one.across)]
        items.append(Item(one.title, said, "", f"{one.publisher}, {one.link}", aims))
    return lists([Part("", items)])


def reach(prompts: Sequence[str]) -> Html:
    """Give the questions about reaching people here, where no one answer fits everyone."""
    return render(PROMPTS, prompts=prompts)


def examples(about: Any) -> Html:
    """Tell what others did, as stories and not as evidence; or say that none is recorded."""
    items = [
        Item(one.title, one.said, "", f"Practice example, {one.kind}: {one.where}; {one.when}. {one.source}.")
        for one in about.examples
    ]
    if not items:
        return sentences(
            ["No practice example is recorded for this theme. Adding one is one entry in its file."]
        )
    return lists([Part("", items)])


def _aim(area: Any) -> str:
    return f"{area.title}: {area.aim}." + (f" {area.note}" if area.note else "")
