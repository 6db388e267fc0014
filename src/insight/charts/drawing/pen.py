"""What matplotlib draws, written down as SVG at once."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, cast

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.font_manager import weight_dict
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from insight.charts.drawing.ink import EMPTY, Ink, filled, short, stroked, to_hex

LETTERS = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C"}


class Pen(RendererBase):
    """A matplotlib renderer that writes with ink, on paper so many points wide and high.

    Lines, areas, marks and words are drawn; pictures made of dots of colour are not.
    """

    def __init__(self, width: float, height: float):
        super().__init__()
        self.width, self.height = width, height
        self.ink = Ink()

    def draw_path(self, gc, path, transform, rgbFace=None):  # noqa: N803  the names are matplotlib's
        """Write a line or an area."""
        drawn = outline(path, transform, self.height)
        if drawn:
            self.ink.path(drawn, f"{self._clip(gc)}{_fill(rgbFace)}{_stroke(gc)}")

    def draw_markers(self, gc, marker_path, marker_trans, path, trans, rgbFace=None):  # noqa: N803
        """Write a mark once, and where else it stands."""
        mark = self._mark(marker_path, marker_trans)
        spots = np.ma.filled(trans.transform(path.vertices), np.nan)
        self._uses(mark, spots, [f"{_fill(rgbFace)}{_stroke(gc)}"], gc)

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
        self._uses(mark, np.array(spots).reshape(-1, 2), looks, gc)

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        """Write one line of text, anchored as its artist is, so that any font will do."""
        side = "left"
        if mtext is not None and angle == 0:
            side = mtext.get_ha()
            x = mtext.get_transform().transform(mtext.get_unitless_position())[0]
        weight = prop.get_weight()
        self.ink.words(
            x, y, s, color=to_hex(gc.get_rgb()), weight=weight_dict.get(weight, weight),
            size=prop.get_size_in_points(), ha=side, angle=angle,
        )  # fmt: skip

    def flipy(self) -> bool:
        """Tell that heights of text are measured from the top."""
        return True

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Give the size of the paper in points."""
        return self.width, self.height

    def _mark(self, path: Path, transform) -> str:
        """Write a mark once, to be used many times; give its id."""
        return self.ink.mark(outline_of_mark(path, tuple(Affine2D(transform.get_matrix()).to_values())))

    def _uses(self, mark: str, spots: np.ndarray, looks: list[str], gc: GraphicsContextBase) -> None:
        """Draw a mark at each spot, measured from the foot; its looks are one for all, or one for each."""
        down = [(x, self.height - y) for x, y in spots.tolist()]
        self.ink.uses(mark, down, looks, self._clip(gc))

    def _clip(self, gc: GraphicsContextBase) -> str:
        path, transform = gc.get_clip_path()
        box = gc.get_clip_rectangle()
        if path is not None:
            shape = f'<path d="{outline(path, transform, self.height)}"/>'
        elif box is not None:
            x, y, wide, high = box.bounds
            top = self.height - y - high
            shape = f'<rect x="{short(x)}" y="{short(top)}" width="{short(wide)}" height="{short(high)}"/>'
        else:
            return ""
        return f' clip-path="url(#{self.ink.defined("<clipPath", "c", f">{shape}</clipPath>")})"'


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
def outline_of_mark(path: Path, matrix: tuple[float, ...]) -> str:
    """Give a mark as SVG, around the spot it stands on."""
    return outline(path, Affine2D.from_values(*matrix), 0)


def _fill(face: Iterable[float] | None) -> str:
    if face is None:
        return EMPTY
    *colour, alpha = (*face, 1)[:4]
    return filled(tuple(colour), alpha)


def _stroke(gc: GraphicsContextBase) -> str:
    width, color = gc.get_linewidth(), gc.get_rgb()
    if not width:
        return ""
    offset, dashes = cast(tuple[float, Iterable[float] | None], gc.get_dashes())
    return stroked(
        tuple(color), width, alpha=color[3], dashes=tuple(dashes) if dashes is not None else (),
        offset=offset, cap=gc.get_capstyle(), join=gc.get_joinstyle(),
    )  # fmt: skip
