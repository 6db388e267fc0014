"""Where data lie: a file or folder of this machine, or a URL that fsspec reads."""

import hashlib
import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from insight import paths
from insight.errors import MissingInput, MissingLibrary

URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
PARQUET = (".parquet", ".parq", ".pq")
PARTITION = re.compile(r"([^/=]+)=([^/]*)/")


@dataclass(frozen=True)
class Remote:
    """A file, folder or pattern at a URL, such as s3://bucket/care/year=2024."""

    url: str
    where: str = "asked for"  # the file that names it

    @property
    def name(self) -> str:
        """Give the last part of the URL, as a file has a name."""
        return posixpath.basename(self.url.rstrip("/"))

    def __str__(self) -> str:
        return self.url


Place = Path | Remote


@dataclass(frozen=True)
class Files:
    """Files in the order of their paths, and the file system they lie in; None for this machine's own."""

    system: Any
    paths: tuple[str, ...]
    below: str  # the folder that the paths of partitions (year=2024) begin at

    def open(self, path: str) -> Any:
        """Open one of the files for reading."""
        return Path(path).open("rb") if self.system is None else self.system.open(path, "rb")

    def relative(self, path: str) -> str:
        """Give a file's path below the folder."""
        return posixpath.relpath(path, self.below)

    def partitions(self) -> tuple[str, ...]:
        """Give the columns that names of folders hold, such as year in year=2024."""
        found = (name for path in self.paths for name, _ in PARTITION.findall(self.relative(path)))
        return tuple(dict.fromkeys(found))


def place(written: str, data: Path | None, *, where: str) -> Place:
    """Give the place that a definition names: a URL, or a path below the data folder.

    Raises MissingInput for a path that leads out of the data folder, or when none is given.
    """
    if written.lower().startswith("file://"):
        return Path(re.sub("^file://(localhost)?", "", written, flags=re.IGNORECASE))
    if is_url(written):
        return Remote(written, where)
    if data is None:
        raise MissingInput(
            f"{where} names the file {written!r}. Say which folder it lies in with --data DIR."
        )
    return paths.inside(written, data, where=where)


def is_url(written: str) -> bool:
    """Tell whether a definition names a URL rather than a path.

    >>> is_url("s3://bucket/care"), is_url("care/2024.csv")
    (True, False)
    """
    return URL.match(written) is not None


def is_web(written: str) -> bool:
    """Tell whether a definition names an address of the web, which is fetched and kept before it is read.

    >>> is_web("https://files.nhs.uk/care.csv"), is_web("s3://bucket/care")
    (True, False)
    """
    return written.lower().startswith(("https://", "http://"))


def here(found: Iterable[Place]) -> list[Path]:
    """Give files of this machine, or refuse URLs where only such can be read."""
    found = list(found)
    away = [str(at) for at in found if isinstance(at, Remote)]
    if away:
        raise MissingInput.rows(
            "These are URLs, where only files of this machine can be read:",
            away,
            "Fetch them, and write their paths below the data folder instead.",
        )
    return [at for at in found if isinstance(at, Path)]


def exists(at: Place) -> bool:
    """Tell whether there is a file, or a folder or pattern with files, at a place."""
    return bool(files(at).paths) if isinstance(at, Remote) or not at.is_file() else True


def files(at: Place) -> Files:
    """Give the files at a place: itself, or the Parquet files in its folders, or those a pattern matches.

    Names that begin with _ or . are left out, for they are marks that Spark and others leave.
    Raises MissingInput when a URL cannot be reached or holds nothing.
    """
    if isinstance(at, Remote):
        return _remote(at)
    if at.is_file():
        return Files(None, (str(at),), str(at.parent))
    if at.is_dir():
        return Files(None, _wanted(map(str, at.rglob("*")), str(at)), str(at))
    folder = Path(*at.parts[: _first_pattern(at.parts)])
    pattern = "/".join(at.parts[len(folder.parts) :])
    found = [str(path) for path in folder.glob(pattern) if path.is_file()] if _magic(pattern) else []
    return Files(None, _wanted(found, str(folder)), str(folder))


def digest(at: Place) -> str:
    """Give the SHA-256 of a file as sha256sum prints it; of several, that of their names and digests."""
    if isinstance(at, Path) and at.is_file():
        with at.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    found = files(at)
    each = []
    for path in found.paths:
        with found.open(path) as file:
            each.append(f"{found.relative(path)} {hashlib.file_digest(file, 'sha256').hexdigest()}")
    if len(each) == 1 and isinstance(at, Remote) and at.name == found.relative(found.paths[0]):
        return each[0].split()[-1]
    return hashlib.sha256("\n".join(each).encode()).hexdigest()


def _remote(at: Remote) -> Files:
    fsspec = _fsspec(at)
    try:
        system, path = fsspec.core.url_to_fs(at.url)
        if _magic(path):
            parts = tuple(path.split("/"))
            folder, found = "/".join(parts[: _first_pattern(parts)]), system.glob(path)
        elif system.isdir(path):
            folder, found = path, system.find(path)
        else:
            folder, found = posixpath.dirname(path), [path] if system.exists(path) else []
            return Files(system, tuple(found), folder)
    except Exception as error:  # every file system has errors of its own
        raise MissingInput(
            f"{at.url} ({at.where}) cannot be reached ({type(error).__name__}: {error}). Check the address, "
            "that this machine may reach it, and that your credentials for it are set."
        ) from error
    return Files(system, _wanted(found, folder), folder)


def _fsspec(at: Remote) -> Any:
    try:
        fsspec = import_module("fsspec")
        import_module("fsspec.core")
        fsspec.get_filesystem_class(at.url.split("://")[0])
    except ImportError as error:
        raise MissingLibrary(
            f"To read {at.url} ({at.where}), a library is needed that is not installed ({error}). Run: "
            "pip install 'insight[records]', and s3fs, adlfs or gcsfs for S3, Azure or Google storage."
        ) from error
    except ValueError as error:
        raise MissingInput(
            f"{at.url} ({at.where}) begins with no kind of address that is known ({error}). "
            "Write s3://, abfs://, gcs://, file:// or a path below the data folder."
        ) from error
    return fsspec


def _wanted(found: Iterable[str], folder: str) -> tuple[str, ...]:
    """Give Parquet files in the order of their paths, without those in hidden folders."""
    kept = []
    for path in found:
        parts = posixpath.relpath(path, folder).split("/")
        if path.lower().endswith(PARQUET) and not any(part.startswith(("_", ".")) for part in parts):
            kept.append(path)
    return tuple(sorted(kept))


def _magic(path: str) -> bool:
    return any(mark in path for mark in "*?[")


def _first_pattern(parts: tuple[str, ...]) -> int:
    return next((place for place, part in enumerate(parts) if _magic(part)), max(len(parts) - 1, 0))
