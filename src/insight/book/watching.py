"""A site that follows its sources: built again when one changes, and shown anew in the browser."""

from collections.abc import Callable

from livereload import Server

from insight import paths
from insight.definitions import Edition

WATCHED = ("notebooks", "params", "book", "src", "_config.yml")  # below the project's folder


def watch(edition: Edition, build: Callable[[], object], *, port: int) -> None:
    """Build an edition, serve its site on this machine alone, and build again after every change.

    build : builds the edition; what it cannot do it says itself. Ends when it is interrupted.
    """
    build()
    server = Server()
    for name in WATCHED:
        if (paths.root() / name).exists():
            server.watch(str(paths.root() / name), build)
    server.serve(root=str(paths.build() / edition.id / "html"), port=port, host="127.0.0.1")
