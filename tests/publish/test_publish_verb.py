"""The verb publishes, checks, plans and goes back, and says what it did."""

import pytest
from small_site import change, lay
from typer.testing import CliRunner

import miniature
from insight import findings, paths
from insight.cli import app
from insight.errors import SmallNumbersTold, UnfitToPublish


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Lay out a project whose edition is bound, of findings that nothing was withheld from."""
    (tmp_path / "project").mkdir()
    miniature.project(tmp_path / "project", monkeypatch, reports=["board"])
    monkeypatch.setattr(findings, "nothing_told", lambda edition, site, vouched: None)
    return lay(paths.build() / "tiny" / "html")


@pytest.fixture
def place(tmp_path):
    return tmp_path / "public"


def said(*words):
    done = CliRunner().invoke(app, ["publish", "tiny", *map(str, words)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_a_site_is_published_then_the_next_then_the_first_again(site, place):
    told = said(place)
    assert "0001-" in told and "6 files" in told
    first = (place / "current").readlink().name
    assert "the same as before" in said(place)
    lay(site, "Other words.")
    assert "3 of them shared with the version before" in said(place)
    assert (place / "current").readlink().name.startswith("0002-")
    assert first in said(place, "--rollback") and (place / "current").readlink().name == first


def test_as_many_versions_stay_as_the_command_says(site, place):
    for words in ("1", "2", "3"):
        lay(site, words)
        said(place, "--keep", 2)
    assert len(list((place / "versions").iterdir())) == 2
    assert CliRunner().invoke(app, ["publish", "tiny", str(place), "--keep", "1"]).exit_code == 2


def test_checking_alone_publishes_nothing(site, place):
    assert "fit to publish: its 6 files" in said(place, "--check-only")
    assert not place.exists()


@pytest.mark.parametrize(
    "also, words", [((), "nothing"), (("--rollback",), "go back"), (("--check-only",), "check")]
)
def test_a_plan_is_told_and_nothing_is_done(site, place, also, words):
    change(site, "<caption>", "<b>")  # which a check would refuse
    assert words in said(place, "--dry-run", *also)
    assert not place.exists()


def test_an_unfit_site_is_refused_with_where_to_mend_it(site, place):
    change(site, 'scope="col"', "")
    with pytest.raises(UnfitToPublish, match="insight build tiny"):
        said(place)
    assert not (place / "current").exists()


@pytest.mark.parametrize("also", [(), ("--check-only",)])
def test_withheld_figures_are_looked_for_before_anything_is_served(site, place, monkeypatch, also):
    def told(edition, folder, vouched):
        assert (edition.id, folder) == ("tiny", site)
        raise SmallNumbersTold("a figure is told")

    monkeypatch.setattr(findings, "nothing_told", told)
    with pytest.raises(SmallNumbersTold):
        said(place, *also)
    assert not (place / "current").exists()
