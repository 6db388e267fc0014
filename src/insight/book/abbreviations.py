"""Abbreviations spelt out where a page first uses them, in the glossary's words.

An entry of the glossary whose term is an abbreviation begins with what it stands for, up to a colon,
a semicolon, a bracket or a full stop.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from markupsafe import escape

SHORT = re.compile(r"^[A-Z][A-Za-z0-9&-]*[A-Z][A-Za-z0-9&-]*$")  # two capitals or more, no space
STANDS_FOR = re.compile(r"[:;.(]")
CLOSED = "a|abbr|button|code|dt|h[1-6]|script|style|summary|svg|title"  # where nothing is spelt out
PASSED = re.compile(rf"(<({CLOSED})\b.*?</\2>|<!--.*?-->|<[^>]*>)", re.DOTALL | re.IGNORECASE)


def meanings(entries: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Give what abbreviations stand for, by abbreviation. entries : terms, and what is said of each.

    >>> meanings([("ICB", "Integrated care board: the body that plans."), ("Gap", "How far apart.")])
    {'ICB': 'Integrated care board'}
    """
    return {term: STANDS_FOR.split(said)[0].strip() for term, said in entries if SHORT.match(term)}


def spelt_out(body: str, known: Mapping[str, str]) -> str:
    """Give a page's HTML with the first use of each abbreviation marked with what it stands for.

    The s of a plural is marked too: what stands behind the mark in print would part it from its word.
    One that a bracket opens before is marked as such, as print puts what stands behind the mark in
    brackets elsewhere. Words in links, headings, drawings and code are left alone.

    >>> spelt_out("<h2>ICB</h2><p>ICBs: an ICB</p>", {"ICB": "Integrated care board"})
    '<h2>ICB</h2><p><abbr title="Integrated care board">ICBs</abbr>: an ICB</p>'
    """
    waiting = {short: said for short, said in known.items() if short in body}
    if not waiting:
        return body
    parts = PASSED.split(body)  # text, what is passed over, the name of its tag, text, ...
    for place in range(0, len(parts), 3):
        text = parts[place]
        if not waiting or not text.strip():
            continue
        for short in {found[1] for found in _any(tuple(waiting)).finditer(text)}:
            text = _marked(text, short, waiting.pop(short))
        parts[place] = text
    return "".join(part for number, part in enumerate(parts) if number % 3 != 2)


def _marked(text: str, short: str, said: str) -> str:
    """Give a text with the first use of one abbreviation marked."""

    def mark(found: re.Match[str]) -> str:
        bracket = ' class="bracketed"' if text[: found.start()].endswith("(") else ""
        return f'<abbr{bracket} title="{escape(said)}">{found[0]}</abbr>'

    return _whole(short).sub(mark, text, count=1)


@lru_cache(maxsize=512)
def _any(shorts: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(short) for short in sorted(shorts, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])({names})(?=s?(?![\w-]))")


def _whole(short: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(short)}s?(?![\w-])")
