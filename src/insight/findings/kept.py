"""Where findings are kept, and their columns: all that a page which reads them needs to know."""

from pathlib import Path

from insight import paths

WORDS = [
    "metric", "audit", "area", "area_type", "period", "breakdown", "group", "verdict", "comparator",
    "status", "withheld", "coverage", "coverage_note", "basis", "part_type", "source",
]  # fmt: skip
NUMBERS = ["value", "lower", "upper", "england", "region_value", "error_bound", "revised_from"]
COUNTS = ["numerator", "denominator", "parts", "decimals", "age_months", "step"]
DAYS = ["period_start", "period_end", "published"]
COLUMNS = [*WORDS, *NUMBERS, *COUNTS, *DAYS, "latest"]


def folder(edition: str) -> Path:
    """Give where an edition's findings are kept."""
    return paths.store() / edition / "findings"
