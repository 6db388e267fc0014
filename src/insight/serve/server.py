"""The server: on this machine alone, from its start to its end."""

import asyncio
import signal
import socket
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import suppress

import uvicorn
from starlette.applications import Starlette

from insight.definitions import Edition
from insight.errors import MissingInput, PortTaken
from insight.serve import choices
from insight.serve.app import RERUN, app
from insight.serve.patience import Patient

HERE = "127.0.0.1"
MOST = 64  # requests at a time


def serve(
    edition: Edition,
    *,
    port: int,
    ready: Callable[[str], None],
    command: Sequence[str] = RERUN,
    browse: bool = False,
) -> None:
    """Serve an edition until it is interrupted; then end every run and leave nothing behind.

    port : where to listen, 0 for any that is free. ready : told the address. browse : open it
    in the browser. Raises PortTaken when another program listens there, MissingInput when no
    page of the edition has been made.
    """
    jobs = [job for report in choices.reports(edition).values() for job in report.jobs]
    if not any(job.page.is_file() for job in jobs):
        raise MissingInput(
            f"No pages of the edition {edition.id!r} have been made, so there is nothing to make again. "
            f"Run: insight build {edition.id}"
        )
    with listening(port) as listener:
        address = f"http://{HERE}:{listener.getsockname()[1]}/"
        server = Server(app(edition, command), lambda: _told(address, ready, browse))
        with suppress(KeyboardInterrupt):
            asyncio.run(server.serve([listener]))


class Server(uvicorn.Server):
    """A server that says when it is ready, and ends its runs before it waits for its readers."""

    def __init__(self, served: Starlette, ready: Callable[[], None]):
        super().__init__(
            uvicorn.Config(
                served,
                http=Patient,
                ws="none",
                loop="asyncio",
                access_log=False,
                log_level="error",
                server_header=False,
                proxy_headers=False,
                limit_concurrency=MOST,
                timeout_graceful_shutdown=5,
            )
        )
        self.runs, self.ready = served.state.runs, ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, and say so."""
        await super().startup(sockets)
        if hasattr(signal, "SIGHUP"):  # a terminal that is closed ends it as Ctrl+C does
            with suppress(ValueError, RuntimeError):
                asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._leave)
        self.ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the runs, and with them what their readers wait for; then stop."""
        await self.runs.close()
        await super().shutdown(sockets)

    def _leave(self) -> None:
        self.should_exit = True


def listening(port: int) -> socket.socket:
    """Give a socket of this machine alone, or refuse a port that is taken."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HERE, port))
    except OSError as error:
        listener.close()
        raise PortTaken(
            f"Port {port} of this machine cannot be used: {error.strerror or error}. Another program, or "
            f"another insight serve, may be listening there: close it, or name another port with --port "
            f"{port + 1 if port < 65535 else port - 1}."
        ) from error
    return listener


def _told(address: str, ready: Callable[[str], None], browse: bool) -> None:
    ready(address)
    if browse:
        asyncio.get_running_loop().run_in_executor(None, webbrowser.open, address)
