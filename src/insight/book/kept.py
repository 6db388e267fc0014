"""What one binding keeps for the next: lent as files, and only when it is sure to give the same bytes.

_build/<edition>/bound/ holds what Sphinx made of each page, and a list of what it was made from and
of the site it gave. The list is taken away before anything is moved and written last, so after a
binding that was cut short it still stands for what is there, or there is none and all is bound afresh.
"""

import json
import os
import shutil
import sys
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from importlib import metadata
from pathlib import Path

from insight.book.binder import LASTING
from insight.writing import named

Stamp = list[int]  # size and times, which change when a file does
Looked = dict[str, tuple[str, Stamp]]  # file: what it holds as a digest, and its stamp when it was read
BOUND, LIST, DOCTREES = "bound", "list.json", "doctrees"
SITE, WORK, BEFORE = "html", "binding-", "before"  # WORK begins the name of the folder a site is built in
SETTINGS = "conf.py"  # in the staged book, written when it is bound
HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Binding:
    """One binding that was finished: what it was made with, what from, and the files it gave."""

    made_with: str
    sources: Looked = field(default_factory=dict)
    site: dict[str, Stamp] = field(default_factory=dict)

    def same(self, other: "Binding") -> bool:
        """Say whether both are made from the same, so that both give the same site."""
        return self.made_with == other.made_with and _held(self.sources) == _held(other.sources)


def made_with(folder: Path, clock: int) -> str:
    """Give a digest of all that shapes every page: settings, templates, looks, code, libraries.

    folder : the staged book, with its conf.py. clock : the edition's, in seconds.
    """
    found = sha256(json.dumps([sys.version, clock, *sorted(_libraries())]).encode())
    files = [
        folder / "conf.py",
        *folder.glob("_templates/**/*"),
        *folder.glob("_static/**/*"),
        *HERE.glob("*.py"),
    ]
    for path in sorted(path for path in files if path.is_file()):
        found.update(f"{path.name} {path.stat().st_size} ".encode() + path.read_bytes())
    return found.hexdigest()


def code(*folders: Path) -> str:
    """Give a digest of the package, the libraries it stands on, and all files in some folders."""
    found = sha256(json.dumps([sys.version, *sorted(_libraries())]).encode())
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    for path in [*_code(), *files]:
        found.update(f"{path.name} {path.stat().st_size} ".encode() + path.read_bytes())
    return found.hexdigest()


def sources(folder: Path, before: Binding | None) -> Looked:
    """Give what each file of the staged book holds, read again only where its stamp is a new one."""
    known = before.sources if before else {}
    found = {}
    for name, entry in _files(folder):
        stamp = _stamp(entry, "st_ctime_ns")
        held, stamped = known.get(name, ("", []))
        found[name] = (held if stamp == stamped else sha256(Path(entry).read_bytes()).hexdigest(), stamp)
    return found


def site(folder: Path) -> dict[str, Stamp]:
    """Give the stamp of each file of a site."""
    return {name: _stamp(entry) for name, entry in _files(folder)}


def put(path: Path, content: bytes) -> None:
    """Write a file, unless it holds just that."""
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        with named(path):
            path.write_bytes(content)


def last(home: Path) -> Binding | None:
    """Give the last binding that was finished, or None when there is none that can be lent from."""
    if not (home / BOUND / DOCTREES / LASTING).is_file():
        return None
    try:
        rows = json.loads((home / BOUND / LIST).read_text(encoding="utf-8"))
        rows["sources"] = {name: tuple(looked) for name, looked in rows["sources"].items()}
        return Binding(**rows)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def lend(home: Path, work: Path, was: Binding, now: Binding) -> None:
    """Put what can be used again where Sphinx will find it: pages that stand on their own file alone.

    Such a page is lent when its file is as it was, and its HTML when nobody has touched it since.
    Files are shared, not copied, where the file system can.
    """
    old = home / BOUND / DOCTREES
    lasting = json.loads((old / LASTING).read_text(encoding="utf-8"))
    stands = site(home / "html")
    for path in (path for path in old.iterdir() if path.suffix in (".pickle", ".json")):
        _copy(path, work / DOCTREES / path.name)
    for page in lasting:
        file, html = f"{page}.ipynb", f"{page}.html"
        if now.sources.get(file, ("",))[0] != was.sources.get(file, (None,))[0]:
            continue
        _share(old / f"{page}.doctree", work / DOCTREES / f"{page}.doctree")
        if html in was.site and stands.get(html) == was.site[html]:
            _share(home / "html" / html, work / "html" / html)


def recover(home: Path) -> None:
    """Clear away after a binding that was cut short; the last site comes back, if it was just moved away."""
    for left in home.glob(f"{WORK}*"):
        if not (home / SITE).exists() and (left / BEFORE / SITE).is_dir():
            (left / BEFORE / SITE).replace(home / SITE)
        shutil.rmtree(left)


def keep(home: Path, work: Path, made: Binding) -> None:
    """Put the new site and what it was made of in place of the last ones, then the list of it."""
    place, before = home / BOUND, work / BEFORE
    place.mkdir(exist_ok=True)
    (place / LIST).unlink(missing_ok=True)
    _move(work / SITE, home / SITE, before / SITE)
    _move(work / DOCTREES, place / DOCTREES, before / DOCTREES)
    made = Binding(made_with=made.made_with, sources=made.sources, site=site(home / "html"))
    written = work / LIST
    written.write_text(json.dumps(asdict(made)), encoding="utf-8")
    written.replace(place / LIST)


def _held(looked: Looked) -> dict[str, str]:
    return {name: held for name, (held, _) in looked.items()}


def _files(folder: Path, under: str = "") -> list[tuple[str, os.DirEntry]]:
    """Give the files of a folder and of those in it, by their names from there."""
    found: list[tuple[str, os.DirEntry]] = []
    for entry in sorted(os.scandir(folder / under), key=lambda entry: entry.name) if folder.is_dir() else ():
        name = f"{under}{entry.name}"
        found += _files(folder, f"{name}/") if entry.is_dir() else [(name, entry)]
    return found


def _stamp(entry: os.DirEntry, *also: str) -> Stamp:
    looked = entry.stat()
    return [looked.st_size, looked.st_mtime_ns, *(getattr(looked, name) for name in also)]


def _code() -> list[Path]:
    return sorted(HERE.parent.rglob("*.py"))


def _libraries() -> list[str]:
    """Give the name and version of every library there is, as its folder tells them."""
    return [str(found._path.name) for found in metadata.distributions()]  # type: ignore[attr-defined]


def _share(old: Path, new: Path) -> None:
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new)
    except FileNotFoundError:
        return
    except OSError:
        shutil.copy2(old, new)


def _copy(old: Path, new: Path) -> None:
    new.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(old, new)


def _move(new: Path, place: Path, before: Path) -> None:
    before.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        place.replace(before)
    try:
        new.replace(place)
    except OSError:
        if before.exists():
            before.replace(place)
        raise
