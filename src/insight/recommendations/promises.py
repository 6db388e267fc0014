"""What was promised, by when in the source's words, and whether it was found."""

from datetime import date
from typing import NamedTuple

from insight.formats.statuses import LATE
from insight.recommendations.dates import counted
from insight.recommendations.document import Deliverable
from insight.recommendations.due import Due, due
from insight.recommendations.register import Book, Entry
from insight.recommendations.window import Window


class Promise(NamedTuple):
    """Something that was promised, and where it stands on a day."""

    deliverable: Deliverable
    entries: tuple[Entry, ...]  # of the recommendations it was promised for
    window: Window | None  # None where no time is named
    due: Due | None

    @property
    def state(self) -> str:
        """Give whether it was found; where not, whether its time has passed."""
        if self.deliverable.found:
            return "found"
        late = self.due is not None and self.due.state == LATE
        return "not evidenced, and its time has passed" if late else "not evidenced"


def promises(book: Book, as_at: date) -> list[Promise]:
    """Give every promise of a document for the entries it holds: those with a time first, the earliest first.

    as_at : the day on which it is asked what is due. Times count from the day the document was published,
    and stay as text where that is not known.
    """
    found = [
        _promise(book, one, entries, as_at)
        for one in book.document.deliverables
        if (entries := tuple(entry for entry in book.entries if entry.number in one.numbers))
    ]
    return sorted(found, key=lambda one: one.due.by if one.due and one.due.by else date.max)


def _promise(book: Book, one: Deliverable, entries: tuple[Entry, ...], as_at: date) -> Promise:
    if one.phrase is None:
        return Promise(one, entries, None, None)
    window = counted(one.phrase, book.document.when)
    return Promise(one, entries, window, due(window, as_at))
