"""Recommendations told one after another, each under a heading of its own, with what is answered below it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from insight.recommendations.reading.columns import labelled
from insight.recommendations.reading.line import Line
from insight.recommendations.reading.rows import Row, Table, refuse, twice
from insight.recommendations.reading.text import Run, Text

HEADING = re.compile(  # "Recommendation 3 (a): staffing"; a sentence that begins so goes on with a word
    r"^(?:the )?rec(?:ommendation|\.)?\s{0,3}(?:no\.?\s?|number\s|#)?(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})"
    r"\s?(?:\(?(?P<letter>[a-z])\)?)?\s{0,3}(?:$|[:.–—-]\s{0,3}(?P<title>.*)$)",
    re.IGNORECASE | re.DOTALL,
)
LABEL = re.compile(
    r"^(?P<label>[A-Za-z][\w /'’&-]{1,59}?)\s?(?P<who>\([^()]{1,99}\))?\s?(?:$|:\s*(?P<said>.*)$)", re.DOTALL
)
LEADERS = re.compile(r"^(?:[.… ]{3,}+)?\d{0,4}$")  # what a list of contents has behind a title
AFTER = re.compile(
    r"^(?:annex|appendix|conclusions?|glossary|references|footnotes?|acknowledgements|contact)\b.{0,60}$",
    re.IGNORECASE,
)
WORDS = 6  # of a label
SHORT = 8  # words of a title that is no recommendation yet, where one follows


def answered(lines: Sequence[Line], name: str) -> Table:
    """Give each recommendation that has a heading as a row, and what labels below it call its fields.

    What stands below a heading is the recommendation, up to the first label: a line, or the words before a
    colon, that would head a column of a table. A short title beside the number is no part of it where
    more follows, and is kept as a column of its own. No rows where no recommendation has a label below it, as
    such headings may stand in a text about others.

    name : of the file, for messages. Raises BadData for two of one number that both have labels, or neither;
    where one of them has, the other is taken for a line of a list of contents.
    """
    found, reader = Table(), _Reader()
    for line in lines:
        if line.cells and line.cells[0] and not reader.take(line) and not reader.rows:
            found.before.append(line.cells[0].plain)
    told = {row.number for row in reader.rows if _has_labels(row)}
    if not told:
        return found
    found.rows += [row for row in reader.rows if _has_labels(row) or row.number not in told]
    refuse(twice(found.rows), name)
    found.columns |= {"number": "Recommendation", "recommendation": "Recommendation"} | reader.labels
    for row in found.rows:
        row.cells = {label: Text() for label in ("recommendation", *reader.labels)} | row.cells
    return found


def _has_labels(row: Row) -> bool:
    return bool(set(row.cells) - {"recommendation"})


class _Reader:
    """Takes lines, the one that belongs to a recommendation after the other."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.labels: dict[str, str] = {}
        self._anew = True  # whether what comes next begins a paragraph
        self._within: str | None = None  # the field that lines without a label go on with

    def take(self, line: Line) -> bool:
        """Take a line in, or say that it belongs to no recommendation."""
        said = line.cells[0]
        if heading := HEADING.match(said.plain):
            title = heading["title"] or ""
            if title and LEADERS.match(title):  # a line of a list of contents
                return False
            number = f"{heading['number']}{(heading['letter'] or '').lower()}"
            self.rows.append(Row(number, line.place))
            self._within = "recommendation"
            if title:
                self._say("recommendation", _beyond(said, said.plain[: len(said.plain) - len(title)]))
            self._anew = True
            return True
        if self._within is None or AFTER.match(said.plain):
            self._within = None
            return False
        self._labelled(said)
        return True

    def _labelled(self, said: Text) -> None:
        label = LABEL.match(said.plain)
        name = labelled(label["label"]) if label and len(label["label"].split()) <= WORDS else None
        if label is None or name is None or name == "number":
            self._say(self._within or "recommendation", said)
            return
        self._within, self._anew = name, True
        if name != "recommendation":
            self.labels.setdefault(name, label["label"])
        self._say(name, _beyond(said, label["label"]))

    def _say(self, name: str, words: Text) -> None:
        row = self.rows[-1]
        cells = row.cells
        if words and name == "recommendation" and self._is_title(row):
            row.more["Heading"] = cells.pop(name)
        if words:
            cells[name] = cells[name].joined(words, anew=self._anew) if name in cells else words
            self._anew = False

    def _is_title(self, row: Row) -> bool:
        """Tell whether all that stands of a recommendation so far is a short title beside its number."""
        said = row.said("recommendation")
        titled = self._anew and not row.more and len(said.split()) <= SHORT
        return titled and bool(said) and not said.endswith((".", "?", "!", ";"))


def _beyond(said: Text, words: str) -> Text:
    """Give a text without the words it begins with, and the colon after them."""
    first, left = said.blocks[0], len(words)
    runs: list[Run] = []
    for run in first.runs:
        rest = run.text[left:] if not runs else run.text
        left = max(0, left - len(run.text))
        rest = rest if runs else rest.lstrip(" :\N{NO-BREAK SPACE}")
        runs += [run._replace(text=rest)] if rest else []
    blocks = ((replace(first, runs=tuple(runs)),) if runs else ()) + said.blocks[1:]
    return replace(said, blocks=blocks)
