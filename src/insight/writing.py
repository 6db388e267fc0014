"""Writing that a full disk, a kill or company cannot spoil: whole files, and one process at a time.

What is half-written stands beside its place under a name that ends in .half- and the number of its
process. The next to work there takes away what processes left that have ended.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

HALF, DRAFT = ".half-", ".draft-"  # followed by the number of the process that is at work


def write(path: Path, content: str | bytes) -> None:
    """Write a file beside its place, then put it there; its folder is made where there is none.

    Raises OSError, which names the file; what stood there before then stands as it did.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with halfway(path) as half:
        half.write_bytes(content.encode() if isinstance(content, str) else content)
        half.replace(path)


@contextmanager
def halfway(path: Path) -> Iterator[Path]:
    """Give where to write a file before it is put in its place; it is gone when the block ends otherwise."""
    half = path.with_name(f"{path.name}{HALF}{os.getpid()}")
    try:
        with named(path):
            yield half
    except BaseException:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        raise


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Have an OSError name the file it is about, as one that a full disk gives does not."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise


def sweep(folder: Path) -> None:
    """Take away what was half-written in a folder, and in those within it, by processes that have ended.

    A folder that was being made stands beside its place too, under a name with .draft- in it.
    """
    for left in folder.glob(f"*{DRAFT}*"):
        if not runs(left.name.partition(DRAFT)[2].partition("-")[0]):
            shutil.rmtree(left, ignore_errors=True)
    for home, _, names in os.walk(folder):  # which passes over folders that go meanwhile
        for name in names:
            if HALF in name and not runs(name.rpartition("-")[2]):
                Path(home, name).unlink(missing_ok=True)


def runs(pid: str) -> bool:
    """Say whether a process of that number is at work on this machine."""
    try:
        os.kill(int(pid), 0)
    except (ValueError, OverflowError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def alone(place: Path, wait: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Work while no other process does that names the same file; one that was killed holds up nobody.

    place : the file. wait : called when another is at work, before waiting for it.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(place)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        wait()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
