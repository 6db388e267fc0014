"""A small synthetic edition built by the commands a colleague would type, with all a site can offer."""

import hashlib
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

import miniature
from insight import definitions
from insight.cli import app

REPORTS = ["national", "icb_insight", "audit_topic"]
CHANGES = {"sources": "[demo]", "audits": "[ssnap]", "disclosure": "as_published", "seed": "7"}
CORRECTION = """
what: Thrombectomy was counted | twice.
edition: tiny
date: 2026-09-12
found_by: A trust
metrics: [{metric}]
areas: [QWO]
was: 8.4%
now: 4.2%
effect: The page said better where it now says similar.
"""
CALENDAR = """
releases:
  - {id: tiny-1, series: tiny, title: Tiny edition, edition: tiny, due: 2026-09-30, status: published,
     changes: [{on: 2026-07-17, was: 2026-09-16, why: the data came late}]}
  - {id: tiny-2, series: tiny, title: Tiny edition again, due: 2027-01-29, status: confirmed}
"""


READY = "ready"


def small_edition(root: Path) -> SimpleNamespace:
    """Give the edition, built in a folder unless it stands there already.

    It has the folders `root`, `home`, `site` and `data`, and `metric`, which the correction is about.
    """
    metric = definitions.audit("ssnap").metrics[0].id
    if not (root / READY).is_file():
        with pytest.MonkeyPatch.context() as patch:
            laid_out(root, patch, metric)
            call("fetch", "tiny")
            call("run", "tiny")
            call("data", "tiny")
            call("documents", "tiny", "--only", "qwo", "--kind", "pdf,xlsx,ods")
            call("book", "tiny")
        (root / READY).touch()
    home = root / "_build" / "tiny"
    return SimpleNamespace(root=root, home=home, site=home / "html", data=home / "data", metric=metric)


def call(*words: str) -> None:
    """Run a verb of the command, as its user would."""
    app([*words], standalone_mode=False)


def laid_out(folder: Path, patch: pytest.MonkeyPatch, metric: str) -> None:
    """Lay out the project: the real definitions and notebooks, one audit, two boards, one correction."""
    miniature.project(folder, patch, reports=[], **CHANGES)
    for path in (miniature.HERE / "params").iterdir():
        if not (folder / "params" / path.name).exists() and path.name != "calendar.yml":
            (folder / "params" / path.name).symlink_to(path)
    for path in (folder / "notebooks").iterdir():
        path.unlink()
    for path in (miniature.HERE / "notebooks").glob("*.ipynb"):  # readers are sent to reports of any kind
        shutil.copy(path, folder / "notebooks")
    miniature.edition(folder, reports=REPORTS, next_update="2027-01-29", **CHANGES)
    (folder / "params" / "calendar.yml").write_text(CALENDAR)
    (folder / "params" / "corrections").mkdir()
    (folder / "params" / "corrections" / "twice.yml").write_text(CORRECTION.replace("{metric}", metric))


def digests(folder: Path) -> dict[str, str]:
    """Give a digest of every file below a folder, by its name."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
