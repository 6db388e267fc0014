"""How good finished pages are as feedback: held against published criteria, and told in the book."""

from insight.feedback.criteria import Criteria, Criterion, criteria
from insight.feedback.numbers_shown import numbers_shown, words_shown
from insight.feedback.scoring import Finished, Scored, refuse_poor, scored
from insight.feedback.telling import page

__all__ = [
    "Criteria",
    "Criterion",
    "Finished",
    "Scored",
    "criteria",
    "numbers_shown",
    "page",
    "refuse_poor",
    "scored",
    "words_shown",
]
