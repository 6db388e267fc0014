"""Answers are counted as they were given, and a question left out is never taken for no barrier."""

from insight import independent
from invented_providers import records


def answers(*given):
    rows = [
        {"provider": name, "on": "2031-02-01", "answers": one}
        for name, one in zip(("hill", "lake"), given, strict=True)
    ]
    return independent.analysis(independent.survey(), records(responses=rows))


def question(found, name):
    return next(one for one in found.asked if one.question.id == name)


def test_answers_and_unanswered_are_counted_apart():
    one = question(answers({"record": "no"}, {"fee": "yes"}), "record")
    assert one.counts == {"yes": 0, "in part": 0, "no": 1}
    assert (one.unanswered, one.barrier) == (1, 1)


def test_areas_count_answers_barriers_and_providers():
    found = answers({"record": "no", "nhs_number": "few"}, {"record": "yes"})
    [technical] = [one for one in found.areas if one.area == "technical"]
    assert (technical.answered, technical.barrier, technical.providers) == (3, 2, 1)
    assert [one.area for one in found.areas] == list(independent.AREAS)


def test_counts_of_a_question_and_those_who_did_not_answer_make_up_all():
    found = answers({"record": "no", "fee": "no"}, {})
    assert all(sum(one.counts.values()) + one.unanswered == found.responses for one in found.asked)


def test_no_responses_is_no_analysis_of_anything():
    found = independent.analysis(independent.survey(), None)
    assert found.responses == 0
    assert all(one.barrier == one.unanswered == 0 for one in found.asked)
