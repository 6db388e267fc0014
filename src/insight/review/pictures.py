"""Pictures of two pages, and how two drawings stand side by side on one."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from lxml import etree

from insight.pages import Figure
from insight.review.changes import Change, one_sided
from insight.review.pairing import paired
from insight.review.parts import Placed
from insight.review.skeleton import outline

DIGEST = re.compile(r"-[0-9a-f]{8}(?:-[a-z]*\d+)?$")  # of the drawing, at the end of its name
ID = re.compile(r'\bid="([^"]+)"')
PARTS = {  # of a drawing that only shows
    "svg", "g", "defs", "title", "desc", "path", "line", "polyline", "polygon", "rect", "circle", "ellipse",
    "text", "tspan", "use", "clipPath", "linearGradient", "stop", "marker", "pattern", "mask",
}  # fmt: skip
NOT_SHOWN = '<p class="soft">This picture holds more than a drawing, so it is not shown.</p>'


def picture_changes(
    old: Sequence[Placed[Figure]],
    new: Sequence[Placed[Figure]],
    names: tuple[str, str],
    codes: tuple[str, str],
) -> Iterator[Change]:
    """Give the pictures that were drawn differently, came or went.

    names : the titles of the two pages. codes : the codes of the areas they are about, which stand in the
    names of pictures; "" for none.
    """
    keys = [(partial(shape, names[0], codes[0]), partial(shape, names[1], codes[1])) for shape in _SHAPES]
    both, gone, come = paired(old, new, keys)
    for before, after in both:
        if before.what.svg != after.what.svg:
            yield Change(
                kind="picture", how="changed", section=after.section, what=after.what.caption,
                what_before=before.what.caption,
                row=_plain(after.what.name, codes[1]), old=before.what.alt, new=after.what.alt,
                drawings=(before.what.svg, after.what.svg),
            )  # fmt: skip
    for how, places in (("removed", gone), ("added", come)):
        for place in places:
            name, caption = DIGEST.sub("", place.what.name), place.what.caption
            yield one_sided(how, place.what.alt, kind="figure", section=place.section, what=caption, row=name)


def _plain(name: str, code: str) -> str:
    """Give the name of a picture without the digest of its drawing and the code of its page.

    >>> _plain("funnel-qwo-icb-5597aae8-m0", "QWO")
    'funnel-icb'
    """
    kept = DIGEST.sub("", name).split("-")
    return "-".join(part for part in kept if part != code.lower())


_SHAPES: list[Callable[[str, str, Placed[Figure]], object]] = [
    lambda title, code, place: (place.section, place.what.svg),
    lambda title, code, place: (_plain(place.what.name, code), outline(place.section, title)),
    lambda title, code, place: _plain(place.what.name, code),
]


def still(svg: str) -> str:
    """Give a drawing, or words in its place where it holds what could run or load something.

    A page that is compared may be somebody else's, and its drawings are shown as they are.

    >>> still('<svg onload="x()"/>') == NOT_SHOWN
    True
    """
    try:
        safe = etree.XMLParser(resolve_entities=False, no_network=True)
        drawn = etree.fromstring(svg, safe) if "<!" not in svg and "<?" not in svg else None
    except etree.XMLSyntaxError:
        drawn = None
    return svg if drawn is not None and all(map(_only_shows, drawn.iter())) else NOT_SHOWN


def _only_shows(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or etree.QName(element).localname not in PARTS:
        return False
    names = {etree.QName(name).localname: value for name, value in element.attrib.items()}
    ways = [value for name, value in names.items() if name == "href"]
    return all(way.startswith("#") for way in ways) and not any(name.startswith("on") for name in names)


def apart(svg: str, mark: str) -> str:
    """Give a drawing whose ids begin with `mark`, so that two drawings with the same ids can share a page.

    What refers to an id, as a gradient, a clip path, a marker or a label, refers to the new one.

    >>> apart('<svg><clipPath id="c"/><g clip-path="url(#c)"/></svg>', "old-")
    '<svg><clipPath id="old-c"/><g clip-path="url(#old-c)"/></svg>'
    """
    ids = set(ID.findall(svg))
    if not ids:
        return svg
    listed = "|".join(re.escape(one) for one in sorted(ids, key=len, reverse=True))
    svg = re.sub(rf'\bid="({listed})"', rf'id="{mark}\1"', svg)
    svg = re.sub(rf'((?:xlink:)?href=")#({listed})"', rf'\1#{mark}\2"', svg)
    svg = re.sub(rf"url\((['\"]?)#({listed})\1\)", rf"url(\1#{mark}\2\1)", svg)
    return re.sub(r'(aria-(?:labelledby|describedby)=")([^"]+)"', lambda m: _refer(m, ids, mark), svg)


def _refer(match: re.Match[str], ids: set[str], mark: str) -> str:
    named = " ".join(mark + one if one in ids else one for one in match[2].split())
    return f'{match[1]}{named}"'


def digest(svg: str) -> str:
    """Give what tells one drawing from another."""
    return hashlib.sha256(svg.encode()).hexdigest()[:16]
