"""Where sites are published: a folder of complete versions, and a link to the one that is served."""

import errno
import re
from pathlib import Path

from insight.errors import UNWRITABLE, NoPlaceToPublish
from insight.publish import durable

VERSIONS, CURRENT, LOCK = "versions", "current", "publish.lock"
DRAFT = "current.new"  # the link that is about to be put in place
HALF, GONE = ".half-", ".gone-"  # begun, or on its way out: cleared away by the next
VERSION = re.compile(r"(\d{4,})-[0-9a-f]{12}")


class Place:
    """A folder that a web server serves `current` of."""

    def __init__(self, folder: Path):
        """Look at a folder, which need not be there; nothing is made."""
        self.folder = folder
        self.versions = folder / VERSIONS
        self.link = folder / CURRENT

    def refuse_if_taken(self) -> None:
        """Raise NoPlaceToPublish for a folder that holds other things, or is none."""
        if self.folder.exists() and not self.folder.is_dir():
            raise NoPlaceToPublish(f"{self.folder} is a file. Name a folder, which need not be there yet.")
        found = [path for path in sorted(self.folder.glob("*")) if not self._ours(path)]
        others = [path.name for path in found if path.exists() or path.is_symlink()]  # not gone meanwhile
        if others:
            raise NoPlaceToPublish.rows(
                f"{self.folder} holds other things than published versions:",
                others,
                "Name a folder of its own, new or empty, and let the web server serve `current` in it.",
            )

    def make(self) -> None:
        """Make the folder. Raises NoPlaceToPublish where symbolic links are not to be had."""
        self.versions.mkdir(parents=True, exist_ok=True)
        draft = self.folder / DRAFT
        try:
            durable.remove(draft)
            durable.link(draft, VERSIONS)
            durable.remove(draft)
        except (OSError, NotImplementedError) as error:
            if getattr(error, "errno", None) in UNWRITABLE - {
                errno.EPERM
            }:  # which says that there are no links
                raise
            raise NoPlaceToPublish(
                f"No symbolic link can be made in {self.folder} ({error}), and without one no version can "
                "take the place of another at once. Name a folder on a disk that has them; on Windows, "
                "turn on Developer Mode."
            ) from error

    def clear(self) -> None:
        """Take away what was begun and never finished."""
        for path in (*self.versions.glob(f"{HALF}*"), *self.versions.glob(f"{GONE}*")):
            durable.remove(path)
        durable.remove(self.folder / DRAFT)

    @property
    def current(self) -> str | None:
        """Give the name of the version that is served, or None before the first."""
        if not self.link.is_symlink():
            return None
        name = self.link.readlink().name
        return name if VERSION.fullmatch(name) else None

    @property
    def names(self) -> list[str]:
        """Give the names of all versions, oldest first."""
        found = [path.name for path in self.versions.glob("*") if VERSION.fullmatch(path.name)]
        return sorted(found, key=_number)

    def next_name(self, digest: str) -> str:
        """Give the name of the next version, whose number no other has."""
        return f"{max(map(_number, self.names), default=0) + 1:04}-{digest[:12]}"

    def serve(self, name: str) -> None:
        """Put a version in place of the one that is served, at once and lastingly."""
        draft = self.folder / DRAFT
        durable.remove(draft)
        durable.link(draft, f"{VERSIONS}/{name}")
        durable.replace(draft, self.link)
        durable.settle(self.folder)

    def take_away(self, name: str) -> None:
        """Take a version away; half of it never stands under its name."""
        gone = self.versions / f"{GONE}{name}"
        durable.rename(self.versions / name, gone)
        durable.remove(gone)

    def _ours(self, path: Path) -> bool:
        if path.name == VERSIONS:
            strange = [each for each in path.iterdir() if not _is_version(each.name)]
            return path.is_dir() and not path.is_symlink() and not strange
        if path.name in (CURRENT, DRAFT):
            return path.is_symlink()
        return path.name == LOCK


def _is_version(name: str) -> bool:
    return bool(VERSION.fullmatch(name)) or name.startswith((HALF, GONE))


def _number(name: str) -> int:
    return int(name.partition("-")[0])
