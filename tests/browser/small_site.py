"""A small edition with every kind of page, made from nothing by the steps that make a large one."""

import shutil
from pathlib import Path

import pytest

import miniature
from insight import book, findings, run, store

REPORTS = ["national", "icb_insight", "audit_topic"]
WRITTEN = (
    "accessibility", "changes", "contributing", "data", "decisions", "glossary", "involving", "methods",
    "rap", "reviewing", "running", "start",
)  # fmt: skip
KINDS = (
    "landing", *WRITTEN, "search", *REPORTS, "icb_insight list", "audit_topic list",
)  # fmt: skip
READY = "ready"


def small_site(home: Path) -> Path:
    """Give the folder of the site, made in `home` unless it stands there already."""
    site = home / "_build" / "tiny" / "html"
    if not (home / READY).is_file():
        with pytest.MonkeyPatch.context() as patch:
            _build(home, patch)
        (home / READY).touch()
    return site


def _build(home: Path, patch: pytest.MonkeyPatch) -> None:
    edition = miniature.project(
        home, patch, reports=[], sources="[demo]", audits="[ssnap]", disclosure="as_published", seed="7"
    )
    for path in (miniature.HERE / "params").iterdir():
        if not (home / "params" / path.name).exists():
            (home / "params" / path.name).symlink_to(path)
    for path in (home / "notebooks").iterdir():
        path.unlink()
    for path in (miniature.HERE / "notebooks").glob("*.ipynb"):  # readers are sent to reports of any kind
        shutil.copy(path, home / "notebooks")
    edition = miniature.edition(
        home,
        reports=REPORTS, sources="[demo]", audits="[ssnap]", disclosure="as_published", seed="7",
    )  # fmt: skip
    store.fetch(edition, None)
    findings.make(edition)
    assert run.make(edition, run.plan(edition), workers=2) == {}
    book.bind(edition)
