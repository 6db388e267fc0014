"""What good looks like, statement by statement, and where an ICB sees itself."""

from collections.abc import Sequence
from typing import Any

from insight.formats import Html, Lines, day, folded, plural, render, table
from insight.formats.written import written

NAMES = ["Good is when", "0", "1", "2", "3", "Look at", "Where it sees itself, and what shows it"]


def assessment(statements: Sequence[Any], here: Any) -> Html:
    """Give every statement with what is seen at each level, and the answers that were written.

    here : what was written about the area, or None.
    """
    if not statements:
        return render("")
    answers = {} if here is None else {answer.statement: answer for answer in here.answers}
    cells = [(one.says, *one.levels, one.look_at, _answer(answers.get(one.id))) for one in statements]
    groups = [one.about for one in statements]
    caption = "What good looks like in an ICB that uses national audits."
    made = table(Lines(cells, NAMES), f"{caption} {written(here)}" if answers else caption, groups=groups)
    answered = len([one for one in statements if one.id in answers])
    said = f"{plural(len(statements), 'statement')}, each with four levels; {answered or 'none'} answered"
    return folded([{"summary": said, "table": made}])


def _answer(answer: Any) -> str:
    if answer is None:
        return "not answered yet"
    return f"Level {answer.level}. {answer.evidence}, {day(answer.date)}"
