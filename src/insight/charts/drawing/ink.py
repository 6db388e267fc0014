"""SVG as it is written: lines, areas, marks and words, short and without a style of its own."""

from collections.abc import Iterable, Sequence
from functools import cache
from xml.sax.saxutils import escape

from matplotlib.colors import to_hex as as_hex

ANCHORS = {"left": "start", "center": "middle", "right": "end"}
CAPS = {"butt": "", "round": ' stroke-linecap="round"', "projecting": ' stroke-linecap="square"'}
PREFIX = "\N{SYMBOL FOR SUBSTITUTE}"  # stands before every id until the drawing has a name
LIGHT = 400  # the weight of words that are not bold
EMPTY = ' fill="none"'  # looks of what nothing fills
Spots = Iterable[Sequence[float]]  # of x, and of y from the top
to_hex = cache(as_hex)


class Ink:
    """What is written of a drawing; `body` gives it."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._ids: dict[str, str] = {}

    def body(self) -> str:
        """Give what was written; every id in it begins with PREFIX."""
        return "\n".join(self._written)

    def path(self, outline: str, looks: str) -> None:
        """Write a line or an area; nothing where it has no outline."""
        if outline:
            self._written.append(f'<path d="{outline}"{looks}/>')

    def mark(self, outline: str) -> str:
        """Write a mark once, to be used many times; give its id."""
        return self.defined(f'<path d="{outline}"', "m", "/>")

    def uses(self, mark: str, spots: Spots, looks: list[str], clip: str = "") -> None:
        """Draw a mark at each spot that is known; its looks are one for all, or one for each."""
        known = [f'<use href="#{mark}" x="{short(x)}" y="{short(y)}"' for x, y in spots if x == x and y == y]
        if not known:
            return
        if len(set(looks)) == 1:
            self._written.append(f"<g{clip}{looks[0]}>\n" + "/>\n".join([*known, "</g>"]))
        else:
            each = [f"{use}{look}/>" for use, look in zip(known, looks, strict=True)]
            self._written.append("\n".join([f"<g{clip}>", *each, "</g>"]))

    def words(
        self, x: float, y: float, text: str, *, color: str, weight: int, size: float, ha: str,
        angle: float = 0,
    ) -> None:  # fmt: skip
        """Write one line of text, its foot at (x, y) from the top left, x its left, right or centre."""
        heavy = "" if weight == LIGHT else f' font-weight="{weight}"'
        turned = f' transform="rotate({short(-angle)} {short(x)} {short(y)})"' if angle else ""
        self._written.append(
            f'<text fill="{color}" font-size="{short(size)}px"{heavy} '
            f'text-anchor="{ANCHORS[ha]}" x="{short(x)}" y="{short(y)}"{turned}>{escape(text)}</text>'
        )

    def defined(self, start: str, letter: str, end: str) -> str:
        """Write something that is referred to, the first time it is; give its id."""
        what = start + end
        if what not in self._ids:
            self._ids[what] = f"{PREFIX}{letter}{len(self._ids)}"
            self._written.append(f'<defs>{start} id="{self._ids[what]}"{end}</defs>')
        return self._ids[what]


def lines(paths: Iterable[Spots]) -> str:
    """Give lines as one outline; a point that is missing ends a line.

    >>> lines([[(0, 0), (10, 5.25), (float("nan"), 6), (20, 5), (30, 0)]])
    'M 0 0 L 10 5.2 M 20 5 L 30 0'
    """
    said = []
    for path in paths:
        letter = "M"
        for x, y in path:
            if x == x and y == y:
                said.append(f"{letter} {x:.1f} {y:.1f} ")
                letter = "L"
            else:
                letter = "M"
    return "".join(said).replace("-0.0 ", "0 ").replace(".0 ", " ").rstrip()  # as short has them


@cache
def filled(color: str | tuple[float, ...], alpha: float = 1) -> str:
    """Give the looks of an area of one colour."""
    return f' fill="{to_hex(color)}"' + (f' fill-opacity="{alpha:g}"' if alpha != 1 else "")


@cache
def stroked(
    color: str | tuple[float, ...], width: float, *, alpha: float = 1, dashes: tuple[float, ...] = (),
    offset: float = 0, cap: str = "butt", join: str = "round",
) -> str:  # fmt: skip
    """Give the looks of a line; dashes and the gaps between them are in points."""
    said = f' stroke="{to_hex(color)}"' + (f' stroke-width="{width:.4g}"' if width != 1 else "")
    said += f' stroke-opacity="{alpha:g}"' if alpha != 1 else ""
    if dashes:
        said += f' stroke-dasharray="{",".join(short(dash) for dash in dashes)}"'
        said += f' stroke-dashoffset="{short(offset)}"' if offset else ""
    joined = f' stroke-linejoin="{join}"' if join != "round" else ""
    return said + joined + CAPS[cap]


def short(number: float) -> str:
    """Give a number to one decimal, without one that is 0.

    >>> short(12.0), short(-0.04), short(3.14159)
    ('12', '0', '3.1')
    """
    text = f"{number:.1f}"
    return "0" if text == "-0.0" else text.removesuffix(".0")
