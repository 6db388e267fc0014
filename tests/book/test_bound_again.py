"""A book bound again: only what changed is made anew, and the bytes are those of a book bound afresh."""

import json
import os
import shutil
import subprocess
import sys

import pytest

import miniature
from insight import book, paths
from insight.book import kept, site
from insight.errors import BookFailed, SmallNumbersTold

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def first_bound(tmp_path_factory):
    """Lay out two boards and two topics that were run, with written pages of its own, and bind them once."""
    folder = tmp_path_factory.mktemp("bound") / "project"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        made = miniature.project(folder, patch, reports=["board", "topic"])
        miniature.short_book(folder)
        miniature.pretend_run(made)
        say(page("board/qwo-synthetic"), "See [the ladder](#ladder).")
        book.bind(made)
        kept_as = folder.with_name("as it was first bound")
        shutil.copytree(folder, kept_as, symlinks=True)
        yield made, folder, kept_as


@pytest.fixture
def edition(first_bound):
    """Give that project as it was, bound once, where it was."""
    made, folder, kept_as = first_bound
    shutil.rmtree(folder)
    shutil.copytree(kept_as, folder, symlinks=True)
    return made


def home():
    return paths.build() / "tiny"


def page(name):
    return home() / "book" / "reports" / f"{name}.ipynb"


def say(path, words):
    """Write words at the foot of a page, as though its notebook had been run again."""
    rows = json.loads(path.read_text())
    source = "".join(rows["cells"][-1]["source"])
    rows["cells"][-1]["source"] = f"{source}\n\n{words}\n"
    path.write_text(json.dumps(rows, indent=1))


def rename(name, title):
    rows = json.loads((home() / "pages.json").read_text())
    for row in rows:
        if row["name"] == name:
            old, row["title"] = row["title"], title
            path = page(f"{row['report']}/{name}")
            path.write_text(path.read_text().replace(f"# {old}", f"# {title}"))
    (home() / "pages.json").write_text(json.dumps(rows))


def contents():
    folder = home() / "html"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def bound_afresh(edition):
    for name in ("bound", "html"):
        shutil.rmtree(home() / name)
    book.bind(edition)
    return contents()


def files():
    """Give which file each page of a report is, on the disk."""
    return {path.name: path.stat().st_ino for path in (home() / "html" / "reports").rglob("*-synthetic.html")}


def change(old, new, name="methods"):
    path = paths.book() / f"{name}.md"
    path.write_text(path.read_text().replace(old, new))


CHANGES = {
    "one page has other words": lambda: say(page("board/qox-synthetic"), "A word nobody used: quincunx."),
    "one page is a board of another name": lambda: rename("qox-synthetic", "Somewhere <else>"),
    "one page is gone": lambda: page("board/qox-synthetic").unlink(),
    "a page people wrote has other words": lambda: change("Its rungs.", "Its many rungs."),
    "a page people wrote has another title": lambda: change("# Methods", "# How it is done"),
    "what a page refers to has moved": lambda: change("(ladder)=", "(ladder)=\n## Before it\n\nWords.\n"),
    "a page people wrote is new": lambda: (paths.book() / "new.md").write_text("# New\n"),
    "the look has changed": lambda: (paths.book() / "_static" / "insight.css").write_text("p { margin: 0 }"),
}


@pytest.mark.parametrize("made", CHANGES.values(), ids=CHANGES)
def test_the_bytes_are_those_of_a_book_bound_afresh_when(edition, made):
    book.bind(edition)
    made()
    book.bind(edition)
    again = contents()
    assert again == bound_afresh(edition)


def test_a_page_that_comes_back_is_in_the_book_again(edition):
    book.bind(edition)
    first, words = contents(), page("board/qox-synthetic").read_text()
    page("board/qox-synthetic").unlink()
    book.bind(edition)
    assert "reports/board/qox-synthetic.html" not in contents()
    page("board/qox-synthetic").write_text(words)
    book.bind(edition)
    assert contents() == first


def test_only_the_page_that_changed_is_written(edition):
    book.bind(edition)
    before = files()
    say(page("board/qox-synthetic"), "Other words.")
    book.bind(edition)
    after = files()
    assert [name for name in after if after[name] != before[name]] == ["qox-synthetic.html"]


def test_nothing_is_bound_when_nothing_changed_but_the_site_is_checked(edition, monkeypatch):
    index = book.bind(edition)
    monkeypatch.setattr(site, "_sphinx", lambda *_: pytest.fail("Sphinx was started"))
    seen = []
    assert book.bind(edition, check=seen.append) == index
    assert seen == [home() / "html"]
    with pytest.raises(SmallNumbersTold):
        book.bind(edition, check=refuse)


def test_a_file_that_is_written_again_with_the_same_words_is_no_change(edition, monkeypatch):
    book.bind(edition)
    path = page("board/qox-synthetic")
    path.write_bytes(path.read_bytes())
    monkeypatch.setattr(site, "_sphinx", lambda *_: pytest.fail("Sphinx was started"))
    book.bind(edition)


def test_a_site_that_somebody_has_changed_is_mended(edition):
    book.bind(edition)
    first = contents()
    path = home() / "html" / "reports" / "board" / "qox-synthetic.html"
    path.write_text(path.read_text().replace("Words", "Lies"))
    (home() / "html" / "searchindex.js").unlink()
    (home() / "html" / "stray.html").write_text("stray")
    book.bind(edition)
    assert contents() == first


def refuse(folder):
    raise SmallNumbersTold("Seven people can be counted.")


def test_a_site_that_is_refused_leaves_the_last_one_as_it_was(edition):
    book.bind(edition)
    before, first = files(), contents()
    say(page("board/qox-synthetic"), "Other words.")
    rename("qwo-synthetic", "Another name")
    with pytest.raises(SmallNumbersTold):
        book.bind(edition, check=refuse)
    assert (files(), contents()) == (before, first)
    book.bind(edition)
    again = contents()
    assert again == bound_afresh(edition)


KILLED = """
import os, sys
from insight import book, definitions
from insight.book import kept
def die(*_): os._exit(9)
moves = []
def move(*of, real=kept._move):
    moves.append(of)
    die() if len(moves) > 1 else real(*of)
kept._move = move if sys.argv[1] == "while it moves the site" else kept._move
check = die if sys.argv[1] == "before its check" else None
book.bind(definitions.edition("tiny"), check=check)
"""


@pytest.mark.parametrize("when", ["before its check", "while it moves the site"])
def test_a_binding_that_is_killed_does_not_change_what_the_next_one_gives(edition, when):
    book.bind(edition)
    first = contents()
    say(page("board/qox-synthetic"), "Other words.")
    change("# Methods", "# How it is done")
    done = subprocess.run([sys.executable, "-c", KILLED, when], env=os.environ, check=False)
    assert done.returncode == 9
    assert (contents() == first) == (when == "before its check")
    book.bind(edition)
    again = contents()
    assert not list(home().glob("binding-*"))
    assert again == bound_afresh(edition)


def test_a_reference_to_what_is_no_longer_there_is_found_on_a_page_that_did_not_change(edition):
    book.bind(edition)
    change("(ladder)=\n", "")
    with pytest.raises(BookFailed, match="ladder"):
        book.bind(edition)


def test_other_settings_or_libraries_lend_nothing(edition, monkeypatch):
    book.bind(edition)
    before = files()
    monkeypatch.setattr(kept, "_libraries", lambda: ["another-9.9.dist-info"])
    book.bind(edition)
    assert not set(files().values()) & set(before.values())


def test_staging_again_leaves_files_that_would_be_the_same(edition):
    book.bind(edition)

    def dates():
        return {path: path.stat().st_mtime_ns for path in (home() / "book").rglob("*") if path.is_file()}

    before = dates()
    book.bind(edition)
    assert dates() == before
