"""Which documents an edition has, and which of them must be made again."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path

from insight import paths
from insight.definitions import Edition
from insight.errors import UnknownName
from insight.writing import write

KINDS = {
    "pdf": "PDF",
    "docx": "Word",
    "pptx": "PowerPoint slides",
    "xlsx": "Excel workbook",
    "ods": "OpenDocument workbook",
}
LIBRARIES = ("typst", "pypandoc_binary", "python-pptx", "xlsxwriter", "odfdo", "matplotlib", "lxml")
ROOMS = ("documents", "pages")  # whose code shapes a document


@dataclass(frozen=True)
class Document:
    """One document: the finished pages it is made of, its kind, and where it is put."""

    pages: tuple[Path, ...]
    kind: str
    place: Path

    @property
    def name(self) -> str:
        """Give how it is called in lists: report/name.kind, or edition.kind for a volume."""
        home = self.place.parent
        return self.place.name if self.volume else f"{home.name}/{self.place.name}"

    @property
    def volume(self) -> bool:
        """Say whether it binds all pages of the edition."""
        return self.place.parent.name == "documents"

    @property
    def record(self) -> Path:
        """Give where it is kept what the document was made from."""
        return self.place.with_name(f".{self.place.name}.json")


def folder(edition: str) -> Path:
    """Give where the documents of an edition are put."""
    return paths.build() / edition / "documents"


def kinds(said: str) -> tuple[str, ...]:
    """Give the kinds named in a list with commas, all when it is empty. Raises UnknownName.

    >>> kinds("docx, pdf"), len(kinds(""))
    (('docx', 'pdf'), 5)
    """
    named = tuple(dict.fromkeys(word.strip().lower() for word in said.split(",") if word.strip()))
    for name in named:
        if name not in KINDS:
            raise UnknownName.among("kind of document", name, known=KINDS, where="--kind")
    return named or tuple(KINDS)


def plan(
    edition: Edition, pages: Sequence[Path], wanted: Iterable[str], *, volume: bool = True
) -> list[Document]:
    """Give the documents of some pages: the volume first, if there is one, as it takes longest.

    pages : finished pages, in the order of the edition. wanted : kinds. volume : whether to bind
    all these pages in one PDF too.
    """
    home, wanted = folder(edition.id), tuple(wanted)
    found = []
    if volume and "pdf" in wanted and pages:
        found.append(Document(tuple(pages), "pdf", home / f"{edition.id}.pdf"))
    for page in pages:
        found += [Document((page,), kind, home / page.parent.name / f"{page.stem}.{kind}") for kind in wanted]
    return found


def made_from(document: Document, edition: Edition) -> str:
    """Give a digest of all that shapes a document: its pages, what the edition says of itself, the code."""
    found = sha256(f"{_code()} {edition.id} {edition.title} {edition.as_at}".encode())
    for page in document.pages:
        found.update(page.read_bytes())
    return found.hexdigest()


def stale(documents: Iterable[Document], edition: Edition) -> list[Document]:
    """Give the documents that are not there, or not as they would be made now."""
    return [document for document in documents if not _stands(document, edition)]


def keep(document: Document, edition: Edition) -> None:
    """Note what a document that is finished was made from."""
    told = {"made_from": made_from(document, edition), "sha256": _digest(document.place)}
    write(document.record, json.dumps(told))


def _stands(document: Document, edition: Edition) -> bool:
    try:
        told = json.loads(document.record.read_text(encoding="utf-8"))
        return told == {"made_from": made_from(document, edition), "sha256": _digest(document.place)}
    except (OSError, ValueError):
        return False


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


@cache
def _code() -> str:
    """Give a digest of the code and the libraries that make documents."""
    found = sha256(f"{sys.version} {[(name, metadata.version(name)) for name in LIBRARIES]}".encode())
    for room in ROOMS:
        home = Path(__file__).parents[1] / room
        for path in sorted(path for path in home.iterdir() if path.suffix in (".py", ".typ")):
            found.update(f"{room}/{path.name} ".encode() + path.read_bytes())
    return found.hexdigest()
