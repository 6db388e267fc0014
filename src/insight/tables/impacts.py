"""The register of impacts: counted by level and kind, then listed with dates and sources."""

import pandas as pd

from insight.formats import Html, Lines, capital, day, folded, plural, table
from insight.formats.rows import as_records

LEVELS = ("national", "system", "local", "public")
KINDS = ("interventional", "patient outcomes", "use of data", "process")
SHOWN = ["title", "said", "programme", "level", "kind", "judged", "note", "published", "source"]
NAMES = ["Impact", "What is said", "Programme", "Kind", "Source"]
OURS = " (level and kind given by us)"


def impacts(register: pd.DataFrame) -> Html:
    """Count the register by level and kind, and list each level's impacts, folded away.

    register : as `impacts.register` gives it. Every level and kind has its line, also one of none.
    """
    counts = pd.crosstab(register["level"], register["kind"]).reindex(
        index=LEVELS, columns=KINDS, fill_value=0
    )
    cells = [(capital(level), *map(str, counts.loc[level]), str(counts.loc[level].sum())) for level in LEVELS]
    cells.append(("All levels", *map(str, counts.sum()), str(len(register))))
    top = table(Lines(cells, ["Level", *map(capital, KINDS), "All kinds"]), _caption(register))
    return top + folded(
        [_of_level(register, level) for level in LEVELS if (register["level"] == level).any()]
    )


def _of_level(register: pd.DataFrame, level: str) -> dict[str, str]:
    rows = as_records(register[register["level"] == level], SHOWN)
    cells = [
        (
            row.title,
            f"{row.said} {row.note}" if isinstance(row.note, str) else row.said,
            row.programme,
            row.kind + OURS * (row.judged == "here"),
            f"{row.source}, {day(row.published)}",
        )
        for row in rows
    ]
    called = f"Impacts at the {level} level" if level != "public" else "Impacts for the public"
    return {
        "summary": f"{called}: {plural(len(rows), 'entry', 'entries')}",
        "table": table(Lines(cells, NAMES), f"{called}."),
    }


def _caption(register: pd.DataFrame) -> str:
    told = f", as told by {day(register['published'].max())}" if len(register) else ""
    return f"Impacts of national audits by level and kind{told}. Published statements, not made-up data."
