"""Which trust a page is about: read from one table, as a page needs no more of the areas than that."""

import csv
from dataclasses import dataclass
from datetime import date

from insight import definitions, paths
from insight.errors import UnknownArea

TABLES = "*areas.csv"  # of params/areas


@dataclass(frozen=True)
class Trust:
    """An NHS trust on an edition's day."""

    code: str
    name: str
    short_name: str
    sector: str  # acute, specialist, mental health, community, ambulance, digital; '' when not known


def trust(edition: str, code: str) -> Trust:
    """Give a trust by its code, as it stands on the edition's geography date.

    Raises UnknownArea for a code that is no trust's on that day.
    """
    at = definitions.edition(edition).geography_date
    found = _trusts(at).get(code)
    if found is None:
        raise UnknownArea(f"No NHS trust has the code {code!r} on {at}. Give an ODS code such as R1H.")
    return found


def sectors(edition: str) -> dict[str, str]:
    """Give the sector of every trust on an edition's geography date, by code."""
    return {
        code: one.sector
        for code, one in _trusts(definitions.edition(edition).geography_date).items()
        if one.sector
    }


def _trusts(at: date) -> dict[str, Trust]:
    """Give the trusts in force on a day, by code."""
    day, found = at.isoformat(), {}
    for path in sorted((paths.params() / "areas").glob(TABLES)):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if row["type"] == "trust" and row["start"] <= day and (not row["end"] or day <= row["end"]):
                    found[row["code"]] = Trust(row["code"], row["name"], row["short_name"], row["sector"])
    return found
