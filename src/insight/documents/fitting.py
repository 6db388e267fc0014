"""Words that fit a slide: the largest letters that do, and as many whole points as there is room for."""

import math
import re
from collections.abc import Sequence

LETTER, LINE = 0.54, 1.25  # how wide and how high a letter is at most on average, of its size
SENTENCE = re.compile(r"(?<=[.;:?!])\s+")


def lines(said: str, size: float, width: float) -> int:
    """Give how many lines words take. size : of the letters, width : of the box, both in points.

    >>> lines("x" * 100, 10, 540)
    1
    """
    return max(1, math.ceil(len(said) * LETTER * size / width * (1.0 if len(said) < 60 else 1.04) - 0.05))


def fitting(said: str, width: float, height: float, sizes: Sequence[float]) -> float:
    """Give the largest of some sizes at which words fit a box, else the smallest. All are in points."""
    for size in sorted(sizes, reverse=True):
        if lines(said, size, width) * size * LINE <= height:
            return size
    return min(sizes)


def shortened(said: str, width: float, height: float, size: float) -> str:
    """Give words that fit a box: all, else whole sentences of them, else as many words and an ellipsis."""
    room = int(height // (size * LINE))
    if lines(said, size, width) <= room:
        return said
    told = ""
    for sentence in SENTENCE.split(said):
        if lines(f"{told} {sentence}", size, width) > room:
            break
        told = f"{told} {sentence}".strip()
    if told:
        return told
    for word in said.split():
        if lines(f"{told} {word} …", size, width) > room:
            break
        told = f"{told} {word}".strip()
    return f"{told} …"


def packed(points: Sequence[str], width: float, height: float, size: float) -> list[str]:
    """Give as many points as fit a box, from the first; the first is shortened if it alone does not."""
    kept: list[str] = []
    used = 0.0
    for point in points:
        needed = (lines(point, size, width) + 0.4) * size * LINE
        if used + needed > height:
            break
        kept.append(point)
        used += needed
    return kept or [shortened(points[0], width, height, size)] if points else []
