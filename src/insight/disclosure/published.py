"""Whether anything that was written down, in any file, tells a number that is withheld."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd

from insight.disclosure.files import READERS, SILENT, of_file
from insight.disclosure.marks import Mark, numbers

NAMES = {  # what a finding is about -> the columns in which it is named
    "metric": ("metric", "title"),
    "area": ("area", "short_name", "area_name"),
    "period": ("period",),
    "group": ("group",),
}
HARMLESS = (  # columns that say nothing about the people of the row
    "decimals", "age_months", "parts", "step", "metric_order", "england", "region_value", "target", "rank_of",
    "period_start", "period_end", "published", "period", "region", "age", "rung reached", "points",
    "variation",
)  # fmt: skip
NEEDED = re.compile(r"\d%[^%]*, and \d+% are needed")  # how complete the data are, against what they must be
EVERYDAY = {"other", "mixed", "unknown"}  # words that name a group only where they have a capital
TRUTHS = ("numerator", "denominator")
PART = re.compile(r"\w+|\W")

Named = tuple[frozenset[int], ...]  # metrics, areas, periods and groups, by their numbers
NOTHING: Named = (frozenset(),) * len(NAMES)


@dataclass(frozen=True)
class Said:
    """What a text says: what it names, and the rest of it, without those names."""

    named: Named
    rest: str


@dataclass(frozen=True)
class Leak:
    """A number that stands where a withheld finding is named."""

    file: str
    where: str
    text: str
    row: int  # of the findings
    words: str


def leaks(
    folder: Path,
    findings: pd.DataFrame,
    *,
    truth: pd.DataFrame | None = None,
    harmless: Sequence[str] = HARMLESS,
    files: Iterable[Path] | None = None,
) -> pd.DataFrame:
    """Give every place under a folder where a withheld finding has a number.

    findings : every row of the edition, withheld or not: metric, area, period, group,
        withheld, and title, short_name, area_name as readers see them, where there are any.
    truth : the true numerator and denominator of rows, on the same index; a number that
        equals one of a withheld row's is then found wherever the row is named, even beside
        figures of other rows. harmless : columns of data files whose numbers are not about
        people of the row. files : those to look through; all under the folder when not given.

    A number belongs to the findings its words can be about: nearest words first, then the
    caption, heading and title it stands under. It is a leak when all of those are withheld.
    A word belongs to the longest name it is in: 'Black Country' names an area, and no group.
    Words, attributes, comments, drawn marks that carry an area's name, notebooks' outputs
    and data files are read alike; `unread` names files of kinds that cannot be read.

    Returns one row per place: file, where, text, row (label of the finding), words.
    """
    index = Index(findings, truth, harmless)
    found = [
        leak
        for path in sorted(folder.rglob("*") if files is None else files)
        if path.is_file() and path.suffix.lower() in READERS
        for leak in index.leaks_of(of_file(path), path.relative_to(folder).as_posix())
    ]
    return pd.DataFrame(found, columns=["file", "where", "text", "row", "words"])


def unread(folder: Path) -> list[str]:
    """Give files that may hold numbers but are of a kind that cannot be read, such as PDF."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix)
    return [
        path.relative_to(folder).as_posix()
        for path in files
        if path.suffix.lower() not in {*READERS, *SILENT}
    ]


class Names:
    """The words that name what findings are about, found in texts: each word in its longest name only."""

    def __init__(self, findings: pd.DataFrame, codes: Mapping[str, np.ndarray]):
        """Learn every name; codes : for each thing findings are about, its number in each row."""
        self._codes: dict[str, list[set[int]]] = {}  # a name -> what it names, by what findings are about
        for place, (about, columns) in enumerate(NAMES.items()):
            for name in (name for name in columns if name in findings):
                pairs = pd.DataFrame({"word": findings[name].astype(str), "code": codes[about]})
                for word, code in pairs.drop_duplicates().itertuples(index=False):
                    self._learn(str(word), place, code)
        self._tree: dict = {}  # the words of long names, one after another
        for word in self._codes:
            if len(word) > (3 if word.isdigit() else 1):  # 2 may be a fifth, or people
                within = self._tree
                for part in PART.findall(word):
                    within = within.setdefault(part, {})
                within[""] = word
        self.read = lru_cache(maxsize=100_000)(self._read)

    def _learn(self, word: str, place: int, code: int) -> None:
        folded = " ".join(word.casefold().split())
        if folded not in ("all", "nan", "none", "<na>", ""):
            self._codes.setdefault(folded, [set() for _ in NAMES])[place].add(code)

    def _read(self, text: str) -> Said:
        """Give what a text names, and the rest of it: names may have digits of their own."""
        folded = " ".join(text.casefold().split())
        named: list[set[int]] = [set() for _ in NAMES]
        whole = self._codes.get(folded)
        found, rest = ([folded], "" if len(folded) > 3 else folded) if whole else self._phrases(folded)
        for word in (word for word in found if word not in EVERYDAY or word.capitalize() in text or whole):
            for codes, more in zip(named, self._codes[word], strict=True):
                codes |= more
        return Said(tuple(map(frozenset, named)), rest)

    def _phrases(self, folded: str) -> tuple[list[str], str]:
        """Give the names within a text, from the left and the longest first, and the text without them."""
        parts = PART.findall(folded)
        found: list[str] = []
        rest: list[str] = []
        done = 0
        for place in [place for place, part in enumerate(parts) if part in self._tree]:
            word, after = self._longest(parts, place) if place >= done else (None, done)
            if word is not None:
                found.append(word)
                rest += [*parts[done:place], " "]
                done = after
        return found, "".join([*rest, *parts[done:]]) if found else folded

    def _longest(self, parts: list[str], place: int) -> tuple[str | None, int]:
        """Give the longest name that begins at a place, if any, and the place after it."""
        within, word, after = self._tree, None, place + 1
        for end in range(place, len(parts)):
            if parts[end] not in within:
                break
            within = within[parts[end]]
            if "" in within:
                word, after = within[""], end + 1
        return word, after


class Index:
    """Findings by what they are about, and which of them are withheld."""

    def __init__(self, findings: pd.DataFrame, truth: pd.DataFrame | None, harmless: Sequence[str]):
        """Learn every name of what findings are about, and which findings are withheld."""
        self._harmless = {f"{kind} {name}" for name in harmless for kind in ("column", "value")}
        self._kinds = {about: pd.factorize(findings[about].astype(str).fillna("")) for about in NAMES}
        self._names = Names(findings, {about: codes for about, (codes, _) in self._kinds.items()})
        self._everyone = frozenset(np.flatnonzero(self._kinds["group"][1] == "all").tolist())
        self._hidden = findings["withheld"].notna().to_numpy()
        keys = pd.DataFrame({about: self._kinds[about][0] for about in ("metric", "area", "group")})
        self._rows = {key: np.asarray(rows) for key, rows in keys.groupby(list(keys)).indices.items()}
        self._periods = self._kinds["period"][0]
        self._labels = findings.index
        self._truth = {} if truth is None else _truths(truth[self._hidden])
        self._together = lru_cache(maxsize=50_000)(self._all_named)
        self._nearest = lru_cache(maxsize=50_000)(self._first_named)
        self._withheld = lru_cache(maxsize=50_000)(self._only_withheld)

    def leaks_of(self, marks: Iterable[Mark], file: str) -> Iterator[Leak]:
        """Give the leaks among the marks of one file."""
        for mark in marks:
            if mark.where.removeprefix("output, ").casefold() in self._harmless or NEEDED.search(mark.text):
                continue
            named = self._about(mark)
            row = self._told(named, mark.text) if self._truth else None
            row = self._withheld(named) if row is None else row
            if row is not None and numbers(self._names.read(mark.text).rest):
                yield Leak(file, mark.where, mark.text[:200], self._labels[row], self._words(row))

    def _about(self, mark: Mark) -> Named:
        """Give what is named in a mark itself or beside it, or else in the nearest thing around it."""
        beside, around = self._together(mark.words), self._nearest(mark.around)
        itself = NOTHING if mark.text.isdigit() else self._names.read(mark.text).named
        return tuple((own | near) or far for own, near, far in zip(itself, beside, around, strict=True))

    def _all_named(self, texts: tuple[str, ...]) -> Named:
        said = [self._names.read(text).named for text in texts]
        return tuple(frozenset().union(*found) for found in zip(NOTHING, *said, strict=True))

    def _first_named(self, texts: tuple[str, ...]) -> Named:
        said = [self._names.read(text).named for text in texts]
        return tuple(next(filter(None, found), frozenset()) for found in zip(*said, NOTHING, strict=True))

    def _candidates(self, named: Named) -> Iterator[np.ndarray]:
        """Give the rows of findings that a mark can be about, metric by metric and area by area."""
        metrics, areas, periods, groups = map(sorted, named)
        wanted = np.zeros(len(self._kinds["period"][1]), bool)
        wanted[periods if periods else slice(None)] = True
        for key in product(metrics, areas, groups or self._everyone):
            rows = self._rows.get(key)
            if rows is not None and wanted[self._periods[rows]].any():
                yield rows[wanted[self._periods[rows]]]

    def _only_withheld(self, named: Named) -> int | None:
        """Give the first of the rows that a mark can be about when all of them are withheld."""
        first = None
        for rows in self._candidates(named):
            if not self._hidden[rows].all():
                return None
            first = int(rows[0]) if first is None else first
        return first

    def _told(self, named: Named, text: str) -> int | None:
        """Give the first of the rows that a mark can be about whose true count is among its numbers."""
        told = numbers(self._names.read(text).rest)
        for row in (row for rows in self._candidates(named) for row in rows.tolist()):
            true = self._truth.get(self._labels[row], ())
            if any(np.isclose(number, true).any() for number in told):
                return row
        return None

    def _words(self, row: int) -> str:
        period, group = (self._kinds[about][1][self._kinds[about][0][row]] for about in ("period", "group"))
        return ", ".join(word for word in (period, "" if group == "all" else group) if word)


def _truths(truth: pd.DataFrame) -> dict:
    counts = truth[list(TRUTHS)].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    return {label: row[~np.isnan(row)] for label, row in zip(truth.index, counts, strict=True)}
