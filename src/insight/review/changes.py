"""What differs between two finished pages or two editions, change by change."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from insight import paths
from insight.errors import InsightError

REASONS = (
    "new data",
    "revised",
    "corrected",
    "boundary",
    "method",
    "code",
    "parameters",
    "not known",
)
KINDS = ("number", "words", "sentence", "picture", "row", "column", "table", "figure", "page", "code")


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that differs. `how` is changed, moved, added or removed; `old` or `new` is None where
    there is nothing.

    `kind` is one of KINDS: a number of a table, words of a table, a sentence, a picture, and what came
    or went whole. `numbers_only` says of a sentence that only its numbers differ. `size` is how far a
    number moved, as a share of the larger of the two. `row_before` and `what_before` are what the row and
    the table were called before. `reason` is one of REASONS, `because` the
    evidence for it in a sentence. `drawings` are the two pictures, as SVG.
    """

    kind: str
    how: str
    section: str
    what: str = ""
    row: str = ""
    column: str = ""
    row_before: str = ""
    what_before: str = ""
    old: str | None = None
    new: str | None = None
    numbers_only: bool = False
    size: float | None = None
    reason: str = "not known"
    because: str = ""
    drawings: tuple[str, str] | None = None


def one_sided(how: str, text: str, **where: str) -> Change:
    """Give the change of something that was added or removed.

    text : what it says. where : its kind, section and names, as Change has them.
    """
    places = {"kind": "", "section": "", "what": "", "row": "", "column": "", "because": ""} | where
    old, new = (text, None) if how == "removed" else (None, text)
    return Change(
        how=how, old=old, new=new, kind=places["kind"], section=places["section"], what=places["what"],
        row=places["row"], column=places["column"], because=places["because"],
    )  # fmt: skip


def place(path: Path) -> str:
    """Give where a file is, from the project's folder if it is within: no machine's own folders are told."""
    with suppress(InsightError, ValueError):  # no project, or not within it
        return path.absolute().relative_to(paths.root()).as_posix()
    return path.as_posix()


@dataclass(frozen=True)
class PageChanges:
    """What differs between two pages of one name; `old` or `new` is None for a page only one side has."""

    name: str
    title: str
    old: Path | None
    new: Path | None
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Comparison:
    """What differs between two sides, page by page, pages without a change among them."""

    old: str
    new: str
    pages: tuple[PageChanges, ...]

    @property
    def changed(self) -> bool:
        """Say whether anything differs."""
        return any(page.changes for page in self.pages)

    def all(self) -> Iterator[tuple[PageChanges, Change]]:
        """Give every change with its page, in the order of pages."""
        for page in self.pages:
            for change in page.changes:
                yield page, change

    def reasons(self) -> dict[str, int]:
        """Count the changes of each reason there is, in the order of REASONS."""
        found = Counter(change.reason for _, change in self.all())
        return {reason: found[reason] for reason in REASONS if found[reason]}

    def kinds(self) -> dict[str, int]:
        """Count the changes of each kind there is, in the order of KINDS."""
        found = Counter(change.kind for _, change in self.all())
        return {kind: found[kind] for kind in KINDS if found[kind]}
