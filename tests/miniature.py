"""A small project to run: the real places and audits, notebooks of a few lines, a book of a page or two."""

import json
import shutil
from pathlib import Path

import nbformat

from insight import definitions, paths, run
from insight.making.page import as_page

HERE = Path(__file__).parents[1]
EDITION = """
title: Tiny <edition> & sons
sources: []
audits: [nhfd, flsdb]
geography_date: 2026-04-01
as_at: 2026-09-30
synthetic: true
areas: [QWO, QOX]
time_limit: 60
"""
PAGES = {
    "index": "# The book\n\n```{include} generated/edition.md\n```\n\n"
    "```{include} generated/reports.md\n```\n\n"
    "See [how it is done](methods.md) and [what words mean](glossary.md).\n",
    "methods": "# Methods\n\n(ladder)=\n## The ladder\n\nIts rungs.\n",
    "glossary": "# Glossary\n\n```{glossary}\nQuincunx\n  Four round a fifth.\n```\n",
    "changes": "# Changes\n\n```{include} generated/changelog.md\n```\n",
}
NOTEBOOKS = {
    "board": [
        "# NAME OF PLACE\n\nWhat this page is.",
        'icb = "QWO"  # ICB code\nedition = "tiny"  # a file in params/editions',
        "import os\nimport sys\n\nfrom IPython.display import HTML",
        "## Where it stands",
        "HTML(f'<table><caption>One row</caption><tr><th scope=\"col\">{icb}</th></tr></table>')",
        "print(os.getcwd())\nprint('a warn' + 'ing', file=sys.stderr)",
        "object()",
        "print(os.environ['SOURCE_DATE_EPOCH'], hash('a name'))",
    ],
    "reading": [
        "# NAME OF PLACE",
        'icb = "QWO"\nedition = "tiny"',
        "def load(edition, area):\n    return f'{edition} {area}'",
        "load(edition, area=icb)",
    ],
    "elsewhere": ["# NAME", 'icb = "QWO"', "open('/dev/null').read()"],
    "topic": ["# NAME OF TOPIC", 'audit = "nhfd"', "print(audit)"],
    "pair": ["# NAME", 'icb = "QWO"\naudit = "nhfd"\nedition = "tiny"', "print(icb, audit, edition)"],
    "alone": ["# ENGLAND", 'edition = "tiny"', "print(edition)"],
    "raises": [
        "# NAME",
        'icb = "QWO"\nedition = "tiny"',
        "place = icb",
        "if place == 'QOX':\n    raise ValueError('the analyst says: no beds')",
        "print('done')",
    ],
    "hangs": [
        "# NAME",
        'icb = "QWO"',
        "import time\n\nif icb == 'QOX':\n    time.sleep(600)",
        "print('done')",
    ],
    "leaves": ["# NAME", 'icb = "QWO"', "import sys\n\nsys.exit()", "print('done')"],
    "dies": ["# NAME", 'icb = "QWO"', "import os\n\nos._exit(1)"],
    "no_parameters": ["# NAME", "print(1)"],
    "no_python": ["# NAME", "icb = QWO west", "print(1)"],
    "no_heading": ["A first cell that is no heading", 'icb = "QWO"'],
}


def notebook(*cells: str, title: str | None = None) -> dict:
    """Give a notebook: cells of words where they begin like words, the second one its parameters."""
    rows = []
    for number, source in enumerate(cells):
        words = source.startswith(("#", "A "))
        tags = {"tags": ["parameters"]} if number == 1 and "=" in source else {}
        row = {"id": f"c{number}", "source": source, "metadata": tags}
        code = {"cell_type": "code", "execution_count": None, "outputs": []}
        rows.append(row | ({"cell_type": "markdown"} if words else code))
    kernel = {"name": "somebody-elses", "display_name": "X", "language": "python"}
    about = {"kernelspec": kernel} | ({"title": title} if title else {})
    return {"cells": rows, "metadata": about, "nbformat": 4, "nbformat_minor": 5}


def project(folder: Path, monkeypatch, *, reports: list[str], **changes: str) -> definitions.Edition:
    """Lay out a project in `folder` and make it the one in use; give its edition, called tiny."""
    for name in ("areas", "audits", "sources", "tiles"):
        (folder / "params").mkdir(parents=True, exist_ok=True)
        (folder / "params" / name).symlink_to(HERE / "params" / name)
    (folder / "_config.yml").write_text((HERE / "_config.yml").read_text())
    (folder / "CHANGELOG.md").write_text((HERE / "CHANGELOG.md").read_text())
    (folder / "book").symlink_to(HERE / "book")
    (folder / "notebooks").mkdir()
    for name, cells in NOTEBOOKS.items():
        write_notebook(folder, name, *cells)
    monkeypatch.setenv("INSIGHT_ROOT", str(folder))
    return edition(folder, reports=reports, **changes)


def short_book(folder: Path) -> None:
    """Write a book of a project's own in place of ours: our looks, and four pages of a few lines."""
    (folder / "book").unlink()
    for name in ("_static", "_templates"):
        shutil.copytree(HERE / "book" / name, folder / "book" / name)
    for name, text in PAGES.items():
        (folder / "book" / f"{name}.md").write_text(text)


def of_ours(folder: Path, monkeypatch, *changed: str, without: tuple[str, ...] = ()) -> Path:
    """Lay out a project that is ours but for some folders of params, and make it the one in use; give it.

    changed : folders of params that a test can change. without : folders that are not there.
    """
    parsed = HERE / "_build" / "definitions"  # before, so that audits need not be parsed for every test
    parsed.mkdir(parents=True, exist_ok=True)
    for name in ("params", "_build"):
        (folder / name).mkdir(exist_ok=True)
    (folder / "_build" / "definitions").symlink_to(parsed)
    (folder / "notebooks").symlink_to(HERE / "notebooks")
    (folder / "_config.yml").write_text("title: invented\n")
    for path in (HERE / "params").iterdir():
        if path.name in changed:
            shutil.copytree(path, folder / "params" / path.name)
        elif path.name not in without:
            (folder / "params" / path.name).symlink_to(path)
    monkeypatch.setenv("INSIGHT_ROOT", str(folder))
    return folder


def write_notebook(folder: Path, name: str, *cells: str) -> None:
    """Write one of a project's notebooks."""
    path = folder / "notebooks" / f"{name}.ipynb"
    path.write_text(json.dumps(notebook(*cells), indent=1))


def edition(folder: Path, *, reports: list[str], **changes: str) -> definitions.Edition:
    """Write the edition called tiny, with some of its lines changed; give it."""
    lines = [line for line in EDITION.strip().splitlines() if line.split(":")[0] not in changes]
    lines += [f"{key}: {value}" for key, value in changes.items()]
    lines.append(f"reports: {json.dumps(reports)}")
    path = folder / "params" / "editions" / "tiny.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines) + "\n")
    return definitions.edition("tiny")


def pretend_run(edition: definitions.Edition, failing=(), titles=None) -> None:
    """Put a finished page where `run` would, and list it, without starting a kernel."""
    rows = []
    for job in run.plan(edition):
        title = (titles or {}).get(job.name, job.title)
        failure = "cell 4 stopped" if job.name in failing else None
        rows.append(
            {
                "report": job.report, "report_title": job.report_title, "name": job.name, "title": title,
                "icb": job.parameters.get("icb"), "audit": job.parameters.get("audit"), "failure": failure,
            }
        )  # fmt: skip
        if not failure:
            cells = [nbformat.v4.new_markdown_cell("# NAME"), nbformat.v4.new_markdown_cell("Words.")]
            executed = nbformat.v4.new_notebook(cells=cells)
            job = run.Job(**{**vars(job), "title": title})
            job.page.parent.mkdir(parents=True, exist_ok=True)
            job.page.write_text(nbformat.writes(as_page(executed, job, root=paths.root())))
    (paths.build() / edition.id / "pages.json").write_text(json.dumps(rows))
