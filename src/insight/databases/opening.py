"""A connection in one transaction, which ends in time whatever the database does."""

import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from filelock import FileLock, Timeout
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import NullPool

from insight.databases.address import Address, connect_arguments
from insight.databases.faults import told
from insight.errors import BadAnswer, MissingInput
from insight.fetching import Manners, Passing

Heard = Callable[[], None]  # says that something came, so that the line is not taken for dead


@contextmanager
def opened(at: Address, manners: Manners, *, write: bool = False) -> Iterator[tuple[Connection, Heard]]:
    """Give a connection in a transaction that is kept if the block ends well, and what to call on the way.

    at : the database. manners : how long it is waited for. write : for writing; otherwise nothing can be.
    Raises Passing for what may be tried again, else NoAnswer, Refused, UnsafeAddress, BadAnswer or
    MissingInput.
    """
    silent: list[str] = []
    with (
        told(at, silent),
        _own_file(at.file if write else None, manners.connect),
        closing_engine(_engine(at, manners, write)) as engine,
        engine.connect() as line,
        line.begin(),
        _watched(line, manners, silent) as heard,
    ):
        _limit(line, manners, write)
        yield line, heard


@contextmanager
def _own_file(file: Path | None, patience: float) -> Iterator[None]:
    """Keep an SQLite file that is written to this process; one that was not there is gone if it fails.

    Others that write it wait: they would go on in a file that was taken away below them. patience :
    seconds to wait; Passing when that is not enough.
    """
    if file is None or not file.parent.is_dir():
        yield
        return
    lock = FileLock(file.with_name(f".{file.name}.lock"))
    try:
        lock.acquire(timeout=patience)
    except Timeout as error:
        raise Passing(f"{file} is locked by another that writes it") from error
    new = not file.exists()
    try:
        yield
    except BaseException:
        if new:
            file.unlink(missing_ok=True)
        raise
    finally:
        lock.release()


@contextmanager
def closing_engine(engine: Engine) -> Iterator[Engine]:
    """Give an engine whose connections are all closed in the end."""
    try:
        yield engine
    finally:
        engine.dispose()


def _engine(at: Address, manners: Manners, write: bool) -> Engine:
    url = at.unlocked()
    arguments = connect_arguments(url, manners.connect, manners.silence)
    if at.file is not None:
        return _of_file(at.file, arguments, write)
    engine = sa.create_engine(url, poolclass=NullPool, hide_parameters=True, connect_args=arguments)
    if at.kind == "postgresql":
        level = "READ COMMITTED" if write else "REPEATABLE READ"
        return engine.execution_options(isolation_level=level, postgresql_readonly=not write)
    return engine


def _of_file(file: Path, arguments: dict, write: bool) -> Engine:
    """Give the engine of an SQLite file; one that is only read is opened so that it cannot be written."""
    import sqlite3

    if not write and not file.is_file():
        raise MissingInput(f"There is no database {file}. Check the path of the file. Nothing was kept.")
    if write and not file.parent.is_dir():
        raise MissingInput(
            f"There is no folder {file.parent} to put a database in. Make it, or mend the path."
        )
    if file.is_file() and file.stat().st_size and _beginning(file) != b"SQLite format 3":
        raise BadAnswer(f"{file} is no SQLite database. Check the path of the file. Nothing was kept.")
    where = f"file:{quote(str(file))}?mode={'rwc' if write else 'ro'}"
    engine = sa.create_engine(
        "sqlite://",
        poolclass=NullPool,
        hide_parameters=True,
        # transactions are begun by us: the driver begins none before tables are made
        creator=lambda: sqlite3.connect(where, uri=True, isolation_level=None, **arguments),
    )
    sa.event.listen(engine, "begin", lambda line: line.exec_driver_sql(f"BEGIN{' IMMEDIATE' * write}"))
    return engine


def _beginning(file: Path) -> bytes:
    with file.open("rb") as opened_file:
        return opened_file.read(15)


def _limit(line: Connection, manners: Manners, write: bool) -> None:
    """Have PostgreSQL itself end what takes too long."""
    if line.dialect.name == "postgresql":
        most = str(round(1000 * manners.whole))
        line.execute(sa.select(sa.func.set_config("statement_timeout", most, True)))
        if write:
            wait = str(round(1000 * manners.longest_wait))
            line.execute(sa.select(sa.func.set_config("lock_timeout", wait, True)))


@contextmanager
def _watched(line: Connection, manners: Manners, silent: list[str]) -> Iterator[Heard]:
    """Cut a line over which nothing comes: until the first rows, all the time there is; then not so long."""
    if line.dialect.driver != "psycopg":
        yield lambda: None
        return
    came, ended, copied = threading.Event(), threading.Event(), os.dup(line.connection.fileno())

    def watch() -> None:
        patience = manners.whole + manners.connect  # the database ends by itself what takes longer
        while not ended.is_set():
            if not came.wait(patience):
                silent.append(f"said nothing for {patience:,.0f} seconds, so the line was cut")
                with closing(socket.socket(fileno=os.dup(copied))) as cut:
                    cut.shutdown(socket.SHUT_RDWR)
                return
            came.clear()
            patience = manners.silence

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield came.set
    finally:
        ended.set()
        came.set()
        watcher.join()
        os.close(copied)
