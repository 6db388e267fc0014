"""The numbers in a sentence, with how exactly each is told."""

import re
from dataclasses import dataclass

NUMBER = re.compile(r"(?<![\w.,/])([-−+±]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(%?)(?![\w/]|[.,]\d)")
MANY = 100  # from here on, a number that ends in noughts may be rounded to them


@dataclass(frozen=True)
class Number:
    """A number as told. within : half of what its last digit is worth."""

    text: str
    value: float
    within: float
    start: int

    @property
    def percent(self) -> bool:
        """Say whether it is told in per cent."""
        return self.text.endswith("%")

    @property
    def whole(self) -> bool:
        """Say whether it could be a count."""
        return not self.percent and "." not in self.text and self.text[0].isdigit()


def numbers(text: str) -> list[Number]:
    """Give the numbers in a sentence, in order.

    >>> [(found.value, found.within) for found in numbers("68.8% of 1,200 people, 0.5 points more")]
    [(68.8, 0.05), (1200.0, 50.0), (0.5, 0.05)]
    """
    found = []
    for match in NUMBER.finditer(text):
        sign, whole, rest, _ = match.groups()
        value = float(whole.replace(",", "") + (rest or ""))
        within = 0.5 * 10.0 ** -(len(rest) - 1) if rest else 0.5
        if not rest and value >= MANY:
            digits = whole.replace(",", "")
            within *= 10.0 ** (len(digits) - len(digits.rstrip("0")))
        value = -value if sign in ("-", "−") else value
        found.append(Number(match.group().strip(), value, within, match.start()))
    return found
