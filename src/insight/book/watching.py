"""A site that follows its sources: built again when one changes, and shown anew in the browser."""

from collections.abc import Callable
from typing import Any

from livereload import Server
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler, StaticFileHandler
from livereload.server import LiveScriptInjector
from tornado import web
from tornado.websocket import WebSocketHandler

from insight import paths
from insight.definitions import Edition

HERE = "127.0.0.1"
NAMES = r"^(127\.0\.0\.1|localhost)$"  # what this machine calls itself; by another name, nothing is here
WATCHED = ("notebooks", "params", "book", "src", "_config.yml")  # below the project's folder


def watch(edition: Edition, build: Callable[[], object], *, port: int) -> None:
    """Build an edition, serve its site on this machine alone, and build again after every change.

    build : builds the edition; what it cannot do it says itself. Ends when it is interrupted.
    """
    build()
    server = Here()
    for name in WATCHED:
        if (paths.root() / name).exists():
            server.watch(str(paths.root() / name), build)
    server.serve(root=str(paths.build() / edition.id / "html"), port=port, host=HERE)


class Here(Server):
    """Serves a site that is not published, to this machine alone and to no page of another site.

    A page elsewhere can have its own name lead to this machine (DNS rebinding), open a websocket to it, or
    load a script of it: the first finds nothing here, the second is refused, a header forbids the third.
    """

    def application(self, port, host, liveport=None, debug=None, live_css=True):
        """Listen."""
        LiveReloadHandler.watcher, LiveReloadHandler.live_css = self.watcher, live_css

        class Followed(LiveScriptInjector):
            script = f'<script src="/livereload.js?port={int(port)}"></script>'.encode()

        served = web.Application(transforms=[Followed])
        site = {"path": self.root, "default_filename": self.default_filename}
        own: list[Any] = [(r"/livereload", Follower), (r"/livereload.js", Script), (r"/(.*)", Page, site)]
        served.add_handlers(NAMES, own)
        served.listen(port, address=host)


class Follower(LiveReloadHandler):
    """Tells a page of this site that it has changed; no page of another."""

    def check_origin(self, origin):
        """Tell whether a page that asks was served here."""
        return WebSocketHandler.check_origin(self, origin)


class Script(LiveReloadJSHandler):
    """The script that follows."""

    def set_default_headers(self):
        """Keep it to this site."""
        _kept(self)


class Page(StaticFileHandler):
    """A file of the site."""

    async def get(self, path, include_body=True):
        """Give it; no file's name has a null byte."""
        if "\0" in path:
            raise web.HTTPError(404)
        await super().get(path, include_body)

    def set_default_headers(self):
        """Keep it to this site."""
        _kept(self)


def _kept(handler: web.RequestHandler) -> None:
    for name, value in {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-store",
    }.items():
        handler.set_header(name, value)
