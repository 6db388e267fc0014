"""Lists, dates and periods in words."""

import re
from calendar import month_name
from collections.abc import Iterable
from datetime import date

MONTHS = tuple(month_name)[1:]


def listed(words: Iterable[str], *, most: int | None = None) -> str:
    """Join words as a sentence does; beyond `most`, say how many more there are.

    >>> listed(["a", "b", "c"]), listed("abcdef", most=2)
    ('a, b and c', 'a, b and 4 more')
    """
    given = list(words)
    if most is not None and len(given) > most:
        given = [*given[:most], f"{len(given) - most} more"]
    return given[0] if len(given) == 1 else f"{', '.join(given[:-1])} and {given[-1]}" if given else ""


def plural(n: int, one: str, many: str | None = None) -> str:
    """Give a count with its noun.

    >>> plural(1, "metric"), plural(0, "metric"), plural(1200, "person", "people")
    ('1 metric', '0 metrics', '1,200 people')
    """
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def day(when: date) -> str:
    """Give a date in words.

    >>> day(date(2024, 9, 6))
    '6 September 2024'
    """
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def age(months: int) -> str:
    """Give an age in months.

    >>> age(0), age(1), age(18)
    ('less than a month old', '1 month old', '18 months old')
    """
    return "less than a month old" if months < 1 else f"{plural(int(months), 'month')} old"


def short_period(label: str) -> str:
    """Shorten a period's label for an axis, its year on a line of its own.

    >>> short_period("April to June 2024"), short_period("2022/23"), short_period("Year to June 2024")
    ('Apr–Jun\\n2024', '2022/23', 'Year to Jun\\n2024')
    """
    text = label
    for month in MONTHS:
        text = re.sub(rf"\b{month}\b", month[:3], text)
    text = re.sub(r"\b([A-Z][a-z]{2}) to ([A-Z][a-z]{2})\b", "\\1\N{EN DASH}\\2", text)
    return re.sub(r" (\d{4})$", "\n\\1", text)


def capital(sentence: str) -> str:
    """Begin a sentence with a capital and leave the rest alone.

    >>> capital("median HbA1c")
    'Median HbA1c'
    """
    return sentence[:1].upper() + sentence[1:]


def uncapital(sentence: str) -> str:
    """Give words as they stand within a sentence, the rest of them alone.

    >>> uncapital("Records of an invented ICB")
    'records of an invented ICB'
    """
    return sentence[:1].lower() + sentence[1:]


def group_in_words(group: str) -> str:
    """Name a group of people within a sentence.

    >>> group_in_words("1 most deprived"), group_in_words("3"), group_in_words("Asian")
    ('most deprived fifth', 'fifth 3 of deprivation', 'Asian')
    """
    if group.endswith(" deprived"):
        return f"{group[2:]} fifth"
    return f"fifth {group} of deprivation" if group in ("2", "3", "4") else group
