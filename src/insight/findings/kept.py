"""Where findings are kept, and their columns: all that a page which reads them needs to know."""

import hashlib
from pathlib import Path

from insight import paths

ENGLAND = "E92000001"
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
    house = Path(__file__).parents[1]
    files = [path for room in ROOMS for path in (house / room).rglob("*.py")]
    parts = [path.relative_to(house).as_posix().encode() + path.read_bytes() for path in sorted(files)]
    return hashlib.sha256(b"".join(parts)).hexdigest()


def ready(home: Path) -> bool:
    """Tell whether findings are there and were made by this code."""
    written = home / "code.txt"
    return written.is_file() and written.read_text() == code()
