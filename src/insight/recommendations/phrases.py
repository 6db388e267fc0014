"""Phrases about time as patterns, and where a text has them.

In a pattern a space is one to four spaces, ~ none to four, and a name in braces one of PARTS. What a phrase
means is told by its reader in `spoken`.
"""

import re
from calendar import month_name
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from insight.recommendations import spoken
from insight.recommendations.spoken import NO_DAY, NO_YEAR, WHICH_YEAR, Read, Said

Reader = Callable[[Said, date], Read]
NO_LENGTH = "it gives no length of time"
PART_OF = "it is a part of a year that we do not read"
EVENT = "it counts from an event whose day it does not give"
PARTS = {
    "TO": r"~(?P<by>-|to|until|and|or|/)~",
    "PAIR": "(?P<between>between )?",  # before two times
    "BETWEEN": r"~(?:-|to|or)~",
    "MON": r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?:\.(?=\s?\d))?",
    "NAMED": "|".join(month_name[1:]),
    "YEAR": r"(?:19|20)\d\d",
    "SECOND": r"(?:[/-](?P<y2>(?:20)?\d\d))?",
    "DAY": r"\d{1,2}(?:st|nd|rd|th)?",
    "NUM": r"(?:\d{1,3}|" + "|".join(sorted(spoken.NUMBERS, key=len, reverse=True)) + ")",
    "UNIT": r"(?P<unit>working day|day|week|fortnight|(?:calendar )?month|quarter|year)s?",
    "SINGLE": r"(?P<unit>week|fortnight|month|quarter|year)",
    "UNITS": r"(?:(?:working |calendar )?(?:day|week|fortnight|month|quarter|year)s?)",
    "SEASON": "(?:spring|summer|autumn|winter)",
    "FY": r"(?:fy|(?:financial|fiscal) year)",
    "OWN": r"(?:calendar|financial|fiscal|academic)",
    "IN": r"(?:(?:with)?in|over|during|for)",
}


class Atom(NamedTuple):
    """A phrase found in a text: where, and what it means. A weak one counts only alone or after 'by'."""

    start: int
    end: int
    read: Read
    weak: bool = False


class Pattern(NamedTuple):
    """A pattern, and what reads it."""

    found: re.Pattern[str]
    meant: Reader
    weak: bool


def atoms(text: str, said: date) -> Iterator[Atom]:
    """Give every phrase that a pattern finds, those that overlap too.

    text : with plain hyphens and spaces. said : the day from which it counts.
    """
    for pattern in PATTERNS:
        for m in pattern.found.finditer(text):
            yield Atom(m.start(), m.end(), _meant(pattern.meant, m, said), pattern.weak)


def compiled(text: str) -> str:
    """Give a pattern with its parts and spaces written out.

    >>> compiled("by~{YEAR} on")
    'by\\\\s{0,4}(?:19|20)\\\\d\\\\d\\\\s{1,4}on'
    """
    for name, part in PARTS.items():
        text = text.replace(f"{{{name}}}", part)
    return text.replace(" ", r"\s{1,4}").replace("~", r"\s{0,4}")


def _meant(reader: Reader, m: Said, said: date) -> Read:
    try:
        return reader(m, said)
    except (ValueError, OverflowError):
        return NO_DAY


def _as(text: str, meant: Reader | str, weak: bool = False) -> Pattern:
    """Make a pattern of whole words; a reader that is text is why the phrase cannot be read."""
    found = re.compile(rf"(?<![\w/.])(?:{compiled(text)})(?!\w|/\d)", re.IGNORECASE | re.ASCII)
    return Pattern(found, (lambda m, said: meant) if isinstance(meant, str) else meant, weak)


DAYS = (
    _as(r"(?P<y>{YEAR})-(?P<m>\d\d)-(?P<d>\d\d)", spoken.iso),
    _as(r"(?P<d>\d{1,2})(?P<sep>[/.])(?P<m>\d{1,2})(?P=sep)(?P<y>(?:19|20)?\d\d)", spoken.numeric),
    _as(r"(?P<d>{DAY}) (?:of )?(?P<mon>{MON}),? (?P<y>{YEAR})", spoken.named_day),
    _as(r"{DAY} (?:of )?(?-i:{NAMED})", NO_YEAR),
    _as(r"(?P<mon>{MON}) (?P<d>{DAY}),? (?P<y>{YEAR})", spoken.named_day),
    _as(
        r"{PAIR}(?P<d>{DAY})(?: (?P<mon>{MON}))?{TO}"
        r"(?P<d2>{DAY}) (?P<mon2>{MON}),? (?P<y>{YEAR})",
        spoken.days,
    ),
)
CALENDAR = (
    _as(r"{PAIR}(?P<mon>{MON}){TO}(?P<mon2>{MON}),? (?P<y>{YEAR})", spoken.months),
    _as(r"(?P<mon>{MON}),?(?: (?:of )?|-)(?P<y>{YEAR})", spoken.month),
    _as(r"(?P<mon>\d{1,2})/(?P<y>{YEAR})", spoken.month),
    _as(r"(?P<mon>{MON}) (?:of )?(?P<which>this|next|last) (?P<of>year)", spoken.near_month),
    _as(
        r"(?:(?P<kind>{FY}|academic year)~)?(?P<y>{YEAR})\s?(?P<by>[/-])\s?(?P<y2>{YEAR}|\d\d)"
        r"(?: (?P<kind2>financial|fiscal|academic) year)?",
        spoken.years,
    ),
    _as(r"{FY}~(?P<y>\d\d)[/-](?P<y2>\d\d)", spoken.short_years),
    _as(r"{FY}~(?:{YEAR}|\d\d)", "it may begin or end in that year"),
    _as(r"calendar year (?P<y>{YEAR})", spoken.calendar_year),
    _as(r"(?P<y>{YEAR}) to (?P<y2>{YEAR})", spoken.calendar_years),
    _as(r"(?P<y>{YEAR})", spoken.calendar_year, weak=True),
    _as(r"(?-i:{NAMED})", NO_YEAR, weak=True),
)
NTH = "first|second|third|fourth|final|last|1st|2nd|3rd|4th"
PART = "(?P<part>[qh])(?P<n>[1-4])"
WHOLE = rf"(?:the )?(?P<n>{NTH}) (?P<part>quarter|half)"
THIS_YEAR = r"(?:the |this )?(?P<own>(?:current )?financial year)(?P<own2>)(?P<y>)(?P<y2>)"  # without figures
YEAR_OF = r"(?:(?P<own2>{FY}|calendar year)~)?(?P<y>{YEAR}){SECOND}"
QUARTERS = (
    _as(rf"(?P<own>calendar )?{PART},? (?:of )?(?:the )?{YEAR_OF}", spoken.part_of_year),
    _as(rf"{{PAIR}}{PART}{{TO}}[qh](?P<n2>[1-4]),? (?:of )?(?:the )?{YEAR_OF}", spoken.parts_of_year),
    _as(rf"{YEAR_OF} (?P<own>calendar )?{PART}", spoken.part_of_year),
    _as(rf"(?P<own>)(?P<own2>){PART},? (?:of )?(?:{{FY}}~)?(?P<y>\d\d)[/-](?P<y2>\d\d)", spoken.part_of_year),
    _as(rf"{PART} (?:of )?{THIS_YEAR}", spoken.part_of_year),
    _as(PART, NO_YEAR, weak=True),
    _as(rf"{WHOLE},? (?:of )?(?P<own>calendar )?{YEAR_OF}", spoken.part_of_year),
    _as(rf"{WHOLE} of {THIS_YEAR}", spoken.part_of_year),
)
SEASONS = (
    _as(r"(?P<season>{SEASON})(?:{TO}(?P<season2>{SEASON}))?,? (?:of )?(?P<y>{YEAR}){SECOND}", spoken.season),
    _as(r"(?P<which>this|next|last|coming) (?P<season>{SEASON})", spoken.near_season),
    _as(r"{SEASON}", NO_YEAR, weak=True),
)
LENGTHS = (
    _as(r"(?:{IN} )?(?:the )?(?:next|coming) (?P<n>{NUM})(?:{BETWEEN}(?P<n2>{NUM}))? {UNIT}", spoken.length),
    _as(r"{IN} the (?:next|coming) {SINGLE}", spoken.length),
    _as(r"(?:with)?in (?P<n>{NUM})(?:{BETWEEN}(?P<n2>{NUM}))? {UNIT}(?:'? time)?", spoken.length),
    _as(
        r"(?:(?:with)?in )?(?P<n>{NUM})(?:{BETWEEN}(?P<n2>{NUM}))? {UNIT} (?:from (?:now|today)"
        r"|(?:of|from|after) (?:the )?(?:(?:date|publication|issue) of )?this (?:report|document))",
        spoken.length,
    ),
    _as(rf"(?:in |over )?(?:the )?(?:first|last|final) {{NUM}} {{UNITS}} of (?:the )?{YEAR_OF}", PART_OF),
    _as(
        r"(?:(?:with)?in )?{NUM}(?:{BETWEEN}{NUM})? {UNITS} "
        r"(?:of|from|after|before|following|prior to|since)",
        EVENT,
    ),
    _as(r"(?:{IN} )?(?:the )?(?P<ago>last|past|previous) (?P<n>{NUM}) {UNIT}", spoken.length),
    _as(r"{IN} the (?P<ago>last|past|previous) {SINGLE}", spoken.length),
)
NEAR = r"(?P<of>(?:{OWN} )?year|month|quarter|week)"
NEARBY = (
    _as(rf"(?:the )?(?P<which>this|next|last|current|coming|previous) {NEAR}", spoken.near),
    _as(r"(?P<which>)the (?P<of>{OWN} year|month|quarter|week)", spoken.near, weak=True),
    _as(r"(?:the )?year(?: end|-end)?", WHICH_YEAR, weak=True),
    _as(r"the year(?: |-)end|year-end|(?:later|earlier) in the year", WHICH_YEAR),
    _as(rf"(?P<side>later|earlier) (?:in )?(?P<which>this|the current) {NEAR}", spoken.rest),
)
WORDS = (
    _as(r"immediately|with immediate effect|at once|straight away|without delay", spoken.at_once),
    _as(
        r"(?:on an )?on-?going(?: basis)?|continuously|on a continuous basis|until further notice",
        spoken.ongoing,
    ),
    _as(
        r"annually|(?:each|every) (?:{NUM} )?(?:financial )?(?:day|week|month|quarter|year)s?"
        r"|on an annual basis",
        spoken.recurring,
    ),
    _as(
        r"in due course|shortly|soon|as soon as (?:possible|practicable)|in the (?:near|foreseeable) future"
        r"|(?:in|over) the (?:short|medium|long|longer) term|(?:as and )?when resources allow"
        r"|{IN} the (?:next|coming) (?:(?:few|several|couple of) )?(?:days|weeks|months|quarters|years)"
        r"|(?:in )?the new year|to be confirmed|when possible",
        NO_LENGTH,
    ),
)
PATTERNS = (*DAYS, *CALENDAR, *QUARTERS, *SEASONS, *LENGTHS, *NEARBY, *WORDS)
