"""Time that readers take stays in proportion to what they read: no pattern goes back over the same for ever.

Each is given a text made so that patterns which go back must, and one four times as long: that may take some
four times the processor's time; sixteen is quadratic. The clock does not matter.
"""

import gc
import time
from contextlib import contextmanager, suppress
from datetime import date

import pytest

from fuzz.promise import TooMuchWork, working
from insight import filled, given, passwords, periods
from insight.areas import spelling
from insight.errors import InsightError
from insight.fetching import trying, wholeness
from insight.fetching.shelf import now
from insight.legacy import reading as programme
from insight.markup import markdown, slug
from insight.recommendations import references
from insight.recommendations.reading import (
    advertising,
    columns,
    delimited,
    html,
    markup,
    prose,
    rows,
    sections,
)
from insight.recommendations.reading import text as cells
from insight.recommendations.timescale import timescales
from insight.recommendations.wording import lint

LEAST = 0.06  # seconds that so much text may take in any case
LONG = 8_000  # letters
DAY = date(2025, 1, 1)
BITS = ("-", " ", "1", "a", "<", "<a ", "</a ", "<!--", "<a", '"', "1,", "1.", ". ", "see 1, ", "see ",
"items 1 and ", "as in ",
        "by ", "within ", "1/1/", "to ", "the end of ", "- ", "&", "&#1;", "a-", "discount", "a.", "lead: ",
        "*", "_", "\n", "\t",
        "<script>", "<title>", "1 million ", "nearly ", "recommendations ", "should ", "that is ", "in a, ",
        "(", "[", "Dr ",
        "2014-", "1 to ", "<!---->", "x;", "https://", "\u200b", "é", "İ", "#", "'", "and ", "R1 ", "1st ",
        "early ", "·", "passw", "password='", "pwd=\"", "pwd%3", "://a:", "://a:1/", "@")  # fmt: skip
READ = {
    # name: what is done with a text
    "a page told from a table": lambda text: wholeness.PAGE.match(text.encode("utf-8", "replace")),
    "a page's title": lambda text: wholeness._titled(text.encode("utf-8", "replace")),
    "a wait that is asked for": lambda text: trying.asked_wait(text, now()),
    "cells with markup": lambda text: cells._lines(text) and [*cells._lines(text)],
    "tags left open": markup.unclosed,
    "an advertisement": advertising.reason,
    "the number of a row": columns.numbered,
    "headings": lambda text: columns.heads([text, text]),
    "a row's reference": rows.REFERENCE.match,
    "lines of a table": delimited.lines,
    "a heading without a table": prose.HEADING.match,
    "a point of a list": prose.POINT.match,
    "a heading of a recommendation": lambda text: (
        sections.HEADING.match(text),
        sections.LABEL.match(text),
        sections.LEADERS.match(text),
        sections.AFTER.match(text),
    ),
    "answers that point": lambda text: references.found("1", "action", text, ["1", "2"]),
    "times": lambda text: timescales(text, DAY),
    "wording": lambda text: lint(text, said=DAY),
    "a programme's text without tags": programme._without_tags,
    "figures": programme.figures,
    "lines of leads": lambda text: programme._names(f"lead: {text}"),
    "a document's title": lambda text: given.is_titled(text, ["a report"]),
    "a heading of a filled table": filled.heading,
    "a name of an area": spelling.normal,
    "words as Markdown": markdown,
    "passwords": lambda text: (passwords.holds_one(text), passwords.masked(text)),
    "an anchor": slug,
    "a period": lambda text: [_period(text, each) for each in periods.FORMATS],
}
ALSO = {
    # name: (what is done, how a text of a length is made)
    "comments before anything": (READ["a page told from a table"], lambda n: "<!---->" * n + "x"),
    "signs without words": (references.REST.match, lambda n: "-" * n + "a"),
    "markup side by side": (cells.cleaned, lambda n: "<b>a</b> <p>b" * n),
    "a table of many rows": (html.lines, lambda n: "<table>" + "<tr><td>a<td>b" * n),
    "cells that cover others": (html.lines, lambda n: "<table>" + "<tr><td rowspan=9>a<td>b" * n),
    "prose with commas": (delimited.lines, lambda n: "we ask, and ask again\n" * n),
    "answers one after another": (
        lambda text: _followed(len(text), 1), lambda n: "x" * n),
    "answers that point at two": (
        lambda text: _followed(len(text), 2), lambda n: "x" * n),
}  # fmt: skip


def _period(text, format):
    try:
        return periods.parse(text, format)
    except InsightError:
        return None


def _followed(count: int, wide: int):
    """Follow a chain of answers, each of which points at the next one or two."""
    pointed = [
        references.Edge(str(at), "action", str(at + further), "full")
        for at in range(count)
        for further in range(1, wide + 1)
    ]
    numbers = [str(at) for at in range(count + wide + 1)]
    references.refuse_unsound(pointed, numbers, "a.txt")
    return references.inherited(pointed, "0", "action")


@contextmanager
def no_sweeping():
    """Let memory that other tests fill not be swept at the cost of what is measured."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def spent(work, text, times: int = 1) -> float:
    """Give the least that work takes of the processor, in this thread, in a few times."""
    found = []
    for _ in range(times):
        before = time.thread_time()
        with suppress(InsightError), working():
            work(text)
        found.append(time.thread_time() - before)
    return min(found)


def grows_too_fast(work, made) -> str:
    """Give in what way time grows out of proportion; nothing where it does not.

    What seems to is measured twice more: a busy machine can make one reading what it is not.
    """
    try:
        if spent(work, made(LONG)) < LEAST:
            return ""
        with no_sweeping():
            for times in (3, 5, 9):
                long, short = spent(work, made(LONG), times), spent(work, made(LONG // 4), times)
                if long <= 11 * short:
                    return ""
    except TooMuchWork:
        return "it does not end"
    return f"{LONG // 4:,}: {short:.3f} s, {LONG:,}: {long:.3f} s"


@pytest.mark.parametrize("name", READ)
def test_time_stays_in_proportion(name):
    slow = {}
    for bit in BITS:
        for before, after in (("", ""), ("see ", "!")):
            told = grows_too_fast(
                READ[name], lambda n, b=before, a=after, bit=bit: b + bit * (n // len(bit)) + a
            )
            if told:
                slow[before + bit] = told
    assert not slow


@pytest.mark.parametrize("name", ALSO)
def test_time_stays_in_proportion_where_it_once_did_not(name):
    work, made = ALSO[name]
    assert not grows_too_fast(work, made)


def test_what_grows_too_fast_is_noticed():
    def quadratic(text):
        return sum(1 for _ in text for _ in text)

    assert grows_too_fast(quadratic, lambda n: "a" * (n // 2))
