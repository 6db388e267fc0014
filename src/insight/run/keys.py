"""Which pages must be made: a key for each that changes when something it reads does."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from insight import paths, themes
from insight.making import Job, read
from insight.run.ingredients import changed, ingredients
from insight.run.plan import DATA
from insight.run.reads import AREAS, defined, slices
from insight.writing import write

FOLDERS = {  # files there are called for these
    "actions": "icb",
    "audits": "audit",
    "invited": "icb",
    "local": "icb",
    "plain": "audit",
    "programmes": "audit",
    "responses": "icb",
    "themes": "theme",
}
Slice = Callable[[str | None, str | None], str]  # an ICB, an audit, both or neither -> a digest of findings
CHANGED = {
    "notebook": "its notebook has changed",
    "asked": "its parameters, its titles or definitions it reads have changed",
    "findings": "findings it shows, or compares with, have changed",
}


@dataclass(frozen=True)
class Key:
    """Digests of what a page is made of."""

    notebook: str
    asked: str  # its parameters, its titles, its clock, and what is written in params/ of what it is about
    findings: str  # the slices it reads
    ingredients: str  # code, libraries, fonts


def keys(jobs: Sequence[Job], slice_of: Slice) -> dict[Path, Key]:
    """Give every page's key, by the page's path.

    slice_of : gives a digest of the findings of an ICB, of an audit, of both, or of everything.
    """
    notebooks = {path: read(path) for path in {job.notebook for job in jobs}}
    about = {}
    for path, notebook in notebooks.items():
        written = [[cell.cell_type, cell.source, cell.metadata] for cell in notebook.cells]
        cells = digest([written, notebook.metadata.get("title")])
        about[path] = (cells, slices(notebook), _kept(notebook), _definitions(notebook))
    found = {}
    for job in jobs:
        cells, wanted, made_with, defined_by = about[job.notebook]
        defined = [*_about(job, defined_by), *_given(job)]
        asked = digest([dict(job.parameters), job.title, job.subtitle, job.clock, *defined])
        found[job.page] = Key(cells, asked, _read(job, wanted, slice_of), made_with)
    return found


def why(job: Job, key: Key) -> str | None:
    """Give in words why a page must be made; None when the one that is there is made of just this."""
    try:
        before = json.loads(_place(job).read_text(encoding="utf-8"))
        there = job.page.stat()
    except (OSError, ValueError):
        return "it is not there"
    reasons = [words for name, words in CHANGED.items() if before.get(name) != getattr(key, name)]
    if before.get("ingredients") != key.ingredients:
        reasons.append(f"it was made with other code or libraries ({_difference(before, key)})")
    touched = [there.st_size, there.st_mtime_ns] != before.get("stamp")
    if not reasons and touched and _hash(job.page) != before.get("sha256"):
        reasons.append("it is not as it was made")
    return "; ".join(reasons) or None


def keep(job: Job, key: Key) -> None:
    """Note what a page that is finished was made of."""
    there = job.page.stat()
    stamp = [there.st_size, there.st_mtime_ns]
    _write(_place(job), asdict(key) | {"stamp": stamp, "sha256": _hash(job.page)})


def made_of(job: Job) -> dict[str, Any]:
    """Give what was noted of a finished page: its key; empty where nothing was."""
    try:
        return json.loads(_place(job).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def forget(job: Job) -> None:
    """Have a page made again, whatever becomes of the one that is there."""
    _place(job).unlink(missing_ok=True)


def _read(job: Job, wanted: set[frozenset[str]] | None, slice_of: Slice) -> str:
    """Give a digest of the slices of findings that a page reads."""
    if wanted is None:
        return slice_of(None, None)
    found = []
    for names in wanted:
        area = next((job.parameters[name] for name in names & AREAS), None)
        found += [slice_of(area, audit) for audit in _audits(job, names)]
    return digest(sorted(found))


def _audits(job: Job, names: frozenset[str]) -> Sequence[str | None]:
    """Give the audits a page reads findings of: its own, or its theme's; None for all."""
    if "theme" in names:
        return themes.theme(job.parameters["theme"]).audits
    return [job.parameters["audit"] if "audit" in names else None]


def _definitions(notebook: Any) -> list[tuple[str, str]]:
    """Give the files in params/ that a notebook may read, each with a digest."""
    folders = [paths.params() / name for name in sorted(defined(notebook))]
    files = [path for folder in folders for path in sorted(folder.glob("*")) if path.is_file()]
    return [(path.relative_to(paths.params()).as_posix(), _hash(path)) for path in files]


def _about(job: Job, files: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Give those files a page reads: where a folder's files are called for subjects, the page's own."""
    for name, sha256 in files:
        folder, _, file = name.partition("/")
        subject = FOLDERS.get(folder)
        mine = job.parameters.get(subject) if subject else None
        if mine is None or str(mine).lower() == file.rpartition(".")[0].lower():
            yield name, sha256


def _given(job: Job) -> Iterator[tuple[str, str]]:
    """Give the files of the folder that a page is handed, if any, each with a digest."""
    if job.parameters.get(DATA):
        for path in sorted((paths.root() / job.parameters[DATA]).iterdir()):
            if path.is_file():
                yield path.name, _hash(path)


def _kept(notebook: Any) -> str:
    """Keep a notebook's ingredients, so that a later change can be named; give their digest."""
    found = ingredients(notebook)
    name = digest(found)
    place = listed(name)
    if not place.is_file():
        _write(place, found)
    return name


def _difference(before: Mapping[str, Any], key: Key) -> str:
    lists = []
    for name in (str(before.get("ingredients")), key.ingredients):
        try:
            lists.append(json.loads(listed(name).read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return "which is not known"
    return changed(*lists)


def _place(job: Job) -> Path:
    """Give where a page's key is kept: beside the drafts and the book."""
    return job.draft.parents[2] / "keys" / job.report / f"{job.name}.json"


def listed(name: str) -> Path:
    """Give where a list of ingredients is kept, by its digest."""
    return paths.build() / "ingredients" / f"{name}.json"


def _write(place: Path, content: Mapping[str, Any]) -> None:
    write(place, json.dumps(content))


def digest(content: Any) -> str:
    """Give a digest of anything that JSON can hold."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
