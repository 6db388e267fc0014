"""How hard words are to read: sentences, syllables, reading age, and abbreviations nobody explained."""

from insight.reading.abbreviations import abbreviations, unexplained
from insight.reading.ages import Readability, flesch_kincaid, readability, smog
from insight.reading.sentences import sentences, words
from insight.reading.syllables import syllables

__all__ = [
    "Readability",
    "abbreviations",
    "flesch_kincaid",
    "readability",
    "sentences",
    "smog",
    "syllables",
    "unexplained",
    "words",
]
