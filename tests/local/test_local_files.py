"""What people write about their area is read strictly, and every name in it must be known."""

import shutil
from types import SimpleNamespace

import pytest

import miniature
from insight import areas, assessment, local, metrics, pathways, recommendations
from insight.cli.checking import beside
from insight.errors import BadDefinition, UnknownArea, UnknownName
from invented import write

SCOPING = """
scoping:
  topic: Wrists
  why: They break.
  agreed_by: [An invented board]
  date: 2026-05-01
  ranking_followed: false
  ranking_note: It came later.
"""
WRONG = {
    "a metric nobody measures": (f"{SCOPING}  metrics: [nhfd_sugery]\n", "Did you mean 'nhfd_surgery'"),
    "a pathway nobody drew": (f"{SCOPING}  pathway: fractures\n", "Did you mean 'fracture'"),
    "an audit nobody holds": (
        "providers: [{name: A, care: B, audits: {nhdf: takes part}, source: C, checked: 2026-05-01}]\n",
        "No audit is called 'nhdf'",
    ),
    "a statement nobody made": (
        "answers: [{statement: named_led, level: 1, evidence: A, date: 2026-05-01}]\n", "named_lead",
    ),
    "context about nothing known": (
        "context: [{text: A, author: B, date: 2026-05-01, about: [x]}]\n", "No metric is called 'x'",
    ),
}  # fmt: skip
FAULTY = {
    "a level that is none": (
        "answers: [{statement: named_lead, level: 4, evidence: A, date: 2026-05-01}]\n",
        "less than or equal to 3",
    ),
    "nobody who agreed": (SCOPING.replace("[An invented board]", "[]"), "agreed_by"),
    "nothing on the ranking": (
        SCOPING.replace("  ranking_note: It came later.\n", ""), "ranking_note: is missing",
    ),
    "a key misspelt": (SCOPING.replace("why:", "wy:"), "Did you mean 'why'"),
    "an answer twice": (
        "answers: [" + "{statement: named_lead, level: 1, evidence: A, date: 2026-05-01}, " * 2 + "]\n",
        "two answers are about named_lead",
    ),
}  # fmt: skip


@pytest.fixture
def project(tmp_path, monkeypatch):
    for name in ("areas", "assessment", "audits", "pathways", "recommendations"):
        shutil.copytree(miniature.HERE / "params" / name, tmp_path / "params" / name)
    (tmp_path / "_config.yml").write_text("title: invented\n")
    monkeypatch.setenv("INSIGHT_ROOT", str(tmp_path))
    return tmp_path


def test_what_was_made_up_is_kept_out_of_editions_of_real_data(project, monkeypatch):
    write(project / "params/local/qwo.yml", f"synthetic: true\n{SCOPING}")
    write(project / "params/local/qox.yml", SCOPING)
    for made_up in (True, False):
        monkeypatch.setattr(
            local.definitions, "edition", lambda name, said=made_up: SimpleNamespace(synthetic=said)
        )
        assert (local.record("QWO", "any") is not None) == made_up
        assert local.record("QOX", "any") is not None


def test_a_board_is_found_by_its_code_in_small_letters(project):
    write(project / "params/local/qwo.yml", SCOPING)
    assert local.record("QWO").scoping.topic == "Wrists"
    assert local.record("QWO").icb == "QWO"
    assert local.record("QOX") is None


@pytest.mark.parametrize("text, said", WRONG.values(), ids=WRONG)
def test_a_name_that_nobody_knows_is_refused(project, text, said):
    write(project / "params/local/qwo.yml", text)
    with pytest.raises(UnknownName, match=said):
        local.record("QWO")


@pytest.mark.parametrize("text, said", FAULTY.values(), ids=FAULTY)
def test_a_file_that_cannot_be_used_is_refused_with_what_to_mend(project, text, said):
    write(project / "params/local/qwo.yml", text)
    with pytest.raises(BadDefinition, match=said):
        local.record("QWO")


def test_a_file_called_for_no_board_is_told_of_by_check(project):
    write(project / "params/local/qwx.yml", SCOPING)
    with pytest.raises(UnknownArea, match=r"qwx\.yml"):
        beside()


def test_a_project_without_any_of_it_has_none_of_it(project):
    for name in ("assessment", "pathways", "recommendations"):
        shutil.rmtree(project / "params" / name)
    assert (pathways.every(), recommendations.documents(), assessment.statements(), local.every()) == (
        [],
        [],
        [],
        {},
    )


def test_every_file_of_ours_is_sound_called_for_a_board_and_says_that_it_is_made_up():
    found = local.every()
    boards = {code.lower() for code in areas.table().query("type == 'icb'")["code"]}
    assert len(found) >= 2 and set(found) <= boards
    assert all(one.synthetic and one.scoping.why.startswith("Made up") for one in found.values())
    assert all(isinstance(group, str) for one in found.values() for group in one.plus_groups)


def test_a_pathway_that_names_a_metric_nobody_measures_is_refused(project):
    write(project / "params/pathways/hands.yml", "title: Hands\nmetrics: [nhfd_sugery]\n")
    with pytest.raises(UnknownName, match="Did you mean 'nhfd_surgery'"):
        pathways.every()


def test_words_of_metrics_are_those_of_their_definitions(project):
    from insight import definitions

    known = metrics.words()
    for audit in definitions.audits().values():
        for metric in audit.metrics:
            said = known[metric.id]
            assert (said.audit, said.themes) == (audit.id, metric.themes)
            assert said.levels == (metric.levels or audit.levels)
            rule = audit.outliers.ascertainment
            assert said.share_of_cases == (rule is not None and rule.metric == metric.id)
