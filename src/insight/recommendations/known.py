"""Which of the documents we know a person's file is: told by what it says, never by its name or its bytes."""

from collections.abc import Sequence

from insight.given import is_titled, plain
from insight.recommendations.document import Document, Recommendation
from insight.recommendations.reading import Reading, Row

LIKE = 0.8  # of our numbers and audiences that a file without title must share
SHORT = 160  # letters of a recommendation that stand for it where we have no summary


def recognised(reading: Reading, documents: Sequence[Document]) -> Document | None:
    """Give the document a file is: that whose title it says first, or whose numbers and audiences it has."""
    for document in documents:
        if is_titled(reading.text, document.known_by):
            return document
    return next((document for document in documents if _alike(reading, document)), None)


def made_of(reading: Reading, id: str) -> Document:
    """Give a document that nobody has summarised: its own words stand in place of ours."""
    audiences = dict.fromkeys(name for row in reading.rows for name in heard(row, None))
    return Document(
        id=id,
        title=reading.title[:SHORT],
        body="as its file says",
        published="as its file says",
        kind="other",
        audiences=dict.fromkeys(audiences, ()),
        recommendations=tuple(_recommendation(row) for row in reading.rows),
    )


def heard(row: Row, document: Document | None) -> tuple[str, ...]:
    """Give a row's audiences, under the names the document has for them; () where the cell is blank.

    An audience the document does not know is given as it stands.
    """
    text = row.cells.get("audience")
    if not text:
        return ()
    spelt = {
        plain(one): name
        for name, others in (document.audiences if document else {}).items()
        for one in (name, *others)
    }
    whole = spelt.get(plain(text.plain))
    parts = [part.strip() for block in text.blocks for part in block.text.split(";") if part.strip()]
    return (whole,) if whole else tuple(dict.fromkeys(spelt.get(plain(part), part) for part in parts))


def _recommendation(row: Row) -> Recommendation:
    said = row.said("recommendation") or "no words"
    short = said if len(said) <= SHORT else f"{said[:SHORT].rsplit(' ', 1)[0]} …"
    owner = row.said("owner") or None
    return Recommendation(number=row.number, audience=heard(row, None), summary=short, owner=owner)


def _alike(reading: Reading, document: Document) -> bool:
    """Tell whether a file has our numbers with our audiences, where there are enough of them to tell."""
    ours = {one.number: one.audience for one in document.recommendations if one.audience}
    if len(ours) < 5 or not document.known_by:
        return False
    same = sum(ours.get(row.number) == heard(row, document) for row in reading.rows if row.number in ours)
    return same >= LIKE * max(len(ours), len(reading.rows))
