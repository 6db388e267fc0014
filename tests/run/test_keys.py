"""A page is made again when something it reads has changed, and never otherwise."""

import json
import os
from dataclasses import replace

import pytest

import miniature
from insight import run
from insight.run import ingredients, keys


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    return lambda *reports, **changes: miniature.project(
        tmp_path, monkeypatch, reports=list(reports), **changes
    )


def same(icb, audit):
    return f"{icb} {audit}"


def reasons(edition, slice_of=same):
    return {each.job.name: each.why for each in run.stale(run.plan(edition), slice_of)}


def made(edition, slice_of=same, **more):
    seen = []
    run.make(edition, slice_of=slice_of, workers=1, report=lambda job, failure: seen.append(job.name), **more)
    return seen


def test_nothing_is_made_twice(tiny):
    edition = tiny("board")
    assert made(edition) == ["qwo-synthetic", "qox-synthetic"]
    assert made(edition) == []


def test_only_the_pages_that_read_a_changed_finding_are_made_again(tiny):
    edition = tiny("reading")
    made(edition)
    assert made(edition, lambda icb, audit: same(icb, audit) + "!" * (icb == "QOX")) == ["qox-synthetic"]
    assert made(edition, lambda icb, audit: same(icb, audit) + "!") == ["qwo-synthetic"]


def test_a_notebook_that_reads_in_another_way_depends_on_everything(tiny):
    edition = tiny("elsewhere", areas="[QWO]")
    made(edition)
    changed = reasons(edition, lambda icb, audit: "other" if icb is None else same(icb, audit))
    assert changed == {"qwo-synthetic": "findings it shows, or compares with, have changed"}


def _notebook(folder):
    path = folder / "notebooks" / "board.ipynb"
    cells = json.loads(path.read_text())
    cells["cells"][4]["source"] += "\nNone"
    path.write_text(json.dumps(cells))


def _page(folder):
    [page] = folder.glob("_build/tiny/book/reports/board/qwo*.ipynb")
    page.write_text(page.read_text().replace("QWO", "QXX"))


def _gone(folder):
    [page] = folder.glob("_build/tiny/book/reports/board/qwo*.ipynb")
    page.unlink()


def _key_cut_short(folder):
    [key] = folder.glob("_build/tiny/keys/board/qwo*.json")
    key.write_text('{"notebook": "')


CHANGES = {
    # what happens to the project: (the change, the pages made again, the words that say why)
    "its notebook": (_notebook, 2, "its notebook has changed"),
    "a page that someone edited": (_page, 1, "it is not as it was made"),
    "a page that is gone": (_gone, 1, "it is not there"),
    "a key that was cut short": (_key_cut_short, 1, "it is not there"),
}


@pytest.mark.parametrize("change, number, words", CHANGES.values(), ids=CHANGES)
def test_what_has_changed_is_made_again_and_named(tiny, tmp_path, change, number, words):
    edition = tiny("board")
    made(edition)
    change(tmp_path)
    assert list(reasons(edition).values()) == [words] * number
    assert len(made(edition)) == number
    assert reasons(edition) == {}


def test_other_code_and_other_libraries_are_named(tiny, monkeypatch):
    edition = tiny("board")
    made(edition)
    found = ingredients.ingredients
    monkeypatch.setattr(
        keys, "ingredients", lambda notebook: found(notebook) | {"pandas": "9", "charts/spc.py": "x"}
    )
    assert set(reasons(edition).values()) == {
        "it was made with other code or libraries (charts/spc.py, pandas)"
    }


def test_a_page_that_was_only_touched_is_kept(tiny, tmp_path):
    edition = tiny("board")
    made(edition)
    for page in tmp_path.glob("_build/tiny/book/reports/board/*.ipynb"):
        os.utime(page, (1, 1))
    assert reasons(edition) == {}


def test_a_page_that_failed_is_tried_again(tiny):
    edition = tiny("raises", areas="[QOX]")
    assert made(edition) == made(edition) == ["qox-synthetic"]


def test_titles_and_parameters_are_part_of_a_page(tiny):
    [job] = run.plan(tiny("board", areas="[QWO]"))
    first = keys.keys([job], same)[job.page]
    assert keys.keys([replace(job, title="Another")], same)[job.page].asked != first.asked
    assert keys.keys([replace(job, clock=1)], same)[job.page].asked != first.asked
    assert keys.keys([job], same)[job.page] == first


def test_pages_made_one_by_one_or_all_at_once_are_the_same(tiny, tmp_path):
    edition = tiny("board", "alone")
    made(edition)
    together = {page.name: page.read_bytes() for page in tmp_path.glob("_build/tiny/book/reports/*/*.ipynb")}
    for page in tmp_path.glob("_build/tiny/book/reports/*/*.ipynb"):
        page.unlink()
    for job in run.plan(edition):
        run.make(edition, [job], slice_of=same, workers=1)
    apart = {page.name: page.read_bytes() for page in tmp_path.glob("_build/tiny/book/reports/*/*.ipynb")}
    assert apart == together and len(apart) == 3


def test_a_page_of_a_theme_is_made_again_when_one_of_its_audits_changes(tiny, tmp_path):
    edition = tiny("theme", themes="[wrists]")
    folder = tmp_path / "params" / "themes"
    folder.mkdir()
    (folder / "wrists.yml").write_text("title: Wrists\naudits: [nhfd, flsdb]\n")
    load = "def load(edition, theme):\n    return theme"
    miniature.write_notebook(
        tmp_path, "theme", "# NAME", 'theme = "wrists"\nedition = "tiny"', load, "load(edition, theme=theme)"
    )
    assert made(edition) == ["wrists-synthetic"]
    assert made(edition, lambda icb, audit: same(icb, audit) + "!" * (audit not in ("nhfd", "flsdb"))) == []
    assert made(edition, lambda icb, audit: same(icb, audit) + "!" * (audit == "flsdb")) == [
        "wrists-synthetic"
    ]
