"""Answers kept on this machine: each content once, under its own checksum, with a record of every address.

Whatever is half-written cannot be mistaken for whole: contents and records are moved to their place when they
are complete, and a content is used only while it still has the checksum it is called by.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from insight import paths
from insight.writing import write

FOLDER = "_answers"  # beside the editions, none of which can be called so


@dataclass(frozen=True, kw_only=True)
class Version:
    """What an address answered once, and where that came from. Times are UTC, in ISO form."""

    sha256: str
    bytes: int
    fetched: str  # when it was first received
    checked: str  # when the service last said that it still stands
    status: int
    address: str  # the one that answered, after redirects; of a database, what readers are told of it
    through: str | None = None  # the server that stood in for it
    etag: str | None = None
    last_modified: str | None = None
    content_type: str | None = None
    rows: int | None = None  # of a table that was read from a database

    def age(self, now: datetime) -> str:
        """Give in words how long ago it was last known to stand."""
        hours = int((now - datetime.fromisoformat(self.checked)).total_seconds() // 3600)
        if hours < 1:
            return "less than an hour old"
        if hours < 48:
            return f"{hours} hour{'s' * (hours > 1)} old"
        return f"{hours // 24} days old"


@dataclass(frozen=True)
class Begun:
    """An answer of which only the beginning has come, and how to tell that the rest still fits it."""

    path: Path
    bytes: int = 0
    validator: str | None = None  # a strong ETag, or Last-Modified


class Shelf:
    """The answers that are kept. Several processes may use one at a time."""

    def __init__(self, folder: Path | None = None):
        self.folder = folder or paths.store() / FOLDER
        self._laid = False

    @contextmanager
    def held(self, address: str) -> Iterator[None]:
        """Keep an address to this process: two that want it fetch it one after the other."""
        if not self._laid:
            for name in ("locks", "begun", "records", "content"):
                (self.folder / name).mkdir(parents=True, exist_ok=True)
            self._laid = True
        with FileLock(self.folder / "locks" / _key(address)):
            yield

    def versions(self, address: str) -> tuple[Version, ...]:
        """Give every version of what an address answered, the newest last; none when it was never asked."""
        path = self._record(address)
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            return tuple(Version(**version) for version in found["versions"])
        except FileNotFoundError:
            return ()
        except (ValueError, KeyError, TypeError):  # damaged: set aside, and fetched as if for the first time
            path.replace(path.with_suffix(".damaged"))
            return ()

    def content(self, version: Version) -> Path | None:
        """Give the file of a version, or None when it has gone or is no longer what it was."""
        path = self._content(version.sha256)
        if not path.is_file() or path.stat().st_size != version.bytes:
            return None
        return path if _sum(path) == version.sha256 else None

    def begun(self, address: str) -> Begun:
        """Give what there is of an answer that broke off."""
        path = self.folder / "begun" / _key(address)
        about = path.with_suffix(".json")
        if not (path.is_file() and about.is_file()):
            return Begun(path)
        try:
            validator = json.loads(about.read_text(encoding="utf-8"))["validator"]
        except (ValueError, KeyError, TypeError):
            return Begun(path)
        return Begun(path, path.stat().st_size, validator)

    def begin(self, begun: Begun, validator: str | None) -> None:
        """Note how to tell that the rest of an answer fits its beginning; nothing when it cannot be told."""
        about = begun.path.with_suffix(".json")
        about.unlink(missing_ok=True)
        if validator:
            write(about, json.dumps({"validator": validator}))

    def drop(self, begun: Begun) -> None:
        """Forget the beginning of an answer."""
        begun.path.unlink(missing_ok=True)
        begun.path.with_suffix(".json").unlink(missing_ok=True)

    def measure(self, begun: Begun) -> tuple[int, str]:
        """Give the bytes and the SHA-256 of what has been written of an answer."""
        return begun.path.stat().st_size, _sum(begun.path)

    def keep(self, asked: str, begun: Begun, version: Version) -> tuple[Version, Path]:
        """Keep an answer that is whole; give it as recorded, and its file.

        The same content again is no new version.
        """
        place = self._content(version.sha256)
        place.parent.mkdir(exist_ok=True)
        begun.path.replace(place)
        begun.path.with_suffix(".json").unlink(missing_ok=True)
        known = self.versions(asked)
        if known and known[-1].sha256 == version.sha256:
            version = replace(version, fetched=known[-1].fetched)
            known = known[:-1]
        self._note(asked, (*known, version))
        return version, place

    def confirm(self, asked: str, checked: str) -> Version:
        """Note that the newest version still stands."""
        *earlier, newest = self.versions(asked)
        newest = replace(newest, checked=checked)
        self._note(asked, (*earlier, newest))
        return newest

    def _note(self, asked: str, versions: tuple[Version, ...]) -> None:
        write(
            self._record(asked),
            json.dumps({"asked": asked, "versions": [asdict(each) for each in versions]}, indent=1),
        )

    def _record(self, address: str) -> Path:
        return self.folder / "records" / f"{_key(address)}.json"

    def _content(self, sha256: str) -> Path:
        return self.folder / "content" / sha256[:2] / sha256


def now() -> datetime:
    """Give the time, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def _key(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
