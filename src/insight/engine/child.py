"""A forked child: made its own, then one cell after another."""

import asyncio
import atexit
import builtins
import contextlib
import ctypes
import getpass
import os
import random
import resource
import signal
import sys
import tempfile
from functools import partial
from multiprocessing.connection import Connection
from types import SimpleNamespace
from typing import Any

from ipykernel.compiler import XCachingCompiler
from ipykernel.ipkernel import IPythonKernel
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from traitlets.config import Config

from insight.engine.messages import Messages, Stream

DIE_WITH_PARENT = 1  # prctl's PR_SET_PDEATHSIG
MEBIBYTE = 1 << 20


def new_shell() -> ZMQInteractiveShell:
    """Give the shell of a kernel that has run nothing yet; children work in a copy of it."""
    config = Config()
    config.HistoryManager.enabled = False  # it would start a thread
    shell = ZMQInteractiveShell.instance(
        config=config, kernel=SimpleNamespace(eventloop=None), compiler_class=XCachingCompiler
    )
    libraries = (place for place, name in enumerate(sys.path) if name.endswith(("-packages", "-packages/")))
    sys.path.insert(next(libraries, len(sys.path)), "")  # where kernels have the folder they work in
    vars(shell)["enable_gui"] = partial(setattr, shell, "active_eventloop")  # there is no loop to join
    return shell


def run(connection: Connection, shell: ZMQInteractiveShell, folder: str) -> None:
    """Run the cells that come over a connection until there are no more."""
    wanted = connection.recv()
    _be_alone(folder, wanted["folder"], wanted["memory"])
    messages = Messages(connection)
    for teller in (shell.displayhook, shell.display_pub):
        teller.set_trait("session", messages)
        teller.set_trait("pub_socket", messages)
    with contextlib.ExitStack() as stack:
        sys.stdout = stack.enter_context(Stream(messages, "stdout", 1))
        sys.stderr = stack.enter_context(Stream(messages, "stderr", 2))
        messages.tell("language", IPythonKernel.language_info)
        while (source := _next(connection)) is not None:
            messages.tell("reply", _run_cell(shell, messages, source))
            if shell.exit_now:
                break
        atexit._run_exitfuncs()


def _next(connection: Connection) -> str | None:
    try:
        return connection.recv()
    except EOFError:
        return None


def _run_cell(shell: ZMQInteractiveShell, messages: Messages, source: str) -> dict[str, Any]:
    """Run one cell; give how it ended, as a kernel would."""
    messages.tell("status", {"execution_state": "busy"})
    messages.tell("execute_input", {"code": source, "execution_count": shell.execution_count})
    shell._last_traceback_during_displayhook = False
    found = shell.run_cell(source, store_history=True)
    sys.stdout.flush()
    sys.stderr.flush()
    messages.tell("status", {"execution_state": "idle"})
    if found.success and not shell._last_traceback_during_displayhook:
        return {"status": "ok"}
    error = found.error_before_exec if found.error_before_exec is not None else found.error_in_exec
    return {
        "status": "error",
        "ename": type(error).__name__,
        "evalue": str(error),
        "traceback": shell._last_traceback or [],
    }


def _be_alone(temporary: str, folder: str, memory: int | None) -> None:
    """Share nothing with other children: not a folder, not a seed, not a way to be interrupted."""
    os.setsid()
    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.environ["TMPDIR"] = tempfile.tempdir = temporary
    os.chdir(folder)
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    asyncio.set_event_loop(asyncio.new_event_loop())
    vars(builtins)["input"] = vars(getpass)["getpass"] = _no_input
    if memory is not None:
        most = memory * MEBIBYTE + _data_held()
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _no_input(prompt: str = "", *_, **__) -> str:
    raise StdinNotImplementedError("raw_input was called, but this frontend does not support input requests.")


def _data_held() -> int:
    """Give how many bytes of data the process holds already: what it was forked with."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123  nothing lighter reads it
        return int(file.read().split()[5]) * resource.getpagesize()
