"""Cells and paragraphs of pages about streams: links, and what is not known said so."""

from datetime import date

from insight.formats import Html, compiled, day, render

NOT_KNOWN = "not known"
LEAD = compiled(
    '<p class="insight-lead">{{ lead }}</p>{% for words in said %}\n<p>{{ words }}</p>{% endfor %}'
)
PUBLIC = {
    "yes": "yes: anyone can open them",
    "no": "no: other areas only",
    "restricted": "restricted: behind a login",
    None: NOT_KNOWN,
}
ACCESS = {"open": "open to all", "login": "needs a login", "request": "by request", None: NOT_KNOWN}


def opening(lead: str, *said: str) -> Html:
    """Give a page's answer in a sentence, and sentences below it."""
    return render(LEAD, lead=lead, said=said)


def known(words: object) -> object:
    """Give what is known, or say that it is not."""
    return words if words not in (None, "", ()) else NOT_KNOWN


def when(checked: date | None) -> str:
    """Give a day in words, or say that it is not known."""
    return day(checked) if checked else NOT_KNOWN
