"""A server on this machine that replays recorded answers, and misbehaves when it is told to."""

import hashlib
import ssl
import threading
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

CSV = "text/csv; charset=utf-8"
JSON = "application/json"


@dataclass
class Asked:
    """One request, as the server saw it."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


@dataclass
class Reply:
    """What the server sends. `cut` bytes only, if it is to break off; `drip` seconds before each bit."""

    body: bytes = b""
    type: str = CSV
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    drip: tuple[int, Callable[[], None]] | None = None  # bytes at a time, and what is waited for between
    length: bool = True  # whether Content-Length is sent


@dataclass
class Server:
    """A server under way. `answers` maps a path to a reply, or to a function of the request."""

    address: str
    answers: dict[str, Reply | Callable[[Asked], Reply]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def count(self, path: str) -> int:
        return sum(request.path == path for request in self.asked)


def parts(body: bytes, etag: str | None = None, **about) -> Callable[[Asked], Reply]:
    """Give a file as a good server does: with its ETag, 304 where nothing changed, and parts of it."""
    etag = etag or f'"{hashlib.sha256(body).hexdigest()[:16]}"'

    def answer(asked: Asked) -> Reply:
        headers = {"ETag": etag, "Accept-Ranges": "bytes"}
        if asked.headers.get("if-none-match") == etag:
            return Reply(status=304, headers=headers)
        wanted = asked.headers.get("range", "")
        if wanted and asked.headers.get("if-range") == etag:
            start = int(wanted.removeprefix("bytes=").split("-")[0])
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
            return Reply(body[start:], status=206, headers=headers, **about)
        return Reply(body, headers=headers, **about)

    return answer


def in_turn(*replies: Reply | Callable[[Asked], Reply]) -> Callable[[Asked], Reply]:
    """Give the replies one after the other, and the last one for ever."""
    left = list(replies)

    def answer(asked: Asked) -> Reply:
        reply = left.pop(0) if len(left) > 1 else left[0]
        return reply(asked) if callable(reply) else reply

    return answer


@contextmanager
def serving(tls: ssl.SSLContext | None = None):
    """Serve on a free port of this machine until the block ends."""
    httpd = _Httpd(("127.0.0.1", 0), _Handler)
    httpd.daemon_threads = True
    if tls:
        httpd.socket = tls.wrap_socket(httpd.socket, server_side=True)
    host, port = httpd.server_address[:2]
    server = httpd.story = Server(f"{'https' if tls else 'http'}://{'localhost' if tls else host}:{port}")
    thread = threading.Thread(target=httpd.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()


class _Httpd(ThreadingHTTPServer):
    story: Server

    def handle_error(self, request, client_address):
        """Say nothing of clients that hang up: tests make them."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each answer would wait 40 ms for the one before to be acknowledged
    server: _Httpd

    def do_GET(self):  # noqa: N802  the name http.server looks for
        split = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(split.path, dict(parse_qsl(split.query)), headers)
        self.server.story.asked.append(asked)
        found = self.server.story.answers.get(split.path, Reply(b"nothing here", status=404))
        self._send(found(asked) if callable(found) else found)

    def _send(self, reply: Reply):
        self.send_response(reply.status)
        if reply.status != 304:
            self.send_header("Content-Type", reply.type)
        if reply.length:
            self.send_header("Content-Length", str(len(reply.body)))
        else:
            self.send_header("Connection", "close")
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        body = reply.body if reply.cut is None else reply.body[: reply.cut]
        size, wait = reply.drip or (len(body) or 1, lambda: None)
        for start in range(0, len(body), size):
            wait()
            self.wfile.write(body[start : start + size])
            self.wfile.flush()
        if reply.cut is not None or not reply.length:
            self.close_connection = True

    def log_message(self, *_):
        pass
