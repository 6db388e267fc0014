"""A finished page made again with other parameters, and what that changes."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from insight import definitions, pages, paths, run
from insight.errors import MissingInput
from insight.pages import Page
from insight.review.asked import page_named, values
from insight.review.changes import Comparison, place
from insight.review.comparing import compare_pages
from insight.review.facts import facts_of, record_rerun
from insight.review.side_by_side import as_html
from insight.review.told import as_json

Step = Callable[[int, int], None]


@dataclass(frozen=True)
class Rerun:
    """A page that was made again: the files, and what differs from the page it was made from."""

    original: Path
    page: Path
    html: Path
    json: Path
    comparison: Comparison


def rerun(
    page: str | Path,
    given: Mapping[str, str],
    out: Path | None = None,
    step: Step = lambda number, total: None,
) -> Rerun:
    """Make a finished page again with some parameters changed; leave the page as it is.

    page : its path, or its name as `insight list` shows it. given : parameters as texts. out : the folder
    for page.ipynb, changes.html and changes.json; _build/<edition>/reruns/<page>-<n> when not given.
    step : called before each cell with its number and how many there are.

    The files appear when all are finished, whole or not at all. With nothing changed the page is the same
    byte for byte. Raises UnknownName, UnknownArea or BadValue for what cannot be asked, MissingInput
    for a page that cannot be read, PageFailed where the notebook stops.
    """
    path = page_named(page)
    before = pages.read(path)
    notebook, edition = _notebook(path), _edition(before, given)
    asked = values(before, notebook, given)
    wanted = definitions.edition(edition)
    job = run.one(wanted, notebook.stem, asked)
    home = (out or _next(path, edition)).absolute()
    if path.resolve() == (home / "page.ipynb").resolve():
        raise MissingInput(
            f"{path} would be written over by what is made from it. Name another folder: --out."
        )
    with _draft(home) as draft:
        job = replace(job, page=draft / "page.ipynb", draft=draft / "half.ipynb")
        made = run.make_one(job, step)
        record_rerun(wanted, job)
        comparison = _named(compare_pages(before, pages.read(made)), home)
        (draft / "changes.html").write_text(as_html(comparison), encoding="utf-8")
        (draft / "changes.json").write_text(as_json(comparison), encoding="utf-8")
        _move(draft, home)
    return Rerun(path, home / "page.ipynb", home / "changes.html", home / "changes.json", comparison)


def _named(comparison: Comparison, home: Path) -> Comparison:
    """Give a comparison with the new page where it will be."""
    new = home / "page.ipynb"
    moved = tuple(replace(page, new=new) for page in comparison.pages)
    return replace(comparison, new=place(new), pages=moved)


def _notebook(path: Path) -> Path:
    """Give the notebook a page was made from: the one its folder, or its record, is named for."""
    names = [path.resolve().parent.name, facts_of(path).report]
    for name in names:
        if name and (found := paths.notebooks() / f"{name}.ipynb").is_file():
            return found
    known = ", ".join(sorted(one.stem for one in paths.notebooks().glob("*.ipynb")))
    raise MissingInput(
        f"It cannot be told which notebook made {path}: its folder is named for none of {known}, and nothing "
        "was recorded "
        "beside it. Name a page of _build/<edition>/book/reports."
    )


def _edition(page: Page, given: Mapping[str, str]) -> str:
    """Give the edition asked for: the one given, else the page's own, else that of its folder."""
    named = given.get("edition") or page.parameters.get("edition")
    if named:
        return str(named)
    place = page.path.resolve()
    if len(place.parents) > 3 and place.parents[1].name == "reports":
        return place.parents[3].name
    raise MissingInput(
        f"It cannot be told of which edition {page.path} is: its notebook declares no edition, and it does "
        "not lie in _build/<edition>/book/reports."
    )


def _next(page: Path, edition: str) -> Path:
    """Give a folder of its own for this rerun, with the first number that is free."""
    home = paths.build() / edition / "reruns"
    name = page.stem if page.stem != "page" else page.resolve().parent.name
    number = 1
    while True:
        folder = home / f"{name}-{number}"
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            number += 1
        else:
            return folder


@contextmanager
def _draft(home: Path) -> Iterator[Path]:
    """Give a folder beside a place, gone at the end whatever happens; an empty place goes with a failure."""
    draft = home.with_name(f".{home.name}.half-{os.getpid()}")
    draft.mkdir(parents=True)
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        if home.is_dir() and not any(home.iterdir()):
            home.rmdir()


def _move(draft: Path, home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    for path in sorted(draft.iterdir(), reverse=True):  # page.ipynb first, changes.html last
        path.replace(home / path.name)
