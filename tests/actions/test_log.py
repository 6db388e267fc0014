"""An action log is read back from params/actions, and told on the next edition's page."""

from datetime import date

import pytest

import miniature
from insight import actions, definitions, filled
from insight.actions import Action
from insight.errors import BadDefinition
from invented_findings import HERE, finding, frame

HEAD = "Action,Owner,Organisation,Start,Due,Measure,Status,Done on,Note\n"
LATE = "Open a clinic,Clinic lead,A trust,2026-01-01,2026-08-31,made_metric,under way,,\n"


@pytest.fixture
def project(tmp_path, monkeypatch):
    home = miniature.of_ours(tmp_path, monkeypatch, without=("actions",))
    (home / "params" / "actions").mkdir()
    return home


def kept(project, rows):
    (project / "params" / "actions" / "qwo.csv").write_text(HEAD + rows)


def test_an_icb_without_a_log_has_none(project):
    assert actions.log("QWO", "demo") is None
    assert "No action has been written down yet" in repr(actions.since(None, "demo"))


def test_b02_a_log_filled_in_is_on_the_next_page_with_status_and_due_state(project):
    kept(
        project,
        LATE.replace("made_metric", "People seen")
        + "Close a gap,Lead,An ICB,2026-09-01,2026-10-15,Words,planned,,\n",
    )
    log = actions.log("QWO", "demo")
    found = frame([finding(HERE, 0.6)])
    said = repr(actions.since(log, "demo"))
    assert "Of 2 actions, on 30 September 2026: 1 overdue and 1 due within three months." in said
    assert "Longest overdue, by 30 days: Open a clinic (Clinic lead)." in said
    table = repr(actions.told(log, found, "demo"))
    assert "Overdue by 30 days; under way" in table and "Due within three months; planned" in table
    assert table.index("Open a clinic") < table.index("Close a gap")


def test_b02_filling_in_that_it_was_done_changes_the_next_page(project):
    kept(project, LATE.replace("made_metric", "People seen").replace("under way,,", "done,2026-09-02,"))
    table = repr(actions.told(actions.log("QWO", "demo"), frame([finding(HERE, 0.6)]), "demo"))
    assert "Done on 2 September 2026, 2 days late" in table


def test_a_measure_is_told_as_it_was_before_the_start_and_is_now(project):
    metric = next(iter(definitions.metrics()))
    kept(project, LATE.replace("made_metric", metric).replace("2026-01-01", "2024-08-01"))
    before, after = (finding(HERE, value, quarter=n, metric=metric) for n, value in ((1, 0.5), (3, 0.6)))
    log = actions.log("QWO", "demo")._replace(icb=HERE)
    assert "50.0% (April to June 2024) → 60.0% (October to December 2024)" in repr(
        actions.told(log, frame([before, after]), "demo")
    )
    assert "no figure from before the start" in repr(actions.told(log, frame([after]), "demo"))
    assert "no figure yet from after" in repr(actions.told(log, frame([before]), "demo"))


def test_every_bad_row_of_a_log_is_named(project):
    kept(
        project,
        LATE.replace("2026-08-31", "later") + LATE.replace("under way", "soon") + LATE.replace("A trust", ""),
    )
    with pytest.raises(BadDefinition) as refused:
        actions.log("QWO", "demo")
    said = str(refused.value)
    assert "row 2, Due" in said and "row 3, Status" in said and "row 4, Organisation: is blank" in said


def test_a_measure_that_looks_like_a_metric_and_is_none_is_refused(project):
    kept(project, LATE.replace("made_metric", "nhfd_sugery"))
    with pytest.raises(BadDefinition, match="no metric is called 'nhfd_sugery'"):
        actions.log("QWO", "demo")


def test_what_is_made_up_stays_out_of_editions_of_real_data(project):
    real = LATE.replace("made_metric", "People seen")
    made_up = real.rstrip("\n") + "Made up\n"
    kept(project, made_up)
    assert actions.log("QWO", "demo").synthetic
    assert actions.log("QWO", "smoking-2022-23") is None
    kept(project, made_up + real.replace("Open", "Close"))
    assert [one.action for one in actions.log("QWO", "demo").actions] == ["Open a clinic", "Close a clinic"]
    assert [one.action for one in actions.log("QWO", "smoking-2022-23").actions] == ["Close a clinic"]


def test_notes_and_aims_are_told(project):
    row = LATE.replace("made_metric", "People seen").rstrip("\n") + "The lead has left\n"
    (project / "params" / "actions" / "qwo.csv").write_text(
        HEAD.replace("Measure,", "Measure,Aim,") + row.replace("People seen,", "People seen,200 a year,")
    )
    made = repr(actions.told(actions.log("QWO", "demo"), frame([finding(HERE, 0.6)]), "demo"))
    assert "The lead has left" in made and "aim: 200 a year" in made


def test_words_in_a_log_are_only_text(project):
    kept(
        project,
        LATE.replace("Open a clinic", "<script>alert(1)</script>").replace("made_metric", "People seen"),
    )
    made = actions.told(actions.log("QWO", "demo"), frame([finding(HERE, 0.6)]), "demo")
    assert "<script>" not in made and "&lt;script&gt;" in made


def test_the_same_rows_are_written_the_same_and_read_back(project, tmp_path):
    kept(project, LATE.replace("made_metric", "People seen"))
    found = list(actions.read("QWO").actions)
    text = filled.as_csv(Action, found)
    (tmp_path / "again.csv").write_text(text)
    assert filled.read(Action, tmp_path / "again.csv") == found and found[0].due == date(2026, 8, 31)
