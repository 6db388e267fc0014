"""What a page is made of besides its notebook and its findings: code, libraries, fonts."""

import hashlib
import sys
import sysconfig
from functools import cache
from pathlib import Path

from nbformat import NotebookNode

from insight.run.reads import HOUSE, files

FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
OWN = ("making", "engine")  # rooms whose code makes a page of a notebook


def ingredients(notebook: NotebookNode) -> dict[str, str]:
    """Give a digest or a version of everything, by name, that a notebook's pages are made with."""
    own = [path for room in OWN for path in (HOUSE / room).glob("*.py")]
    code = {path.relative_to(HOUSE).as_posix(): _digest(path) for path in {*files(notebook), *own}}
    return dict(sorted((code | _libraries() | {"Python": sys.version, "fonts": _fonts()}).items()))


def changed(before: dict[str, str], now: dict[str, str], *, shown: int = 5) -> str:
    """Name what differs between two sets of ingredients.

    >>> changed({"pandas": "3.1.0", "Python": "3.11"}, {"pandas": "3.1.1", "Python": "3.11"})
    'pandas'
    """
    names = sorted(name for name in {*before, *now} if before.get(name) != now.get(name))
    more = [f"{len(names) - shown} more"] if len(names) > shown else []
    return ", ".join([*names[:shown], *more])


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


@cache
def _libraries() -> dict[str, str]:
    """Give the version of every library that is installed."""
    folders = {Path(sysconfig.get_path(kind)) for kind in ("purelib", "platlib")}
    found = (path.name for folder in folders for path in folder.glob("*.dist-info"))
    named = (name.removesuffix(".dist-info").rpartition("-") for name in found)
    return {name: version for name, _, version in named if name != HOUSE.name}


@cache
def _fonts() -> str:
    """Give a digest of the names and sizes of the fonts there are."""
    found = [
        f"{path} {path.stat().st_size}"
        for folder in FONTS
        for path in sorted(Path(folder).expanduser().rglob("*.[ot]t[fc]"))
    ]
    return hashlib.sha256("\n".join(found).encode()).hexdigest()[:16]
