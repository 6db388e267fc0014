"""The index readers search: kept page by page, so that only a page bound again is looked through again."""

import pickle
import re
import sys
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.search import IndexBuilder, WordStore
from sphinx.search.en import SearchEnglish

ASIDE = "looked through apart"  # the format of what Sphinx passes over
MARKUP = re.compile(r"<(style|script)\b.*?</\1>|<!--.*?-->|<[^<>]+>", re.IGNORECASE | re.DOTALL)
Kept = dict[str, "Entry"]


class Entry(NamedTuple):
    """What one page brings to the index."""

    title: str | None
    file: str
    titles: list[tuple[str, str | None]]
    words: tuple[str, ...]
    title_words: tuple[str, ...]
    entries: list[tuple[str, str, str]]


class Words(SearchEnglish):
    """English as Sphinx searches it, each word looked at once.

    Words of digits alone are left out: the search page passes them over in what a reader types.
    """

    def init(self, options: dict[str, str]) -> None:
        """Begin with no stem known."""
        super().init(options)
        self._stems: dict[str, str] = {}

    def split(self, input: str) -> list[str]:
        """Give the words of a text, each once, in the order they first come."""
        words = dict.fromkeys(super().split(input))
        return [word for word in words if not (word.isascii() and word.isdigit())]

    def stem(self, word: str) -> str:
        """Give the stem of a word."""
        if word not in self._stems:
            self._stems[word] = super().stem(word)
        return self._stems[word]


class Index(IndexBuilder):
    """Sphinx's index, made in one pass over what each page brings."""

    def __init__(self, env: BuildEnvironment, options: dict[str, str], scorer: str, kept: Kept) -> None:
        super().__init__(env, "en", options, scorer)
        self.lang = Words(options)
        self.kept = kept

    def feed(self, docname: str, filename: str, title: str, doctree: nodes.document) -> None:
        """Look one page through, in place of what was kept of it."""
        self._mapping, self._title_mapping = {}, {}
        super().feed(docname, filename, title, doctree)
        self.kept[docname] = Entry(
            title,
            filename,
            self._all_titles[docname],
            tuple(sys.intern(word) for word in self._mapping),
            tuple(sys.intern(word) for word in self._title_mapping),
            self._index_entries[docname],
        )

    def _word_collector(self, doctree: nodes.document) -> WordStore:
        """Give the words of a page; of tables and drawings cell by cell, which Sphinx would run together."""
        written = [node for node in doctree.findall(nodes.raw) if "html" in node.get("format", "").split()]
        for node in written:
            node["format"] = ASIDE
        try:
            found = super()._word_collector(doctree)
        finally:
            for node in written:
                node["format"] = "html"
        for node in written:
            found.words += self.lang.split(unescape(MARKUP.sub(" ", node.astext())))
        found.words = list(dict.fromkeys(found.words))
        return found

    def prune(self, docnames: Iterable[str]) -> None:
        """Leave only these pages, in the order of their names."""
        self.kept = {name: self.kept[name] for name in sorted(docnames) if name in self.kept}

    def freeze(self) -> dict:
        """Give the index as the search page reads it."""
        self._titles = {name: entry.title for name, entry in self.kept.items()}
        self._filenames = {name: entry.file for name, entry in self.kept.items()}
        self._all_titles = {name: entry.titles for name, entry in self.kept.items()}
        self._index_entries = {name: entry.entries for name, entry in self.kept.items()}
        return super().freeze()

    def get_terms(self, fn2index: dict[str, int]) -> tuple[dict, dict]:
        """Give the pages of each word, and of each word of a heading: one number, or a list."""
        found: tuple[dict[str, list[int]], dict[str, list[int]]] = ({}, {})
        for name, number in fn2index.items():
            for pages, words in zip(found, (self.kept[name].words, self.kept[name].title_words), strict=True):
                for word in words:
                    pages.setdefault(word, []).append(number)
        body, titles = ({word: n[0] if len(n) == 1 else n for word, n in pages.items()} for pages in found)
        return body, titles


def read(path: Path) -> Kept:
    """Give what the pages bound before bring; {} when none were."""
    return pickle.loads(path.read_bytes()) if path.is_file() else {}


def write(kept: Kept, path: Path) -> None:
    """Put away what each page brings, in place of what stood there."""
    path.unlink(missing_ok=True)
    path.write_bytes(pickle.dumps(kept, pickle.HIGHEST_PROTOCOL))
