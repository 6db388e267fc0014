"""Cells and paragraphs of pages about streams: links, and what is not known said so."""

from datetime import date

from insight.formats import day

NOT_KNOWN = "not known"
PUBLIC = {
    "yes": "yes: anyone can open them",
    "no": "no: other areas only",
    "restricted": "restricted: behind a login",
    None: NOT_KNOWN,
}
ACCESS = {"open": "open to all", "login": "needs a login", "request": "by request", None: NOT_KNOWN}


def known(words: object) -> object:
    """Give what is known, or say that it is not."""
    return words if words not in (None, "", ()) else NOT_KNOWN


def when(checked: date | None) -> str:
    """Give a day in words, or say that it is not known."""
    return day(checked) if checked else NOT_KNOWN
