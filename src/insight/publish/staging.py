"""A bound site copied to where it will be served, as it will be served."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from insight.errors import UnfitToPublish
from insight.publish import durable
from insight.publish.manifest import Kept, Manifest, kept
from insight.publish.policy import HEADERS, Inline, headers, inline, with_policy

Stamps = dict[str, tuple[int, int, int]]


@dataclass(frozen=True)
class Staged:
    """The files of a copy, and how many of them it shares with the version before."""

    files: dict[str, Kept]
    shared: int


def stage(site: Path, copy: Path, *, before: Path | None = None, listed: Manifest | None = None) -> Staged:
    """Copy a site to a new folder, each page with its policy, and the headers beside them.

    before, listed : a version that stands and its manifest; a file it has already is shared with
    it, once its bytes have been compared. Raises UnfitToPublish for a site with symbolic links.
    """
    durable.folder(copy)
    files, held, folders, shared = {}, [], [copy], 0
    for name, content in _contents(site):
        if name.endswith(".html"):
            held.append(inline(_words(name, content)))
            content = with_policy(content)
        _folders(copy, name, folders)
        files[name] = kept(content)
        shared += _put(copy / name, content, before and before / name, listed, name, files[name])
    files[HEADERS] = _headers(copy, held)
    for folder in reversed(folders):
        durable.settle(folder)
    return Staged(files, shared)


def stamps(site: Path) -> Stamps:
    """Give what tells each file of a site from any other: its size, when it was written, which it is."""
    found = {name: (site / name).stat() for name in _names(site)}
    return {name: (file.st_size, file.st_mtime_ns, file.st_ino) for name, file in found.items()}


def _contents(site: Path) -> Iterator[tuple[str, bytes]]:
    for name in _names(site):
        yield name, (site / name).read_bytes()


def _names(site: Path) -> list[str]:
    paths = sorted(site.rglob("*"))
    links = [path.relative_to(site).as_posix() for path in paths if path.is_symlink()]
    if links:
        raise UnfitToPublish.rows(
            f"{len(links)} files of {site} are symbolic links, which may lead out of the site:",
            links,
            "Put the files themselves there. Nothing was published.",
        )
    return [path.relative_to(site).as_posix() for path in paths if path.is_file()]


def _words(name: str, page: bytes) -> str:
    try:
        return page.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnfitToPublish(f"{name} is not written in UTF-8 ({error}). Make the page again.") from error


def _folders(copy: Path, name: str, made: list[Path]) -> None:
    for parent in reversed((copy / name).parents):
        if parent.is_relative_to(copy) and parent not in made:
            durable.folder(parent)
            made.append(parent)


def _put(new: Path, content: bytes, old: Path | None, listed: Manifest | None, name: str, file: Kept) -> bool:
    """Put a file where it will be served; say whether it is shared with the version before."""
    same = old is not None and listed is not None and listed.files.get(name) == file
    if same and old is not None and old.is_file() and old.read_bytes() == content and durable.share(old, new):
        return True
    durable.write(new, content)
    return False


def _headers(copy: Path, held: list[Inline]) -> Kept:
    content = headers(held)
    durable.write(copy / HEADERS, content)
    return kept(content)
