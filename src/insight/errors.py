"""Every error a user can fix. Each says what is wrong, where, and what to do next."""

import errno
import os
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Self

UNWRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.EFBIG}
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
LONGEST = 120  # letters of a name in a message
LINE = 1500  # letters of what is said of one row


class InsightError(Exception):
    """A problem a user can fix: printed as one paragraph, with no traceback.

    __init__ takes only the finished sentence, so an error survives the trip back
    from a worker process. Anything cleverer belongs in a classmethod.
    """

    exit_code = 10

    @classmethod
    def rows(cls, summary: str, rows: Sequence[str], what_next: str, *, shown: int = 10) -> Self:
        """Compose a paragraph from every bad row: the first ten, then how many more.

        >>> print(InsightError.rows("2 rows of a.csv cannot be used:", ["row 3: no area"], "Mend them."))
        2 rows of a.csv cannot be used:
          row 3: no area
        Mend them.
        """
        listed = [f"  {row}" if len(row) <= LINE else f"  {row[:LINE]}..." for row in rows[:shown]]
        if len(rows) > shown:
            listed.append(f"  and {len(rows) - shown} more")
        return cls("\n".join([summary, *listed, what_next]))


class UnknownName(InsightError):
    """A params file, or a command, names something that does not exist."""

    exit_code = 11

    @classmethod
    def among(cls, kind: str, name: object, *, known: Iterable[str], where: object) -> "UnknownName":
        """Compose the sentence.

        >>> print(UnknownName.among("statistic", "proporton", known={"proportion"}, where="demo.yml"))
        No statistic is called 'proporton' (demo.yml). Did you mean 'proportion'? Known: proportion.
        """
        known = sorted(known)
        names = ", ".join(known) or "none yet"
        return cls(f"No {kind} is called {_told(name)} ({where}).{guess(name, known)} Known: {names}.")

    @classmethod
    def each(
        cls, kind: str, names: Sequence[object], *, known: Iterable[str], where: object
    ) -> "UnknownName":
        """Compose a paragraph about several names.

        >>> print(UnknownName.each("role", ["chiar", "x"], known={"chair"}, where="qwo.csv"))
        2 names in qwo.csv are no role's:
          'chiar'. Did you mean 'chair'?
          'x'.
        Known: chair.
        """
        known = sorted(known)
        if len(names) == 1:
            return cls.among(kind, names[0], known=known, where=where)
        rows = [f"{_told(name)}.{guess(name, known)}" for name in names]
        summary = f"{len(names)} names in {where} are no {kind}'s:"
        return cls.rows(summary, rows, f"Known: {', '.join(known) or 'none yet'}.")


def refuse_unknown(names: Iterable[object], *, kind: str, known: Iterable[str], where: object) -> None:
    """Refuse names of metrics, audits or the like that nothing is called by.

    Raises UnknownName, with every one of them.
    """
    known = set(known)
    if wrong := [name for name in dict.fromkeys(names) if name not in known]:
        raise UnknownName.each(kind, wrong, known=known, where=where)


def unknown_rows(
    names: Iterable[tuple[int, object]], *, column: str, kind: str, known: Iterable[str]
) -> list[str]:
    """Give a line for each row of a table whose cell, below the heading `column`, names what is not known.
    >>> unknown_rows([(2, "chair"), (3, "chiar")], column="Role", kind="role", known={"chair"})
    ["row 3, Role: no role is called 'chiar'. Did you mean 'chair'?"]
    """
    known = sorted(known)
    return [
        f"row {row}, {column}: no {kind} is called {_told(name)}.{guess(name, known)}"
        for row, name in names
        if name not in known
    ]


def _told(name: object) -> str:
    words = repr(name)
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 3]}..."


def guess(name: object, known: Sequence[str]) -> str:
    """Give a sentence that asks whether a name like it was meant; nothing where none is like it."""
    close = get_close_matches(str(name)[:LONGEST], known, n=1, cutoff=0.75)
    return f" Did you mean {close[0]!r}?" if close else ""


class BadDefinition(InsightError):
    """A file in params/ cannot be understood."""

    exit_code = 12


class BadData(InsightError):
    """Rows of a source do not pass their checks."""

    exit_code = 13


class MissingInput(InsightError):
    """A file, a column or a step's result that is needed is not there."""

    exit_code = 14


class WrongChecksum(InsightError):
    """A file is not the one its source describes."""

    exit_code = 15


class UnknownArea(InsightError):
    """A code or name that belongs to no area, or to none at the date asked for."""

    exit_code = 16


class BadNotebook(InsightError):
    """A notebook breaks the rules every report keeps."""

    exit_code = 17


class PageFailed(InsightError):
    """One or more pages of an edition could not be made."""

    exit_code = 20


class BookFailed(InsightError):
    """The pages could not be bound into a book."""

    exit_code = 21


class SmallNumbersTold(InsightError):
    """What is to be published gives away how many people were counted where they are few."""

    exit_code = 22


class DocumentFailed(InsightError):
    """One or more documents of an edition could not be made."""

    exit_code = 26


class MissingLibrary(InsightError):
    """A library that only some work needs is not installed."""

    exit_code = 18


class BadRecords(InsightError):
    """Record-level data cannot be read or counted."""

    exit_code = 19


class NothingToCompare(InsightError):
    """What is to be compared cannot be read as finished pages, or the two are not of a kind."""

    exit_code = 27


class BadValue(InsightError):
    """A value given for a parameter is not of the kind the notebook declares."""

    exit_code = 28


class UnfitToPublish(InsightError):
    """A site does not pass the last checks before it is published."""

    exit_code = 23


class NoPlaceToPublish(InsightError):
    """A folder or a database cannot be published in: it holds other things, or a folder has no links."""

    exit_code = 24


class BrokenVersion(InsightError):
    """A published version is not what its manifest says."""

    exit_code = 25


class PortTaken(InsightError):
    """Another program listens where a site was to be served."""

    exit_code = 29


class BadChoice(InsightError):
    """A value that a form does not offer."""

    exit_code = 30


class TooBusy(InsightError):
    """More was asked for than is done at once."""

    exit_code = 31


class PoorFeedback(InsightError):
    """A finished page meets fewer criteria for audit feedback than its edition asks for."""

    exit_code = 32


class UnprovedNumber(InsightError):
    """A page tells a number that the findings it was made of do not hold."""

    exit_code = 33


class CannotWrite(InsightError):
    """A disk is full, or a folder may not be written to."""

    exit_code = 34

    @classmethod
    def told(cls, error: OSError, *, room: Iterable[str] = ()) -> "CannotWrite | None":
        """Compose the paragraph of a fault of the disk; None for any other fault.

        room : how much there is left where, told of a full disk.

        >>> str(CannotWrite.told(OSError(28, "No space left on device", "ledger.json"))).partition(". ")[0]
        'ledger.json could not be written: No space left on device'
        >>> CannotWrite.told(OSError(111, "Connection refused")) is None
        True
        """
        nowhere = error.errno == errno.ENOENT and "temporary directory" in str(error)  # as tempfile says it
        if error.errno not in UNWRITABLE and not nowhere:
            return None
        what = error.filename2 or error.filename
        why = str(error.args[-1]) if nowhere else os.strerror(error.errno or 0)
        whole = f"{what} could not be written" if what else "Something could not be written"
        what_next = "Make room there" if error.errno in NO_ROOM else "Make that folder one you may write to"
        left = f" ({'; '.join(room)})" if room and error.errno in NO_ROOM else ""
        return cls(
            f"{whole}: {why}. {what_next}{left} and run the command again: what was "
            "finished before is kept, and nothing is half-written."
        )


class NoAnswer(InsightError):
    """A service on the web could not be reached, or went on failing."""

    exit_code = 40


class Refused(InsightError):
    """A service on the web says that it does not give what was asked for."""

    exit_code = 41


class BadAnswer(InsightError):
    """What a service on the web sent is not what was asked for, or not all of it."""

    exit_code = 42


class UnsafeAddress(InsightError):
    """An address leads where nothing should be fetched from: one that proves nothing, or another scheme."""

    exit_code = 43


class NotKept(InsightError):
    """Something must be fetched, and the network may not be used."""

    exit_code = 44
