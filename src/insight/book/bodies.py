"""What became of the bodies that publish and gather data, for readers who meet an old name."""

from insight import organisations
from insight.formats import Html, Lines, compiled, day, listed, render, table
from insight.markup import raw

NAMES = ["Until then", "Now", "When", "What passed", "Source"]
LINKED = compiled(
    '{{ words }}{% if way %} <a href="{{ way }}" rel="external">{{ way }}</a>{% endif %}',
)


def former_names() -> str:
    """Give every change of params/organisations as a table, in Markdown; '' when there is none."""
    known = organisations.history()
    cells = [
        (
            _named(change.was, known),
            listed(known.current(change.was)),
            day(change.on) if change.on else "not said",
            change.what,
            Html("<br>").join(_source(source) for source in change.sources),
        )
        for change in known.changes
    ]
    caption = "National bodies that have ended or moved, and those that do their work now."
    return raw(table(Lines(cells, NAMES), caption)) if cells else ""


def _named(name: str, known: organisations.History) -> str:
    also = known.bodies[name].also
    return f"{name} ({listed(also)})" if also else name


def _source(source: str) -> Html:
    """Give a source, its address as a link."""
    words, _, way = source.rpartition(" ")
    if not way.startswith(("https://", "http://")):
        words, way = source, ""
    return render(LINKED, words=words, way=way)
