"""What services on the web and databases answered, from which an edition's figures were made. All HTML."""

from collections.abc import Mapping, Sequence
from typing import Any

from insight.formats import Lines, plural, table

NAMES = ["Source", "Asked", "Received", "Size in bytes", "Checksum (SHA-256)"]


def answers(told: Sequence[Mapping[str, Any]]) -> str:
    """Give the section that lists answers; "" when nothing was asked.

    told : an answer each: source (its title), asked, fetched (a time), bytes, sha256, and through, the
    address that answered where another server stood in for the service; of a database, rows and told.
    """
    if not told:
        return ""
    lines = [
        (each["source"], _asked(each), each["fetched"][:10], f"{each['bytes']:,}", each["sha256"][:12])
        for each in told
    ]
    whom = "services and databases" if any("rows" in each for each in told) else "services on the web"
    listed = table(Lines(lines, NAMES), f"What {whom} were asked, and when each answer was received.")
    return f"## Answers of {whom}\n\n{listed}"


def _asked(each: Mapping[str, Any]) -> str:
    if "rows" in each:
        return f"{each['told']} ({plural(each['rows'], 'row')})"
    instead = each.get("through")
    return f"{each['asked']} (not the service itself, but {instead}, answered)" if instead else each["asked"]
