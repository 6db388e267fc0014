"""The warm process: it imports once, starts nothing, and forks a clean child for every notebook.

    python -m insight.engine.parent SOCKET

It lives as long as whoever holds its standard input, reads there the names of modules and of the
editions whose pages it will fork, and says "ready", or why it must not fork.
"""

import gc
import importlib
import json
import os
import select
import shutil
import signal
import socket
import sys
import tempfile
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

AHEAD = "before_pages"  # what a module calls the function that reads ahead, given an edition's name


def main(place: str) -> None:
    """Import, then serve until standard input is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl-C is for whoever started us
    del sys.path[0]  # the folder it was started in, which is no page's
    gc.disable()  # nothing that is imported is thrown away again
    asked = json.loads(sys.stdin.readline() or "{}")
    for name in asked.get("imports", ()):
        with suppress(Exception):  # a cell that imports it will say what is wrong
            importlib.import_module(name)
    for edition in asked.get("editions", ()):
        _read_ahead(edition)
    from insight.engine.child import new_shell

    shell = new_shell()
    gc.freeze()
    gc.enable()
    gc.set_threshold(100_000, 20, 20)  # a page is short, and has little to collect
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(place)
    listener.listen(128)
    others = _threads()[1:]
    _say(f"a fork would lose threads that imports started: {', '.join(others)}." if others else "ready")
    Parent(listener, shell, Path(place).parent).serve()
    os._exit(0)  # nothing to put away, and libraries that were frozen for forking complain of it


class Parent:
    """Forks children, tells how each ended, and leaves nothing of them behind."""

    def __init__(self, listener: socket.socket, shell, folder: Path):
        self.listener, self.shell, self.folder = listener, shell, folder
        self.children: dict[int, Nestling] = {}  # by the file descriptors that tell of each
        self.poll = select.poll()
        self.poll.register(listener, select.POLLIN)
        self.poll.register(0, select.POLLHUP)

    def serve(self) -> None:
        """Fork whenever asked, until nobody is there to ask."""
        while True:
            for number, _ in self.poll.poll():
                if number == 0:
                    return self._stop()
                if number == self.listener.fileno():
                    self._fork()
                elif number in self.children:
                    self._attend(self.children[number], number)

    def _fork(self) -> None:
        connection = Connection(self.listener.accept()[0].detach())
        folder = tempfile.mkdtemp(dir=self.folder)
        pid = os.fork()
        if pid == 0:
            self._become(connection, folder)
        nestling = Nestling(pid, os.pidfd_open(pid), connection, folder)
        for number, event in ((nestling.fd, select.POLLIN), (connection.fileno(), select.POLLRDHUP)):
            self.children[number] = nestling
            self.poll.register(number, event)

    def _become(self, connection: Connection, folder: str) -> None:
        """Be the child: run a notebook's cells, and end."""
        from insight.engine.child import run

        self.listener.close()
        for number in self.children:
            os.close(number)
        try:
            run(connection, self.shell, folder)
        finally:
            os._exit(0)

    def _attend(self, nestling: "Nestling", number: int) -> None:
        """See to a child that has ended, or that nobody waits for any more."""
        if number != nestling.fd:
            self.poll.unregister(number)
            nestling.kill()
            return
        _, status = os.waitpid(nestling.pid, 0)
        nestling.kill()  # what it may have started
        for own in (nestling.fd, nestling.connection.fileno()):
            with suppress(KeyError):
                self.poll.unregister(own)
            del self.children[own]
        os.close(nestling.fd)
        shutil.rmtree(nestling.folder, ignore_errors=True)
        with suppress(OSError):
            nestling.connection.send(("ended", ending(status)))
        nestling.connection.close()

    def _stop(self) -> None:
        for nestling in set(self.children.values()):
            nestling.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


class Nestling:
    """A child: its process, what tells of its end, who waits for it, and its own temporary folder."""

    def __init__(self, pid: int, fd: int, connection: Connection, folder: str):
        self.pid, self.fd, self.connection, self.folder = pid, fd, connection, folder

    def kill(self) -> None:
        """End it, with whatever it started."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)


def ending(status: int) -> str:
    """Give in words how a process ended.

    >>> ending(9), ending(256)
    ('it was killed by SIGKILL.', 'it ended with exit code 1.')
    """
    if os.WIFSIGNALED(status):
        return f"it was killed by {signal.Signals(os.WTERMSIG(status)).name}."
    return f"it ended with exit code {os.WEXITSTATUS(status)}."


def _read_ahead(edition: str) -> None:
    """Let modules of ours that were imported read what all pages of an edition read, once for all."""
    ours = [module for name, module in sys.modules.items() if name.partition(".")[0] == "insight"]
    for read in dict.fromkeys(vars(module).get(AHEAD) for module in ours):
        if read is not None:
            with suppress(Exception):  # the page that reads it will say what is wrong
                read(edition)


def _threads() -> list[str]:
    return [(task / "comm").read_text().strip() for task in sorted(Path("/proc/self/task").iterdir())]


def _say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
