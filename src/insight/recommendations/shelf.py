"""Every document there is: those in params/recommendations, with a person's own files of them where given."""

from collections.abc import Container, Iterable
from functools import lru_cache
from pathlib import Path

from insight import given, metrics, paths
from insight.definitions.strict import named
from insight.errors import UnknownName, refuse_unknown
from insight.markup import slug
from insight.recommendations import reading
from insight.recommendations.document import Document
from insight.recommendations.known import made_of, recognised
from insight.recommendations.reading import Reading
from insight.recommendations.register import Book, book


def before_pages(edition: str) -> None:
    """Read every document, which are kept, before pages of an edition are forked."""
    documents()


def documents(*, synthetic: bool = False) -> list[Document]:
    """Give every document in params/recommendations, in order of its file's name.

    synthetic : whether those made up for the demonstration are among them, for editions of made-up data.
    Raises UnknownName for an audit or a metric that is none.
    """
    known = metrics.words()
    audits = {one.audit for one in known.values()}
    found = []
    for path in sorted((paths.params() / "recommendations").glob("*.yml")):
        one = _document(path, path.stat().st_mtime_ns)
        refuse_unknown(one.audits, kind="audit", known=audits, where=path.name)
        measured = [name for rec in one.recommendations for name in rec.measured]
        refuse_unknown(measured, kind="metric", known=known, where=path.name)
        if synthetic or not one.synthetic:
            found.append(one)
    return found


def books(data: str | Path = "", *, synthetic: bool = False) -> list[Book]:
    """Give the register: a book for each document, ours first, then those that only a person's folder has.

    data : a folder with a person's own files of the documents, from the project's folder on where it is no
    whole path; our summaries alone when empty. Files are known by what they say; one that recommends nothing
    is passed over. synthetic : as for documents.

    Raises MissingInput for a folder that is not there, BadData for a document that cannot be read, or that
    two files hold.
    """
    ours = {one.id: one for one in documents(synthetic=synthetic)}
    found: list[tuple[Document, Reading]] = []
    for path in given.files(data, reading.KINDS):
        held = _reading(path, path.stat().st_mtime_ns)
        document = recognised(held, list(ours.values()))
        if document is None and held.rows:
            document = made_of(held, _id(path, ours))
        if document is not None:
            found.append((document, held))
    given.one_each((one.title if one.id in ours else one.id, held.path) for one, held in found)
    every = ours | {one.id: one for one, _ in found}
    read_in = {one.id: held for one, held in found}
    return [book(document, read_in.get(document.id)) for document in every.values()]


def chosen(books: Iterable[Book], document: str) -> Book:
    """Give the book of a document. Raises UnknownName for a document that is none."""
    found = {each.document.id: each for each in books}
    if document not in found:
        raise UnknownName.among("document", document, known=found, where="params/recommendations")
    return found[document]


def one(document: str, data: str | Path = "") -> Book:
    """Give one document's part of the register. Arguments and refusals as for books and chosen."""
    return chosen(books(data), document)


def audiences(data: str | Path = "", *, synthetic: bool = False) -> dict[str, str]:
    """Give every audience that is asked anything, by a code that can name a page. Arguments as for books."""
    found: dict[str, str] = {}
    for name in (name for each in books(data, synthetic=synthetic) for name in each.audiences):
        found.setdefault(code(name), name)
    return found


def code(audience: str) -> str:
    """Give what an audience is called as a page's parameter: the same however its letters are written.

    >>> code("Integrated Care Boards") == code("Integrated care boards")
    True
    """
    return slug(audience).replace("-", "_")


@lru_cache(maxsize=64)
def _document(path: Path, changed: int) -> Document:
    """Give one document, read once until its file changes."""
    return named(Document, path)


@lru_cache(maxsize=64)
def _reading(path: Path, changed: int) -> Reading:
    """Give what a file holds, read once until it changes."""
    return reading.read(path)


def _id(path: Path, taken: Container[str]) -> str:
    name = slug(path.stem).replace("-", "_") or "document"
    return f"own_{name}" if name in taken else name
