"""A tiny edition served for a test."""

import pytest

import miniature
from served_site import NOTED, Site


@pytest.fixture
def edition(tmp_path, monkeypatch):
    """Give the edition called tiny, with finished pages of three reports for two ICBs and two audits."""
    miniature.project(tmp_path, monkeypatch, reports=["board"])
    miniature.write_notebook(tmp_path, "noted", *NOTED)
    made = miniature.edition(tmp_path, reports=["noted", "topic", "pair"])
    miniature.pretend_run(made)
    return made


@pytest.fixture
def site(edition):
    """Serve the edition for one test."""
    with_stand_in = Site(edition)
    yield with_stand_in
    with_stand_in.close()


@pytest.fixture
def narrow(edition):
    """Serve the edition one run at a time, with one place in the queue."""
    with_stand_in = Site(edition, at_once=1, waiting=1)
    yield with_stand_in
    with_stand_in.close()
