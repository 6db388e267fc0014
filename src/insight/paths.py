"""Where things are, from the folder that holds `_config.yml`."""

import os
from pathlib import Path

from insight.errors import MissingInput


def root() -> Path:
    """Give the project's folder: INSIGHT_ROOT, else upwards from here, else this package's own."""
    named = os.environ.get("INSIGHT_ROOT")
    starts = [Path(named)] if named else [Path.cwd(), Path(__file__).resolve().parent]
    for start in starts:
        for folder in (start, *start.parents):
            if (folder / "_config.yml").is_file() and (folder / "params").is_dir():
                return folder.resolve()
    raise MissingInput(
        f"No project was found at or above {starts[0]}: a project is a folder with _config.yml and params/. "
        "Change into one, or name it in INSIGHT_ROOT."
    )


def params() -> Path:
    """Give the folder of everything a colleague normally changes."""
    return root() / "params"


def notebooks() -> Path:
    """Give the folder with one notebook per kind of report."""
    return root() / "notebooks"


def book() -> Path:
    """Give the folder of pages written by people."""
    return root() / "book"


def build() -> Path:
    """Give the folder of drafts, pages and sites, which is never committed."""
    return root() / "_build"


def work_lock(edition: str) -> Path:
    """Give the file that is locked by whoever makes pages, a book or documents of an edition."""
    return build() / edition / "run.lock"


def store() -> Path:
    """Give the folder of fetched data, which is never committed."""
    return root() / "_store"


def inside(path: str | Path, folder: Path, *, where: str) -> Path:
    """Give `path` within `folder`, or refuse one that leads out of it."""
    full = (folder / path).resolve()
    if not full.is_relative_to(folder.resolve()):
        raise MissingInput(
            f"{where} names the file {str(path)!r}, which lies outside {folder}. "
            "Write a path below that folder, with no leading slash and no '..' that leaves it."
        )
    return full
