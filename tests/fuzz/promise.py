"""What every reader promises of whatever it is given, and how a test sees to it.

A reader gives something, or refuses with one of our own errors, in words. It does not work for ever, and it
opens no file outside of the folders it was given. INSIGHT_FUZZ=5000 tries so many examples of each test, and
others every time; without it a few are tried, always the same.
"""

import atexit
import os
import shutil
import signal
import sys
import sysconfig
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings

from insight.errors import InsightError

HERE = Path(__file__).resolve().parents[2]  # the project
SHARED = HERE.parent / "shared"
MANY = os.environ.get("INSIGHT_FUZZ")
QUICKLY = os.environ.get("INSIGHT_FUZZ_AS_FOUND")  # failing examples are told as they came, not made small
WORK = 20.0  # seconds of the processor's own time that one reading may take; the clock does not matter
LONGEST = 20_000  # letters of a refusal
READ_BY_ALL = ("/proc", "/sys", "/dev", "/etc/mime.types", "/usr", "/lib", "/etc/localtime", "/etc/ssl")


def examples(few: int = 60) -> settings:
    """Give how a test is tried: a few times and always alike, or as often as INSIGHT_FUZZ says."""
    return settings(
        max_examples=int(MANY or few),
        deadline=None,
        derandomize=not MANY,
        database=None,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
        phases=[Phase.explicit, Phase.generate, *([] if QUICKLY else [Phase.shrink])],
    )


class TooMuchWork(BaseException):  # no reader that catches exceptions catches it
    """A reading took more of the processor's time than any may."""


def survives(read: Callable[..., Any], /, *given: Any, writes: bool = False, **named: Any) -> Any:
    """Give what a reader gives, or the error of ours that it refuses with. Fails for anything else.

    writes : whether it may write below the scratch folder.
    """
    with working(), watched(writes=writes):
        try:
            return read(*given, **named)
        except InsightError as error:
            words = str(error)
            assert words.strip(), "a refusal says what is wrong"
            assert len(words) < LONGEST, f"a refusal of {len(words):,} letters"
            return error


@cache
def scratch() -> Path:
    """Give a folder that goes when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="insight-fuzz-")).resolve()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@contextmanager
def within(project: Path):
    """Make a project the one in use."""
    before = os.environ.get("INSIGHT_ROOT")
    os.environ["INSIGHT_ROOT"] = str(project)
    try:
        yield project
    finally:
        if before is None:
            del os.environ["INSIGHT_ROOT"]
        else:
            os.environ["INSIGHT_ROOT"] = before


@contextmanager
def working(seconds: float = WORK):
    """Stop what has used up its time, counted in the time of the processor alone."""

    def stop(*_):
        raise TooMuchWork(f"more than {seconds:g} seconds of work")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


_opened: list[tuple[str, bool]] | None = None


def _hear(event: str, given: tuple) -> None:
    if _opened is None or event not in ("open", "os.remove", "os.rename", "os.mkdir", "os.rmdir"):
        return
    name = given[0]
    if isinstance(name, (str, bytes)):
        mode, flags = (given[1], given[2]) if event == "open" else ("w", 0)
        writing = (isinstance(mode, str) and bool(set(mode) & set("wax+"))) or bool(
            flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        )
        _opened.append((os.fsdecode(name), writing))


@cache
def _hooked() -> None:
    sys.addaudithook(_hear)


@contextmanager
def watched(*, writes: bool = False):
    """Fail if a file is opened outside of the project and the scratch folder, or written elsewhere."""
    global _opened
    _hooked()
    before, _opened = _opened, []
    try:
        yield
    finally:
        opened, _opened = _opened, before
    known = [str(HERE), str(SHARED), str(scratch()), sys.prefix, sys.base_prefix,
             *sysconfig.get_paths().values(), *sys.path[1:], *READ_BY_ALL]  # fmt: skip
    for name, writing in opened:
        path = os.path.realpath(name)
        assert _below(path, known), f"read outside: {name}"
        built = "/_build" in path and _below(path, [str(HERE), str(scratch())])
        own = writes and _below(path, [str(scratch())])
        assert not writing or built or own or path == "/dev/null", f"written: {name}"


def _below(path: str, folders: list[str]) -> bool:
    return any(folder and (path == folder or path.startswith(f"{folder.rstrip('/')}/")) for folder in folders)
