"""Independent providers in national audits, as tables: barriers, survey, test, coverage."""

from collections.abc import Mapping
from typing import Any

from insight.formats import (
    Html,
    Lines,
    bare,
    capital,
    count,
    day,
    folded,
    plural,
    render,
    sentences,
    table,
)
from insight.formats.html import below, small
from insight.formats.signals import SIGNED
from insight.formats.words import MONTHS

SYNTHETIC = "Synthetic data. "
MARKS = {  # how each word looks, and its sign
    "stops": ("worse", "\N{BLACK SQUARE}"), "serious": ("worse", "▼"), "minor": ("similar", "●"),
    "pass": ("better", "▲"), "fail": ("worse", "▼"), "cannot be told": ("similar", "○"),
    "met": ("better", "▲"), "not met": ("worse", "▼"),
    "signed": ("better", "▲"), "done": ("better", "▲"),
    "drafted": ("similar", "●"), "under way": ("similar", "●"),
    "stopped": ("worse", "■"), "not needed": ("similar", "○"),
}  # fmt: skip
NOTHING = "nothing written down"
OUTSIDE = "out of scope, not covered"


def barriers(found: Any, records: Any, pilot: Any, audits: Mapping[str, Any]) -> Html:
    """Give the matrix of barriers: a row for each provider and audit, a column for each of the four areas.

    found : as `independent.matrix` gives it. records, pilot : as the room gives them. audits : by id.
    Below it every barrier is listed, folded away, with what was said and the recommendation it falls under.
    """
    if records is None:
        return none("barriers")
    areas = list(pilot.areas)
    cells = [
        (audits[audit].short, *(_cell(row[area]) for area in areas)) for (_, audit), row in found.rows.items()
    ]
    groups = [records.names[provider] for provider, _ in found.rows]
    words = caption(records, "Barriers by provider, audit and area, with severity and who can act")
    top = table(Lines(cells, ["Audit", *map(capital, areas)]), words, groups=groups)
    each = [
        (records.names[one.provider], audits[one.audit].short, capital(one.area), mark(one.severity),
         one.said, capital(one.owner), pilot.owners[one.owner])
        for one in records.barriers
    ]  # fmt: skip
    names = [
        "Provider",
        "Audit",
        "Area",
        "Severity",
        "What stands in the way",
        "Who can act",
        "Recommendation",
    ]
    whole = table(
        Lines(each, names), caption(records, "Every barrier, and the recommendation it falls under")
    )
    return top + folded([{"summary": f"Every barrier: {len(each)}", "table": whole}])


def survey(found: Any, records: Any) -> Html:
    """Give what the survey says by area, and folded away by question.

    found : as `independent.analysis` gives it.
    """
    if not found.responses:
        return none("answers to the survey")
    cells = [
        (capital(one.area), f"{one.barrier} of {one.answered}", f"{one.providers} of {found.responses}")
        for one in found.areas
    ]
    names = ["Area", "Answers that name a barrier", "Providers that name one"]
    top = table(Lines(cells, names), caption(records, "What providers answered, by area"))
    rows = [
        (one.question.ask, "; ".join(f"{answer}: {number}" for answer, number in one.counts.items()),
         str(one.unanswered), str(one.barrier))
        for one in found.asked
    ]  # fmt: skip
    heads = ["Question", "Answers", "Not answered", "Name a barrier"]
    areas = [capital(one.question.area) for one in found.asked]
    whole = table(Lines(rows, heads), caption(records, "What providers answered, by question"), groups=areas)
    return top + folded([{"summary": f"Every question: {len(rows)}", "table": whole}])


def questions(survey: Any) -> Html:
    """Give the survey's questions with the answers each can have, folded away."""
    cells = [(one.ask, "; ".join(one.answers), "; ".join(one.barrier)) for one in survey.questions]
    groups = [capital(one.area) for one in survey.questions]
    names = ["Question", "Possible answers", "Counted as a barrier"]
    whole = table(Lines(cells, names), "The survey's questions. They are ours.", groups=groups)
    return folded([{"summary": f"The form of the survey: {plural(len(cells), 'question')}", "table": whole}])


def flows(found: Any, records: Any, audits: Mapping[str, Any]) -> Html:
    """Give, for each provider's test, every field's share filled, the audit's need, and pass or fail.

    found : as `independent.flows` gives it. Months stand folded away below.
    """
    if not found.tests:
        return none("tests of the data flow")
    cells, groups = [], []
    for test in found.tests:
        for field in test.fields:
            cells.append(
                (
                    field.need.title,
                    _share(field.share.value, 1),
                    bare(field.need.least, "%", 0),
                    _met(field.met),
                )
            )
            groups.append(_heading(test, records, audits))
    names = ["Field", "Filled", "The audit needs", "Need"]
    top = table(
        Lines(cells, names), caption(records, "How often each field was filled, by provider"), groups=groups
    )
    results = [_result(test, records, audits) for test in found.tests]
    heads = ["Provider", "Audit", "Months with data", f"Operations, to the nearest {found.nearest}", "Test"]
    first = table(Lines(results, heads), caption(records, "Tests of the data flow, passed or failed"))
    months = [
        {
            "summary": f"Month by month: {_heading(test, records, audits)}",
            "table": _months(test, records, audits),
        }
        for test in found.tests
    ]
    return first + top + folded(months)


def covered(found: Any, records: Any, pilot: Any, audits: Mapping[str, Any]) -> Html:
    """Give what audits hold of NHS-funded care, all other care apart, and a row for comparison."""
    compared = pilot.comparator
    cells = [
        ("For comparison: independent providers", compared.short, "", compared.inside, "", compared.outside)
    ]
    cells += [
        (records.names[one.provider], audits[one.audit].short, _operations(one.inside, one.no_inside),
         "" if one.no_inside else _share(one.share), _operations(one.outside, one.no_outside),
         "" if one.no_outside else OUTSIDE)
        for one in found.rows
    ]  # fmt: skip
    names = [
        "Provider", "Audit", "NHS-funded operations", "Of them held by the audit",
        "Independently funded operations", "Of them",
    ]  # fmt: skip
    rounded = f"Coverage by who pays, operations to the nearest {found.nearest}"
    words = caption(records, rounded) if found.rows else "Coverage."
    return table(Lines(cells, names), f"{words} The comparison is no made-up row. Source: {compared.source}.")


def none(what: str) -> Html:
    """Say that nothing of a kind is written down."""
    return sentences([f"Nobody has written down any {what}."])


def caption(records: Any, what: str) -> str:
    """Give a caption with the source and day of the records, and whether they are made up."""
    made_up = SYNTHETIC if records.synthetic else ""
    return f"{made_up}{what}. Source: {records.about}, gathered by {day(records.gathered)}."


def mark(word: str) -> Html:
    """Give a severity, a result or a state as a sign and the word."""
    look, sign = MARKS[word]
    return render(SIGNED, look=look, sign=sign, words=word)


def _cell(cell: Any) -> Html | str:
    if not cell.barriers:
        return NOTHING
    return below(small(mark(one.severity), capital(one.owner)) for one in cell.barriers)


def _share(value: float | None, places: int = 0) -> str:
    return "too few to show" if value is None else bare(value, "%", places)


def _met(met: bool | None) -> Html:
    return mark("cannot be told" if met is None else "met" if met else "not met")


def _heading(test: Any, records: Any, audits: Mapping[str, Any]) -> str:
    return f"{records.names[test.provider]}, {audits[test.audit].short}"


def _result(test: Any, records: Any, audits: Mapping[str, Any]) -> tuple[Any, ...]:
    word = "cannot be told" if test.passed is None else "pass" if test.passed else "fail"
    operations = "too few to show" if test.operations is None else count(test.operations)
    sent = f"{test.sent} of {len(test.months)}"
    return (records.names[test.provider], audits[test.audit].short, sent, operations, mark(word))


def _months(test: Any, records: Any, audits: Mapping[str, Any]) -> Html:
    names = ["Field", *map(_month, test.months)]
    cells = [(one.need.title, *map(_monthly, one.share.months)) for one in test.fields]
    words = caption(records, f"How often each field was filled, by month: {_heading(test, records, audits)}")
    return table(Lines(cells, names), words)


def _month(month: str) -> str:
    """Give a month for a heading.

    >>> _month("2026-03")
    'Mar 2026'
    """
    year, number = month.split("-")
    return f"{MONTHS[int(number) - 1][:3]} {year}"


def _monthly(value: float | None) -> str:
    return "none or too few" if value is None else bare(value, "%", 0)


def _operations(number: int | None, none: bool) -> str:
    return "none" if none else "too few to show" if number is None else count(number)
