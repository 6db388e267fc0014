"""Where findings are kept, and their columns: all that a page which reads them needs to know."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from insight import paths

ENGLAND = "E92000001"
HOUSE = Path(__file__).parents[1]
LOOKING = (  # files of those rooms that make no finding: they read them, or what was made of them
    "disclosure/files.py", "disclosure/marks.py", "disclosure/markup.py", "disclosure/published.py",
    "findings/frames.py", "findings/layout.py", "findings/load.py", "findings/told.py", "findings/whole.py",
)  # fmt: skip
ROOMS = ("areas", "definitions", "disclosure", "findings", "statistics")  # their code makes findings

WORDS = [
    "metric", "audit", "area", "area_type", "period", "breakdown", "group", "verdict", "comparator",
    "status", "withheld", "coverage", "coverage_note", "basis", "part_type", "source",
    "published_status",
]  # fmt: skip
NUMBERS = ["value", "lower", "upper", "england", "region_value", "error_bound", "revised_from"]
COUNTS = ["numerator", "denominator", "parts", "decimals", "age_months", "step"]
DAYS = ["period_start", "period_end", "published"]
COLUMNS = [*WORDS, *NUMBERS, *COUNTS, *DAYS, "latest"]


def folder(edition: str) -> Path:
    """Give where an edition's findings are kept."""
    return paths.store() / edition / "findings"


def code() -> str:
    """Give a digest of the code that makes findings: kept beside them, it tells when they are old."""
    return _digest(path for path in _files() if path.relative_to(HOUSE).as_posix() not in LOOKING)


def looking() -> str:
    """Give a digest of the code that looks for withheld figures in what is published."""
    return _digest(HOUSE / name for name in LOOKING)


def digest_of(parts: list) -> str:
    """Give a digest of anything that JSON can hold."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _files() -> list[Path]:
    return [path for room in ROOMS for path in (HOUSE / room).rglob("*.py")]


def _digest(files: Iterable[Path]) -> str:
    parts = [path.relative_to(HOUSE).as_posix().encode() + path.read_bytes() for path in sorted(files)]
    return hashlib.sha256(b"".join(parts)).hexdigest()


def ready(home: Path) -> bool:
    """Tell whether findings are there and were made by this code."""
    written = home / "code.txt"
    return written.is_file() and written.read_text() == code()
