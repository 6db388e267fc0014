"""Where a database is, and who asks it: never with a password."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from insight.errors import BadDefinition, MissingInput, MissingLibrary, UnsafeAddress
from insight.passwords import holds_one, masked

DRIVERS = {"postgresql": "psycopg"}  # no other is spoken
ELSEWHERE = (
    "Take it out. Name the environment variable that holds it instead, or leave it to PostgreSQL's own "
    "~/.pgpass or PGPASSWORD."
)


@dataclass(frozen=True)
class Address:
    """A database as a definition or a command names it."""

    url: URL  # without a password
    variable: str | None  # of the environment, which holds the password
    where: str  # what names it, for messages

    def __str__(self) -> str:
        """Give the address as it may be told."""
        return masked(self.url.render_as_string(hide_password=True))

    @property
    def kind(self) -> str:
        """Give the kind of database: postgresql, sqlite."""
        return self.url.get_backend_name()

    @property
    def file(self) -> Path | None:
        """Give the file that an SQLite database is; None for databases that are asked over a network."""
        return Path(str(self.url.database)) if self.kind == "sqlite" else None

    def unlocked(self) -> URL:
        """Give the address with its password, which nobody may print; MissingInput when it is not set."""
        if self.variable is None:
            return self.url
        if not os.environ.get(self.variable):
            raise MissingInput(
                f"{self.where} takes the password of {self} from the environment variable {self.variable}, "
                "which is not set here. Set it, or leave the variable out where none is needed."
            )
        return self.url.set(password=os.environ[self.variable])


def address(written: str, *, where: str, below: Path, variable: str | None = None) -> Address:
    """Give the address of a database.

    written : as SQLAlchemy writes it: postgresql+psycopg://name@host/database, sqlite:///file.db.
    where : what names it. below : the folder that a relative path to a file begins at. variable : the
    environment variable that holds the password, if one does.

    Raises BadDefinition for one that holds a password or is none, MissingLibrary where its driver is not
    installed.
    """
    try:
        url = make_url(written)
    except (ArgumentError, ValueError) as error:
        raise BadDefinition(
            f"{where}: {masked(written)!r} is no address of a database. Write it as "
            "postgresql+psycopg://name@host/database."
        ) from error
    if url.password is not None or holds_one(written):
        shown = masked(url.set(password=None).render_as_string(hide_password=True))
        raise BadDefinition(
            f"{where}: the address of the database {shown} holds a password, where everyone who reads the "
            f"file or the command would see it. {ELSEWHERE}"
        )
    if (driver := DRIVERS.get(url.get_backend_name())) is not None:
        url = _of_driver(url, driver, where)
    _load(url, where)
    if url.get_backend_name() == "sqlite":
        url = _of_file(url, below, where)
    return Address(url, variable, where)


def _of_driver(url: URL, driver: str, where: str) -> URL:
    """Name the one driver that is told to keep a line private, and to end in time."""
    wanted = f"{url.get_backend_name()}+{driver}"
    if url.drivername not in (url.get_backend_name(), wanted):
        raise BadDefinition(
            f"{where}: {url.drivername} is not how this kind of database is asked here: its lines could be "
            f"open to others. Write {wanted}:// instead."
        )
    return url.set(drivername=wanted)


def _load(url: URL, where: str) -> None:
    """Load what speaks to a kind of database, or say what is needed."""
    try:
        url.get_dialect().import_dbapi()
    except NoSuchModuleError as error:
        raise BadDefinition(
            f"{where}: no kind of database is called {url.drivername!r}. Known and tested are "
            "postgresql+psycopg and sqlite; others need a package of their own for SQLAlchemy."
        ) from error
    except ImportError as error:
        extra = "Run: pip install 'insight[warehouse]'." if "postgresql" in url.drivername else "Install it."
        raise MissingLibrary(
            f"{where} names a database of the kind {url.drivername}, whose driver is not installed "
            f"({error.name or error}). {extra}"
        ) from error


def _of_file(url: URL, below: Path, where: str) -> URL:
    if not url.database or url.database == ":memory:" or url.database.startswith("file:") or url.query:
        raise BadDefinition(
            f"{where}: an SQLite database is one file. Write its path after three slashes, as in "
            "sqlite:///warehouse.db, and nothing else."
        )
    return url.set(database=str((below / url.database).resolve()))


def connect_arguments(url: URL, connect: float, silence: float) -> dict[str, object]:
    """Give what a driver is told besides the address: how long to wait, and to keep the line private.

    url : of the database. connect, silence : seconds to connect, and that a line may lie dead.
    """
    if url.get_driver_name() != "psycopg":
        return {"timeout": connect} if url.get_backend_name() == "sqlite" else {}
    told: dict[str, object] = {
        "connect_timeout": max(2, round(connect)),  # libpq takes 1 for 2
        "application_name": "insight",
        "client_encoding": "utf8",
        "keepalives_idle": 30,
        "tcp_user_timeout": round(1000 * silence),
    }
    if "sslmode" in url.query:
        return told
    if url.query.get("service") or os.environ.get("PGSERVICE"):
        raise UnsafeAddress(
            f"{masked(url.render_as_string(hide_password=True))} is reached by a service of PostgreSQL, "
            "whose file alone knows whether the line is private. Say so in the address too, as in "
            "?sslmode=verify-full. Nothing was sent."
        )
    if not _is_here(url) and not os.environ.get("PGSSLMODE"):
        told["sslmode"] = "require"  # a password does not cross a network in the open
    return told


def _is_here(url: URL) -> bool:
    """Tell whether a PostgreSQL database is on this machine, as its address and the environment say."""
    names = url.query.get("host") or url.host or os.environ.get("PGHOST", "")
    numbers = url.query.get("hostaddr") or os.environ.get("PGHOSTADDR", "")
    return all(map(_is_of_here, (*_each(names), *_each(numbers))))


def _each(hosts: str | Sequence[str]) -> Sequence[str]:
    return hosts.split(",") if isinstance(hosts, str) else hosts


def _is_of_here(host: str) -> bool:
    """Tell whether a host is this machine: a socket, no host at all, or an address that leads back."""
    if not host or host.startswith(("/", "@")) or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
