"""A whole site, as checks of more than one page see it."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from insight.publish.page import Facts

PACKED = {".woff", ".woff2", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".zip", ".pdf"}


@dataclass(frozen=True)
class Site:
    """Every file by name, and what is known of every page."""

    folder: Path
    files: frozenset[str]
    pages: dict[str, Facts]

    @cached_property
    def _weights(self) -> dict[str, int]:
        return {}

    def styles(self) -> Iterator[tuple[str, str]]:
        """Give every style sheet, with its text."""
        for name in sorted(self.files):
            if name.endswith(".css"):
                yield name, (self.folder / name).read_text(encoding="utf-8")

    def weight(self, name: str) -> int:
        """Give the bytes a file takes on its way to a reader: compressed, unless it is already."""
        if name not in self._weights:
            content = (self.folder / name).read_bytes()
            packed = Path(name).suffix.lower() in PACKED
            self._weights[name] = len(content) if packed else len(gzip.compress(content, 6, mtime=0))
        return self._weights[name]
