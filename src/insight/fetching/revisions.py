"""How a publication has changed since it was last fetched."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from insight.fetching.shelf import Version

SHOWN = 10  # lines of each kind


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
    """Tell two versions apart by their lines, in whatever order; nothing of files without lines."""
    was, now = _lines(old), _lines(new)
    if was is None or now is None:
        return Revision(asked, before, after, (), (), 0, 0)
    out, came = was - now, now - was
    return Revision(
        asked,
        before,
        after,
        tuple(_clipped(line) for line in list(out.elements())[:SHOWN]),
        tuple(_clipped(line) for line in list(came.elements())[:SHOWN]),
        out.total(),
        came.total(),
    )


def _lines(path: Path | None) -> Counter[str] | None:
    """Give the lines of a text file, or None for anything else."""
    if path is None:
        return None
    raw = path.read_bytes()
    if b"\0" in raw:
        return None
    return Counter(raw.decode("utf-8", "replace").splitlines())


def _clipped(line: str) -> str:
    """Give a line as it may be shown: printable, and not longer than a line."""
    printable = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line)
    return printable if len(printable) <= 160 else f"{printable[:157]}..."
