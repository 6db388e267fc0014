"""Programmes that closed: what they claimed, what they left, to whom, and what is to be learnt."""

from insight import definitions, paths
from insight.definitions.strict import build, named, read
from insight.errors import BadDefinition, UnknownName
from insight.legacy.aligning import Piece, Shared, aligned
from insight.legacy.counting import Counts, counts
from insight.legacy.document import Told, told
from insight.legacy.programme import KINDS, NONE_GIVEN, Achievement, Closing, Lesson, Now, Programme
from insight.legacy.reading import Document, Figure, Section

__all__ = [
    "KINDS", "NONE_GIVEN", "Achievement", "Closing", "Counts", "Document", "Figure", "Lesson", "Now", "Piece",
    "Programme", "Section", "Shared", "Told", "aligned", "closing", "counts", "programme", "programmes",
    "told",
]  # fmt: skip

CLOSING = "closing.yml"  # in params/legacy; each other file there is a programme


def programmes() -> list[str]:
    """Give the names of the programmes in params/legacy."""
    return [path.stem for path in sorted((paths.params() / "legacy").glob("*.yml")) if path.name != CLOSING]


def programme(name: str) -> Programme:
    """Give a programme that closed, by the name of its file in params/legacy.

    Raises UnknownName for a name that is none; BadDefinition, with every fault, for a file that
    cannot be understood or names a person, body or workstream it does not list.
    """
    known = programmes()
    if name not in known:
        raise UnknownName.among("programme", name, known=known, where="params/legacy")
    path = paths.params() / "legacy" / f"{name}.yml"
    found = named(Programme, path)
    if faults := found.faults():
        raise BadDefinition.rows(f"{path} does not fit together:", faults, "Nothing was read.")
    return found


def closing(edition: str) -> Closing | None:
    """Give the audit that closes, from params/legacy/closing.yml; None when there is none.

    edition : its name. An audit that was made up is left out of editions of real data.
    Raises BadDefinition for a file that cannot be understood, or answers what nobody asked, or twice.
    """
    path = paths.params() / "legacy" / CLOSING
    if not path.is_file():
        return None
    found = build(Closing, read(path), where=path)
    known = [lesson.id for lesson in programme(found.programme).lessons]
    given = [answer.lesson for answer in found.answers]
    faults = [f"answer {number}: no lesson is {name}. Known: {', '.join(known)}."
              for number, name in enumerate(given, start=1) if name not in known]  # fmt: skip
    faults += [
        f"lesson {name}: is answered twice" for name in sorted({one for one in given if given.count(one) > 1})
    ]
    if faults:
        raise BadDefinition.rows(f"{path} does not fit together:", faults, "Nothing was read.")
    return None if found.synthetic and not definitions.edition(edition).synthetic else found
