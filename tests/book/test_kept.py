"""A site that was moved away when the binding was cut short comes back."""

import pytest

from insight.book import kept


def site(folder, words):
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(words)


def test_the_last_site_comes_back_and_what_was_begun_goes(tmp_path):
    site(tmp_path / "binding-1/before/html", "the last")
    site(tmp_path / "binding-1/html", "half of the next")
    kept.recover(tmp_path)
    assert (tmp_path / "html/index.html").read_text() == "the last"
    assert [path.name for path in tmp_path.iterdir()] == ["html"]


def test_a_site_that_stands_is_left(tmp_path):
    site(tmp_path / "html", "the new one")
    site(tmp_path / "binding-1/before/html", "the last")
    kept.recover(tmp_path)
    assert (tmp_path / "html/index.html").read_text() == "the new one"


def test_a_site_that_cannot_be_moved_leaves_the_last_one(tmp_path):
    site(tmp_path / "html", "the last")
    with pytest.raises(FileNotFoundError):
        kept._move(tmp_path / "nothing there", tmp_path / "html", tmp_path / "binding-1/before/html")
    assert (tmp_path / "html/index.html").read_text() == "the last"
