"""What an edition is and where its numbers come from, for readers. All HTML."""

from collections.abc import Sequence
from datetime import date

from insight import organisations
from insight.book.pages import Page
from insight.definitions import Edition, Source
from insight.formats import day, listed, plural
from insight.markup import plain

SYNTHETIC = (
    "Synthetic data. Every figure in this edition was made up by a program. "
    "The places are real; nothing here says anything about the care they give."
)


def banner(edition: Edition) -> str:
    """Give the warning that goes with made-up numbers; '' for real ones."""
    return f'<p class="insight-warning" role="note">{SYNTHETIC}</p>' if edition.synthetic else ""


def edition_facts(edition: Edition, found: list[Page], sources: Sequence[Source]) -> str:
    """Give what an edition covers, as terms and what they are."""
    made = [page for page in found if page.made]
    counts = {
        "Integrated care boards": len({page.icb for page in made if page.icb}),
        "Topics": len({page.audit for page in made if page.audit}),
    }
    words = {
        "Edition": edition.title,
        "Boundaries as at": day(edition.geography_date),
        "Ages counted to": day(edition.as_at),
        "Newest source": day(max(source.published for source in sources)) if sources else "none",
    }
    facts = {name: f'<span class="insight-number">{count}</span>' for name, count in counts.items() if count}
    return _terms(facts | {name: plain(text) for name, text in words.items()}, "insight-facts")


def source_facts(source: Source, as_at: date) -> str:
    """Give where one source comes from: who published it, when, on what terms, and its files."""
    facts = {
        "Publisher": plain(source.publisher) + _now(source.publisher),
        "Licence": plain(source.licence),
        "Published": f"{day(source.published)} ({_age(source.published, as_at)})",
        "Link": _link(source.link),
        "Note": plain(source.note) if source.note else "",
        "Service": _link(source.base),
        "Asked": plain(_asked(source)),
        "Files": "".join(
            f"<p><code>{plain(file.path)}</code>{_checksum(file.sha256)}</p>" for file in source.files
        ),
    }
    return _terms({name: value for name, value in facts.items() if value}, "insight-facts insight-source")


def months(earlier: date, later: date) -> int:
    """Give the whole months from one day to another.

    >>> months(date(2024, 9, 26), date(2024, 12, 31)), months(date(2024, 9, 26), date(2024, 10, 25))
    (3, 0)
    """
    whole = 12 * (later.year - earlier.year) + later.month - earlier.month
    return whole - (later.day < earlier.day)


def _terms(facts: dict[str, str], look: str) -> str:
    rows = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in facts.items())
    return f'<dl class="{look}">{rows}</dl>'


def _age(published: date, as_at: date) -> str:
    age = months(published, as_at)
    if published > as_at:
        return f"after {day(as_at)}, the day ages are counted to"
    return f"{plural(age, 'month') if age else 'less than a month'} before {day(as_at)}"


def _asked(source: Source) -> str:
    """Give what is asked of a service, as the source's definition has it."""
    words = []
    for name, value in source.ask.items():
        if name == "password_from":  # of no use to readers
            continue
        value = [f"{key} {one}" for key, one in value.items()] if isinstance(value, dict) else value
        words.append(f"{name} {listed(map(str, value)) if isinstance(value, (list, tuple)) else value}")
    return "; ".join(words)


def _link(link: str | None) -> str:
    if not link or not link.startswith(("https://", "http://")):
        return ""
    return f'<a href="{plain(link)}" rel="external">{plain(link)}</a>'


def _now(publisher: str) -> str:
    """Say who does a publisher's work now, when it has ended."""
    found = organisations.now(publisher)
    return f", now {plain(listed(found))}" if found else ""


def _checksum(sha256: str | None) -> str:
    return f' <span class="insight-checksum">SHA-256 {plain(sha256[:12])}…</span>' if sha256 else ""
