"""A site that follows its sources: built at once, and again after a change."""

import os

import pytest
from livereload import Server

import miniature
from insight import book


@pytest.fixture
def served(monkeypatch):
    """Have nothing served; give what would have been."""
    found = {}

    def serve(self, **options):
        found.update(options, watcher=self.watcher)
        self.watcher.examine()  # learns how things are

    monkeypatch.setattr(Server, "serve", serve)
    return found


def test_it_builds_at_once_and_again_when_something_changes(tmp_path, monkeypatch, served):
    edition = miniature.project(tmp_path, monkeypatch, reports=["board"])
    built = []
    book.watch(edition, lambda: built.append("built"), port=8123)
    assert built == ["built"]
    assert (served["port"], served["host"]) == (8123, "127.0.0.1")
    assert served["root"] == str(tmp_path / "_build" / "tiny" / "html")
    served["watcher"].examine()
    assert built == ["built"]
    notebook = tmp_path / "notebooks" / "board.ipynb"
    notebook.write_text(notebook.read_text() + " ")
    os.utime(notebook, (9e9, 9e9))
    served["watcher"].examine()
    assert built == ["built", "built"]
