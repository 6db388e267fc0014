"""What the verbs that bind a book hand it: the last check, and what it tells of other editions."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from insight import book, definitions, findings, paths, store
from insight.cli.offering import downloads, made_with, offered, vouched
from insight.cli.progress import waiting
from insight.definitions import Edition
from insight.errors import UnknownName

if TYPE_CHECKING:
    from insight import review


def bound(edition: Edition, icb: str | None = None) -> Path:
    """Bind an edition, or the pages about one ICB; give the path of its landing page."""

    def check(site: Path) -> None:
        findings.nothing_told(edition, site, vouched=vouched(edition, site))

    files = offered(edition, icb)
    words = told(edition) | judged(edition)
    if (page := downloads(edition, files, icb)) is not None:
        words["downloads"] = page
    words |= made_with(edition)
    put_right = corrected(edition)
    return book.bind(
        edition,
        check=check,
        told=words,
        offered=files,
        corrected=put_right,
        icb=icb,
        wait=waiting(edition.id),
    )


def refuse_unfit_words() -> None:
    """Refuse words for readers that cannot be used, such as a quote without consent."""
    from insight import audiences, plain, voices  # here, as most verbs need nothing of what they load

    plain.every()
    voices.every()
    audiences.audiences()


def without_plain_words() -> list[str]:
    """Give a line that counts the headline metrics nobody has put in plain words; nothing where all are."""
    from insight import plain

    found = plain.missing()
    return (
        [f"Without plain words: {len(found)} headline metrics ({', '.join(found[:5])}, …)."] if found else []
    )


def judged(edition: Edition) -> dict[str, str]:
    """Give the page that tells how good the finished pages are as feedback.

    Raises PoorFeedback when one is not as good as the edition asks for.
    """
    from insight import feedback  # here, as most verbs need nothing of what it loads

    home = paths.build() / edition.id / "book"
    finished = [
        feedback.Finished(
            report=page.report,
            called=page.report_title,
            name=page.name,
            title=page.title,
            about=(page.kind, page.subject),
            file=home / f"{page.path}.ipynb",
        )
        for page in book.pages(edition.id)
        if page.made and page.kind != "other"
    ]
    found = feedback.scored(edition, finished)
    feedback.refuse_poor(edition, found)
    return {"feedback": feedback.page(edition, found)}


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
    from insight import review, warehouse  # here, as most verbs need nothing of what they load

    put_right = review.corrections()
    said = {"corrections": review.errata(put_right)} | _announced(edition, put_right)
    said["answers"] = book.answers(store.answers(edition.id))
    said["warehouse"] = warehouse.page()
    before = paths.build() / edition.previous if edition.previous else None
    if before is not None and (before / "book" / "reports").is_dir():
        said["since"] = review.since(review.compare_editions(before, paths.build() / edition.id))
    return said


def corrected(edition: Edition) -> "review.Banners":
    """Give, for each page that was made, what this edition puts right on it."""
    from insight import review

    made = [page for page in book.pages(edition.id) if page.made]
    return review.bannered(review.corrections(), edition, made)


def _announced(edition: Edition, put_right: "Sequence[review.Correction]") -> dict[str, str]:
    """Give the release calendar, what is new, and the feed that tells of it."""
    from insight import releases

    series = releases.series_of(edition)
    sources = [definitions.source(name, where=edition.id) for name in edition.sources]
    entries = releases.news(edition, series, sources, put_right)
    name = series[0].series if series else edition.id
    return {
        "releases": releases.calendar_page(edition, series),
        "news": releases.news_page(entries),
        "feed": releases.feed(edition, entries, name, releases.base_url()),
    }
