"""Numbers told from the cells that readers see, with how they were written."""

import re
from dataclasses import dataclass
from decimal import Decimal

MINUS = "\N{MINUS SIGN}"
WHOLE = re.compile(
    rf"(?P<sign>{MINUS})?(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<rest>\.\d+)?"
    r"(?P<unit>%| per [\d,]+ [a-z][a-z ]*| (?!of |to |and |or |in |at |by )[a-z/]+(?: [a-z/]+){0,2})?"
)


@dataclass(frozen=True)
class Number:
    """A number of a table. `value` is a fraction for per cent; `text` is the cell as readers see it."""

    value: float
    text: str
    decimals: int
    grouped: bool  # thousands stand apart
    unit: str  # "%", words with the space before them, or nothing


def number(cell: str) -> Number | None:
    """Give the number a cell is; None for words, an interval, a date, or no figure.

    >>> number("67.5%").value, number("7,980").value, number("−8.6").value, number("16.7 hours").unit
    (0.675, 7980.0, -8.6, ' hours')
    >>> number("24% to 41%"), number("12 of 20"), number("2024/25"), number("[withheld]"), number("-1")
    (None, None, None, None, None)
    """
    found = WHOLE.fullmatch(cell)
    if found is None:
        return None
    digits, rest, unit = found["digits"], found["rest"] or "", found["unit"] or ""
    value = Decimal(digits.replace(",", "") + rest) * (-1 if found["sign"] else 1)
    if unit == "%":
        value /= 100
    return Number(float(value), cell, max(len(rest) - 1, 0), "," in digits, unit)


def pattern(told: Number) -> str:
    """Give the number format that makes a spreadsheet show a number as the page does.

    >>> pattern(number("67.5%")), pattern(number("7,980")), pattern(number("−8.6 points"))
    ('0.0%', '#,##0', '0.0" points";"−"0.0" points"')
    """
    shown = ("#,##0" if told.grouped else "0") + ("." + "0" * told.decimals if told.decimals else "")
    shown += "%" if told.unit == "%" else f'"{told.unit}"' if told.unit else ""
    return f'{shown};"{MINUS}"{shown}' if told.value < 0 else shown
