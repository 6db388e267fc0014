"""What the verbs that bind a book hand it: the last check, and what it tells of other editions."""

from collections.abc import Sequence
from pathlib import Path

from insight import book, findings, paths
from insight.definitions import Edition
from insight.errors import UnknownName


def bound(edition: Edition, icb: str | None = None) -> Path:
    """Bind an edition, or the pages about one ICB; give the path of its landing page."""

    def check(site: Path) -> None:
        findings.nothing_told(edition, site)

    return book.bind(edition, check=check, told=told(edition), icb=icb)


def boards(edition: Edition, found: Sequence[book.Page], only: str) -> list[str]:
    """Give the ICBs that have pages and are named, or refuse a name that none has."""
    codes = sorted({page.icb for page in found if page.icb and only.lower() in page.icb.lower()})
    if not codes:
        raise UnknownName(f"No ICB of {edition.id} is named with {only!r}. Name it by its code, such as QWO.")
    return codes


def told(edition: Edition) -> dict[str, str]:
    """Give what a book tells of other editions: what was corrected, and what has changed since the last.

    The edition before is compared when its pages are still in _build.
    """
    from insight import review  # here, as most verbs need nothing of what it loads

    said = {"corrections": review.errata(review.corrections())}
    before = paths.build() / edition.previous if edition.previous else None
    if before is not None and (before / "book" / "reports").is_dir():
        said["since"] = review.since(review.compare_editions(before, paths.build() / edition.id))
    return said
