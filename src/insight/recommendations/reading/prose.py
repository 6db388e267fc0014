"""Recommendations that a document lists without a table: the points under a heading that says so."""

import re
from collections.abc import Sequence

from insight.recommendations.reading.line import Line
from insight.recommendations.reading.rows import Row, Table
from insight.recommendations.reading.text import Block, Run, Text

HEADING = re.compile(r"^(?:\d+\.?\s+)?(?:summary of |key |our |main )?recommendations?:?$", re.IGNORECASE)
POINT = re.compile(r"^\s*(?:[•▪◦●·*–-]|(?P<number>\(?[0-9]{1,3}[.)])|(?P<ref>R(?:ec)?\.? ?\d{1,3}[:.)]?))\s+")
LONG = 60  # letters of a line that cannot be a heading


def listed(lines: Sequence[Line]) -> Table:
    """Give the points under a heading of recommendations as rows, numbered as they are or by their place.

    Points end at the next heading: a short line without a full stop. No rows where there is no such heading.
    """
    found = Table()
    inside = False
    for line in lines:
        words = line.cells[0].plain if line.cells else ""
        if not words:
            continue
        item = line.cells[0].blocks[0].item
        if HEADING.match(words):
            inside = True
        elif not inside:
            found.before.append(words)
        elif item or POINT.match(words):
            number = str(len(found.rows) + 1)
            text = Text((Block((Run(POINT.sub("", words)),)),))
            found.rows.append(
                Row(number, line.place, {"recommendation": text}, notes=["numbered by its place"])
            )
        elif found.rows and len(words) < LONG and not words.endswith((".", ":", ";")):
            break
    return found
