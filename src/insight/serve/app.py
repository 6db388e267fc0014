"""The web app: which address gives what."""

import json
import secrets
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from insight import paths
from insight.definitions import Edition
from insight.errors import InsightError, TooBusy, UnknownName
from insight.serve import book, choices, look, screens
from insight.serve.guard import READING, Guard
from insight.serve.patience import within
from insight.serve.runs import Run, Runs

RERUN = (sys.executable, "-m", "insight", "rerun")
LARGEST = 16_384  # bytes of a form
FIELDS = 40  # of a form
SLOWEST = 20.0  # seconds in which a form comes whole
FILES = {
    "page.ipynb": "application/x-ipynb+json",
    "changes.html": "text/html",
    "changes.json": "application/json",
}


def app(
    edition: Edition, command: Sequence[str] = RERUN, *, at_once: int = 2, waiting: int = 20
) -> Starlette:
    """Give the app of an edition.

    command : what makes a page; it is given PAGE, -p name=value ..., --out FOLDER, --progress.
    at_once, waiting : runs that work, and others that may wait. `state.runs` are its runs.
    """
    runs = Runs(paths.build() / edition.id / "served", command, at_once=at_once, waiting=waiting)
    served = Served(edition, runs, screens.Screens(edition, token=secrets.token_hex(16)))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        runs.open()
        yield
        await runs.close()

    made = Starlette(
        routes=[
            Route("/", served.home),
            Route("/runs", served.start, methods=["POST"]),
            Route("/runs/{id}", served.run),
            Route("/runs/{id}/events", served.events),
            Route("/runs/{id}/cancel", served.cancel, methods=["POST"]),
            Route("/runs/{id}/page", served.page),
            Route("/runs/{id}/changes", served.changes),
            Route("/runs/{id}/files/{name}", served.file),
            Route("/about/{name}", served.about),
            Route("/{name:str}", served.asset),
        ],
        middleware=[Middleware(Guard)],
        exception_handlers={HTTPException: served.fault, 500: served.broken},
        lifespan=lifespan,
    )
    made.state.runs = runs
    return made


class Served:
    """What each address gives. Only a POST with this start's token changes anything."""

    def __init__(self, edition: Edition, runs: Runs, shown: screens.Screens):
        self.edition, self.runs, self.shown = edition, runs, shown

    async def home(self, request: Request) -> Response:
        """Give the lists to choose from."""
        return HTMLResponse(self.shown.home(choices.reports(self.edition)))

    async def start(self, request: Request) -> Response:
        """Begin what a form asks for, or give the form back with what is wrong."""
        given = await self._form(request)
        reports, name = choices.reports(self.edition), given.pop("report", "")
        try:
            if name not in reports:
                raise UnknownName.among("report", name[:80], known=reports, where=self.edition.id)
            run = self.runs.start(choices.choose(reports[name], given))
        except InsightError as error:
            status = 503 if isinstance(error, TooBusy) else 400
            return HTMLResponse(self.shown.home(reports, name, given, str(error)), status)
        return RedirectResponse(f"/runs/{run.id}", 303)

    async def run(self, request: Request) -> Response:
        """Give how far a run is, or what came of it."""
        run = self._run(request)
        return HTMLResponse(self.shown.run(run, self.runs.ahead(run)))

    async def events(self, request: Request) -> Response:
        """Give each piece of news of a run, until it has ended."""
        run = self._run(request)

        async def news() -> AsyncIterator[str]:
            last = None
            while True:
                changed = self.runs.changed
                now = json.dumps(screens.news(run, self.runs.ahead(run)))
                if now != last:
                    yield f"data: {now}\n\n"
                if not run.at_work:
                    return
                last = now
                await changed.wait()

        return StreamingResponse(news(), media_type="text/event-stream")

    async def cancel(self, request: Request) -> Response:
        """End a run, or delete one that has ended."""
        await self._form(request)
        run = self._run(request)
        await self.runs.remove(run)
        return RedirectResponse(f"/runs/{run.id}", 303)

    async def page(self, request: Request) -> Response:
        """Give the page that was made."""
        run = self._finished(request)
        words = self.shown.page(run, book.places(self.edition.id))
        return HTMLResponse(words, headers={"Content-Security-Policy": READING})

    async def changes(self, request: Request) -> Response:
        """Give what differs from the edition's page."""
        run = self._finished(request)
        headers = {"Content-Security-Policy": f"{READING}; sandbox"}
        return HTMLResponse(screens.changes(run), headers=headers)

    async def file(self, request: Request) -> Response:
        """Give one of the files to keep."""
        run, name = self._finished(request), request.path_params["name"]
        called = f"{run.choice.name}-{name}"
        if name == "page.html":
            headers = {"Content-Disposition": f'attachment; filename="{called}"'}
            return HTMLResponse(screens.alone(run), headers=headers)
        if name not in FILES:
            raise HTTPException(404)
        return FileResponse(run.made / name, media_type=FILES[name], filename=called)

    async def about(self, request: Request) -> Response:
        """Give a page of the book that explains figures."""
        found = book.about(self.edition.id)
        name = request.path_params["name"]
        if name not in found:
            raise HTTPException(404)
        words = self.shown.about(book.ABOUT[name], found[name])
        return HTMLResponse(words, headers={"Content-Security-Policy": READING})

    async def asset(self, request: Request) -> Response:
        """Give a style sheet or the script."""
        match request.path_params["name"]:
            case "insight.css":
                return Response(screens.sheet(), media_type="text/css")
            case "serve.css":
                return Response(look.STYLE, media_type="text/css")
            case "serve.js":
                return Response(look.SCRIPT, media_type="text/javascript")
        raise HTTPException(404)

    async def fault(self, request: Request, error: Exception) -> Response:
        """Give a page that says what is wrong."""
        assert isinstance(error, HTTPException)
        return HTMLResponse(self.shown.fault(error.status_code, error.detail), error.status_code)

    async def broken(self, request: Request, error: Exception) -> Response:
        """Give a page for a fault of ours, which is told in the terminal."""
        return HTMLResponse(self.shown.fault(500, ""), 500)

    def _run(self, request: Request) -> Run:
        found = self.runs.found.get(request.path_params["id"])
        if found is None:
            raise HTTPException(404, "No run has this address. It may have gone when the program was closed.")
        return found

    def _finished(self, request: Request) -> Run:
        run = self._run(request)
        if not run.finished:
            raise HTTPException(404, "There is no page here: the run has not finished, or was deleted.")
        return run

    async def _form(self, request: Request) -> dict[str, str]:
        """Give what a form sent. Refused: one that is too large, says a thing twice, or is not ours."""
        if request.headers.get("content-type", "").partition(";")[0] != "application/x-www-form-urlencoded":
            raise HTTPException(415, "Only a form of this server is read here.")
        try:
            body = await within(SLOWEST, _body(request))
        except TimeoutError as error:
            raise HTTPException(408, "The form did not come in time.") from error
        except ClientDisconnect as error:
            raise HTTPException(400, "The form broke off.") from error
        try:
            pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=FIELDS, errors="strict")
        except ValueError as error:
            raise HTTPException(400, "The form cannot be read.") from error
        given = dict(pairs)
        if len(given) < len(pairs):
            raise HTTPException(400, "The form says the same thing twice.")
        if not secrets.compare_digest(given.pop("token", "").encode(), self.shown.token.encode()):
            raise HTTPException(403, "This form was made before the program was started. Go back and reload.")
        return given


async def _body(request: Request) -> bytes:
    """Give what a request sends, or refuse more than any form holds."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise HTTPException(413, f"A form may hold {LARGEST:,} bytes at most.")
    return body
