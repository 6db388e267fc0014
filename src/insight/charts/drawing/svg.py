"""A figure as SVG that may stand inside a page: no style of its own, ids that clash with no other's."""

import hashlib
import io
import re

import matplotlib as mpl
from markupsafe import Markup, escape
from matplotlib.figure import Figure

from insight.charts.drawing.palette import FONTS, STYLE

FAMILY = ", ".join([*FONTS, "sans-serif"])
DROPPED = (
    re.compile(r"<metadata>.*?</metadata>", re.DOTALL),
    re.compile(r"<defs>\s*<style.*?</style>\s*</defs>", re.DOTALL),
    re.compile(r"<!--.*?-->", re.DOTALL),
)
TAG = re.compile(r"<[^>]*>")
UNWANTED = (re.compile(r' transform="rotate\(-?0 [^"]*\)"'), re.compile(r'(?<=<g) id="[^"]*"'))
LONG = re.compile(r"-?\d+\.\d{2,}")
DRAWN = re.compile(r'(?<= )(d|x|y|width|height|transform)="([^"]*)"')
STYLED = re.compile(r' style="([^"]*)"')
NAMED = re.compile(r'( id="| href="#|url\(#)([A-Za-z])')
EMPTY = re.compile(r"<g>\s*</g>|<g ?/>|<defs>\s*</defs>")
HEAD = (
    '<svg role="img" aria-label="{alt}" viewBox="{box}" width="100%" font-family="{family}" '
    'stroke-linejoin="round" xmlns="http://www.w3.org/2000/svg">'
)


def svg(figure: Figure, *, name: str, alt: str) -> Markup:
    """Give a figure as one SVG element.

    name : begins every id within, with a digest of the drawing, so that charts of one page
    never share an id and two runs give the same bytes. alt : what the drawing says.

    Styles become attributes and matplotlib's own style sheet, which would reach the whole
    page, is dropped, so the drawing also shows where a page forbids inline styles.
    """
    page = io.StringIO()
    with mpl.rc_context(STYLE):
        figure.savefig(page, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    drawn = page.getvalue()
    [head] = re.findall(r"<svg[^>]*>", drawn)
    body = drawn.split(head, 1)[1]
    [box] = re.findall(r'viewBox="([^"]*)"', head)
    for pattern in DROPPED:
        body = pattern.sub("", body)
    body = TAG.sub(_plain_tag, body)
    prefix = f"{_as_id(name)}-{hashlib.sha256(body.encode()).hexdigest()[:8]}-"
    body = TAG.sub(lambda tag: NAMED.sub(rf"\g<1>{prefix}\g<2>", tag[0]), body)
    while EMPTY.search(body):
        body = EMPTY.sub("", body)
    start = HEAD.format(alt=escape(alt), box=box, family=FAMILY)
    return Markup(start + re.sub(r"\s*\n\s*", "\n", body).strip())  # noqa: S704  matplotlib escapes its text


def _plain_tag(tag: re.Match) -> str:
    """Give one tag without inline style, with short numbers; the words between tags stay as they are."""
    text = tag[0].replace("xlink:href", "href")
    for pattern in UNWANTED:
        text = pattern.sub("", text)
    return DRAWN.sub(_shortened, STYLED.sub(_as_attributes, text))


def _as_attributes(style: re.Match) -> str:
    pairs = [pair.split(":", 1) for pair in style[1].split(";") if ":" in pair]
    kept = [(key.strip(), value.strip()) for key, value in pairs if key.strip() != "font-family"]
    return "".join(f' {key}="{value}"' for key, value in kept)


def _shortened(attribute: re.Match) -> str:
    text = LONG.sub(lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), attribute[2])
    return f'{attribute[1]}="{" ".join(text.split())}"'


def _as_id(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "chart"
