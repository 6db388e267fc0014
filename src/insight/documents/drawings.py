"""Drawings as paper needs them: colours said outright, a size of their own, and pictures of them."""

import json
import re
from collections.abc import Mapping

from insight.documents.setting import Setting

NAMED = re.compile(r"var\(\s*--[\w-]+\s*(?:,\s*([^()]*(?:\([^()]*\)[^()]*)*))?\)")
ROOT = re.compile(r"<svg\b[^>]*>", re.DOTALL)
VIEW = re.compile(r'viewBox="\s*[\d.-]+[\s,]+[\d.-]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*"')
SIZES = re.compile(r'\s(?:width|height|role|aria-[\w-]+|tabindex)="[^"]*"')
SPACE = 'xmlns="http://www.w3.org/2000/svg"'
SHARP = 180  # dots an inch of a picture
WIDEST, TALLEST = 400.0, 600.0  # on paper, in points


def settled(svg: str) -> str:
    """Give a drawing that shows alike anywhere: colours of their own, a width and a height.

    A colour that a page's style sheet may change, `var(--name, #abc)`, becomes the value it has
    without one; black where it names none.

    >>> settled('<svg viewBox="0 0 4 2" width="100%"><g fill="var(--ink, #222)"/></svg>')
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2" width="4" height="2"><g fill="#222"/></svg>'
    """
    while NAMED.search(svg):
        svg = NAMED.sub(lambda found: (found[1] or "currentColor").strip(), svg)
    svg = svg.replace("currentColor", "#222222")
    return ROOT.sub(_root, svg, count=1)


def size(svg: str) -> tuple[float, float]:
    """Give the width and height of a drawing, in its own units."""
    view = VIEW.search(svg)
    return (float(view[1]), float(view[2])) if view else (360.0, 240.0)


def width(svg: str) -> float:
    """Give how wide a drawing is shown on paper, in points: as wide as it may be and still fit a sheet."""
    own, height = size(svg)
    return round(min(WIDEST, TALLEST * own / height), 2)


def pictures(drawings: Mapping[str, str], *, sharp: int = SHARP) -> dict[str, bytes]:
    """Give each drawing as a PNG, under the same name with that ending. sharp : dots an inch."""
    if not drawings:
        return {}
    files = {name: settled(svg).encode() for name, svg in drawings.items()}
    files["drawings.json"] = json.dumps(list(drawings)).encode()
    made = Setting("drawings.typ", files).pngs(sharp)
    return {name.replace(".svg", ".png"): png for name, png in zip(drawings, made, strict=True)}


def _root(found: re.Match[str]) -> str:
    wide, high = size(found[0])
    tag = SIZES.sub("", found[0])
    tag = tag if SPACE in tag else tag.replace("<svg", f"<svg {SPACE}", 1)
    return f'{tag[:-1]} width="{wide:g}" height="{high:g}">'
