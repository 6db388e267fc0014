"""Words of a source with their paragraphs, lists and links, every one of them escaped."""

from typing import Any

from insight.formats.html import Html, filled


def passage(text: Any) -> Html:
    """Give words of a source as HTML: paragraphs, items of lists, and links to addresses that are safe.

    text : blocks of runs (see recommendations.reading.Text), or words on one line.
    """
    if isinstance(text, str):
        return filled("{}", text)
    parts: list[Html] = []
    items: list[Html] = []
    for block in text.blocks:
        words = Html("").join(_run(run) for run in block.runs)
        if block.item:
            items.append(filled("<li>{}</li>", words))
            continue
        parts += _listed(items)
        items = []
        parts.append(filled("<p>{}</p>", words))
    return Html("").join([*parts, *_listed(items)])


def _listed(items: list[Html]) -> list[Html]:
    return [filled("<ul>{}</ul>", Html("").join(items))] if items else []


def _run(run: Any) -> Html:
    return (
        filled('<a href="{}" rel="nofollow">{}</a>', run.link, run.text)
        if run.link
        else filled("{}", run.text)
    )
