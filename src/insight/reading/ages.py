"""How old somebody usually is who can read a text, by two published formulas."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from insight.reading.sentences import sentences, words
from insight.reading.syllables import syllables

LONG = 3  # syllables from which SMOG counts a word
STARTS_SCHOOL = 5  # a school year of the formulas, and so many years, is an age


@dataclass(frozen=True)
class Readability:
    """What the formulas count in a text."""

    sentences: int
    words: int
    syllables: int
    long_words: int  # of three syllables or more

    @property
    def age(self) -> float:
        """Give the age at which most people can read the text, by Flesch and Kincaid's formula."""
        return flesch_kincaid(self.words, self.sentences, self.syllables) + STARTS_SCHOOL

    @property
    def age_for_all(self) -> float:
        """Give the age at which nearly everyone of that age understands all of it, by McLaughlin's SMOG."""
        return smog(self.long_words, self.sentences) + STARTS_SCHOOL


def readability(paragraphs: Iterable[str]) -> Readability:
    """Count what the formulas need in some paragraphs; what ends without a full stop ends a sentence too."""
    each = [words(sentence) for paragraph in paragraphs for sentence in sentences(paragraph)]
    each = [found for found in each if found]
    lengths = [syllables(word) for found in each for word in found]
    return Readability(len(each), len(lengths), sum(lengths), sum(length >= LONG for length in lengths))


def flesch_kincaid(words: int, sentences: int, syllables: int) -> float:
    """Give the school year, as in the United States, of a text with so many words, sentences and syllables.

    Nothing at all gives 0. Source: Kincaid, Fishburne, Rogers and Chissom (1975), Research Branch
    Report 8-75, Naval Technical Training Command.

    >>> round(flesch_kincaid(words=1, sentences=1, syllables=1), 2)  # the least there is
    -3.4
    """
    if not words or not sentences:
        return 0.0
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def smog(long_words: int, sentences: int) -> float:
    """Give the school year of a text with so many words of three syllables or more in so many sentences.

    Meant for 30 sentences or more. Nothing at all gives 0. Source: McLaughlin (1969), SMOG grading:
    a new readability formula, Journal of Reading 12:639-46.

    >>> round(smog(long_words=30, sentences=30), 2)
    8.84
    """
    return 1.0430 * sqrt(30 * long_words / sentences) + 3.1291 if sentences else 0.0
