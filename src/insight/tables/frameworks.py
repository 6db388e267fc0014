"""What a spotlight is held against: clinical areas, what others reported, and the seven themes."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from insight.formats import Html, Lines, listed, render, sentences, table
from insight.formats.rows import as_records, captioned

NONE, UNMAPPED = "None of the clinical areas", "Not mapped yet"
NEEDED = ["metric", "audit", "title", "audit_short"]


def clinical_areas(findings: pd.DataFrame, areas: Any, approaches: Mapping[str, Any]) -> Html:
    """Give the clinical area of Core20PLUS5 that each metric belongs to, or none; and areas without a metric.

    findings : of several audits. areas : which area each metric has. approaches : those of the
    theme by audience, such as adults.
    """
    known = {
        f"{audience}/{area.id}": f"{area.title} ({audience})"
        for audience, approach in approaches.items()
        for area in (*approach.areas, *approach.across)
    }
    of: dict[str, list[str]] = {}
    for row in as_records(findings.drop_duplicates("metric"), NEEDED):
        name = areas.of(str(row.audit), str(row.metric))
        of.setdefault(UNMAPPED if name is None else name, []).append(f"{row.title} ({row.audit_short})")
    order = known | {name: name for name in of if name not in known} | {"none": NONE}
    cells = [(words, str(len(of[name])), "; ".join(of[name])) for name, words in order.items() if name in of]
    without = [words for name, words in known.items() if name not in of]
    nobody = [words for name, words in known.items() if name not in areas.measured()]
    caption = captioned("Metrics of this page by clinical area of Core20PLUS5.", findings)
    made = table(Lines(cells, ["Clinical area", "Metrics", "Which"]), caption)
    return (
        made
        + _without("No metric of this page belongs to", without)
        + _without("No audit that this suite has measures", nobody)
    )


def facts(given: Any, theme: str) -> Html:
    """Give what others have reported about a theme, digit for digit, as reported facts and nothing more.

    given : facts and their sources, as frameworks give them. theme : its id.
    """
    cells = []
    for fact in given.facts:
        if theme in fact.themes:
            said = [f"{group}: {_as_reported(value, fact.unit)}" for group, value in fact.values.items()]
            said += [f"{group}: {way}, no figure reported" for group, way in fact.direction.items()]
            cells.append((f"{fact.says}.", fact.measure, "; ".join(said), given.sources[fact.source]))
    if not cells:
        return sentences(["No reported fact is recorded for this theme."])
    caption = "Reported by others, of other periods, without intervals. Not this edition's data."
    return table(Lines(cells, ["What was reported", "Measure", "As reported", "By whom"]), caption)


def scores(rows: Iterable[Any]) -> Html:
    """Give how the page does against the seven themes: each with what it is judged by.

    rows : as from spotlights.score.
    """
    cells = [(row.title, row.said, row.verdict, row.evidence) for row in rows]
    met = sum(cell[2] == "met" for cell in cells)
    caption = (
        f"Seven themes of the 2022 workshops, {met} of {len(cells)} met. They judge this page, not care."
    )
    return table(Lines(cells, ["Theme", "What was found", "This page", "By what"]), caption)


def _as_reported(value: str, unit: str) -> str:
    return f"{value}%" if unit == "%" else f"{value} percentage points" if unit == "points" else value


def _without(words: str, names: list[str]) -> Html:
    return (
        render("<p>{{ words }}: {{ names }}.</p>", words=words, names=listed(names)) if names else render("")
    )
