"""How a publication has changed since it was last fetched."""

from array import array
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from insight.fetching.shelf import Version
from insight.markup import shown

SHOWN, LONGEST = 10, 160  # lines of each kind, letters of a line


@dataclass(frozen=True)
class Revision:
    """An address whose content is another than it was. Both versions are kept."""

    asked: str
    before: Version
    after: Version
    taken_out: tuple[str, ...]  # lines of text that the later version lacks, the first of them
    put_in: tuple[str, ...]
    lines_out: int
    lines_in: int

    def lines(self) -> list[str]:
        """Give the change as lines for a reader: what, when, and the first of its differences."""
        told = (
            f"{self.asked} has been revised since {self.before.fetched}: {self.before.bytes:,} bytes became "
            f"{self.after.bytes:,}"
        )
        if not (self.lines_out or self.lines_in):
            return [f"{told}. Both versions are kept."]
        return [
            f"{told}, {self.lines_out:,} line{'s' * (self.lines_out != 1)} went and {self.lines_in:,} came. "
            "Both versions are kept.",
            *(f"  - {line}" for line in self.taken_out),
            *(f"  + {line}" for line in self.put_in),
        ]


def compare(asked: str, before: Version, after: Version, old: Path | None, new: Path) -> Revision:
    """Tell two versions apart by their lines, in whatever order; nothing of files without lines.

    Of each line a number is held, and no words, so that tables of millions of rows can be told apart.
    """
    was, now = _lines(old), _lines(new)
    if old is None or was is None or now is None:
        return Revision(asked, before, after, (), (), 0, 0)
    out, came = _beyond(was, now), _beyond(now, was)
    return Revision(
        asked, before, after, _first(old, out), _first(new, came),
        int(out[1].sum()), int(came[1].sum()),
    )  # fmt: skip


def _lines(path: Path | None) -> np.ndarray | None:
    """Give a number for each line of a text file, the same for the same words; None for anything else."""
    if path is None:
        return None
    found = array("q")
    with path.open("rb") as file:
        for line in file:
            if b"\0" in line:
                return None
            found.append(_number(line))
    return np.frombuffer(found, dtype=np.int64) if found else np.empty(0, dtype=np.int64)


def _number(line: bytes) -> int:
    return hash(line.rstrip(b"\r\n"))


def _beyond(these: np.ndarray, those: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the numbers that stand more often among these than among those, in order, and how much more."""
    mine, often = np.unique(these, return_counts=True)
    theirs, also = np.unique(those, return_counts=True)
    _, here, there = np.intersect1d(mine, theirs, assume_unique=True, return_indices=True)
    often[here] -= also[there]
    return mine[often > 0], often[often > 0]


def _first(path: Path, beyond: tuple[np.ndarray, np.ndarray]) -> tuple[str, ...]:
    """Give the first of the lines that stand more often in a file than in the other version of it."""
    numbers, often = beyond
    left, told = often.copy(), []
    with path.open("rb") as file:
        for line in file if len(numbers) else ():
            at = int(np.searchsorted(numbers, _number(line)))
            if at < len(numbers) and numbers[at] == _number(line) and left[at]:
                left[at] -= 1
                told.append(shown(line.decode("utf-8", "replace").rstrip("\r\n"), LONGEST))
                if len(told) == SHOWN:
                    break
    return tuple(told)
