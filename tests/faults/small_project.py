"""A small project with everything an edition needs, and the six steps from data to a published site.

The steps are the verbs themselves. Sphinx and the kernels of notebooks are stood in for, so that a step takes
a moment and all its work on files is done in one process; other tests kill those.
"""

import hashlib
import json
import os
import shutil
import textwrap
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from nbformat.v4 import new_output

import invented
import miniature
from insight.book import kept
from insight.findings import making

EDITION = "first"
SCRIPT = '<script>document.documentElement.dataset.mode = "light";</script>'
PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8" /><meta name="description" content="About {name}." />
<title>{name}</title></head>
<body><h1>{name}</h1><p>Of {digest}.</p></body></html>
"""
INPUTS = ("params", "notebooks", "book", "data", "_config.yml", "CHANGELOG.md")
OUTPUTS = ("_store", "_build", "public")
PASSING = (".lock",)  # what a run leaves that is no result
STAMPED = ("keys/", "bound/list.json", "looked-at.json", "checked.json")  # they hold when a file was written


@dataclass(frozen=True)
class Step:
    """One step of an edition: the words after `insight`, and what readers take from it."""

    words: tuple[str, ...]
    result: str  # the folder its results are in
    at_once: bool = False  # whether what is there is replaced as a whole, and stands until then
    may_go: bool = False  # whether it may be gone for a moment, as the next command has it again


STEPS = {
    "fetch": Step(("fetch", EDITION, "--data", "data"), f"_store/{EDITION}", at_once=True),
    "findings": Step(("run", EDITION, "--explain"), f"_store/{EDITION}/findings", at_once=True, may_go=True),
    "run": Step(("run", EDITION, "--jobs", "1"), f"_build/{EDITION}/book/reports"),
    "book": Step(("book", EDITION), f"_build/{EDITION}/html", at_once=True, may_go=True),
    "documents": Step(
        ("documents", EDITION, "--kind", "xlsx,ods", "--jobs", "1"), f"_build/{EDITION}/documents"
    ),
    "publish": Step(("publish", EDITION, "public"), "public", at_once=True),
}


def lay(folder: Path) -> None:
    """Lay out the project: an invented source, a notebook for each board and one alone."""
    shutil.copytree(miniature.HERE / "params" / "areas", folder / "params" / "areas")
    shutil.copytree(miniature.HERE / "params" / "criteria", folder / "params" / "criteria")
    invented.write(folder / "params/audits/naic.yml", (invented.DATA / "naic.yml").read_text())
    invented.write(folder / "params/sources/table.yml", textwrap.dedent(invented.SOURCE))
    edition = textwrap.dedent(invented.EDITION) + "areas: [QWO]\nreports: [alone, board]\n"
    invented.write(folder / f"params/editions/{EDITION}.yml", edition)
    (folder / "data").mkdir()
    shutil.copy(invented.DATA / "invented_care.csv", folder / "data" / "care.csv")
    for name in ("_config.yml", "CHANGELOG.md"):
        shutil.copy(miniature.HERE / name, folder / name)
    (folder / "notebooks").mkdir()
    miniature.write_notebook(folder, "alone", "# ENGLAND", f'edition = "{EDITION}"', "print(edition)")
    board = ("# NAME OF PLACE", f'icb = "QWO"\nedition = "{EDITION}"', "print(icb)")
    miniature.write_notebook(folder, "board", *board)
    (folder / "book").mkdir()
    for name in ("_static", "_templates"):
        (folder / "book" / name).mkdir()
    (folder / "book" / "index.md").write_text("# Home\n\nWords.\n")


def change(folder: Path) -> None:
    """Change data, notebooks and written pages, so that every step has something to do again."""
    care = folder / "data" / "care.csv"
    text = care.read_text()
    assert "310,400,77.5" in text
    care.write_text(text.replace("310,400,77.5", "312,400,78.0"))
    for path in (folder / "notebooks").iterdir():
        path.write_text(path.read_text().replace("print(", "print('now', "))
    (folder / "book" / "index.md").write_text("# Home\n\nOther words.\n")


def changed(folder: Path) -> list[Path]:
    """Give the files that were changed."""
    return [folder / "data" / "care.csv", *(folder / "notebooks").iterdir(), folder / "book" / "index.md"]


def contents(folder: Path, *below: str) -> dict[str, str]:
    """Give a digest of each file below some folders, of links where they lead, by its name.

    What is no result is left out; of what holds the time of a file only the name is given.
    """
    found = {}
    for path in sorted(one for name in below for one in [folder / name, *(folder / name).rglob("*")]):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file() and not name.endswith(PASSING):
            stamped = any(part in name for part in STAMPED)
            found[name] = "" if stamped else hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    return found


def stand_in(fetching: bool = False) -> None:
    """Stand in for kernels, for Sphinx, and for processes that work beside this one.

    fetching : leave out findings, which the verb that fetches works out after it.
    """
    from insight.publish.checking import look

    patches = [
        mock.patch("insight.making.execute._by_papermill", _executed),
        mock.patch("insight.run.pages._outcomes", _in_this_process),
        mock.patch("insight.run.pages._begin", lambda jobs: None),
        mock.patch("insight.book.site._sphinx", _bound),
        mock.patch("insight.publish.checking._beside", lambda paths: map(look, paths)),
    ]
    if fetching:
        patches.append(mock.patch("insight.cli.fetching.findings_of", lambda edition: None))
    for patch in patches:
        patch.start()


def stand_in_for_statistics(findings: Path) -> None:
    """Have an audit's findings written as they were found before, which takes a while to work out again."""

    def found(audit, *, place, **_):
        for path in sorted(findings.glob(f"*/{audit.id}.parquet")):
            shutil.copyfile(path, place / path.parent.name / path.name)
        return audit

    mock.patch.object(making, "_of_audit", found).start()


def _executed(job, notebook, deadline):
    """Do as though all cells had run, and said what they are given."""
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            words = f"{cell.source} {dict(job.parameters)}\n"
            cell.execution_count = number
            cell.outputs = [new_output("stream", name="stdout", text=words)]
    return notebook


def _in_this_process(wanted, workers, machines):
    from insight.errors import InsightError
    from insight.making import make

    for each in wanted:
        try:
            make(each.job)
            yield each.job, None
        except InsightError as error:
            yield each.job, str(error)


def _bound(work, folder, edition):
    """Write a site and what is kept of its making, as Sphinx does, of what is staged."""
    pages = [*sorted(folder.glob("*.md")), *sorted(folder.glob("reports/**/*.ipynb"))]
    for path in pages:
        name = path.relative_to(folder).with_suffix("").as_posix()
        place, tree = work / "html" / f"{name}.html", work / kept.DOCTREES / f"{name}.doctree"
        for one in (place, tree):
            one.parent.mkdir(parents=True, exist_ok=True)
            one.unlink(missing_ok=True)  # it may be lent
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        place.write_text(PAGE.format(name=name, digest=digest))
        tree.write_text(digest)
    (work / "html" / "searchindex.js").write_text("Search.setIndex({})")
    lasting = [path.relative_to(folder).with_suffix("").as_posix() for path in pages if path.suffix != ".md"]
    (work / kept.DOCTREES / kept.LASTING).write_text(json.dumps(lasting))
    (work / kept.DOCTREES / "environment.pickle").write_bytes(b"")


def here(folder: Path) -> None:
    """Work in a project."""
    os.chdir(folder)
    os.environ["INSIGHT_ROOT"] = str(folder)
