"""What matplotlib draws, written down as SVG at once: short, and without a style of its own."""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, cast
from xml.sax.saxutils import escape

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex as as_hex
from matplotlib.font_manager import weight_dict
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

LETTERS = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C"}
ANCHORS = {"left": "start", "center": "middle", "right": "end"}
CAPS = {"butt": "", "round": ' stroke-linecap="round"', "projecting": ' stroke-linecap="square"'}
PREFIX = "\N{SYMBOL FOR SUBSTITUTE}"  # stands before every id until the drawing has a name
to_hex = cache(as_hex)


class Pen(RendererBase):
    """A matplotlib renderer: `body` gives what was drawn, on paper so many points wide and high.

    Lines, areas, marks and words are drawn; pictures made of dots of colour are not.
    """

    def __init__(self, width: float, height: float):
        super().__init__()
        self.width, self.height = width, height
        self._written: list[str] = []
        self._ids: dict[str, str] = {}

    def body(self) -> str:
        """Give what was drawn; every id in it begins with PREFIX."""
        return "\n".join(self._written)

    def draw_path(self, gc, path, transform, rgbFace=None):  # noqa: N803  the names are matplotlib's
        """Write a line or an area."""
        outline = self._outline(path, transform)
        if outline:
            self._written.append(f'<path d="{outline}"{self._clip(gc)}{_fill(rgbFace)}{_stroke(gc)}/>')

    def draw_markers(self, gc, marker_path, marker_trans, path, trans, rgbFace=None):  # noqa: N803
        """Write a mark once, and where else it stands."""
        mark = self._mark(marker_path, marker_trans)
        spots = np.ma.filled(trans.transform(path.vertices), np.nan)
        looks = f"{_fill(rgbFace)}{_stroke(gc)}"
        self._uses(mark, spots, [looks], self._clip(gc))

    def draw_path_collection(self, gc, master_transform, paths, all_transforms, offsets, *more, **kept):
        """Write many lines or areas; a mark of many places only once."""
        if len(paths) != 1 or len(all_transforms) > 1 or len(offsets) < 2:
            super().draw_path_collection(gc, master_transform, paths, all_transforms, offsets, *more, **kept)
            return
        sized = Affine2D(all_transforms[0]) if len(all_transforms) else Affine2D()
        mark = self._mark(paths[0], sized + master_transform)
        looks, spots = [], []
        every: Any = RendererBase._iter_collection  # type: ignore[attr-defined]  # gives each its looks
        kept = {"hatchcolors": [], **kept}
        for x, y, _, context, face in every(self, gc, [mark], offsets, *more, **kept):
            spots.append((x, y))
            looks.append(f"{_fill(face)}{_stroke(context)}")
        self._uses(mark, np.array(spots).reshape(-1, 2), looks, self._clip(gc))

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        """Write one line of text, anchored as its artist is, so that any font will do."""
        side = "left"
        if mtext is not None and angle == 0:
            side = mtext.get_ha()
            x = mtext.get_transform().transform(mtext.get_unitless_position())[0]
        self.words(x, y, s, to_hex(gc.get_rgb()), prop, side, angle)

    def words(self, x: float, y: float, text: str, colour: str, font: Any, side: str, angle: float = 0):
        """Write one line of text, its foot at (x, y) from the top left, x its left, right or centre."""
        weight = font.get_weight()
        weight = weight_dict.get(weight, weight)
        heavy = "" if weight == 400 else f' font-weight="{weight}"'
        turned = f' transform="rotate({short(-angle)} {short(x)} {short(y)})"' if angle else ""
        self._written.append(
            f'<text fill="{colour}" font-size="{short(font.get_size_in_points())}px"{heavy} '
            f'text-anchor="{ANCHORS[side]}" x="{short(x)}" y="{short(y)}"{turned}>{escape(text)}</text>'
        )

    def flipy(self) -> bool:
        """Tell that heights of text are measured from the top."""
        return True

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Give the size of the paper in points."""
        return self.width, self.height

    def _outline(self, path: Any, transform) -> str:
        """Give a path as SVG."""
        return outline(path, transform, self.height)

    def _mark(self, path: Path, transform) -> str:
        """Write a mark once, to be used many times; give its id."""
        drawn = _outline_of_mark(path, tuple(Affine2D(transform.get_matrix()).to_values()))
        return self._defined(f'<path d="{drawn}"', "m", "/>")

    def _uses(self, mark: str, spots: np.ndarray, looks: list[str], clip: str) -> None:
        """Draw a mark at each spot; its looks are one for all, or one for each."""
        known = [
            f'<use href="#{mark}" x="{short(x)}" y="{short(self.height - y)}"'
            for x, y in spots.tolist()
            if x == x and y == y
        ]
        if not known:
            return
        if len(set(looks)) == 1:
            self._written.append(f"<g{clip}{looks[0]}>\n" + "/>\n".join([*known, "</g>"]))
        else:
            each = [f"{use}{look}/>" for use, look in zip(known, looks, strict=True)]
            self._written.append("\n".join([f"<g{clip}>", *each, "</g>"]))

    def _clip(self, gc: GraphicsContextBase) -> str:
        path, transform = gc.get_clip_path()
        box = gc.get_clip_rectangle()
        if path is not None:
            shape = f'<path d="{self._outline(path, transform)}"/>'
        elif box is not None:
            x, y, wide, high = box.bounds
            top = self.height - y - high
            shape = f'<rect x="{short(x)}" y="{short(top)}" width="{short(wide)}" height="{short(high)}"/>'
        else:
            return ""
        return f' clip-path="url(#{self._defined("<clipPath", "c", f">{shape}</clipPath>")})"'

    def _defined(self, start: str, letter: str, end: str) -> str:
        """Write something that is referred to, the first time it is; give its id."""
        what = start + end
        if what not in self._ids:
            self._ids[what] = f"{PREFIX}{letter}{len(self._ids)}"
            self._written.append(f'<defs>{start} id="{self._ids[what]}"{end}</defs>')
        return self._ids[what]


def outline(path: Any, transform: Any, height: float) -> str:
    """Give a path as SVG, on paper so high; a point that is missing ends a line."""
    points = np.asarray(transform.transform(path.vertices))
    x, y = points[:, 0].tolist(), points[:, 1].tolist()
    lines = [Path.MOVETO] + [Path.LINETO] * (len(x) - 1)
    codes = lines if path.codes is None else np.asarray(path.codes).tolist()
    said, before = [], None
    for across, up, code in zip(x, y, codes, strict=True):
        if code == Path.CLOSEPOLY:
            said.append("z")
            before = None
        elif across != across or up != up:
            before = Path.STOP
        else:
            code = Path.MOVETO if before == Path.STOP else code
            letter = "" if code == before and code > Path.LINETO else LETTERS[code] + " "
            said.append(f"{letter}{short(across)} {short(height - up)}")
            before = code
    return " ".join(said)


@lru_cache(maxsize=64)
def _outline_of_mark(path: Path, matrix: tuple[float, ...]) -> str:
    return outline(path, Affine2D.from_values(*matrix), 0)


def short(number: float) -> str:
    """Give a number to one decimal, without one that is 0.

    >>> short(12.0), short(-0.04), short(3.14159)
    ('12', '0', '3.1')
    """
    text = f"{number:.1f}"
    return "0" if text == "-0.0" else text.removesuffix(".0")


def _fill(face: Iterable[float] | None) -> str:
    if face is None:
        return ' fill="none"'
    *colour, alpha = (*face, 1)[:4]
    return f' fill="{to_hex(tuple(colour))}"' + (f' fill-opacity="{alpha:g}"' if alpha != 1 else "")


def _stroke(gc: GraphicsContextBase) -> str:
    width, alpha = gc.get_linewidth(), gc.get_rgb()[3]
    if not width:
        return ""
    offset, dashes = cast(tuple[float, Iterable[float] | None], gc.get_dashes())
    said = f' stroke="{to_hex(gc.get_rgb())}"'
    said += f' stroke-width="{width:.4g}"' if width != 1 else ""
    said += f' stroke-opacity="{alpha:g}"' if alpha != 1 else ""
    if dashes is not None:
        said += f' stroke-dasharray="{",".join(short(dash) for dash in dashes)}"'
        said += f' stroke-dashoffset="{short(offset)}"' if offset else ""
    joined = f' stroke-linejoin="{gc.get_joinstyle()}"' if gc.get_joinstyle() != "round" else ""
    return said + joined + CAPS[gc.get_capstyle()]
