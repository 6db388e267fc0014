"""The book before it is bound: pages people wrote, lists made from the pages there are, the contents."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from insight import definitions, paths
from insight.book.facts import banner, edition_facts, source_facts
from insight.book.lists import listed, missing
from insight.book.pages import Page, by_report
from insight.definitions import Edition, Source
from insight.errors import MissingInput
from insight.markup import markdown

PARTS = {
    "icb": "Integrated care boards",
    "audit": "Topics",
    "both": "Boards and topics",
    "other": "Other reports",
}
ABOUT = ("methods", "glossary", "data", "decisions", "contributing", "changes")  # others follow, by name


def stage(edition: Edition, found: list[Page]) -> Path:
    """Lay out everything the binder needs; give the folder.

    The folder is _build/<edition>/book, where `run` has put the pages of notebooks. All but
    those is laid afresh, so two editions, or two states of one, never mix.
    """
    folder = paths.build() / edition.id / "book"
    _clear(folder)
    shutil.copytree(
        paths.book(), folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("reports", "_toc.yml")
    )
    sources = [definitions.source(name, where=edition.id) for name in edition.sources]
    generated = folder / "generated"
    generated.mkdir()
    for name, text in (_fragments(edition, found, sources) | _worked()).items():
        (generated / f"{name}.md").write_text(text + "\n", encoding="utf-8")
    shutil.copyfile(paths.root() / "CHANGELOG.md", generated / "changelog.md")
    for report, within in by_report(found).items():
        if any(page.made for page in within):
            _write_index(folder / "reports" / report, edition, within, found)
    contents = json.dumps(_contents(folder, found), indent=1)  # JSON is YAML
    (folder / "_toc.yml").write_text(contents + "\n", encoding="utf-8")
    return folder


def _clear(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.name != "reports":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for index in folder.glob("reports/*/index.md"):
        index.unlink()


def _fragments(edition: Edition, found: list[Page], sources: Sequence[Source]) -> dict[str, str]:
    """Give what hand-written pages include: the edition, its lists of pages, its sources."""
    audits = {audit.id: audit for audit in definitions.audits_of(edition)}
    lists = []
    for within in by_report(found).values():
        words = listed(within, edition.geography_date, audits, up="")
        lists.append(f"## {_index_title(within, found)}\n\n{words}\n\n{missing(within)}")
    described = [
        f"## {markdown(source.title)}\n\n{source_facts(source, edition.as_at)}" for source in sources
    ]
    note = markdown(edition.note) if edition.note else ""
    return {
        "edition": "\n\n".join(
            part for part in (banner(edition), note, edition_facts(edition, found, sources)) if part
        ),
        "reports": "\n\n".join(lists),
        "sources": "\n\n".join([banner(edition), *described]),
    }


def _worked() -> dict[str, str]:
    """Give the worked examples that the methods page includes, one file for each section."""
    from insight import methods  # here, as drawing takes seconds to load and most commands draw nothing

    return {f"method-{name}": text for name, text in methods.examples().items()}


def _write_index(folder: Path, edition: Edition, within: list[Page], found: list[Page]) -> None:
    audits = {audit.id: audit for audit in definitions.audits_of(edition)}
    words = listed(within, edition.geography_date, audits, up="../../")
    parts = [f"# {_index_title(within, found)}", banner(edition), words, missing(within)]
    (folder / "index.md").write_text("\n\n".join(part for part in parts if part) + "\n", encoding="utf-8")


def _index_title(within: list[Page], found: list[Page]) -> str:
    """Give the heading of a report's list: the kind of thing it is about, when it is alone of its kind."""
    kind = within[0].kind
    alone = len({page.report for page in found if page.kind == kind}) == 1
    return PARTS[kind] if alone and kind != "other" else markdown(within[0].report_title)


def _contents(folder: Path, found: list[Page]) -> dict:
    """Give the table of contents: each report that has a page, then what people wrote."""
    reports = []
    for report, within in by_report([page for page in found if page.made]).items():
        sections = [{"file": page.path} for page in within]
        reports.append({"file": f"reports/{report}/index", "sections": sections})
    written = {path.stem for path in folder.glob("*.md")}
    if "index" not in written:
        raise MissingInput("book/index.md is not there: a book begins with it. Take it from git.")
    others = sorted(written - {"index", *ABOUT})
    about = [{"file": name} for name in (*ABOUT, *others) if name in written]
    parts = [("Reports", reports), ("About", about)]
    shown = [{"caption": caption, "chapters": chapters} for caption, chapters in parts if chapters]
    return {"format": "jb-book", "root": "index", "parts": shown}
