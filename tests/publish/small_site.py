"""A site of three pages, fit to publish, and the edition it is of."""

from datetime import date
from pathlib import Path

from insight.definitions import Edition

SCRIPT = '<script>document.documentElement.dataset.mode = "light";</script>'
PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8" />
<meta name="description" content="What {title} is about." />
<title>{title}</title>
<link rel="stylesheet" href="{up}_static/look.css?v=1" />
{script}
</head>
<body>
<h1 id="top-of-it">{title}</h1>
<p>{words} <a href="{up}index.html#top-of-it">home</a> <a href="{up}reports/a.html">a</a>
<a href="https://example.org/">elsewhere</a></p>
<svg role="img" aria-label="{title} rises." viewBox="0 0 9 9"><path d="M0 0L9 9" /></svg>
<table><caption>Counts of {title}</caption><thead><tr><th scope="col">Area</th></tr></thead>
<tbody><tr><td>7</td></tr></tbody></table>
</body>
</html>
"""
EDITION = Edition(
    id="tiny",
    title="A tiny edition",
    sources=(),
    audits="all",
    geography_date=date(2026, 4, 1),
    as_at=date(2026, 9, 30),
)


def lay(folder: Path, words: str = "Words.") -> Path:
    """Put the site in a folder, in place of one that is there; give the folder."""
    pages = {"index.html": ("Home", ""), "reports/a.html": ("A board", "../"), "reports/b.html": ("B", "../")}
    for name, (title, up) in pages.items():
        said = words if name != "reports/b.html" else "The same in every version."
        page = PAGE.format(title=title, up=up, words=said, script=SCRIPT)
        _put(folder / name, page.encode())
    _put(folder / "_static/look.css", b"body { background: url(look.png) }\n")
    _put(folder / "_static/look.png", bytes(range(256)))
    return folder


def change(folder: Path, old: str, new: str, page: str = "reports/a.html") -> None:
    """Put something else in a page."""
    path = folder / page
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
