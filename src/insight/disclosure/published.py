"""Whether anything that was written down, in any file, tells a number that is withheld."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
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
    "period_start", "period_end", "published", "period", "region", "age",
)  # fmt: skip
TRUTHS = ("numerator", "denominator")


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
) -> pd.DataFrame:
    """Give every place under a folder where a withheld finding has a number.

    findings : every row of the edition, withheld or not: metric, area, period, group,
        withheld, and title, short_name, area_name as readers see them, where there are any.
    truth : the true numerator and denominator of rows, on the same index; a number that
        equals one of a withheld row's is then found wherever the row is named, even beside
        figures of other rows. harmless : columns of data files whose numbers are not about
        people of the row.

    A number belongs to the findings its words can be about: nearest words first, then the
    heading, caption and title it stands under. It is a leak when all of those are withheld.
    Words, attributes, comments, drawn marks that carry an area's name, notebooks' outputs
    and data files are read alike; `unread` names files of kinds that cannot be read.

    Returns one row per place: file, where, text, row (label of the finding), words.
    """
    index = Index(findings, truth, harmless)
    found = [
        leak
        for path in sorted(folder.rglob("*"))
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


class Index:
    """Findings by the words that name them."""

    def __init__(self, findings: pd.DataFrame, truth: pd.DataFrame | None, harmless: Sequence[str]):
        """Learn every name of what findings are about, and which findings are withheld."""
        self._harmless = {f"{kind} {name}" for name in harmless for kind in ("column", "value")}
        self._codes: dict[str, dict[str, set]] = {}
        self._patterns: dict[str, re.Pattern | None] = {}
        for about, columns in NAMES.items():
            self._learn(findings, about, [name for name in columns if name in findings])
        withheld = findings["withheld"].notna().to_numpy()
        self._rows: dict[tuple, list[tuple]] = defaultdict(list)
        keys = findings[["metric", "area", "period", "group"]].astype(str).to_numpy()
        for label, (metric, area, period, group), hidden in zip(findings.index, keys, withheld, strict=True):
            self._rows[metric, area, group].append((period, group, hidden, label))
        self._truth = {} if truth is None else _truths(truth[findings["withheld"].notna()])
        self._about = lru_cache(maxsize=200_000)(self._named)

    def leaks_of(self, marks: Iterable[Mark], file: str) -> Iterator[Leak]:
        """Give the leaks among the marks of one file."""
        for mark in marks:
            if mark.where.removeprefix("output, ").casefold() in self._harmless or not numbers(
                self._bare(mark.text)
            ):
                continue
            rows = self._candidates(mark)
            told = [row for row in rows if row[3] in self._truth and self._tells(mark, row[3])]
            hidden = told or ([row for row in rows if row[2]] if all(row[2] for row in rows) else [])
            for period, group, _, label in hidden[:1]:
                words = ", ".join(word for word in (period, "" if group == "all" else group) if word)
                yield Leak(file, mark.where, mark.text[:200], label, words)

    def _learn(self, findings: pd.DataFrame, about: str, columns: list[str]) -> None:
        codes: dict[str, set] = defaultdict(set)
        for name in columns:
            pairs = findings[[about, name]].astype(str).drop_duplicates().to_numpy()
            for code, word in pairs:
                if word not in ("all", "nan", "None", "<NA>", ""):
                    codes[word.casefold()].add(code)
        self._codes[about] = dict(codes)
        plain = (
            word for word in codes if len(word) > (3 if word.isdigit() else 1)
        )  # 2 may be a fifth, or people
        long = sorted(map(re.escape, plain), key=len, reverse=True)
        self._patterns[about] = (
            re.compile(rf"(?<!\w)(?:{'|'.join(long)})(?!\w)", re.IGNORECASE) if long else None
        )

    def _named(self, text: str, about: str) -> frozenset:
        """Give what a text names: all of it, or phrases within it, the longest first."""
        folded = " ".join(text.casefold().split())
        if folded in self._codes[about]:
            return frozenset(self._codes[about][folded])
        pattern = self._patterns[about]
        found = pattern.findall(folded) if pattern else []
        return frozenset(code for word in found for code in self._codes[about][word])

    def _bare(self, text: str) -> str:
        """Give a text without the names of what findings are about, some of which have digits."""
        folded = " ".join(text.casefold().split())
        if len(folded) > 3 and any(folded in codes for codes in self._codes.values()):
            return ""
        for about in ("period", "group", "metric", "area"):
            pattern = self._patterns[about]
            text = pattern.sub(" ", text) if pattern else text
        return text

    def _candidates(self, mark: Mark) -> list[tuple]:
        """Give the findings that a mark can be about: period, group, withheld, label."""
        metrics, areas = self._nearest(mark, "metric"), self._nearest(mark, "area")
        periods, groups = self._nearest(mark, "period"), self._nearest(mark, "group") or {"all"}
        keys = [(metric, area, group) for metric in metrics for area in areas for group in groups]
        rows = [row for key in keys for row in self._rows.get(key, [])]
        return [row for row in rows if not periods or row[0] in periods]

    def _nearest(self, mark: Mark, about: str) -> set:
        """Give what is named in the mark itself or beside it, or else in the nearest thing around it."""
        near: set = set()
        for text in (mark.text if not mark.text.isdigit() else "", *mark.words):
            near |= self._about(text, about)
        if near:
            return near
        return next((set(found) for text in mark.around if (found := self._about(text, about))), set())

    def _tells(self, mark: Mark, label: object) -> bool:
        return any(np.isclose(number, self._truth[label]).any() for number in numbers(self._bare(mark.text)))


def _truths(truth: pd.DataFrame) -> dict:
    counts = truth[list(TRUTHS)].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    return {label: row[~np.isnan(row)] for label, row in zip(truth.index, counts, strict=True)}
