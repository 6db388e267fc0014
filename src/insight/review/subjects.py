"""What a change is about: which metric, which area, which period, by the words around it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from insight.pages import Page
from insight.review.changes import Change
from insight.review.skeleton import period_of

LABEL = "Synthetic data. "  # may stand before a caption
OF_ENGLAND = ("England", "Region", "Target and its source", "Target")  # columns about no area of their own


@dataclass(frozen=True)
class Subject:
    """Metrics and areas a change may be about, and the last days of its periods before and after.

    `gone` says that it is no longer there: its period is then the one before.
    """

    metrics: tuple[str, ...]
    areas: tuple[str, ...]
    before: str | None
    after: str | None
    gone: bool = False


class Subjects:
    """The metrics and areas that a page may name."""

    def __init__(self, page: Page, old: Mapping[str, Any], new: Mapping[str, Any]):
        self.own = str(page.parameters.get("icb") or "")
        self.audit = page.parameters.get("audit")
        self.metrics = {**old.get("metrics", {}), **new.get("metrics", {})}
        self._found: dict[str, tuple[str, ...]] = {}
        self.areas = {area["name"]: code for one in (old, new) for code, area in one.get("areas", {}).items()}

    @cached_property
    def all(self) -> list[str]:
        """Give every metric the page may be about: those of its audit, or of all."""
        return sorted(name for name, one in self.metrics.items() if self.audit in (None, one["audit"]))

    @cached_property
    def _titles(self) -> dict[str, list[tuple[str, str]]]:
        """Give titles and metrics by the first word of the title, the longest titles first."""
        found = defaultdict(list)
        for metric in self.all:
            title = self.metrics[metric]["title"]
            found[title.split()[0]].append((title, metric))
        return {word: sorted(rows, key=lambda row: -len(row[0])) for word, rows in found.items()}

    def of(self, change: Change) -> Subject:
        """Give what a change is about."""
        row = change.row
        texts = [row, *(row.split(", ")), change.what, change.old or "", change.new or ""]
        if change.kind == "sentence":
            texts = [row, change.new or "", change.old or ""]
        metrics = next((found for text in texts if text and (found := self._named(text))), ())
        before, after = self._periods(change)
        return Subject(metrics, tuple(self._where(change)), before, after, change.how == "removed")

    def _named(self, text: str) -> tuple[str, ...]:
        """Give the metrics whose title begins a text; several where audits share a title."""
        if text not in self._found:
            words = text.removeprefix(LABEL)
            rows = self._titles.get(words.split()[0], ()) if words.strip() else ()
            longest = next((title for title, _ in rows if words.startswith(title)), None)
            self._found[text] = tuple(metric for title, metric in rows if title == longest)
        return self._found[text]

    def _where(self, change: Change) -> Iterator[str]:
        """Give the codes of the areas a change is about: those its row names, else the page's own."""
        if change.column in OF_ENGLAND:
            return
        named = [self.areas[part] for part in _ends(change.row) if part in self.areas]
        yield from named or ([self.own] if self.own else [])

    def _periods(self, change: Change) -> tuple[str | None, str | None]:
        """Give the last days of the periods before and after: of the texts, the row or the table."""
        if change.kind == "sentence" or change.column in ("Period", "Newest period"):
            old, new = period_of(change.old or ""), period_of(change.new or "")
            if old or new or change.kind == "sentence":
                return old, new
        if change.kind in ("row", "table"):
            text = change.row if change.kind == "row" else change.what
            one = _shown(text, change.what)
            return (one, None) if change.how == "removed" else (None, one)
        return _shown(change.row_before, change.what_before), _shown(change.row, change.what)


def _shown(row: str, caption: str) -> str | None:
    """Give the last day of the period a row shows, or its table's caption before the source is named."""
    return period_of(row) or period_of(caption.partition(" Source: ")[0])


def _ends(row: str) -> Iterator[str]:
    """Give what may be the name of an area in a row's name: each of its ends, as names may hold commas.

    >>> list(_ends("Seen, Bath, Swindon"))
    ['Seen, Bath, Swindon', 'Bath, Swindon', 'Swindon']
    """
    pieces = row.split(", ")
    for start in range(len(pieces)):
        yield ", ".join(pieces[start:])
