"""What a version of a site is: every file with its size and digest, and where the version comes from."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

from insight.definitions import Edition
from insight.errors import BrokenVersion

NAME = "manifest.json"


@dataclass(frozen=True)
class Kept:
    """One file of a version."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """One version: what it was made from, which came before it, and all its files but this list."""

    edition: str
    title: str
    as_at: str
    tool: str
    before: str | None
    digest: str
    files: dict[str, Kept]

    def bytes(self) -> bytes:
        """Give the manifest as it is written: the same for the same version, without a clock."""
        return (json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n").encode()


def manifest(edition: Edition, files: Mapping[str, Kept], before: str | None) -> Manifest:
    """Compose the manifest of a version. before : the version that is served when this one is made."""
    listed = dict(sorted(files.items()))
    return Manifest(
        edition=edition.id,
        title=edition.title,
        as_at=edition.as_at.isoformat(),
        tool=f"insight {_tool()}",
        before=before,
        digest=digest(listed),
        files=listed,
    )


def kept(content: bytes) -> Kept:
    """Give what a manifest says of a file."""
    return Kept(hashlib.sha256(content).hexdigest(), len(content))


def digest(files: Mapping[str, Kept]) -> str:
    """Give one digest of all files and their names."""
    lines = (f"{file.sha256} {file.size} {name}\n" for name, file in sorted(files.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def read(version: Path) -> Manifest:
    """Read the manifest of a version. Raises BrokenVersion when it is not there or not one."""
    try:
        rows = json.loads((version / NAME).read_text(encoding="utf-8"))
        rows["files"] = {name: Kept(**file) for name, file in rows["files"].items()}
        return Manifest(**rows)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise BrokenVersion(
            f"The manifest of {version} cannot be read: {error}. What that version holds cannot be "
            "vouched for. Publish the edition again; the next version takes its place."
        ) from error


def verify(version: Path) -> Manifest:
    """Read every file of a version again; give its manifest when all are what it says.

    Raises BrokenVersion with every file that is missing, was changed, or does not belong.
    """
    found = read(version)
    there = {path.relative_to(version).as_posix() for path in version.rglob("*") if not path.is_dir()}
    faults = [f"{name}: does not belong to it" for name in sorted(there - set(found.files) - {NAME})]
    for name, file in found.files.items():
        if name not in there:
            faults.append(f"{name}: is missing")
        elif kept((version / name).read_bytes()) != file:
            faults.append(f"{name}: was changed")
    if found.digest != digest(found.files) or not version.name.endswith(found.digest[:12]):
        faults.append(f"{NAME}: was changed")
    if faults:
        raise BrokenVersion.rows(
            f"{version} is not what was published: {len(faults)} of its files are at fault:",
            faults,
            "It was not put in place, and what is served was left as it was. Publish the edition again.",
        )
    return found


def _tool() -> str:
    try:
        return metadata.version("insight")
    except metadata.PackageNotFoundError:
        return "(not installed)"
