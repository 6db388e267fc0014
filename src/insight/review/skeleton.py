"""What stays of a text when its numbers, its periods and the name of its page are taken out."""

import re
from calendar import month_name
from functools import lru_cache

from insight.periods import MONTHS, month_end

MONTH = "|".join(month_name[1:])
ONE = rf"(?:(?<!\d )(?:(?:{MONTH})(?: 20\d\d)? to )?(?:{MONTH}) 20\d\d|\b20\d\d/\d\d\b|\b20\d\d\b(?!/))"
DAY = re.compile(rf"\b\d{{1,2}} (?:{MONTH}) 20\d\d\b")
PERIOD = re.compile(rf"({DAY.pattern})|{ONE}(?: to {ONE})?")  # a day first, as it is to stay
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
LAST = re.compile(rf"(?<!\d )\b({MONTH}) (20\d\d)|\b(20\d\d)/\d\d\b|(?<!\w )\b(20\d\d)\b(?!/)")


@lru_cache(maxsize=200_000)
def numbers_out(text: str) -> str:
    """Give a text with every number as a mark.

    >>> numbers_out("1,204 of 2,000 (60.2%)")
    '# of # (#%)'
    """
    return NUMBER.sub("#", text)


@lru_cache(maxsize=200_000)
def periods_out(text: str) -> str:
    """Give a text with every period as a mark; days stay.

    >>> periods_out("Seen, April to June 2026, and 2024/25, published 3 May 2026")
    'Seen, ~, and ~, published 3 May 2026'
    """
    return PERIOD.sub(lambda found: found[1] or "~", text)


def outline(text: str, name: str) -> str:
    """Give a text with its periods and numbers out, and the name of its page.

    >>> outline("Essex, June 2026: 3 of 4", "Essex")
    '@, ~: # of #'
    """
    return numbers_out(periods_out(DAY.sub("~", text.replace(name, "@") if name else text)))


@lru_cache(maxsize=200_000)
def period_of(text: str) -> str | None:
    """Give the last day of the latest period a text names, as ISO text; None where it names none.

    A day, such as one of publication, is no period.

    >>> period_of("Seen, April to June 2026"), period_of("2024/25"), period_of("published 3 May 2026")
    ('2026-06-30', '2025-03-31', None)
    """
    found = []
    for month, year, financial, calendar in LAST.findall(DAY.sub("", text)):
        if month:
            found.append(month_end(int(year), MONTHS[month.lower()]).isoformat())
        elif financial:
            found.append(f"{int(financial) + 1}-03-31")
        else:
            found.append(f"{calendar}-12-31")
    return max(found, default=None)


def first_number(text: str) -> float | None:
    """Give the first number of a text.

    >>> first_number("about 1,204.5 people")
    1204.5
    """
    found = NUMBER.search(text)
    return float(found[0].replace(",", "")) if found else None
