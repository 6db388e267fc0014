"""A bound site put where it is served: checked first, then switched to at once, and back when asked."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from insight.definitions import Edition
from insight.errors import BrokenVersion, MissingInput, NoPlaceToPublish, UnfitToPublish
from insight.publish import durable
from insight.publish import manifest as manifests
from insight.publish.checking import check_all
from insight.publish.manifest import Manifest
from insight.publish.place import HALF, LOCK, Place
from insight.publish.staging import Staged, stage, stamps
from insight.writing import alone

FEWEST = 2  # the one that is served and the one before: someone may be reading it, or go back to it
Look = Callable[[Path], None]


@dataclass(frozen=True)
class Published:
    """What was done: the version that is served now, and whether it is a new one."""

    version: str
    new: bool
    files: int
    shared: int
    size: int


def check(edition: Edition, site: Path, *, look: Look | None = None, known: Path | None = None) -> int:
    """Check a site as it would be published, and publish nothing; give how many files it has.

    look : looks at the site for what must not be told, and raises it. known : a file that
    remembers pages found sound. Raises UnfitToPublish with every fault.
    """
    _there(edition, site)
    if look is not None:
        look(site)
    with tempfile.TemporaryDirectory() as folder:
        staged = stage(site, Path(folder) / "site")
        check_all(edition, Path(folder) / "site", known)
    return len(staged.files)


def publish(
    edition: Edition,
    folder: Path,
    site: Path,
    *,
    look: Look | None = None,
    known: Path | None = None,
    keep: int = 3,
    wait: Callable[[], None] = lambda: None,
) -> Published:
    """Put a site in place of the one that is served in `folder`; both are complete at every moment.

    keep : how many versions stay, two or more. wait : called when another is publishing there,
    before waiting for it. The others as for check(). The new version is checked, written to the
    disk and read back before it is switched to; when anything is wrong with it, or the process
    is killed, what is served stays as it was. The same site again makes no new version.
    """
    _there(edition, site)
    with _alone(folder, site, wait) as place:
        before = place.current
        listed = _listed(place, before)
        half = place.versions / f"{HALF}{edition.id}"
        try:
            staged = _staged(edition, site, half, place, listed, look, known)
            made = manifests.manifest(edition, staged.files, before)
            if listed is not None and listed.digest == made.digest and _sound(place, before):
                return _done(str(before), staged, new=False)
            name = _finish(place, half, made)
        finally:
            if half.exists():
                durable.remove(half)
        place.serve(name)
        _prune(place, name, max(keep, FEWEST))
    return _done(name, staged, new=True)


def roll_back(folder: Path, *, wait: Callable[[], None] = lambda: None) -> str:
    """Serve the version that was served before the one that is; give its name.

    Raises MissingInput when there is none, BrokenVersion when it is not what was published.
    """
    place = Place(folder)
    if place.current is None:
        raise MissingInput(f"Nothing has been published in {folder}, so there is nothing to go back to.")
    with _alone(folder, None, wait) as place:
        now = place.current
        name = _before(place, str(now))
        if name is None or name not in place.names:
            raise MissingInput(
                f"No version before {now} is left in {folder}. Build the earlier edition and publish it."
            )
        manifests.verify(place.versions / name)
        place.serve(name)
    return name


def served(folder: Path) -> str | None:
    """Give the version that is served, or raise why none can be published there."""
    place = Place(folder)
    place.refuse_if_taken()
    return place.current


def _staged(
    edition: Edition,
    site: Path,
    half: Path,
    place: Place,
    listed: Manifest | None,
    look: Look | None,
    known: Path | None,
) -> Staged:
    """Copy a site and check the copy; the site must stay the same until that is done."""
    stood = stamps(site)
    if look is not None:
        look(site)
    before = place.versions / str(place.current) if listed else None
    staged = stage(site, half, before=before, listed=listed)
    check_all(edition, half, known)
    if stamps(site) != stood:
        raise UnfitToPublish(
            f"{site} was changed while it was being checked. Wait for what is writing it, and publish again."
        )
    return staged


def _finish(place: Place, half: Path, made: Manifest) -> str:
    """Turn a checked copy into a version, once it has been read back."""
    durable.write(half / manifests.NAME, made.bytes())
    durable.settle(half)
    name = place.next_name(made.digest)
    whole = place.versions / name
    durable.rename(half, whole)
    durable.settle(place.versions)
    try:
        manifests.verify(whole)
    except BrokenVersion:
        place.take_away(name)
        raise
    return name


def _prune(place: Place, name: str, keep: int) -> None:
    """Take away all versions but this one and those that were served before it."""
    stay: list[str] = []
    each: str | None = name
    while each in place.names and each not in stay and len(stay) < keep:
        stay.append(str(each))
        each = _before(place, str(each))
    for other in place.names:
        if other not in stay:
            place.take_away(other)


def _before(place: Place, name: str) -> str | None:
    """Give the version that was served before one; where its manifest is lost, the next older."""
    try:
        return manifests.read(place.versions / name).before
    except BrokenVersion:
        older = place.names[: place.names.index(name)] if name in place.names else []
        return older[-1] if older else None


def _listed(place: Place, name: str | None) -> Manifest | None:
    try:
        return manifests.read(place.versions / name) if name else None
    except BrokenVersion:
        return None


def _sound(place: Place, name: str | None) -> bool:
    try:
        manifests.verify(place.versions / str(name))
    except BrokenVersion:
        return False
    return True


def _done(name: str, staged: Staged, *, new: bool) -> Published:
    size = sum(file.size for file in staged.files.values())
    return Published(name, new, len(staged.files), staged.shared, size)


def _there(edition: Edition, site: Path) -> None:
    if not (site / "index.html").is_file():
        raise MissingInput(f"No site of {edition.id} is at {site}. Make it first: insight build {edition.id}")


@contextmanager
def _alone(folder: Path, site: Path | None, wait: Callable[[], None]) -> Iterator[Place]:
    """Give the place to one at a time: the second begins when the first has ended, or was killed."""
    place = Place(folder)
    if site is not None and folder.resolve().is_relative_to(site.resolve()):
        raise NoPlaceToPublish(f"{folder} lies within the site itself. Name a folder outside {site}.")
    place.refuse_if_taken()
    with alone(folder / LOCK, wait):
        place.make()
        place.clear()
        yield place
