"""Every change to a place of publication, one step each, and on the disk when it returns."""

import os
import shutil
from pathlib import Path

from insight.writing import named

READ_ONLY = 0o444  # what was published is never written to again: versions may share a file


def write(path: Path, content: bytes) -> None:
    """Write a file that is not there yet."""
    with named(path), path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(READ_ONLY)


def share(old: Path, new: Path) -> bool:
    """Give a file a second name; False where the disk cannot."""
    try:
        os.link(old, new)
    except OSError:
        return False
    return True


def folder(path: Path) -> None:
    """Make a folder that is not there yet."""
    path.mkdir()


def settle(path: Path) -> None:
    """Wait until the names in a folder are on the disk; on Windows that cannot be asked for."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def rename(old: Path, new: Path) -> None:
    """Give a folder another name, at once."""
    old.rename(new)


def link(path: Path, leads_to: str) -> None:
    """Make a symbolic link."""
    path.symlink_to(leads_to, target_is_directory=True)


def replace(new: Path, old: Path) -> None:
    """Put a link in the place of another, at once: whoever looks finds the one or the other."""
    new.replace(old)


def remove(path: Path) -> None:
    """Take away a file, a link, or a folder with all that is in it."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
