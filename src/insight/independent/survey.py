"""A survey of what stands in the way of taking part: its questions, and what providers answered."""

from collections.abc import Sequence
from typing import NamedTuple

from pydantic import Field, model_validator

from insight.definitions.audit import Id
from insight.definitions.strict import Record, Words
from insight.independent.pilot import AREAS, Area
from insight.independent.records import Records, Response


class Question(Record):
    """A question of one area, the answers it can have, and those that count as a barrier."""

    id: Id
    area: Area
    ask: Words
    answers: tuple[Words, ...] = Field(min_length=2)
    barrier: tuple[Words, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _among(self) -> "Question":
        strangers = [one for one in self.barrier if one not in self.answers]
        if strangers:
            raise ValueError(f"{strangers[0]!r} is none of the answers: {', '.join(self.answers)}.")
        return self


class Survey(Record):
    """The questions, by area."""

    questions: tuple[Question, ...]

    @model_validator(mode="after")
    def _covers(self) -> "Survey":
        names = [one.id for one in self.questions]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two questions are called {', '.join(twice)}. Rename one.")
        missing = [area for area in AREAS if area not in {one.area for one in self.questions}]
        if missing:
            raise ValueError(f"no question is about the area {missing[0]!r}. Each of the four needs one.")
        return self

    def faults(self, responses: Sequence[Response]) -> list[str]:
        """Give every answer to a question that was not asked, and every one that it cannot have."""
        known = {one.id: one for one in self.questions}
        found = []
        for number, response in enumerate(responses, start=1):
            for name, answer in response.answers.items():
                where = f"response {number} ({response.provider}), {name}"
                if name not in known:
                    found.append(f"{where}: no question is called that. Known: {', '.join(known)}.")
                elif answer not in known[name].answers:
                    found.append(f"{where}: {answer!r} is none of: {', '.join(known[name].answers)}.")
        return found


class Asked(NamedTuple):
    """What was answered to one question: how many providers gave each answer, and how many none."""

    question: Question
    counts: dict[str, int]  # by answer, in the question's order
    unanswered: int
    barrier: int  # answers that count as a barrier


class Weight(NamedTuple):
    """How much of an area stands in the way."""

    area: str
    answered: int  # answers to its questions
    barrier: int  # of them, those that count as a barrier
    providers: int  # with at least one such answer


class Analysis(NamedTuple):
    """What a survey says, question by question and area by area."""

    asked: tuple[Asked, ...]
    areas: tuple[Weight, ...]
    responses: int


def analysis(survey: Survey, records: Records | None) -> Analysis:
    """Count the answers to a survey. records : of providers; None where there are none.

    A question that a provider left out counts as unanswered, never as no barrier.
    """
    responses = records.responses if records else ()
    asked = []
    for one in survey.questions:
        given = [response.answers[one.id] for response in responses if one.id in response.answers]
        counts = {answer: given.count(answer) for answer in one.answers}
        barrier = sum(counts[answer] for answer in one.barrier)
        asked.append(Asked(one, counts, len(responses) - len(given), barrier))
    areas = tuple(_weight(area, asked, responses) for area in AREAS)
    return Analysis(tuple(asked), areas, len(responses))


def _weight(area: str, asked: Sequence[Asked], responses: Sequence[Response]) -> Weight:
    mine = [one for one in asked if one.question.area == area]
    hit = sum(
        any(response.answers.get(one.question.id) in one.question.barrier for one in mine)
        for response in responses
    )
    return Weight(area, sum(sum(one.counts.values()) for one in mine), sum(one.barrier for one in mine), hit)
