"""The session pack and its evaluation keep what was asked of them: requirements B01 to B13, and F05."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import miniature
import quick_pages
from insight import actions, definitions, evaluation, findings, independent, local, pages, plain, sessions
from insight.errors import BadDefinition, UnknownName
from insight.evaluation.record import Comment
from insight.formats import bare, day
from insight.formats.rows import newest
from insight.pages import Bullets, Heading, Table
from insight.sessions.signals import ASKS, FIRST_ASKED
from quick_pages import cells
from seed_files import seed

DEMO = definitions.edition("demo")
pytestmark = pytest.mark.usefixtures("demo_findings")
WITH, WITHOUT = "QWO", "QOX"  # boards with a log and answers, and without
either = pytest.mark.parametrize("icb", [WITH, WITHOUT])


def loaded(icb):
    return (
        findings.load("demo", area=icb),
        findings.load_signals("demo", area=icb),
        findings.load_gaps("demo", area=icb),
    )


def signals(icb):
    return sessions.signals(*loaded(icb), actions.log(icb, "demo"), icb, "demo")


def pack_page(folder, icb):
    return quick_pages.made(folder, "session_pack", edition="demo", icb=icb)


def section(page, heading):
    """Give the blocks under a heading, up to the next."""
    blocks = list(page.blocks)
    places = [n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 2]
    start = next(n for n in places if blocks[n].text == heading)
    return blocks[start + 1 : next((n for n in places if n > start), len(blocks))]


def bullets(page, heading):
    return [
        pages.words(item)
        for block in section(page, heading)
        if isinstance(block, Bullets)
        for item in block.items
    ]


def table_under(page, heading):
    return next(block for block in section(page, heading) if isinstance(block, Table))


# B01: a pack for each board, its prompts from its own signals


def test_b01_the_demonstration_has_a_pack_for_every_board():
    from insight import run

    jobs = [job for job in run.plan(DEMO) if job.report == "session_pack"]
    boards = {job.parameters["icb"] for job in run.plan(DEMO) if job.report == "icb_board"}
    assert {job.parameters["icb"] for job in jobs} == boards


@either
def test_b01_every_signal_is_a_finding_told_as_it_is(icb):
    found, _, gaps = loaded(icb)
    rows = newest(found, icb).set_index("metric")
    names = plain.metrics()
    for one in (one for one in signals(icb) if one.metric):
        assert one.about == names[one.metric].name
        if one.kind in ("worse", "better"):
            row = rows.loc[one.metric]
            assert row["verdict"] == one.kind and row["period"] == one.period
            here, england = (
                bare(row[name], row["unit"], int(row["decimals"])) for name in ("value", "england")
            )
            assert sessions.sentence(one).startswith(f"{here} here against {england} in England")
        if one.kind == "gap":
            own = gaps[(gaps["metric"] == one.metric) & (gaps["area"] == icb) & gaps["latest"]]
            assert own["clear"].any() and one.period in set(own["period"])


@either
def test_b01_only_what_passed_every_check_is_called_an_outlier(icb):
    _, tests, _ = loaded(icb)
    claimed = set(tests[(tests["area"] == icb) & tests["claim"].notna()]["metric"])
    assert all(one.metric in claimed for one in signals(icb) if one.outlier)
    assert all(
        ("An outlier" in sessions.sentence(one)) is one.outlier
        for one in signals(icb)
        if one.value is not None
    )


@either
def test_b01_every_prompt_traces_to_a_signal_and_every_word_of_it_to_a_field(tmp_path, icb):
    found = signals(icb)
    asked = bullets(pack_page(tmp_path, icb), "What to talk about")
    assert len(asked) == len(found)
    prompts = {metric.id: metric.prompt for metric in definitions.metrics().values()}
    for said, one in zip(asked, found, strict=True):
        rest = said.removeprefix(f"{one.about}.")
        for part in (FIRST_ASKED, ASKS[one.kind], prompts.get(one.metric, ""), one.period):
            rest = rest.replace(part, "", 1) if part else rest
        assert re.fullmatch(r"\s*From: [a-zA-Z ]+,? ?\.\s*", rest), rest


@either
def test_b01_every_sentence_of_what_stands_out_is_made_of_a_signal(tmp_path, icb):
    found = {f"{one.about}: {sessions.sentence(one)}" for one in signals(icb)}
    assert {" ".join(said.split()) for said in bullets(pack_page(tmp_path, icb), "What stands out")} == found


@either
def test_b01_the_first_sentence_counts_the_signals(tmp_path, icb):
    count = Counter(one.kind for one in signals(icb))
    [lead] = [text for text in quick_pages.paragraphs(pack_page(tmp_path, icb)) if " to ask about" in text]
    assert f"{count['worse'] + count['worsened'] + count['gap']} results to ask about" in lead
    assert f"{count['better'] + count['improved']} result" in lead


def test_b01_an_icb_where_nothing_stands_out_still_has_something_to_ask():
    assert "Nothing stands out" in repr(sessions.prompts([])) and "Nothing stands out" in repr(
        sessions.standing([])
    )


def test_b01_the_agenda_runs_without_a_gap_to_the_minutes_that_are_told(tmp_path):
    told = bullets(pack_page(tmp_path, WITH), "How the time is spent")
    clock = [tuple(map(int, re.match(r"(\d+) to (\d+) minutes", said).groups())) for said in told]
    assert clock[0][0] == 0 and all(a[1] == b[0] for a, b in zip(clock, clock[1:], strict=False))
    assert clock[-1][1] == sum(item.minutes for item in sessions.pack().agenda)


@either
def test_b01_the_pack_makes_five_to_seven_slides(tmp_path, icb):
    import io

    from pptx import Presentation

    from insight.documents.slides import page_pptx

    deck = Presentation(io.BytesIO(page_pptx(pack_page(tmp_path, icb), DEMO)))
    assert 5 <= len(deck.slides) <= 7


# B02: actions agreed come back (see tests/actions and tests/sessions too)


def test_b02_the_page_shows_each_action_with_its_due_state(tmp_path):
    log = actions.log(WITH, "demo")
    rows = cells(table_under(pack_page(tmp_path, WITH), "What came of last time's actions"))
    states = {one.action: one.state(DEMO.as_at) for one in log.actions}
    assert {row[0] for row in rows} == set(states)
    assert all(states[row[0]].lower() in row[3].lower() for row in rows)


def test_b02_an_overdue_action_is_something_to_talk_about():
    overdue = [one for one in signals(WITH) if one.kind == "action"]
    late = [one.action for one in actions.log(WITH, "demo").actions if one.state(DEMO.as_at) == "overdue"]
    assert late and [one.about for one in overdue] == late


# B03: four guides


def test_b03_there_are_four_guides_of_one_page_each():
    found = sessions.primers()
    assert [one.id for one in found] == ["spc", "funnel", "causes", "pdsa"]
    for one in found:
        assert (
            100
            < sum(len(text.split()) for text in (one.for_what, *one.steps, *one.pitfalls, one.try_it))
            < 400
        )


def test_b03_each_guide_leads_to_a_heading_of_the_methods_page():
    known = set(
        re.findall(r"^\(([a-z-]+)\)=$", (Path(__file__).parents[2] / "book" / "methods.md").read_text(), re.M)
    )
    assert {one.method for one in sessions.primers()} <= known


def test_b03_guides_give_an_example_of_the_icbs_own():
    made = repr(sessions.guides(signals(WITH), actions.log(WITH, "demo")))
    assert made.count("One of your own:") == 4


# B04: answers before the session land in the ICB's local context


def test_b04_answers_that_came_back_are_in_the_local_context_of_the_report():
    context = local.record(WITH, "demo").context
    answers = local.returned(WITH)
    assert answers and {row.answer for row in answers} <= {note.text for note in context}


def test_b04_the_report_shows_them_apart_from_findings():
    from insight import narrative

    made = narrative.context(local.record(WITH, "demo"), [])
    assert "Answered before a session." in made and "Written locally, not found by an audit." in made


def test_b04_the_pack_says_how_many_came_back(tmp_path):
    said = "\n".join(quick_pages.paragraphs(pack_page(tmp_path, WITH)))
    assert f"{len(local.returned(WITH))} answers came back" in said
    assert "No answer has come back yet." in "\n".join(quick_pages.paragraphs(pack_page(tmp_path, WITHOUT)))


# B05: who is there, and who is missing


def test_b05_roles_that_nobody_fills_are_flagged_first(tmp_path):
    rows = cells(table_under(pack_page(tmp_path, WITH), "Who should be there"))
    coming = {one.role for one in sessions.asked(WITH) if one.answer == "coming"}
    filled = {role.name: role.id in coming for role in sessions.pack().roles}
    assert [filled[row[0]] for row in rows] == sorted(filled[row[0]] for row in rows)
    assert all(("Gap" in row[1]) is not filled[row[0]] for row in rows)


def test_b05_the_five_roles_that_were_named_are_asked_for():
    assert {"audit_lead", "clinical_lead", "independent_provider", "patient", "network"} <= {
        role.id for role in sessions.pack().roles
    }


def test_f05_the_checklist_goes_from_leaders_to_what_changed(tmp_path):
    steps = [one.step for one in sessions.pack().checklist]
    assert list(dict.fromkeys(steps)) == [
        "Leaders back it", "People are found", "People are ready", "It makes a difference",
    ]  # fmt: skip
    assert len(table_under(pack_page(tmp_path, WITHOUT), "Involving patients and the public").rows) == len(
        steps
    )


# B06, B07: an evaluation that was declared, and is honest


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory):
    return quick_pages.made(tmp_path_factory.mktemp("evaluation"), "evaluation", edition="demo")


def test_b06_every_question_has_a_measure_at_declared_months_and_says_what_is_not_collected(evaluated):
    table = table_under(evaluated, "What will be asked, and when")
    asked = evaluation.questions().questions
    assert len(table.rows) == len(asked)
    for row, one in zip(cells(table), asked, strict=True):
        told = ["not asked" if month not in one.months else "not yet collected" for month in (0, 3, 12)]
        assert row[3:] == told


def test_b06_what_is_asked_at_0_3_and_12_months_is_counted_in_the_first_sentence():
    asked = evaluation.questions().questions
    assert {month for one in asked for month in one.months} == {0, 3, 12}
    places = sum(len(one.months) for one in asked)
    assert f"Of {places} measurements that {len(asked)} questions will need, none has been" in repr(
        evaluation.answer()
    )


@pytest.fixture
def project(tmp_path, monkeypatch):
    return miniature.of_ours(tmp_path, monkeypatch, "evaluation") / "params" / "evaluation"


def test_b06_a_result_takes_the_place_of_not_yet_collected(project):
    with (project / "results.csv").open("a") as file:
        file.write("used,0,7 of 9,2027-01-15,The form\n")
    assert "7 of 9 (15 January 2027; The form)" in repr(evaluation.plan())
    assert "1 has been collected" in repr(evaluation.answer())
    assert "used, month 0: 7 of 9" in repr(evaluation.case_study())


def test_b06_once_a_session_was_held_each_measurement_has_a_day(project):
    path = project / "questions.yml"
    path.write_text(path.read_text().replace("session: null", "session: 2027-01-31"))
    made = repr(evaluation.plan())
    assert "not yet collected; due 30 April 2027" in made and "due 31 January 2028" in made


NOT_DECLARED = {
    "a question": ("useful,0,1,2027-01-15,A\n", "no question is called 'useful'"),
    "a month": ("used,12,1,2027-01-15,A\n", "used was not declared for month 12"),
    "twice": ("used,0,1,2027-01-15,A\n" * 2, "row 3: used has a result for month 0 already"),
    "before it was declared": ("used,0,1,2001-01-15,A\n", "row 2: is of 2001-01-15, before its questions"),
}


@pytest.mark.parametrize("rows, said", NOT_DECLARED.values(), ids=NOT_DECLARED)
def test_b06_what_was_not_declared_cannot_be_reported(project, rows, said):
    with (project / "results.csv").open("a") as file:
        file.write(rows)
    with pytest.raises(BadDefinition, match=said):
        evaluation.results()


def test_b07_the_case_study_is_filled_from_the_same_files(evaluated):
    rows = dict(row[:2] for row in cells(table_under(evaluated, "A case study, as far as it can be written")))
    about = evaluation.project()
    assert rows["Title"] == about.title and rows["What we found"] == "not yet collected"
    assert all(one.element in rows["What we set out to do"] for one in about.original)


# B08, B09, B10: plan, scope and people of the project


def test_b08_there_are_ten_milestones_from_june_2023_to_april_2024():
    planned = [one.planned for one in evaluation.project().milestones]
    assert len(planned) == 10 and (planned[0], planned[-1]) == (date(2023, 6, 25), date(2024, 4, 8))


def test_b08_the_days_are_those_of_the_source():
    listed = re.findall(
        r"^(\d{1,2} \w{3} 20\d\d) [A-Z]",
        seed("003").split("Plan timeline")[1].split("Project updates")[0],
        re.M,
    )
    planned = [f"{one.planned.day} {one.planned:%b %Y}" for one in evaluation.project().milestones]
    assert listed == planned


def test_b08_the_slip_stands_beside_the_milestone_it_fell_in(evaluated):
    rows = cells(table_under(evaluated, "The project's plan, and what happened"))
    assert len(rows) == 10 and {row[2] for row in rows} == {"not known"}
    [slipped] = [row for row in rows if row[4]]
    assert slipped[0] == "14 January 2024" and "19 January 2024" in slipped[4] and "delayed" in slipped[4]


def test_b09_the_original_scope_stands_with_the_changes_beside_it(evaluated):
    about = evaluation.project()
    text = "\n".join(
        " ".join(row) for row in cells(table_under(evaluated, "What was first planned, and what changed"))
    )
    assert all(one.element in text for one in about.original)
    assert all(one.what in text for one in about.changes)
    made = repr(evaluation.changes())
    assert all(
        word in made for one in about.changes for word in (one.what, one.why, one.evidence, day(one.date))
    )


def test_b09_both_designs_are_built():
    about = evaluation.project()
    built = {one.page for one in (*about.original, *about.changes) if one.page}
    assert {"icb_insight", "information_streams"} <= built <= set(DEMO.reports)


def test_b10_people_are_shown_only_as_the_public_page_names_them():
    text = seed("003")
    for one in evaluation.project().governance:
        assert one.who == "The project lead" or one.who in text
    assert sum(one.group == "advisory group" for one in evaluation.project().governance) == 4


# B11, B12, B13: barriers, comments, events


def test_b11_barriers_and_enablers_are_in_the_four_areas_and_no_other():
    assert independent.AREAS == ("practical", "technical", "information governance", "financial")
    found = evaluation.entries()
    assert {one.area for one in found} == set(independent.AREAS)
    assert all(one.evidence and one.source for one in found) and {one.kind for one in found} == {
        "barrier",
        "enabler",
    }


def test_b11_the_sentences_count_the_register():
    count = Counter((one.kind, one.area) for one in evaluation.entries())
    said = repr(evaluation.barriers())
    for kind in ("barrier", "enabler"):
        total = sum(number for (own, _), number in count.items() if own == kind)
        parts = [f"{area} {count[kind, area] or 'none'}" for area in independent.AREAS]
        assert f"{total} {kind}s: {', '.join(parts[:-1])} and {parts[-1]}." in said


def test_b12_every_comment_of_the_page_is_in_the_log_and_the_advertisement_is_left_out():
    [told] = re.findall(r"Read comments (\d+)", seed("003"))
    found = evaluation.comments()
    assert len(found) == int(told)
    [out] = [one for one in found if one.excluded]
    assert out.date == date(2024, 2, 13) and "Advertising" in out.excluded


def test_b12_a_comment_has_a_theme_or_a_reason_to_be_left_out():
    given = {"id": "c", "author": "guest", "about": "A"}
    for wrong in ({"theme": "none"}, {"theme": "support", "excluded": "B"}):
        with pytest.raises(ValueError, match="a theme, or a reason"):
            Comment(**given, **wrong)


def test_b12_no_name_of_an_author_is_kept():
    text = (Path(__file__).parents[2] / "params" / "evaluation" / "comments.yml").read_text()
    assert not re.search(r"Adam|Janet|Evelyn|Sam\b|Clare|@", text)


def test_b13_events_name_audits_and_recommendations_that_are_there():
    from insight import recommendations

    known = {
        document.id: {one.number for one in document.recommendations}
        for document in recommendations.documents()
    }
    linked = [one.recommendation for one in evaluation.events() if one.recommendation]
    assert linked and all(str(one.number) in known[one.document] for one in linked)
    assert any(one.audits for one in evaluation.events())


def test_b13_events_name_documents_by_their_titles_and_audits_that_are_there(project):
    from insight import recommendations

    titles = {one.id: one.title for one in recommendations.documents()}
    made = repr(evaluation.register(recommendations.documents()))
    linked = [one.recommendation for one in evaluation.events() if one.recommendation]
    assert linked and all(f"{titles[one.document]}, number {one.number}" in made for one in linked)
    with pytest.raises(UnknownName, match="engaging_clinicians_2014"):
        evaluation.register([])
    path = project / "events.yml"
    path.write_text(path.read_text().replace("number: 9}", "number: 99}"))
    with pytest.raises(UnknownName, match="No recommendation is called '99'"):
        evaluation.register(recommendations.documents())
    path.write_text(path.read_text().replace("audits: []", "audits: [nhdf]"))
    with pytest.raises(BadDefinition, match="workshop_2024(?s:.)*nca_ace_launch"):
        evaluation.events()


SPOILT = {
    "milestones out of order": ("planned: 2023-07-31", "planned: 2025-07-31", "not in the order"),
    "a change of nothing": ("changes: report", "changes: reprot", "which is no element"),
    "a slip in no milestone": ("during: 2024-01-14", "during: 2024-01-15", "no milestone was planned"),
}


@pytest.mark.parametrize("old, new, said", SPOILT.values(), ids=SPOILT)
def test_b08_b09_a_project_that_cannot_be_is_refused(project, old, new, said):
    path = project / "project.yml"
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(BadDefinition, match=said):
        evaluation.project()
