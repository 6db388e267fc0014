"""Every document there is: those in params/recommendations, with a person's own files of them where given."""

from functools import lru_cache
from pathlib import Path

from insight import paths, pathways
from insight.definitions.strict import build, read
from insight.errors import BadData, MissingInput, UnknownName
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
    known = pathways.words()
    audits = {one.audit for one in known.values()}
    found = []
    for path in sorted((paths.params() / "recommendations").glob("*.yml")):
        one = _document(path, path.stat().st_mtime_ns)
        pathways.refuse_unknown(one.audits, kind="audit", known=audits, where=path.name)
        metrics = [name for rec in one.recommendations for name in rec.measured]
        pathways.refuse_unknown(metrics, kind="metric", known=known, where=path.name)
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
    ours = documents(synthetic=synthetic)
    read_in: dict[str, Reading] = {}
    others: dict[str, Document] = {}
    for path in _files(data):
        found = _reading(path, path.stat().st_mtime_ns)
        document = recognised(found, ours)
        if document is None and found.rows:
            document = others.setdefault(_id(path), made_of(found, _id(path)))
        if document is None:
            continue
        if document.id in read_in:
            raise BadData(
                f"{read_in[document.id].path.name} and {path.name} are both “{document.title}”. Leave one of "
                f"them in {path.parent}."
            )
        read_in[document.id] = found
    return [book(document, read_in.get(document.id)) for document in (*ours, *others.values())]


def one(document: str, data: str | Path = "") -> Book:
    """Give one document's part of the register.

    Raises UnknownName for a document that is none. data : see books.
    """
    found = {each.document.id: each for each in books(data)}
    if document not in found:
        raise UnknownName.among("document", document, known=found, where="params/recommendations")
    return found[document]


def audiences(data: str | Path = "", *, synthetic: bool = False) -> dict[str, str]:
    """Give every audience that is asked anything, by a code that can name a page. Arguments as for books."""
    names = dict.fromkeys(name for each in books(data, synthetic=synthetic) for name in each.audiences)
    return {slug(name).replace("-", "_"): name for name in names}


def folder(data: str | Path) -> Path | None:
    """Give the folder of a person's files as a whole path; None where none was given.

    Raises MissingInput for one that is not there.
    """
    if not str(data):
        return None
    found = (paths.root() / data).resolve()
    if not found.is_dir():
        raise MissingInput(
            f"There is no folder {found} to read documents of recommendations from. Name one with --data."
        )
    return found


def _files(data: str | Path) -> list[Path]:
    home = folder(data)
    found = sorted(home.iterdir()) if home else []
    return [path for path in found if path.suffix.lower() in reading.KINDS and path.name[0] not in ".~"]


@lru_cache(maxsize=64)
def _document(path: Path, changed: int) -> Document:
    """Give one document, read once until its file changes."""
    return build(Document, read(path) | {"id": path.stem}, where=path)


@lru_cache(maxsize=64)
def _reading(path: Path, changed: int) -> Reading:
    """Give what a file holds, read once until it changes."""
    return reading.read(path)


def _id(path: Path) -> str:
    return slug(path.stem).replace("-", "_") or "document"
