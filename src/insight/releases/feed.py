"""What is new as an Atom feed (RFC 4287), the same bytes for the same data."""

from collections.abc import Sequence
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from insight import paths
from insight.definitions import Edition
from insight.definitions.strict import read
from insight.releases.news import Entry

FILE = "feed.xml"
NOWHERE = "insight.invalid"  # who names things where no address is known: it can be nobody's
BEGUN = "2026"  # a tag (RFC 4151) says when its namer was who it was
ATOM = "http://www.w3.org/2005/Atom"


def base_url() -> str:
    """Give the address the site is served at, which is html: baseurl in _config.yml; '' when it has none."""
    html = read(paths.root() / "_config.yml").get("html") or {}
    return str(html.get("baseurl") or "").rstrip("/")


def feed(edition: Edition, entries: Sequence[Entry], series: str, base: str) -> str:
    """Give the feed of a series of editions.

    series : its name, which stays from edition to edition. base : where the site is served, '' when
    that is not known: links are then relative. Names are tag: URIs, so that they stay when it moves
    within its domain.
    """
    updated = max((entry.day for entry in entries), default=edition.as_at)
    ways = f'<link rel="alternate" href={quoteattr(_way(base, "news.html"))}/>'
    ways += f'<link rel="self" href={quoteattr(_way(base, FILE))}/>' if base else ""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="{ATOM}" xml:lang="en-GB">',
        f"<id>{escape(_tag(base, f'feed/{series}'))}</id>",
        "<title>ICB Insight: what is new</title>",
        f"<subtitle>{escape(edition.title)}</subtitle>",
        f"<updated>{updated.isoformat()}T00:00:00Z</updated>",
        "<author><name>ICB Insight</name></author>",
        ways,
        *(line for entry in entries for line in _entry(entry, series, base)),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def _entry(entry: Entry, series: str, base: str) -> list[str]:
    day = f"{entry.day.isoformat()}T00:00:00Z"
    return [
        "<entry>",
        f"<id>{escape(_tag(base, f'{series}/{entry.name}'))}</id>",
        f"<title>{escape(entry.title)}</title>",
        f"<updated>{day}</updated>",
        f'<link rel="alternate" href={quoteattr(_way(base, f"{entry.page}.html"))}/>',
        f"<summary>{escape(entry.words)}</summary>",
        "</entry>",
    ]


def _tag(base: str, name: str) -> str:
    return f"tag:{urlsplit(base).hostname or NOWHERE},{BEGUN}:{name}"


def _way(base: str, page: str) -> str:
    return f"{base}/{page}" if base else page
