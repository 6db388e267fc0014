"""Every number in a page: cells, words, attributes, comments, and marks of inline drawings."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser

from insight.disclosure.marks import Mark, sentences

SAID = {"alt": "alt text", "aria-label": "aria label", "title": "title", "aria-description": "aria label"}
DRAWN = ("x", "y", "cx", "cy", "x1", "y1", "x2", "y2", "r", "d", "points", "width", "height", "transform")
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
BLOCKS = {
    "p",
    "li",
    "div",
    "figcaption",
    "summary",
    "caption",
    "td",
    "th",
    "text",
    "dd",
    "dt",
    "section",
    "tr",
    "svg",
}


def of_page(text: str) -> Iterator[Mark]:
    """Give the marks of an HTML page or fragment, in order; hidden parts count like any other."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.flush()
    yield from reader.marks


class _Reader(HTMLParser):
    """Reads a page, keeping what each number stands under."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.marks: list[Mark] = []
        self._headings: dict[int, str] = {}
        self._open: list[str] = []
        self._drawings = 0  # how many of the open elements are drawings
        self._text: list[str] = []
        self._labels: list[tuple[int, str]] = []  # depth of an element, what its attributes call it
        self._tables: list[_Table] = []
        self._caption = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS or tag in HEADINGS:
            self.flush()
        if tag == "figure":
            self._caption = ""
        if tag == "table":
            self._tables.append(_Table())
        if tag == "tr" and self._tables:
            self._tables[-1].begin_row()
        given = {name: value or "" for name, value in attrs}
        if tag in ("td", "th") and self._tables:
            self._tables[-1].begin_cell(tag, given)
        self._attributes(tag, given)
        if tag not in VOID:
            self._open.append(tag)
        self._drawings += tag == "svg"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        labels = len(self._labels)
        self._attributes(tag, {name: value or "" for name, value in attrs})
        del self._labels[labels:]  # nothing stands within it

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        while self._open:
            closed = self._open.pop()
            self._close(closed)
            self._drawings -= closed == "svg"
            if closed == tag:
                break
        while self._labels and self._labels[-1][0] > len(self._open):
            self._labels.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "style":
            return
        self._text.append(data)

    def handle_comment(self, data: str) -> None:
        self.marks += sentences(data, "comment", self._around())

    def flush(self) -> None:
        """Take the words since the last block as sentences, or as a cell where in one."""
        text = " ".join("".join(self._text).split())
        self._text = []
        if not text:
            return
        if self._tables and self._tables[-1].in_cell:
            self._tables[-1].say(text)
            return
        within = self._open[-1] if self._open else ""
        where = "drawn text" if self._drawings else within or "text"
        self.marks += sentences(text, where, self._around())

    def _close(self, tag: str) -> None:
        words = " ".join("".join(self._text).split())
        if tag in HEADINGS or (tag == "title" and not self._drawings):
            level = HEADINGS.get(tag, 0)
            self._headings = {key: value for key, value in self._headings.items() if key < level}
            self._headings[level] = words
            self._text = []
        elif tag == "script":
            self._text = []
            self.marks += _scripted(words, self._around())
        elif tag in ("figcaption", "caption", "summary"):
            self._caption = words
            self.flush()
        elif tag in ("td", "th") and self._tables:
            self.flush()
            self._tables[-1].end_cell()
        elif tag == "table" and self._tables:
            self.flush()
            self.marks += self._tables.pop().marks(self._around())
        elif tag in BLOCKS:
            self.flush()

    def _around(self) -> tuple[str, ...]:
        table = self._tables[-1].row_words() if self._tables else ()
        labels = tuple(label for _, label in reversed(self._labels))
        headings = tuple(words for _, words in sorted(self._headings.items(), reverse=True))
        return (*table, *labels, self._caption, *headings)

    def _attributes(self, tag: str, given: dict[str, str]) -> None:
        """Take what attributes say, and marks drawn under a name."""
        for name in [name for name in SAID if name in given]:
            self.marks += sentences(given[name], SAID[name], self._around())
        data = {name: value for name, value in given.items() if name.startswith("data-")}
        for name, value in data.items():
            others = tuple(text for key, text in data.items() if key != name)
            self.marks.append(
                Mark(f"{name} attribute", value, (name, *others, given.get("id", "")), self._around())
            )
        if self._drawings and given:
            self._drawn(tag, given, [*data.values()])

    def _drawn(self, tag: str, given: dict[str, str], data: list[str]) -> None:
        """Take a mark of a drawing, whose name is also that of all drawn within it."""
        names = [given.get("id", ""), given.get("class", ""), given.get("aria-label", ""), *data]
        label = " ".join(names).replace("-", " ").replace("_", " ")
        drawn = " ".join(given[name] for name in DRAWN if given.get(name))
        if drawn:
            self.marks.append(Mark("drawn mark", drawn, (label, *names), self._around()))
        if tag not in VOID and label.strip():
            self._labels.append((len(self._open) + 1, label))


class _Table:
    """A table being read: the words above a cell and beside it belong to it."""

    def __init__(self) -> None:
        self._columns: list[str] = []
        self._group = ""
        self._rows: list[tuple[str, list[tuple[str, str]]]] = []
        self._row: list[tuple[str, str]] = []
        self._cell: list[str] | None = None
        self._kind, self._span = "td", 1

    @property
    def in_cell(self) -> bool:
        """Tell whether a cell is being read."""
        return self._cell is not None

    def begin_row(self) -> None:
        """Begin a row, having kept the last."""
        self._keep()

    def begin_cell(self, kind: str, given: dict[str, str]) -> None:
        """Begin a cell."""
        self._cell, self._kind = [], kind
        span = given.get("colspan", "1")
        self._span = int(span) if span.isdigit() else 1

    def say(self, text: str) -> None:
        """Add words to the cell being read."""
        if self._cell is not None:
            self._cell.append(text)

    def end_cell(self) -> None:
        """End a cell: a heading over several columns heads the rows below it."""
        text = " ".join(self._cell or [])
        self._cell = None
        self._row += [(self._kind, text)] * self._span

    def row_words(self) -> tuple[str, ...]:
        """Give the words of the row being read, for what stands in its attributes."""
        return (self._group, *(text for _, text in self._row))

    def marks(self, around: tuple[str, ...]) -> Iterator[Mark]:
        """Give each cell that is no heading with the headings of its row, its column and its block."""
        self._keep()
        for group, row in self._rows:
            heads = [text for kind, text in row if kind == "th"] or [text for _, text in row[:1]]
            beside = [text for _, text in row if not any(map(str.isdigit, text))]
            for place, (kind, text) in enumerate(row):
                if kind == "td" and any(map(str.isdigit, text)):
                    column = self._columns[place] if place < len(self._columns) else ""
                    near = [word for word in (*heads, *beside) if word != text]
                    yield Mark(f"column {column}", text, (*near, column, group), around)

    def _keep(self) -> None:
        row, self._row = self._row, []
        if not row:
            return
        if all(kind == "th" for kind, _ in row):
            if len({text for _, text in row}) == 1:
                self._group = row[0][1]
            else:
                self._columns = [text for _, text in row]
        else:
            self._rows.append((self._group, row))


def _scripted(text: str, around: tuple[str, ...]) -> Iterator[Mark]:
    """Give the marks of data inside a script; of a program, its sentences."""
    from insight.disclosure.files import of_data

    try:
        yield from of_data(json.loads(text), around)
    except ValueError:
        yield from sentences(text, "script", around)
