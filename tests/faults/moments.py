"""Moments at which a process changes its disk, each a place for something to go wrong.

A hook of Python's own is told of every file that is about to be opened to be written, moved, linked, made or
taken away. What libraries written in C do to files themselves passes unseen: a small disk shows that.
"""

import errno
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

TAKES_ROOM = {"open", "os.rename", "os.mkdir", "os.link", "os.symlink"}
CHANGES = TAKES_ROOM | {"os.remove", "os.rmdir", "os.truncate", "os.chmod", "os.utime"}


def watch(folder: Path, happen: Callable[[int, str, str], None]) -> None:
    """Tell of each change to what lies in a folder, just before it: its number, its kind and the file."""
    inside, count, telling = os.fspath(folder), 0, False

    def hook(event: str, arguments: tuple) -> None:
        nonlocal count, telling
        if event not in CHANGES or telling or not _changes(event, arguments):
            return
        path = os.path.abspath(os.fsdecode(arguments[0]))  # noqa: PTH100  nothing that opens files itself
        if path.startswith(inside):
            count, telling = count + 1, True
            try:
                happen(count - 1, event, path)
            finally:
                telling = False

    sys.addaudithook(hook)


def _changes(event: str, arguments: tuple) -> bool:
    if not isinstance(arguments[0], (str, bytes, os.PathLike)):
        return False
    if event != "open":
        return True
    flags = arguments[2] or 0
    return bool(set(arguments[1] or "") & set("wax+")) or bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def killed(at: int) -> Callable[[int, str, str], None]:
    """End this process at a moment, with nothing it could do about it."""

    def happen(number: int, event: str, path: str) -> None:
        if number == at:
            os.kill(os.getpid(), signal.SIGKILL)

    return happen


def full(at: int) -> Callable[[int, str, str], None]:
    """Let the disk be full from a moment on."""

    def happen(number: int, event: str, path: str) -> None:
        if number >= at and event in TAKES_ROOM:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)

    return happen


def read_only(at: int = 0) -> Callable[[int, str, str], None]:
    """Let nothing be changed."""

    def happen(number: int, event: str, path: str) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), path)

    return happen


def held_up(at: int, sign: Path, until: Callable[[], bool]) -> Callable[[int, str, str], None]:
    """Stand still at a moment, until something is so; the sign tells that it does."""

    def happen(number: int, event: str, path: str) -> None:
        if number == at:
            sign.touch()
            while not until():
                time.sleep(0.002)

    return happen
