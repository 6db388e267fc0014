"""Whether a recommendation says who is to do what, by when, and what will show it: a report card.

The marks are given by rules (`sentence`, `verbs`), not by understanding. A mark that is missing means that
the rules found no words for it; a reader may find them. A mark that is there does not mean that the
recommendation is wise. Of the five marks of each of the twenty recommendations of 2014, marked by hand
beforehand, 93 in 100 agreed when the rules were first run; what differed has since been mended, so that the
agreement told by the tests is of sentences the rules were made with.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from insight.reading.sentences import sentences
from insight.recommendations.asks import measures
from insight.recommendations.dates import counted
from insight.recommendations.document import Document
from insight.recommendations.phrases import EVENT, NO_LENGTH
from insight.recommendations.sentence import Clause, clause
from insight.recommendations.timescale import NO_TIME, timescales

MOST = 5  # recommendations of a report, unless it says why there are more
YES, BESIDE, VAGUE, NO = "yes", "given beside it", "vague", "no"
PARTS = ("who", "does", "what", "when", "shown")
OFTEN = re.compile(
    r"\b(?:(?:once|twice|\w+ times) (?:a|each|every|per) (?:day|week|month|quarter|year)"
    r"|(?:annual|yearly) (?:audit|review|report|return|check|survey)"
    r"|yearly|monthly|quarterly|weekly|fortnightly|daily)\b",
    re.IGNORECASE,
)
SHOWN = re.compile(
    r"\d\s?%|\bper ?cent\b|\b\d+ (?:in|of every|out of) \d+\b"
    r"|\b(?:at least|at most|no more than|no fewer than|fewer than|less than|more than|up to) \d"
    r"|\b(?:to|below|above) \d+ (?:minutes?|hours?|days?|weeks?|months?)\b"
    r"|\bwithin \w+ (?:minutes?|hours?)\b|\b(?:measured|monitored|counted|shown|evidenced|judged)"
    r" (?:by|in|against)\b"
    r"|\b(?:target|benchmark|threshold|standard) of\b|\b(?:performance indicator|kpi)s?\b"
    r"|\b(?:rate|proportion|percentage|share|number) of\b"
    r"|\b(?:check|confirm|monitor|show)\w*\b[^.]{1,60}\baudit\b",
    re.IGNORECASE,
)  # fmt: skip
MISSING = {
    "who": "it does not say who is to act",
    "does": "it does not say what is to be done",
    "what": "it does not say to what",
    "when": "it gives no time",
    "shown": "nothing is named that would show it done",
}


class Mark(NamedTuple):
    """Whether one part is there, and the words that say it."""

    found: str  # YES, BESIDE (in a field, not in its words), VAGUE or NO
    words: str = ""


class Wording(NamedTuple):
    """The five marks of a recommendation, and what is to be mended."""

    who: Mark
    does: Mark
    what: Mark
    when: Mark
    shown: Mark
    findings: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Tell whether all five are there, in its words or beside them."""
        return all(getattr(self, part).found in (YES, BESIDE) for part in PARTS)


class Line(NamedTuple):
    """One recommendation of a report card."""

    number: str
    text: str
    wording: Wording


class Card(NamedTuple):
    """A report card of a document."""

    title: str
    lines: tuple[Line, ...]
    complete: int  # recommendations with all five
    counts: Mapping[str, int]  # of each part, how many recommendations have it
    findings: tuple[str, ...]  # about the document as a whole


def lint(
    text: str,
    *,
    said: date,
    audience: Sequence[str] = (),
    by_when: str = "",
    measures: Sequence[str] = (),
) -> Wording:
    """Mark one recommendation.

    text : its words, one sentence or several; a part said in any of them is there. said : the day of the
    document, from which its times count. audience, by_when, measures : what is written beside it, and stands
    in for what its words do not say.
    """
    clauses = [clause(one) for one in sentences(text)]
    marks = {
        "who": _beside(_best(Mark(YES, one.who) for one in clauses if one.who), "; ".join(audience)),
        "does": _best(_does(one) for one in clauses if one.verb),
        "what": _best(Mark(YES, one.what) for one in clauses if one.what),
        "when": _beside(_when(text, said), by_when),
        "shown": _beside(_shown(text, said), "; ".join(measures)),
    }
    found = [_told(part, mark) for part, mark in marks.items() if mark.found in (NO, VAGUE)]
    if not audience:
        found.append("no audience is named")
    return Wording(**marks, findings=tuple(found))


def card(document: Document, *, said: date, texts: Mapping[str, str] | None = None) -> Card:
    """Mark every recommendation of a document.

    said : its day. texts : its own words by number, where they are at hand; our summaries are marked
    otherwise.
    """
    lines = []
    for one in document.recommendations:
        text = (texts or {}).get(one.number, one.summary)
        days = [counted(ask.by_when, document.when).text for ask in one.asks if ask.by_when is not None]
        shown = dict.fromkeys(words for ask in one.asks for words in measures(ask))
        marks = lint(text, said=said, audience=one.audience, by_when="; ".join(days[:1]), measures=[*shown])
        lines.append(Line(one.number, text, marks))
    counts = {
        part: sum(getattr(line.wording, part).found in (YES, BESIDE) for line in lines) for part in PARTS
    }
    return Card(
        document.title, tuple(lines), sum(line.wording.complete for line in lines), counts,
        tuple(_of_document(len(lines), document.justification)),
    )  # fmt: skip


def _of_document(many: int, justified: str | None) -> list[str]:
    if many <= MOST:
        return []
    said = f"it makes {many} recommendations, where {MOST} are the norm"
    return [f"{said}; the reason given is: {justified}" if justified else f"{said}, and gives no reason"]


def _best(marks: Any) -> Mark:
    """Give the best of some marks: what is said once is said."""
    found = sorted(marks, key=lambda mark: (YES, VAGUE, NO).index(mark.found))
    return found[0] if found else Mark(NO)


def _does(one: Clause) -> Mark:
    return Mark(YES if one.seen else VAGUE, one.verb)


def _when(text: str, said: date) -> Mark:
    vague = Mark(NO)
    for one in timescales(text, said):
        if one.window.why is None and (one.window.latest is None or one.window.latest >= said):
            return Mark(YES, one.window.text)
        if one.window.why not in (None, EVENT, NO_TIME):
            vague = Mark(VAGUE if one.window.why == NO_LENGTH else YES, one.window.text)
    often = OFTEN.search(text)
    return Mark(YES, often[0]) if often else vague


def _shown(text: str, said: date) -> Mark:
    found = SHOWN.search(text)
    if found:
        return Mark(YES, found[0])
    within = [one for one in timescales(text, said) if one.window.why == EVENT]
    return Mark(YES, within[0].window.text) if within else Mark(NO)


def _beside(mark: Mark, words: str) -> Mark:
    return Mark(BESIDE, words) if mark.found != YES and words else mark


def _told(part: str, mark: Mark) -> str:
    if mark.found == NO:
        return MISSING[part]
    if part == "does":
        return f"nobody could see that it was done: its verb is {mark.words!r}"
    return f"its time is vague: {mark.words!r}"
