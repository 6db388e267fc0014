"""A request to an app, byte for byte as a browser or an attacker may send it, without a network between."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

PORT = 8100


@dataclass
class Answered:
    """What came of a request."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def ask(app, method: str, path: bytes, *, query: bytes = b"", headers=(), body: bytes = b"") -> Answered:
    """Ask an app. path : as sent, before anything in it is decoded, as uvicorn hands it on."""
    from urllib.parse import unquote_to_bytes

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": unquote_to_bytes(path).decode("utf-8", "replace"), "raw_path": path, "query_string": query,
        "root_path": "", "headers": [(name.lower(), value) for name, value in headers],
        "client": ("127.0.0.1", 50000), "server": ("127.0.0.1", PORT), "state": {},
    }  # fmt: skip
    made = Answered()
    sent = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive():
        return next(sent, {"type": "http.disconnect"})

    async def send(message):
        if message["type"] == "http.response.start":
            made.status = message["status"]
            made.headers = {
                name.decode("latin-1"): value.decode("latin-1") for name, value in message["headers"]
            }
        else:
            made.body += message.get("body", b"")

    with ThreadPoolExecutor(1) as thread:  # in this one a browser of other tests may be awaited already
        thread.submit(asyncio.run, app(scope, receive, send)).result()
    return made
