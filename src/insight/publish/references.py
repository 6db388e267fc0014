"""What a page or a style sheet refers to: within its site, or elsewhere."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urldefrag, urlsplit

URL = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)'"]*))\s*\)|@import\s+["']([^"']+)["']""", re.IGNORECASE
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CARRIED = ("data:", "blob:")  # what is meant stands in the reference itself


def urls(style: str) -> Iterator[str]:
    """Give what a style sheet, or an attribute, refers to with url() and @import.

    >>> list(urls('a { b: url("x.png") } @import "y.css"; /* url(no) */'))
    ['x.png', 'y.css']
    """
    for found in URL.finditer(COMMENT.sub("", style)):
        yield next(part for part in (*found.groups(), "") if part is not None).strip()


def of_sets(listed: str) -> Iterator[str]:
    """Give the files a srcset lists.

    >>> list(of_sets("a.png 1x, b.png 2x"))
    ['a.png', 'b.png']
    """
    yield from (part.split()[0] for part in listed.split(",") if part.strip())


def elsewhere(reference: str) -> bool:
    """Say whether a reference leads to another site.

    >>> [elsewhere(way) for way in ("https://a.uk/x", "//a.uk/x", "x.html#y", "mailto:a@b.uk", "data:,")]
    [True, True, False, True, False]
    """
    if reference.lower().startswith(CARRIED):
        return False
    parts = urlsplit(reference)
    return bool(parts.scheme or parts.netloc)


def carried(reference: str) -> bool:
    """Say whether a reference holds what it refers to."""
    return reference.lower().startswith(CARRIED)


def target(page: str, reference: str) -> tuple[str, str]:
    """Give the file of the site a reference leads to, and the place in it.

    page : the file it stands in, as the site names it.

    >>> target("reports/a/index.html", "../b/c%20d.html?x=1#top")
    ('reports/b/c d.html', 'top')
    >>> target("a.html", "#there")
    ('a.html', 'there')
    """
    way, place = urldefrag(reference)
    path = unquote(urlsplit(way).path)
    if not path:
        return page, unquote(place)
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)), unquote(place)
