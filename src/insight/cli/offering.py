"""What a site offers for download: the data of an edition and documents of its pages, where there are any."""

from hashlib import sha256
from importlib import metadata
from pathlib import Path

from insight import book, paths
from insight.definitions import Edition
from insight.writing import write

NAMES = {
    "pdf": "This page as PDF",
    "docx": "This page as Word",
    "pptx": "Slides of this page",
    "xlsx": "Tables of this page, Excel",
    "ods": "Tables of this page, ODS",
}
VOLUME = "Every page of the edition"
LOCK = "requirements.lock"  # in the project
BILL = "Bill of materials (CycloneDX)"


def offered(edition: Edition, icb: str | None = None) -> dict[str, book.Offer]:
    """Give the files a site offers, by their names in it: those that stand for what its pages hold now.

    icb : the code of an ICB, for a site with the pages about it alone.
    """
    from insight import exports  # here, as most verbs need nothing of what it loads

    data = {
        name: book.Offer(one.path, one.sha256, one.words, one.about)
        for name, one in exports.offers(edition, icb).items()
    }
    return data | _documents(edition, icb) | _bill(edition)


def downloads(edition: Edition, files: dict[str, book.Offer], icb: str | None = None) -> str | None:
    """Give the page from which the data are downloaded, as Markdown; None where there are none."""
    from insight import exports

    found = exports.offers(edition, icb)
    volumes = {
        name: exports.Offer(one.path, one.sha256, VOLUME, "PDF")
        for name, one in files.items()
        if name not in found and not one.about
    }
    return exports.page(found, volumes) if found or volumes else None


def made_with(edition: Edition) -> dict[str, str]:
    """Give the page that tells what the site is made with; nothing where the project pins no versions."""
    from insight import libraries

    lock = paths.root() / LOCK
    if not lock.is_file():
        return {}
    known = libraries.made_with()
    return {"libraries": libraries.page(libraries.components(lock, known), known.notes)}


def _bill(edition: Edition) -> dict[str, book.Offer]:
    """Give the bill of materials, written where the edition is made."""
    from insight import libraries
    from insight.libraries.page import PLACE

    lock = paths.root() / LOCK
    if not lock.is_file():
        return {}
    found = libraries.components(lock, libraries.made_with())
    content = libraries.bill(found, version=metadata.version("insight"), clock=edition.clock)
    place = paths.build() / edition.id / PLACE
    if not place.is_file() or place.read_bytes() != content:
        write(place, content)
    return {PLACE: book.Offer(place, sha256(content).hexdigest(), BILL, "page=libraries")}


def vouched(edition: Edition, site: Path) -> set[str]:
    """Give the files of a site that are, byte for byte, data or documents made of what is released.

    Data are written from released findings, each row checked; documents from pages, which are looked
    through themselves.
    """
    return {
        name
        for name, one in offered(edition).items()
        if (site / name).is_file() and sha256((site / name).read_bytes()).hexdigest() == one.sha256
    }


def _documents(edition: Edition, icb: str | None) -> dict[str, book.Offer]:
    from insight import documents, exports

    if not documents.folder(edition.id).is_dir():
        return {}
    home = paths.build() / edition.id / "book"
    made = [page for page in book.pages(edition.id) if page.made]
    wanted = documents.plan(edition, [home / f"{page.path}.ipynb" for page in made], documents.KINDS)
    gone = {document.place for document in documents.stale(wanted, edition)}
    of = {f"{page.report}/{page.name}": page for page in made}
    found = {}
    for document in wanted:
        page = None if document.volume else of[document.name.rsplit(".", 1)[0]]
        if document.place in gone or (icb is not None and (page is None or page.icb != icb)):
            continue
        content = document.place.read_bytes()
        words = f"{VOLUME if page is None else NAMES[document.kind]} ({exports.size(len(content))})"
        about = f"page={page.path}" if page else ""
        digest = sha256(content).hexdigest()
        found[f"documents/{document.name}"] = book.Offer(document.place, digest, words, about)
    return found
