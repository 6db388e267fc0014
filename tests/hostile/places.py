"""Every hostile text put where people can put words, by the readers and tellers that pages are made with."""

import csv
import json
from pathlib import Path

import nbformat

import miniature
from hostile.corpus import Entry, texts
from insight import actions, definitions, filled, paths, run
from insight.actions import Action, Log
from insight.charts.caterpillar import caterpillar
from insight.charts.overview import overview
from insight.formats import Lines, opened, sentences, table
from insight.formats.html import linked
from insight.formats.passages import passage
from insight.making import Job
from insight.making.page import as_page, written
from insight.recommendations import reading
from invented_findings import ENGLAND, HERE, finding, frame

HEADINGS = ["Ref", "Recommendation", "Lead", "Response", "Update"]
AT_ONCE = 16  # areas of a chart
CLOCK = 1_790_000_000


def project(folder: Path, monkeypatch) -> definitions.Edition:
    """Lay out a small project whose edition has hostile words for a title and a note."""
    found = texts()
    title = "Edition " + " ".join(one.text for one in found if one.place == "title")
    note = " ".join(one.text for one in found if one.place == "note")
    words = {"title": json.dumps(title), "note": json.dumps(note)}
    return miniature.project(folder, monkeypatch, reports=["alone"], **words)


def log(folder: Path, found: tuple[Entry, ...]) -> Log:
    """Write the texts into an action log as CSV, with an ordinary writer, and read it as pages do."""
    path = folder / "qwo.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file)
        lines.writerow([filled.shown(field) for field in Action.model_fields])
        for one in found:
            row = (one.text, one.text, one.text, "2026-01-01", "2026-08-31", one.text, one.text)
            lines.writerow([*row, "under way", "", one.text])
    return Log("QWO", tuple(filled.read(Action, path)))


def recommended(folder: Path, found: tuple[Entry, ...]) -> reading.Reading:
    """Write the texts into a person's own document of recommendations, and read it as pages do."""
    path = folder / "responses.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file)
        lines.writerow(HEADINGS)
        lines.writerows(
            [f"R{number}", f"Do {one.text} well.", one.text, f"Done {one.text}.", ""]
            for number, one in enumerate(found, 1)
        )
    return reading.read(path)


def findings(found: tuple[Entry, ...], *, names: bool):
    """Give findings whose areas, or whose metrics, are called by the texts."""
    rows = []
    for number, one in enumerate(found):
        if names:
            about = {"short_name": one.text, "area_name": one.text, "topic": one.text, "title": "Seen soon"}
            rows.append(finding(f"Q{number:02}", 0.5 + number / 500, **about))
        else:
            words = (
                "title",
                "outcome",
                "why",
                "prompt",
                "numerator_words",
                "topic",
                "source_title",
                "publisher",
            )
            about = dict.fromkeys(words, one.text) | {"metric": f"m{number}", "topic": "Wrists"}
            rows += [finding(area, 0.6 + number / 500, **about) for area in (HERE, "QBB", ENGLAND)]
    return frame(rows)


def shown(folder: Path, edition: definitions.Edition, found: tuple[Entry, ...]) -> list[str]:
    """Give what cells of a page show: each kind of part that words from data stand in."""
    kept, document = log(folder, found), recommended(folder, found)
    parts = [
        opened(found[0].text, [one.text for one in found], synthetic="Synthetic data: made up."),
        sentences(one.text for one in found),
        actions.since(kept, edition.id),
        actions.told(kept, frame([finding(HERE, 0.6)]), edition.id),
        table(
            Lines([[one.text, linked("its page", one.text)] for one in found], ["Name", "Link"]),
            found[0].text,
        ),
        *(passage(text) for row in document.rows for text in row.cells.values()),
    ]
    return [part._repr_html_() for part in parts]


def drawn(found: tuple[Entry, ...]) -> list[str]:
    """Give charts of areas and of metrics that are called by the texts, a few at a time."""
    made = []
    for first in range(0, len(found), AT_ONCE):
        some = found[first : first + AT_ONCE]
        made += [caterpillar(findings(some, names=True), "Q00")._repr_html_()]
        made += [overview(findings(some, names=False), HERE)._repr_html_()]
    return made


def page(edition: definitions.Edition, name: str, title: str, parts: list[str], printed: str = "") -> Path:
    """Make a finished page of what cells showed, as `run` does; give it."""
    code, output = nbformat.v4.new_code_cell, nbformat.v4.new_output
    cells = [
        nbformat.v4.new_markdown_cell("# NAME"),
        code(f"edition = {edition.id!r}", metadata={"tags": ["parameters"]}),
    ]
    for number, part in enumerate(parts):
        cells.append(nbformat.v4.new_markdown_cell(f"## Part {number}"))
        tags = {"tags": ["landing"]} if number == 4 else {}
        cells.append(code("show()", outputs=[output("execute_result", {"text/html": part})], metadata=tags))
    cells.append(code("print(x)", outputs=[output("stream", text=printed)]))
    home = paths.build() / edition.id / "book" / "reports" / "alone"
    home.mkdir(parents=True, exist_ok=True)
    job = Job(
        report="alone", report_title="Alone", name=name, title=title, subtitle=edition.title,
        notebook=home / "n.ipynb", page=home / f"{name}.ipynb", draft=home / "d.ipynb",
    )  # fmt: skip
    made = as_page(nbformat.v4.new_notebook(cells=cells), job, root=paths.root())
    job.page.write_text(written(made), encoding="utf-8")
    return job.page


def pages(folder: Path, edition: definitions.Edition) -> Path:
    """Make a page of every text in every place, and one that is called by each family's; give the first."""
    found = texts()
    whole = page(
        edition, "words", "Words", shown(folder, edition, found) + drawn(found),
        printed="\n".join(one.text for one in found),
    )  # fmt: skip
    rows = [_listed("words", "Words")]
    for family in dict.fromkeys(one.family for one in found):
        title = f"{family} " + " ".join(one.text for one in found if one.family == family)
        page(edition, family, title, [])
        rows.append(_listed(family, title))
        rows.append(_listed(f"failed-{family}", title) | {"failure": title})
    (paths.build() / edition.id / "pages.json").write_text(json.dumps(rows))
    return whole


def _listed(name: str, title: str) -> dict:
    about = {"report": "alone", "report_title": "Alone", "name": name, "title": title}
    return about | {"icb": None, "audit": None, "failure": None}


def jobs(edition: definitions.Edition) -> list[run.Job]:
    """Give jobs that are called by the texts, as lists on a terminal name them."""
    home = paths.build()
    return [
        Job(
            report="alone", report_title="Alone", name=one.text, title=one.text, subtitle=edition.title,
            notebook=home, page=home, draft=home,
        )
        for one in texts()
    ]  # fmt: skip
