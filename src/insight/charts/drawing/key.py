"""What the marks of a chart mean: each drawn once, with its words beside it."""

from insight.charts.drawing.palette import (
    BAND,
    COLOURS,
    FOCUS,
    GRID,
    INK,
    MARKERS,
    MUTED,
    OTHERS,
    PAPER,
)
from insight.charts.drawing.sheet import WIDTH, Sheet

LINE = 13
LETTER, GAP = 5.9, 26  # points for a letter in the widest font, and for a mark with the space around it
Item = tuple[str, str]  # a mark, and what it means

# In the order they are drawn, the later on top.
LINES: dict[str, dict] = {
    "band": {"color": BAND, "linewidth": 8},
    "grey": {"color": GRID, "linewidth": 8},
    "span": {"color": FOCUS, "linewidth": 8},
    "pause": {"color": MUTED, "linewidth": 8, "linestyle": (0, (0.4, 0.4))},
    "range": {"color": OTHERS, "linewidth": 1.4},
    "half": {"color": OTHERS, "linewidth": 6},
    "limit": {"color": MUTED, "linewidth": 0.9},
    "wide": {"color": FOCUS, "linewidth": 0.9, "linestyle": (0, (4, 2))},
    "centre": {"color": INK, "linewidth": 1.2},
    "series": {"color": OTHERS, "linewidth": 1.4},
    "break": {"color": MUTED, "linewidth": 0.9, "linestyle": (0, (1, 2))},
    "england": {"color": INK, "linewidth": 1, "linestyle": (0, (3, 2))},
    "evidence": {"color": FOCUS, "linewidth": 1.6},
    "ambition": {"color": FOCUS, "linewidth": 1.6, "linestyle": (0, (5, 2.5))},
    "aspiration": {"color": FOCUS, "linewidth": 1.6, "linestyle": (0, (1, 1.5))},
    "area": {"color": FOCUS, "linewidth": 2},
}
DOTS: dict[str, dict] = {
    **{
        word: {"marker": MARKERS[word], "markerfacecolor": COLOURS[word], "markeredgecolor": INK}
        for word in MARKERS
    },
    "region": {"marker": "d", "markerfacecolor": PAPER, "markeredgecolor": MUTED},
    "dot": {"marker": "o", "markerfacecolor": FOCUS, "markeredgecolor": FOCUS},
    "provisional": {"marker": "o", "markerfacecolor": PAPER, "markeredgecolor": FOCUS},
}


def placed(items: list[Item]) -> list[tuple[float, int]]:
    """Give where each item stands: how far in, and on which line."""
    spots, x, line = [], 2.0, 0
    for _, words in items:
        wide = GAP + LETTER * len(words)
        if x > 2 and x + wide - 8 > WIDTH:
            x, line = 2.0, line + 1
        spots.append((x, line))
        x += wide
    return spots


def lines_of(items: list[Item]) -> int:
    """Give how many lines the items take."""
    return placed(items)[-1][1] + 1 if items else 0


def draw_key(page: Sheet, top: float, items: list[Item]) -> None:
    """Draw the items on a sheet from `top` downwards."""
    for (mark, words), (x, line) in zip(items, placed(items), strict=True):
        y = top + LINE * line + 9
        if mark in LINES:
            page.lines([[(x, y - 3.5), (x + 14, y - 3.5)]], **LINES[mark])
        if mark in DOTS or mark == "area":
            page.dots([(x + 7, y - 3.5)], **DOTS.get(mark, DOTS["dot"]))
        page.write(x + 18, y, words, color=MUTED)
