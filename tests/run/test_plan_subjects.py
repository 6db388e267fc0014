"""Notebooks that run once for each trust, theme or profile, and what their pages are called."""

from importlib import import_module

import pytest

from insight import areas, definitions, paths, recommendations, themes
from insight.errors import MissingInput, UnknownArea, UnknownName
from insight.run.keys import keys

planning = import_module("insight.run.plan")  # the name in insight.run is the function


@pytest.fixture
def over(monkeypatch, tmp_path):
    """Give a plan of one notebook that declares some names, for the demonstration with other values."""

    def planned(names, folder=None, **changes):
        monkeypatch.setattr(planning, "parameters", lambda path: {"edition", *names})
        monkeypatch.setattr(planning, "heading", lambda path: "Kind of page")
        edition = definitions.edition("demo").model_copy(update={"reports": ("icb_insight",), **changes})
        return planning.plan(edition, folder)

    return planned


def test_a_notebook_that_declares_trust_runs_once_for_each_trust_of_the_editions_boards(over):
    jobs = over({"trust"}, areas=("QWO",))
    mine = [trust.code for trust in areas.known("trust", at=definitions.edition("demo").geography_date)
            if trust.parent == "QWO"]  # fmt: skip
    assert sorted(job.parameters["trust"] for job in jobs) == sorted(mine)
    assert all(job.name == f"{job.parameters['trust'].lower()}-synthetic" for job in jobs)


def test_an_edition_may_ask_for_some_trusts_only_and_is_told_of_one_that_is_none(over):
    assert len(over({"trust"}, trusts=("RR8",))) == 1
    with pytest.raises(UnknownArea):
        over({"trust"}, trusts=("ZZZ",))


def test_a_notebook_that_declares_theme_runs_once_for_each_theme(over):
    assert [job.parameters["theme"] for job in over({"theme"})] == list(themes.themes())
    with pytest.raises(UnknownName):
        over({"theme"}, themes=("weather",))


def test_a_profile_is_in_the_name_of_a_page_unless_it_sees_all(over):
    jobs = over({"icb", "profile"}, areas=("QWO",), profiles=("analyst", "board"))
    assert [job.name for job in jobs] == ["qwo-synthetic", "qwo-board-synthetic"]
    assert [job.parameters["profile"] for job in jobs] == ["analyst", "board"]


def test_a_notebook_that_declares_document_or_audience_runs_once_for_each(over):
    jobs = over({"document", "data"})
    known = [book.document for book in recommendations.books(synthetic=True) if book.entries]
    assert [job.parameters["document"] for job in jobs] == [document.id for document in known]
    assert [job.title for job in jobs] == [document.title for document in known]
    assert all("data" not in job.parameters for job in jobs)
    audiences = [job.parameters["audience"] for job in over({"audience"})]
    assert audiences == [*recommendations.audiences(synthetic=True)]
    assert "front_line_staff" in audiences and len(set(audiences)) == len(audiences)


def test_a_persons_folder_is_handed_on_and_a_document_of_their_own_has_a_page(over, tmp_path):
    text = "No\tRecommendation\tAudience\n1\tAsk nurses.\tNursing leads\n"
    (tmp_path / "Our own review.txt").write_text(text)
    jobs = {job.parameters["document"]: job for job in over({"document", "data"}, folder=tmp_path)}
    mine = jobs["our_own_review"]
    assert (paths.root() / mine.parameters["data"]).resolve() == tmp_path.resolve()
    audiences = [job.parameters["audience"] for job in over({"audience", "data"}, folder=tmp_path)]
    assert "nursing_leads" in audiences


def test_a_page_is_made_again_when_a_file_of_that_folder_changes(tmp_path):
    edition = definitions.edition("demo").model_copy(update={"reports": ("recommendations",)})
    found = []
    for words in ("Ask nurses.", "Ask everybody."):
        (tmp_path / "own.txt").write_text(f"No\tRecommendation\tAudience\n1\t{words}\tNursing leads\n")
        jobs = [one for one in planning.plan(edition, tmp_path) if one.parameters["document"] == "own"]
        [key] = keys(jobs, lambda area, audit: "").values()
        found.append(key)
    assert found[0].asked != found[1].asked and found[0].notebook == found[1].notebook


def test_one_page_of_many_is_asked_for_by_what_it_is_about():
    demo = definitions.edition("demo")
    assert planning.one(demo, "icb_insight", {"icb": "QWO", "profile": "board"}).parameters["icb"] == "QWO"
    with pytest.raises(MissingInput, match="a page for each icb and profile, so which one is meant"):
        planning.one(demo, "icb_insight", {})
    with pytest.raises(MissingInput, match="a page for each icb, .*Give icb="):
        planning.one(demo, "session_pack", {})
