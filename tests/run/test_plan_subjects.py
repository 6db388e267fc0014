"""Notebooks that run once for each trust, theme or profile, and what their pages are called."""

from importlib import import_module

import pytest

from insight import areas, definitions, themes
from insight.errors import UnknownArea, UnknownName

planning = import_module("insight.run.plan")  # the name in insight.run is the function


@pytest.fixture
def over(monkeypatch, tmp_path):
    """Give a plan of one notebook that declares some names, for the demonstration with other values."""

    def planned(names, **changes):
        monkeypatch.setattr(planning, "parameters", lambda path: {"edition", *names})
        monkeypatch.setattr(planning, "heading", lambda path: "Kind of page")
        edition = definitions.edition("demo").model_copy(update={"reports": ("icb_insight",), **changes})
        return planning.plan(edition)

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
