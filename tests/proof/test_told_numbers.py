"""Numbers are read out of sentences with how exactly each is told."""

import pytest

from insight.proof.numbers import numbers

SENTENCES = {
    "a share": ("In Ashby, 70.0% were seen", [(70.0, 0.05)]),
    "a range": ("(95% interval 68% to 72%)", [(95.0, 0.5), (68.0, 0.5), (72.0, 0.5)]),
    "a fall": ("a change of −3.25 points", [(-3.25, 0.005)]),
    "thousands": ("2,304 people", [(2304.0, 0.5)]),
    "rounded thousands": ("about 2,300 people", [(2300.0, 50.0)]),
    "at the end": ("it was 12.", [(12.0, 0.5)]),
    "letters around it are no number": ("HbA1c, QE1, 2024/25 and 2024-Q3", [(2024.0, 0.5)]),
    "none": ("Nothing is told.", []),
}


@pytest.mark.parametrize("case", SENTENCES)
def test_every_number_of_a_sentence_is_read(case):
    sentence, wanted = SENTENCES[case]
    assert [(one.value, pytest.approx(one.within)) for one in numbers(sentence)] == wanted
