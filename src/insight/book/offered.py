"""Files a site offers for download: which pages name them, and how they come into the site."""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from insight.book.pages import Page
from insight.markup import plain

FILE = "generated/offered.json"  # in the staged book


@dataclass(frozen=True)
class Offer:
    """One file, and what a link to it says. `about` is what it is about: icb=QWO, page=reports/…, or ''."""

    path: Path
    sha256: str
    words: str
    about: str = ""


def staged(found: Iterable[Page], offered: Mapping[str, Offer]) -> bytes:
    """Give what the binder must know: the files with their digests, and those each page names."""
    about: dict[str, list[tuple[str, str]]] = {}
    for name, one in offered.items():
        about.setdefault(one.about, []).append((name, one.words))
    named = {}
    for page in found:
        own = [*about.get(f"page={page.path}", ()), *about.get(f"{page.kind}={page.subject}", ())]
        if page.made and own:
            named[page.path] = own
    files = {name: one.sha256 for name, one in sorted(offered.items())}
    return json.dumps({"files": files, "pages": named}, indent=0).encode()


def read(folder: Path) -> dict[str, list[list[str]]]:
    """Give the files each page of a staged book names; {} where it offers none."""
    path = folder / FILE
    return json.loads(path.read_text(encoding="utf-8"))["pages"] if path.is_file() else {}


def linked(files: Iterable[Iterable[str]], top: Callable[[str], str]) -> str:
    """Give the links a page shows. top : the way from the page to a file of the site."""
    items = "".join(
        f'<li><a href="{plain(top(name))}" download>{plain(words)}</a></li>' for name, words in files
    )
    return f'<ul class="insight-files" aria-label="Downloads of this page">{items}</ul>' if items else ""


def put(site: Path, offered: Mapping[str, Offer]) -> None:
    """Put the files into a site, shared with the place they were made in where the file system can."""
    for name, one in offered.items():
        place = site / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        try:
            os.link(one.path, place)
        except OSError:
            shutil.copy2(one.path, place)
