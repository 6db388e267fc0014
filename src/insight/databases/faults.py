"""What a database or its driver complains of, as one of the errors that a user can mend."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from insight.databases.address import Address
from insight.errors import BadAnswer, InsightError, MissingInput, NoAnswer, Refused, UnsafeAddress
from insight.fetching import Passing
from insight.markup import shown
from insight.passwords import masked

NO_ENTRY = re.compile(
    r"authentication failed|no password supplied|no pg_hba|role .* does not exist|not permitted to log in"
    r"|database .* does not exist|permission denied|SSL was required|unsupported frontend protocol",
    re.IGNORECASE,
)
NO_PROOF = re.compile(r"certificate verify failed|server certificate|root certificate", re.IGNORECASE)
CODES: tuple[tuple[str, type[Exception]], ...] = (  # SQLSTATE, or its beginning -> what it is
    ("42501", Refused), ("25006", Refused), ("28", Refused), ("3D000", Refused), ("57014", NoAnswer),
    ("08", Passing), ("40", Passing), ("53", Passing), ("55P03", Passing), ("57P", Passing),
)  # fmt: skip
FILE = (  # what SQLite says -> what it is
    ("unable to open", MissingInput), ("locked", Passing), ("readonly", Refused), ("disk", NoAnswer),
    ("full", NoAnswer),
)  # fmt: skip
NEXT: dict[type[Exception], str] = {
    Refused: "Ask who keeps the database for leave to do this, or mend the address or the name of who asks.",
    NoAnswer: "Try again later, or ask for less with 'where'.",
    MissingInput: "Check the path of the file, and that you may open it.",
    UnsafeAddress: "Nothing was sent. Name the certificate of the database's keeper as sslrootcert.",
    BadAnswer: "Look at the table or view with another program, and tell who keeps it.",
}


@contextmanager
def told(at: Address, silent: list[str]) -> Iterator[None]:
    """Tell every fault of a database in one paragraph, or as Passing where it may be tried again.

    silent : holds why the line was cut by ourselves, if it was.
    """
    try:
        yield
    except (InsightError, Passing):
        raise
    except UnicodeDecodeError as error:
        raise BadAnswer(f"{at} holds text that is not UTF-8 ({error.reason}). {NEXT[BadAnswer]}") from error
    except Exception as error:
        cause = _cause(error, at)
        if cause is None:
            raise
        if silent:
            raise NoAnswer(f"{at} {silent[0]}. {NEXT[NoAnswer]} Nothing was kept.") from error
        kind, words = _kind(cause, error), _words(cause)
        if kind is Passing:
            raise Passing(words) from error
        raise kind(f"{at}: {words}. {NEXT[kind]} Nothing was kept.") from error


def _cause(error: BaseException, at: Address) -> BaseException | None:
    """Give the driver's own error, or None where an error is no fault of a database but one of ours."""
    orig = error.orig if isinstance(error, DBAPIError) else error
    ours = at.url.get_dialect().import_dbapi().Error
    return orig if isinstance(orig, (ours, SQLAlchemyError)) else None


def _kind(cause: BaseException, error: BaseException) -> type[Exception]:
    """Give what an error is to a user."""
    words, code = str(cause), str(getattr(cause, "sqlstate", None) or "")
    if type(cause).__module__.startswith("sqlite3"):
        return next((kind for part, kind in FILE if part in words), BadAnswer)
    if NO_PROOF.search(words):
        return UnsafeAddress
    if not code and NO_ENTRY.search(words):
        return Refused
    if code:
        return next((kind for begins, kind in CODES if code.startswith(begins)), BadAnswer)
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    names = {each.__name__ for each in type(cause).__mro__}
    return Passing if lost or names & {"OperationalError", "InterfaceError"} else BadAnswer


def _words(cause: BaseException) -> str:
    """Give what was said as one line without passwords: printable, and no longer than three."""
    return shown(" ".join(masked(str(cause)).split()), 300).rstrip(".")
