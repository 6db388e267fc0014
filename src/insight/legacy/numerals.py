"""Numbers as documents print them, in digits or words, and the words that qualify them."""

import re

from insight.formats.numerals import ONES, TENS

WORDS = {word: float(number) for number, word in enumerate(ONES[1:], start=1)} | {
    word: 10.0 * number for number, word in enumerate(TENS, start=2)
}
SHARES = {"half": 1 / 2, "one half": 1 / 2, "third": 1 / 3, "one third": 1 / 3, "two thirds": 2 / 3,
          "a quarter": 1 / 4, "one quarter": 1 / 4, "three quarters": 3 / 4}  # fmt: skip
MANY = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
QUALIFIERS = (
    r"nearly|nearing|almost|approaching|around|about|approximately|over|more than|at least|up to|under|"
    r"fewer than|less than|an estimated|estimated|an average of|average of"
)
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SHARE = "|".join(sorted(SHARES, key=len, reverse=True))
_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
NUMERAL = rf"(?:(?:{_SHARE})\b|(?:{DIGITS}|(?:{_WORD})\b)(?:\s(?:{'|'.join(MANY)})\b)?%?)(?![\w])"


def as_number(printed: str) -> float:
    """Give what a printed number is worth; a fraction where it is a share.

    >>> [as_number(printed) for printed in ("46,000", "30 million", "70%", "half", "Ninety")]
    [46000.0, 30000000.0, 0.7, 0.5, 90.0]
    """
    text = printed.lower().strip()
    if text in SHARES:
        return SHARES[text]
    number, _, many = text.rstrip("%").partition(" ")
    value = WORDS[number] if number in WORDS else float(re.sub(",", "", number))
    return value * MANY.get(many, 1) / (100 if text.endswith("%") else 1)
