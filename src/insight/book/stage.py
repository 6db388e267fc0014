"""The book before it is bound: pages people wrote, lists made from the pages there are, the contents."""

import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from insight import definitions, paths
from insight.book import corrected as corrections
from insight.book import kept, landing, links, readers
from insight.book import offered as offers
from insight.book.bodies import former_names
from insight.book.corrected import Corrected
from insight.book.facts import banner, edition_facts, source_facts
from insight.book.lists import further, listed, missing
from insight.book.offered import Offer
from insight.book.pages import Page, by_report
from insight.definitions import Edition, Source
from insight.errors import MissingInput
from insight.markup import markdown

FEED = "feed.xml"  # at the top of the staged book, and of the site
TAKE = """\
## Take the data

Every figure of this edition can be downloaded, as tables for a data warehouse, as a workbook for each topic,
and as a file for each board: [data and downloads](downloads.md).
"""
PARTS = {
    "icb": "Integrated care boards",
    "audit": "Topics",
    "trust": "NHS trusts",
    "theme": "Inequality spotlights",
    "both": "Boards and topics",
    "other": "Other reports",
}
ABOUT = (
    "start",
    "methods",
    "glossary",
    "data",
    "downloads",
    "accessibility",
    "news",
    "releases",
    "corrections",
    "involving",
    "feedback_quality",
    "reviewing",
    "decisions",
    "rap",
    "threats",
    "libraries",
    "running",
    "contributing",
    "changes",
)  # others follow, by name
OF_THEIR_OWN = {
    "corrections",
    "downloads",
    "libraries",
    "news",
    "releases",
}  # pages that are told, and not written by people


def stage(
    edition: Edition,
    found: list[Page],
    *,
    home: Path | None = None,
    told: Mapping[str, str] | None = None,
    offered: Mapping[str, Offer] | None = None,
    corrected: Corrected | None = None,
) -> Path:
    """Lay out everything the binder needs; give the folder.

    home : where the book is laid out and bound, if not in _build/<edition>. told, offered,
    corrected : see `bind`.
    The folder is _build/<edition>/book, where `run` has put the pages of notebooks. All but
    those is laid afresh, so two editions, or two states of one, never mix; a file that would
    be the same again is left alone, so that only what changed is new to the binder.
    """
    folder = (home or paths.build() / edition.id) / "book"
    told = told or {}
    written = paths.book()
    wanted = {
        str(path.relative_to(written)): path.read_bytes()
        for path in written.rglob("*")
        if path.is_file() and path.relative_to(written).parts[0] not in ("reports", "_toc.yml")
    }
    sources = [definitions.source(name, where=edition.id) for name in edition.sources]
    for name, text in (_fragments(edition, found, sources) | _worked(paths.build() / edition.id)).items():
        wanted[f"generated/{name}.md"] = f"{text}\n".encode()
    ways = links.targets(found)
    wanted[links.FILE] = json.dumps(ways, indent=0).encode()
    for tag, text in landing.shown(folder, found, ways).items():
        wanted[f"generated/{tag}.md"] = f"{text}\n".encode()
    wanted |= _told(told)
    wanted["generated/start.md"] = f"{readers.start(found, readers.titles(wanted))}\n".encode()
    wanted[offers.FILE] = offers.staged(found, offered or {})
    wanted[corrections.FILE] = corrections.staged(corrected or {})
    wanted["generated/changelog.md"] = (paths.root() / "CHANGELOG.md").read_bytes()
    for report, within in by_report(found).items():
        if any(page.made for page in within) and not _single(within):
            wanted[f"reports/{report}/index.md"] = _index(edition, within, found).encode()
    contents = json.dumps(_contents(wanted, found), indent=1)  # JSON is YAML
    wanted["_toc.yml"] = f"{contents}\n".encode()
    _lay(folder, wanted)
    return folder


def _told(told: Mapping[str, str]) -> dict[str, bytes]:
    """Give the files of what others tell: pages of their own, the feed, what has changed since."""
    since = told.get("since")
    heading = "## What has changed since the last edition"
    found = {"generated/since.md": f"{heading}\n\n{since}\n".encode() if since else b"\n"}
    found["generated/answers.md"] = f"{told.get('answers', '')}\n".encode()
    found["generated/warehouse.md"] = f"{told.get('warehouse', '')}\n".encode()
    found["generated/take.md"] = TAKE.encode() if "downloads" in told else b"\n"
    found |= {f"{name}.md": told[name].encode() for name in OF_THEIR_OWN & told.keys()}
    found |= {FEED: told["feed"].encode()} if "feed" in told else {}
    return found | ({"feedback_quality.md": told["feedback"].encode()} if "feedback" in told else {})


def _lay(folder: Path, wanted: dict[str, bytes]) -> None:
    """Make the folder hold these files, the pages of notebooks and the settings, and nothing else."""
    for path in sorted(folder.rglob("*"), reverse=True):
        name = path.relative_to(folder)
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif str(name) not in wanted and str(name) != kept.SETTINGS and not _from_a_notebook(name):
            path.unlink()
    for file, content in wanted.items():
        kept.put(folder / file, content)


def _from_a_notebook(name: Path) -> bool:
    return name.parts[0] == "reports" and name.suffix == ".ipynb"


def _fragments(edition: Edition, found: list[Page], sources: Sequence[Source]) -> dict[str, str]:
    """Give what hand-written pages include: the edition, its lists of pages, its sources."""
    audits = {audit.id: audit for audit in definitions.audits_of(edition)}
    lists, leading = [], _leading(found)
    for report, within in by_report(found).items():
        if _single(within):
            continue
        if report in leading:
            words = listed(within, edition.geography_date, audits, up="")
            lists.append(f"## {PARTS[within[0].kind]}\n\n{words}\n\n{missing(within)}")
    lists.append(further([page for page in found if page.made and page.report not in leading]))
    described = [
        f"## {markdown(source.title)}\n\n{source_facts(source, edition.as_at)}" for source in sources
    ]
    note = markdown(edition.note) if edition.note else ""
    return {
        "edition": "\n\n".join(part for part in (banner(edition), note) if part),
        "facts": edition_facts(edition, found, sources),
        "find": landing.finder(found, audits, edition.geography_date),
        "reports": "\n\n".join(lists),
        "sources": "\n\n".join([banner(edition), *described]),
        "bodies": former_names(),
        "ways": readers.ways(),
        "involvement": readers.involvement(edition),
        "signed": readers.signed(edition),
        "audits": readers.audits(definitions.audits().values()),
    }


def _worked(home: Path) -> dict[str, str]:
    """Give the worked examples that the methods page includes, one file for each section.

    They are worked out again only when code, libraries or definitions are others than last time.
    """
    place, made_with = home / "examples.json", kept.code(paths.params())
    rows = json.loads(place.read_text(encoding="utf-8")) if place.is_file() else {}
    if rows.get("made_with") != made_with:
        from insight import methods  # here, as drawing takes seconds to load and most commands draw nothing

        rows = {"made_with": made_with, "examples": methods.examples()}
        kept.put(place, json.dumps(rows).encode())
    return {f"method-{name}": text for name, text in rows["examples"].items()}


def _index(edition: Edition, within: list[Page], found: list[Page]) -> str:
    """Give the page that lists the pages of one report."""
    audits = {audit.id: audit for audit in definitions.audits_of(edition)}
    words = listed(within, edition.geography_date, audits, up="../../")
    parts = [f"# {_index_title(within, found)}", banner(edition), words, missing(within)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _index_title(within: list[Page], found: list[Page]) -> str:
    """Give the heading of a report's list: the kind of thing it is about, when it is alone of its kind."""
    kind = within[0].kind
    alone = len({page.report for page in found if page.kind == kind}) == 1
    return PARTS[kind] if alone and kind != "other" else markdown(within[0].report_title)


def _leading(found: list[Page]) -> set[str]:
    """Give the reports whose pages the landing page lists: each the first about its kind of thing."""
    first = {page.kind: page.report for page in reversed(found)}
    return {report for kind, report in first.items() if kind not in ("trust", "other")}


def _single(within: list[Page]) -> bool:
    """Say whether a report is one page about everything, which needs no list to be found by."""
    return len(within) == 1 and within[0].kind == "other"


def _contents(wanted: Collection[str], found: list[Page]) -> dict:
    """Give the table of contents: each report that has a page, then what people wrote."""
    reports: list[dict] = []
    for report, within in by_report([page for page in found if page.made]).items():
        sections = [{"file": page.path} for page in within]
        listed_by = {"file": f"reports/{report}/index", "sections": sections}
        reports += sections if _single(within) else [listed_by]
    written = {name.removesuffix(".md") for name in wanted if name.endswith(".md") and "/" not in name}
    if "index" not in written:
        raise MissingInput("book/index.md is not there: a book begins with it. Take it from git.")
    others = sorted(written - {"index", *ABOUT})
    about = [{"file": name} for name in (*ABOUT, *others) if name in written]
    parts = [("Reports", reports), ("About", about)]
    shown = [{"caption": caption, "chapters": chapters} for caption, chapters in parts if chapters]
    return {"format": "jb-book", "root": "index", "parts": shown}
