"""Colours and marks. A colour never speaks alone: each verdict has a shape and a word too."""

from typing import Any

# The Government Analysis Function's palettes; a style sheet may swap them by these values.
FOCUS, OTHERS, GOOD, BAD = "#12436d", "#949494", "#28a197", "#f46a25"
INK, MUTED, PAPER, BAND, GRID = "#222222", "#595959", "#ffffff", "#d9e3ec", "#e6e6e6"

MARKERS = {"better": "^", "similar": "o", "worse": "v", "lower": "D", "higher": "D", "not compared": "o"}
COLOURS = {
    "better": GOOD,
    "similar": OTHERS,
    "worse": BAD,
    "lower": FOCUS,
    "higher": FOCUS,
    "not compared": PAPER,
}
FONTS = ["Arial", "Helvetica", "DejaVu Sans"]

# What seaborn's style "white" changes of matplotlib's own; importing it takes longer than a chart.
WHITE: dict[Any, Any] = {
    "axes.axisbelow": True,
    "lines.solid_capstyle": "round",
    "patch.edgecolor": "w",
    "patch.force_edgecolor": True,
    "xtick.bottom": False,
    "ytick.left": False,
}
STYLE: dict[Any, Any] = {
    **WHITE,
    "font.family": "sans-serif",
    "font.sans-serif": FONTS,
    "font.size": 10,
    "axes.labelsize": 10,
    "xtick.labelsize": 10,
    "ytick.labelsize": 10,
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.edgecolor": MUTED,
    "axes.linewidth": 0.8,
    "axes.unicode_minus": True,
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "svg.fonttype": "none",
    "svg.hashsalt": "insight",
    "path.simplify": False,
}
