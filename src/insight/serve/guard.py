"""What stands before every page: who may ask, from where, and what a browser may do with the answer."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NAMES = ("127.0.0.1", "localhost")  # what this machine calls itself
STRICT = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
READING = (  # a page made by a notebook: its pictures may be styled where they stand, and nothing may run
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
ALONE = (  # the same in a file of its own
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": STRICT,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with no-referrer a browser would not say where a form stood
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}


class Guard:
    """Refuses requests that no person at this machine made, and adds headers to every answer."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with what is wrong."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if not scope["query_string"].isascii():
            await PlainTextResponse("Refused: no address of this server is written so.\n", 400)(
                scope, receive, answer
            )
            return
        wrong = fault(scope["method"], Headers(scope=scope), scope["server"][1])
        if wrong:
            await PlainTextResponse(wrong, 403)(scope, receive, answer)
        else:
            await self.app(scope, receive, answer)


def fault(method: str, headers: Headers, port: int) -> str | None:
    """Give why a request is refused, or None.

    A name other than this machine's own is how a page elsewhere would reach a server here
    (DNS rebinding). What changes anything must come from a page of ours; a page elsewhere
    may hold a link to here, and nothing more.
    """
    here = {f"{name}:{port}" for name in NAMES} | (set(NAMES) if port == 80 else set())
    hosts = headers.getlist("host")
    if len(hosts) != 1 or hosts[0] not in here:
        return f"Refused: this server answers at http://{NAMES[0]}:{port}/ alone.\n"
    site = headers.get("sec-fetch-site", "same-origin")
    if method in ("GET", "HEAD"):
        visit = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        if site in ("same-origin", "none") or visit:
            return None
        return "Refused: a page of another site asked for this.\n"
    origin = headers.get("origin")
    if site != "same-origin" or (origin is not None and origin != f"http://{hosts[0]}"):
        return "Refused: only a form of this server may ask for this.\n"
    return None
