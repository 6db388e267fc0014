"""The site that `watch` serves is for this machine alone: a page of another site finds nothing,
or is refused."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.ioloop import IOLoop
from tornado.testing import bind_unused_port
from tornado.websocket import websocket_connect

from insight.book.watching import HERE, Here


@pytest.fixture
def site(tmp_path):
    """Serve a page; give its port."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("<html><head></head><body>An unpublished page</body></html>")
    (tmp_path / "secret.txt").write_text("a secret")
    socket, port = bind_unused_port(address=HERE)
    socket.close()
    started, kept = threading.Event(), {}

    def run():
        async def begin():
            server = Here()
            server.root, server.default_filename = str(folder), "index.html"
            server.application(port, HERE)
            kept["loop"], kept["end"] = IOLoop.current(), asyncio.Event()
            started.set()
            await kept["end"].wait()

        asyncio.run(begin())

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert started.wait(30)
    yield port
    kept["loop"].add_callback(kept["end"].set)
    thread.join(30)


def alone(work):
    """Do what awaits in a thread of its own: in this one a browser of other tests may be awaited already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def ask(port, path="/", **headers):
    async def get():
        request = HTTPRequest(f"http://{HERE}:{port}{path}", headers=headers, follow_redirects=False)
        client = AsyncHTTPClient(force_instance=True)
        try:
            return await client.fetch(request, raise_error=False)
        finally:
            client.close()

    return alone(get())


def test_it_is_shown_by_this_machines_own_name(site):
    answer = ask(site)
    assert answer.code == 200 and b"unpublished" in answer.body and b"/livereload.js" in answer.body
    assert ask(site, Host=f"localhost:{site}").code == 200
    assert ask(site, "/livereload.js").code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example", "0.0.0.0:{port}"]
)
@pytest.mark.parametrize("path", ["/", "/index.html", "/livereload.js", "/livereload"])
def test_by_another_name_nothing_is_here(site, host, path):
    answer = ask(site, path, Host=host.format(port=site))
    assert answer.code in (400, 404) and b"unpublished" not in answer.body


def test_no_page_elsewhere_may_hold_it_or_load_from_it(site):
    headers = ask(site).headers
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt",
"/%252e%252e/secret.txt",
                                  "/..\\secret.txt", "/index.html%00", "//secret.txt",
                                  "/forcereload"])  # fmt: skip
def test_no_file_outside_is_given_and_asking_changes_nothing(site, path):
    answer = ask(site, path)
    assert answer.code in (400, 403, 404) and b"a secret" not in answer.body


@pytest.mark.parametrize("origin, welcome", [("http://evil.example", False), ("null", False), ("own", True)])
def test_only_a_page_of_this_site_may_follow(site, origin, welcome):
    own = f"http://{HERE}:{site}" if origin == "own" else origin

    async def follow():
        connection = await websocket_connect(
            HTTPRequest(f"ws://{HERE}:{site}/livereload", headers={"Origin": own})
        )
        connection.close()
        while await connection.read_message() is not None:  # until the other side has closed it too
            pass

    if welcome:
        alone(follow())
        return
    with pytest.raises(HTTPClientError, match="403"):
        alone(follow())
