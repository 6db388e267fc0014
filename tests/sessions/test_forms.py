"""The form that an ICB fills is written with what is recorded, and read back or refused row by row."""

from datetime import date

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

import miniature
from insight import actions, local, sessions
from insight.cli import app
from insight.errors import BadData, BadDefinition, MissingInput, UnknownArea
from insight.sessions import forms


@pytest.fixture
def project(tmp_path, monkeypatch):
    return miniature.of_ours(tmp_path, monkeypatch, "actions", "invited", "local")


@pytest.fixture
def filled(project):
    """Give a form of West Yorkshire with what is recorded, and a way to change its cells."""
    path = project / "qwo.xlsx"
    path.write_bytes(forms.workbook("QWO", "West Yorkshire", date(2026, 9, 30)))

    def change(sheet, cells):
        """Save the form again as a spreadsheet would, with some cells changed."""
        book = CalamineWorkbook.from_path(path)
        rows = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names
        }
        with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as made:
            for name, lines in rows.items():
                new = made.add_worksheet(name)
                for row, line in enumerate(lines):
                    for column, value in enumerate(line):
                        new.write(row, column, value)
                for cell, value in cells.items() if name == sheet else ():
                    new.write(cell, value)
        return path

    return change


def test_b02_b04_what_is_filled_in_is_on_the_next_page(filled, project):
    filled("Actions", {"H2": "done", "I2": date(2026, 9, 1)})
    path = filled(
        "Before the session",
        {"A4": "people", "B4": "They are kind.", "C4": "Ward sister, a trust", "D4": date(2026, 9, 20)},
    )
    before = len(actions.log("QWO", "demo").actions)
    app(["take", str(path), "QWO"], standalone_mode=False)
    log = actions.log("QWO", "demo")
    assert len(log.actions) == before and log.actions[0].status == "done"
    assert log.actions[0].done_on == date(2026, 9, 1)
    assert [note.text for note in local.record("QWO", "demo").context][-1] == "They are kind."
    assert "Done on 1 September 2026" in repr(actions.told(log, no_findings(), "demo"))


def test_a_form_taken_back_unchanged_changes_nothing(filled, project):
    kept = [actions.place("QWO"), project / "params" / "invited" / "qwo.csv"]
    app(["take", str(filled("Actions", {})), "QWO"], standalone_mode=False)
    first = [path.read_bytes() for path in kept]
    (project / "again.xlsx").write_bytes(forms.workbook("QWO", "West Yorkshire", date(2026, 9, 30)))
    app(["take", str(project / "again.xlsx"), "QWO"], standalone_mode=False)
    assert [path.read_bytes() for path in kept] == first
    assert actions.read("QWO").actions == tuple(forms.returned(project / "again.xlsx", "QWO").actions)


def test_a_form_for_an_icb_that_has_written_nothing_is_empty_and_can_be_taken(project):
    app(["form", "demo", "QOX", "--out", str(project / "qox.xlsx")], standalone_mode=False)
    kept = forms.returned(project / "qox.xlsx", "QOX")
    assert (kept.actions, kept.answers, kept.invited) == ([], [], [])
    app(["take", str(project / "qox.xlsx"), "QOX"], standalone_mode=False)
    assert not list((project / "params").rglob("qox.*"))


def test_a_sheet_that_was_emptied_leaves_nothing_behind(filled, project):
    app(["take", str(filled("Who comes", {})), "QWO"], standalone_mode=False)
    assert sessions.asked("QWO")
    with xlsxwriter.Workbook(str(project / "emptied.xlsx")) as book:
        for name in (forms.README, *forms.SHEETS):
            sheet = book.add_worksheet(name)
            heads = ["ICB", "QWO"] if name == forms.README else _heads(forms.SHEETS[name])
            sheet.write_row(0, 0, heads)
    app(["take", str(project / "emptied.xlsx"), "QWO"], standalone_mode=False)
    assert sessions.asked("QWO") == [] and actions.log("QWO", "demo") is None
    assert not list((project / "params" / "actions").glob("qwo.*"))


def test_the_same_records_give_the_same_bytes(project):
    made = [forms.workbook("QWO", "West Yorkshire", date(2026, 9, 30)) for _ in range(2)]
    assert made[0] == made[1]


def test_every_bad_row_of_every_sheet_is_named_and_nothing_is_kept(filled, project):
    before = actions.place("QWO").read_bytes()
    filled("Actions", {"E2": "soon", "H3": "begun"})
    path = filled("Who comes", {"C2": "perhaps"})
    with pytest.raises(BadDefinition) as refused:
        app(["take", str(path), "QWO"], standalone_mode=False)
    said = str(refused.value)
    assert "sheet 'Actions', row 2, Due" in said and "row 3, Status" in said
    assert "sheet 'Who comes', row 2, Answer" in said
    assert actions.place("QWO").read_bytes() == before
    assert not list((project / "params").rglob("*half*"))


REFUSED = {
    # name: (sheet, cells, error, words)
    "a measure that is no metric": ("Actions", {"F2": "nhfd_sugery"}, BadDefinition, "nhfd_sugery"),
    "a role that is none": ("Who comes", {"A2": "audit_led"}, BadDefinition, "Did you mean 'audit_lead'"),
    "a question that nobody asks": ("Before the session", {"A2": "fit"}, BadDefinition, "no question is"),
    "an answer about no metric": ("Before the session", {"E2": "nhfd_wrd"}, BadDefinition, "'nhfd_ward'"),
    "the form of another ICB": ("Read me", {"B1": "QOX"}, UnknownArea, "is the form of QOX"),
    "a heading changed": ("Actions", {"A1": "Deed"}, BadDefinition, "no column is called 'Action'"),
}  # fmt: skip


@pytest.mark.parametrize("sheet, cells, error, words", REFUSED.values(), ids=REFUSED)
def test_what_nobody_knows_is_refused(filled, sheet, cells, error, words):
    with pytest.raises(error, match=words):
        forms.returned(filled(sheet, cells), "QWO")


def test_of_many_bad_rows_the_first_ten_are_shown_and_all_are_counted(filled):
    rows = {f"{column}{row}": "x" for row in range(10, 22) for column in "ABCDEFH"}
    with pytest.raises(BadDefinition, match="row 10, Start(?s:.)*and 26 more") as refused:
        forms.returned(filled("Actions", rows), "QWO")
    assert str(refused.value).count("row") == 11  # ten, and what to do next


def test_names_that_nobody_knows_are_told_by_row_with_all_else_that_is_wrong(filled):
    filled("Actions", {"F2": "nhfd_sugery", "E3": "soon"})
    filled("Before the session", {"A2": "fit", "E2": "nhfd_wrd"})
    with pytest.raises(BadDefinition) as refused:
        forms.returned(filled("Who comes", {"A2": "audit_led", "A3": "chiar"}), "QWO")
    said = str(refused.value)
    for fault in (
        "sheet 'Actions', row 3, Due: ",
        "sheet 'Actions', row 2, Measure: no metric is called 'nhfd_sugery'. Did you mean 'nhfd_surgery'?",
        "sheet 'Before the session', row 2, Question: no question is called 'fit'.",
        "sheet 'Before the session', row 2, About: no metric is called 'nhfd_wrd'. Did you mean 'nhfd_ward'?",
        "sheet 'Who comes', row 2, Role: no role is called 'audit_led'. Did you mean 'audit_lead'?",
        "sheet 'Who comes', row 3, Role: no role is called 'chiar'.",
    ):
        assert fault in said


def test_the_row_of_a_log_that_names_no_metric_is_the_row_of_its_file(project):
    path = actions.place("QWO")
    lines = path.read_text().splitlines()
    cells = lines[1].replace("nhfd_ward", "nhfd_wrd")
    assert cells != lines[1]
    path.write_text("\n".join([lines[0], "", cells]) + "\n")
    with pytest.raises(BadDefinition, match=r"qwo\.csv(?s:.)*row 3, Measure: no metric is called"):
        actions.read("QWO")


def test_a_file_that_is_no_form_says_what_to_do(project):
    with pytest.raises(MissingInput, match="insight form"):
        forms.returned(project / "gone.xlsx", "QWO")
    (project / "text.xlsx").write_text("not a workbook")
    with pytest.raises(BadData, match="cannot be read as a workbook"):
        forms.returned(project / "text.xlsx", "QWO")
    with xlsxwriter.Workbook(str(project / "other.xlsx")) as book:
        book.add_worksheet("Sheet1")
    with pytest.raises(BadData, match="has no sheet called 'Read me'"):
        forms.returned(project / "other.xlsx", "QWO")


def test_a_form_is_only_for_an_icb(project):
    with pytest.raises(UnknownArea, match="is no ICB"):
        app(["form", "demo", "RR8", "--out", str(project / "x.xlsx")], standalone_mode=False)


def test_a_dry_run_keeps_nothing(filled, project):
    before = actions.place("QWO").read_bytes()
    app(["take", str(filled("Actions", {"H2": "stopped"})), "QWO", "--dry-run"], standalone_mode=False)
    assert actions.place("QWO").read_bytes() == before


def test_roles_are_those_of_the_pack(project):
    assert {one.role for one in sessions.asked("QWO")} <= {role.id for role in sessions.pack().roles}


def test_who_was_made_up_to_be_asked_stays_out_of_editions_of_real_data(project):
    assert sessions.invited("QWO", "demo") and sessions.invited("QWO", "smoking-2022-23") == []


def test_answers_that_came_back_stand_in_real_editions_though_what_was_written_is_made_up(project):
    assert local.record("QWO", "smoking-2022-23") is None
    with local.answers("QWO").open("a") as file:
        file.write('people,They are kind.,"Ward sister, a trust",2026-09-20,\n')
    here = local.record("QWO", "smoking-2022-23")
    assert [note.text for note in here.context] == ["They are kind."]
    assert here.scoping is None and not here.synthetic


def _heads(record):
    return [field.replace("_", " ").capitalize() for field in record.model_fields]


def no_findings():
    from invented_findings import finding, frame

    return frame([finding("QWO", 0.5)])
