"""From one edition comes a site for England, or one for each ICB; both tell what changed."""

import pytest

import miniature
from insight import book
from insight.book.stage import stage
from insight.errors import UnknownName


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    edition = miniature.project(
        tmp_path, monkeypatch, reports=["board", "topic"], sources="[smoking_2022_23]"
    )
    miniature.pretend_run(edition)
    return edition


def site_of(index):
    home = index.parent
    return {str(path.relative_to(home)) for path in home.rglob("*.html") if "reports" in path.parts}


@pytest.mark.slow
def test_an_icbs_own_site_has_its_pages_alone_and_leaves_the_national_one(tiny):
    national = book.bind(tiny)
    before = {path: path.read_bytes() for path in national.parent.rglob("*.html")}
    own = book.bind(tiny, icb="QWO")
    assert site_of(own) == {"reports/board/index.html", "reports/board/qwo-synthetic.html"}
    assert "qox" not in own.read_text()
    assert {path: path.read_bytes() for path in national.parent.rglob("*.html")} == before


def test_an_icb_without_a_page_is_refused_with_those_that_have_one(tiny):
    with pytest.raises(UnknownName, match="QOX, QWO"):
        book.bind(tiny, icb="QZZ")


def test_the_landing_page_tells_what_has_changed_where_there_is_an_edition_before(tiny):
    found = book.pages(tiny.id)
    folder = stage(tiny, found, told={"since": "- revised: 3", "corrections": "# Corrections"})
    said = (folder / "generated" / "since.md").read_text()
    assert said.startswith("## What has changed since the last edition") and "revised: 3" in said
    assert (folder / "corrections.md").read_text() == "# Corrections"
    assert "corrections" in (folder / "_toc.yml").read_text()


def test_an_edition_that_is_the_first_says_nothing_of_another(tiny):
    folder = stage(tiny, book.pages(tiny.id))
    assert (folder / "generated" / "since.md").read_text().strip() == ""
    assert not (folder / "corrections.md").exists()
