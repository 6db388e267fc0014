"""Time phrases as people write them, read to the first and the last day they allow.

Everything counts from the day the document is of. What is agreed here, as no two readers need agree:

- *Order of figures.* British: 3/4/2025 is 3 April. 31/03/2025 is a day, 12/2024 a month.
- *Financial year.* 1 April to 31 March; 2014/15, 2014-15 and FY14/15 are that. An academic year runs from
  1 September. "This year" and "next year" are calendar years. 2014-2015 may be one financial year or two
  calendar years, and is uncertain; 2014-2017 is a span.
- *Early, mid, late.* The first, middle and last third: early 2015 is January to April. Of a month, days 1 to
  10, 11 to 20 and the rest.
- *Seasons.* Whole months: spring March to May, summer June to August, autumn September to November, winter
  December to February, so that winter 2025/26 is clear and winter 2025 is not.
- *Next summer* is the coming one; uncertain where one was still to come in the document's own year.
- *Quarters and halves.* Of 2025/26 they are the financial year's. Q3 2025 and H1 2026 may be of either kind
  of year and are uncertain; the first half of 2026, in words, is January to June. This and next quarter are
  clear, as both kinds of year begin one in January, April, July and October.
- *The next 12 months* run from the document's day to the same day twelve months on; *the next 6 to 12
  months* from six months on to twelve. Working days are Monday to Friday; bank holidays count.
- *Week commencing* a day is the seven days from it.
- *By* a time is from the document's day until that time's last day; *before* it, until the day before its
  first. *The end of* it is its last day, *the start of* it its first. *From* a time there is no last day.
- *Immediately* is the document's own day; *ongoing* begins there and has no last day.
- A length of time from an event ("within 5 days of admission"), a day or month without its year, the end of
  "the year", and words such as "shortly" are uncertain.

What is uncertain keeps its text and says why; it has no days. Nothing is guessed.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from insight.recommendations.phrases import EVENT, Atom, atoms, compiled
from insight.recommendations.spoken import NO_DAY, TWO_TIMES, Read
from insight.recommendations.window import DAY, Span, Window, third

BACK = 40  # letters looked at before a phrase
PLAIN = str.maketrans(
    {**dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"), "\u2019": "'", "\xa0": " "}
)
PARTLY = "part of what it says of time cannot be read"
NO_TIME = "no time can be read in it"
THIRDS = {"early": 0, "mid": 1, "middle": 1, "late": 2}
FLAGS = re.IGNORECASE | re.ASCII
PART = re.compile(
    compiled(r"\b(?:(early|mid|late)(?:{BETWEEN}(mid|late))?(?: in)?|(middle) of)(?: the)?[\s-]{1,4}$"), FLAGS
)
WEEK = re.compile(compiled(r"(?:\bw/c|\bweek (?:commencing|beginning))(?: the)? $"), FLAGS)
EDGE = re.compile(compiled(r"\b(?:the )?(end|close|start|beginning)(?:-| (?:of )?)(?:the )?$"), FLAGS)
LIMIT = re.compile(
    compiled(
        r"\b(by|not before|no earlier than|not earlier than|before|prior to|until|till|up to"
        r"|no later than|not later than|on or before|after|from|as of"
        r"|starting(?: in| from)?|with effect from|since|within|in|during|on|over|between|throughout|for)"
        r"(?: the)? $"
    ),
    FLAGS,
)
ONWARDS = re.compile(r"\s{1,4}onwards?\b", FLAGS)
ENDING = re.compile(compiled(r"(?:the )?(?:end|close)\b"), FLAGS)
DANGLING = re.compile(r"(?:-|\b(?:to|or|not|than))\s{1,4}$", FLAGS)
UNTIL = ("by", "until", "till", "up to", "no later than", "not later than", "on or before")
ENDLESS = (
    "not before",
    "no earlier than",
    "not earlier than",
    "from",
    "as of",
    "starting",
    "with effect from",
)
JOIN = re.compile(compiled(r"~(-|to|until|through|and)~(?:the )?"), FLAGS)


class Found(NamedTuple):
    """A time phrase within a text: its place, as `text[start:end]`, and what it means."""

    start: int
    end: int
    window: Window


def timescale(phrase: str, said: date) -> Window:
    """Read one time phrase.

    phrase : as written, such as "early 2015" or "over the next 6-12 months". said : the day it counts from,
    the document's own. Returns its days, or, where it can be read in more than one way or in none, no days
    and why. Never raises for any text.
    """
    found = timescales(phrase, said)
    if len(found) == 1:
        cut = DANGLING.search(phrase.translate(PLAIN)[: found[0].start]) is not None
        return (
            found[0].window._replace(text=phrase) if not cut else Window(phrase, None, None, "none", PARTLY)
        )
    return Window(phrase, None, None, "none", TWO_TIMES if found else NO_TIME)


def timescales(text: str, said: date) -> list[Found]:
    """Give every time phrase in a text, in order, each with its place.

    text, said : as for `timescale`. A year or a month alone counts only after a word such as "by" or "in".
    """
    plain = text.translate(PLAIN)
    parts = list(_joined(plain, [_narrowed(plain, atom, least) for atom, least in _chosen(plain, said)]))
    found: list[Found] = []
    for part in parts:
        atom = _limited(plain, part, found[-1].end if found else 0, said)
        words = text[atom.start : atom.end]
        if isinstance(atom.read, str):
            found.append(Found(atom.start, atom.end, Window(words, None, None, "none", atom.read)))
        else:
            found.append(Found(atom.start, atom.end, Window(words, *atom.read)))
    return found


def _chosen(text: str, said: date) -> Iterator[tuple[Atom, int]]:
    """Give phrases that do not overlap, the first and longest of those that do, with where the last ended."""
    end = 0
    for atom in sorted(atoms(text, said), key=lambda one: (one.start, -one.end)):
        if atom.start >= end and (not atom.weak or _stands(text, atom, end)):
            yield atom, end
            end = atom.end


def _stands(text: str, atom: Atom, least: int) -> bool:
    """Tell whether a weak phrase is all there is, or follows a word that makes it a time."""
    alone = not text[: atom.start].strip() and not text[atom.end :].strip(" .")
    before = text[max(least, atom.start - BACK) : atom.start]
    joined = least > 0 and JOIN.fullmatch(before) is not None
    return alone or joined or any(word.search(before) for word in (PART, EDGE, LIMIT))


def _narrowed(text: str, atom: Atom, least: int) -> Atom:
    """Allow for 'early', 'mid' and 'late', then for 'the end of' and 'the start of'."""
    try:
        return _cut(text, atom, least)
    except OverflowError:
        return atom._replace(read=NO_DAY)


def _cut(text: str, atom: Atom, least: int) -> Atom:
    read, start = atom.read, atom.start
    word = PART.search(text, max(least, start - BACK), start)
    if word:
        start = word.start()
        if isinstance(read, Span):
            read = _thirds(read, word[1] or word[3], word[2])
    week = WEEK.search(text, max(least, start - BACK), start)
    if week and isinstance(read, Span) and read.precision == "day" and read.earliest:
        start, read = week.start(), Span(read.earliest, read.earliest + 6 * DAY, "week")
    edge = EDGE.search(text, max(least, start - BACK), start)
    if edge:
        start, last = edge.start(), edge[1].lower() in ("end", "close")
        if isinstance(read, Span):
            day = read.latest if last else read.earliest
            read = Span(day, day, "day") if day else read
    return atom._replace(start=start, read=read)


def _thirds(span: Span, first: str, last: str | None) -> Span:
    """Give a third of a span, or from one third to a later one."""
    begin = third(span, THIRDS[first.lower()])
    if last is None:
        return begin
    return Span(begin.earliest, third(span, THIRDS[last.lower()]).latest, "span")


def _joined(text: str, found: list[Atom]) -> Iterator[Atom]:
    """Make one of two phrases with 'to' between them, or 'and' where the second begins as the first ends."""
    held: Atom | None = None
    for atom in found:
        both = _both(text, held, atom) if held else None
        if held and both is None:
            yield held
        held = both or atom
    if held:
        yield held


def _both(text: str, first: Atom, second: Atom) -> Atom | None:
    gap = text[first.end : second.start]
    together = first._replace(end=second.end)
    if first.read == EVENT and re.fullmatch(r"\s{1,4}(?:the\s{1,4})?", gap):
        return together
    word = JOIN.fullmatch(gap)
    if not word or not isinstance(first.read, Span) or not isinstance(second.read, Span):
        return None
    begin, until = first.read.latest, second.read.earliest
    if first.read.earliest is None or second.read.latest is None or begin is None or until is None:
        return None
    between = re.search(
        r"\bbetween\s{1,4}(?:the\s{1,4})?$", text[max(0, first.start - BACK) : first.start], FLAGS
    )
    if begin >= until or (word[1].lower() == "and" and not between and until != begin + DAY):
        return None
    return together._replace(read=Span(first.read.earliest, second.read.latest, "span"))


def _limited(text: str, atom: Atom, least: int, said: date) -> Atom:
    """Allow for 'by', 'before', 'after', 'from' and 'since', and take in words such as 'in'."""
    on = ONWARDS.match(text, atom.end)
    if on:
        return atom._replace(end=on.end(), read=_within("from", atom.read, said))
    found = LIMIT.search(text, max(least, atom.start - BACK), atom.start)
    if not found:
        return atom
    word = re.sub(r"\s+", " ", found[1].lower())
    if word == "before" and ENDING.match(text, atom.start):
        word = "by"  # before the end of a time is within it
    return atom._replace(start=found.start(), read=_within(word, atom.read, said))


def _within(word: str, read: Read, said: date) -> Read:
    if isinstance(read, str) or read.earliest is None or read.latest is None:
        return read
    try:
        return _bounded(word, Span(read.earliest, read.latest, read.precision), said)
    except OverflowError:  # the day before the first of all, or after the last
        return NO_DAY


def _bounded(word: str, read: Span, said: date) -> Read:
    first, last, precision = read.earliest, read.latest, read.precision
    assert first is not None and last is not None
    if word in UNTIL:
        return Span(said if said <= last else first, last, precision)
    if word in ("before", "prior to"):
        day = first - DAY
        return Span(min(said, day), day, precision)
    if word == "since":
        return Span(first, said, "span") if first <= said else Span(first, None, precision)
    if word == "after":
        return Span(last + DAY, None, precision)
    plain = word.removesuffix(" in").removesuffix(" from") if word.startswith("starting") else word
    if plain in ENDLESS and precision != "span":
        return Span(first, None, precision)
    return read
