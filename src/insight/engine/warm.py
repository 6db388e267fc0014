"""The warm process as seen from outside: started when first needed, asked for children, ended."""

import atexit
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from insight.engine.environment import SET, digest
from insight.engine.imports import imported

SHARED = "INSIGHT_WARM"  # where a warm process of this run listens, and for which environment
PLATFORM = sys.platform
PATIENCE = 10.0  # seconds for a child to say goodbye in
_started: dict[str, "Warm"] = {}


def why_not(kernel_name: str | None = None) -> str | None:
    """Give why notebooks cannot run warm here, in words; None if they can.

    kernel_name : the kernel asked for, which must be this Python; None for this Python.
    """
    if not PLATFORM.startswith("linux") or not hasattr(os, "pidfd_open"):
        return f"processes are only forked on Linux, and this is {PLATFORM}."
    if kernel_name is not None and not _is_this_python(kernel_name):
        return f"the kernel {kernel_name!r} is not this Python."
    return None


def warm(notebooks: Iterable[NotebookNode] = (), editions: Iterable[str] = ()) -> "Warm":
    """Give the warm process for the environment as it is now: the run's, this process's, or a new one.

    notebooks, editions : what it will run, and names of those whose pages it will fork; a new one imports
    and reads ahead what they share.
    """
    now = digest(os.environ)
    place, _, whose = os.environ.get(SHARED, "").partition("#")
    if whose == now and Path(place).exists():
        return Warm(place)
    if now not in _started or not _started[now].alive:
        _started[now] = Warm.start(imported(notebooks), editions)
    return _started[now]


@contextmanager
def sharing(notebooks: Iterable[NotebookNode], editions: Iterable[str] = ()) -> Iterator[None]:
    """Let the processes started within use one warm process, for the environment as it is now."""
    one, before = warm(notebooks, editions), os.environ.get(SHARED)
    if one.reason is None:
        os.environ[SHARED] = f"{one.place}#{digest(os.environ)}"
    try:
        yield
    finally:
        os.environ.pop(SHARED, None)
        if before is not None:
            os.environ[SHARED] = before


class Warm:
    """A process that has imported what notebooks need and forks a child for each."""

    def __init__(self, place: str, process: subprocess.Popen | None = None):
        self.place, self.process = place, process

    @classmethod
    def start(cls, imports: Iterable[str], editions: Iterable[str] = ()) -> "Warm":
        """Begin to start one with the environment as it is now."""
        folder = tempfile.mkdtemp(prefix="insight-")
        place = f"{folder}/warm"
        process = subprocess.Popen(
            [sys.executable, "-m", "insight.engine.parent", place],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=SET | os.environ,
            text=True,
            start_new_session=True,
        )
        atexit.register(_end, process, folder)
        assert process.stdin is not None
        with suppress(BrokenPipeError):
            process.stdin.write(json.dumps({"imports": sorted(imports), "editions": sorted(editions)}) + "\n")
            process.stdin.flush()
        return cls(place, process)

    @cached_property
    def reason(self) -> str | None:
        """Give why it may not fork, in words; None once it is ready."""
        if self.process is None or self.process.stdout is None:
            return None
        said = self.process.stdout.readline().strip()
        return None if said == "ready" else said or "the warm process did not start."

    @property
    def alive(self) -> bool:
        """Say whether it can be asked for a child, or has said that it cannot."""
        return self.process is not None and (self.process.poll() is None or self.reason is not None)

    @contextmanager
    def child(self, *, folder: str, memory: int | None) -> Iterator["Child"]:
        """Give a child that works in a folder, with so many MiB for its data; it ends with the block."""
        with socket.socket(socket.AF_UNIX) as plug:
            plug.connect(self.place)
            child = Child(Connection(plug.detach()))
        try:
            child.connection.send({"folder": folder, "memory": memory})
            child.language = child.next(None)[1]
            yield child
            child.leave()
        finally:
            child.connection.close()  # a child that is still there is ended by its parent


class Child:
    """A process forked for one notebook."""

    def __init__(self, connection: Connection):
        self.connection = connection
        self.language: dict[str, Any] = {}
        self.end = "it ended without a word."

    def send(self, source: str) -> None:
        """Hand over a cell."""
        with suppress(OSError):  # a child that is dead is found when its answer is read
            self.connection.send(source)

    def next(self, seconds: float | None) -> tuple[str, Any]:
        """Give what it sent next: the kind of message, and its content.

        Raises TimeoutError when nothing has come after so many seconds, and EOFError when it
        has ended; `end` then says how.
        """
        try:
            if not self.connection.poll(seconds):
                raise TimeoutError
            kind, content = self.connection.recv()
        except OSError as error:
            if isinstance(error, TimeoutError):
                raise
            raise EOFError from error
        if kind == "ended":
            self.end = content
            raise EOFError
        return kind, content

    def leave(self) -> None:
        """Let it close its files and end, and wait until it has."""
        with suppress(EOFError, OSError, TimeoutError):
            self.connection.send(None)
            while self.connection.poll(PATIENCE):  # until its parent has put everything away
                self.connection.recv()


def _is_this_python(kernel_name: str) -> bool:
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel  # here, as it takes long to load
    from jupyter_core.paths import jupyter_path

    own = Path(os.environ.get("IPYTHONDIR", "~/.ipython")).expanduser() / "kernels"
    places = [*jupyter_path("kernels"), str(own)]  # it would load all of IPython to find these
    try:
        command = KernelSpecManager(kernel_dirs=places).get_kernel_spec(kernel_name).argv
    except NoSuchKernel:
        return False  # an ordinary kernel says it in its own words
    names = {"python", "python3", f"python3.{sys.version_info[1]}", sys.executable}
    return command[0] in names and "ipykernel_launcher" in command


def _end(process: subprocess.Popen, folder: str) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
    shutil.rmtree(folder, ignore_errors=True)
