"""Requirements H01 to H14: independent providers in national audits, as a reader has it."""

import re

import nbformat
import pytest

from insight import definitions, independent, paths, programmes, recommendations
from insight.charts.timeline import timeline
from insight.independent.joining import Card
from insight.narrative import independent_sector as narrative
from insight.tables import independent_sector as tables
from insight.tables import joining
from quick_pages import plain
from seed_files import runs, seed

AUDITS = definitions.audits()


@pytest.fixture(scope="module")
def pilot():
    return independent.pilot()


@pytest.fixture(scope="module")
def records():
    return independent.records("demo")


@pytest.fixture(scope="module")
def source():
    return " ".join(seed("000").split())


def test_h01_barriers_are_in_exactly_four_areas(pilot):
    assert independent.AREAS == ("practical", "technical", "information governance", "financial")
    assert tuple(pilot.areas) == independent.AREAS


def test_h01_the_matrix_has_a_row_for_each_provider_and_audit_with_severity_and_owner(pilot, records):
    found = independent.matrix(records)
    html = str(tables.barriers(found, records, pilot, AUDITS))
    shown = plain(html)
    assert "Audit Practical Technical Information governance Financial" in shown
    assert "An invented clinic on the coast NVR nothing written down ■ stops Independent provider" in shown
    assert {(one.provider, one.audit) for one in records.barriers} <= set(found.rows)
    for one in records.barriers:
        assert one.said in shown


def test_h01_the_worst_of_several_barriers_comes_first(records):
    cell = independent.matrix(records).rows["city", "nvr"]["practical"]
    assert [one.severity for one in cell.barriers] == ["serious", "minor"]
    assert cell.worst == "serious"


def test_h02_findings_are_in_four_categories_that_are_not_the_areas(pilot):
    assert [one.id for one in pilot.categories] == ["barriers", "engagement", "infrastructure", "limits"]
    assert not set(independent.CATEGORIES) & set(independent.AREAS)
    areas, categories = plain(narrative.areas(pilot)), plain(narrative.categories(pilot))
    assert "Limits of the testing" in categories
    assert "Limits of the testing" not in areas
    assert "Financial" in areas
    assert "Financial" not in categories


def test_h03_two_phases_stand_on_the_timeline_with_the_pause_between_them(pilot):
    spans = [(one.kind, one.when) for one in pilot.history if one.kind != "event"]
    assert spans == [
        ("span", "November 2019 to February 2020"), ("pause", "March 2020 to March 2021"),
        ("span", "April 2021 to March 2022"),
    ]  # fmt: skip
    [chart] = timeline(pilot.history, "The pilot", pilot.source)
    assert "stroke-dasharray" in chart.svg()
    assert "Pause: the COVID-19 pandemic: March 2020 to March 2021." in chart.alt


def test_h04_the_history_begins_in_late_2017_and_the_steering_group_is_told_by_class(pilot):
    events = {one.name: one.when for one in pilot.history if one.kind == "event"}
    assert list(events.values()) == ["late 2017", "late 2018", "2019"]
    assert "independent providers, regulators and audit providers" in plain(narrative.history(pilot))


def test_h05_the_survey_has_a_form_and_its_answers_are_analysed_and_marked_synthetic(records):
    survey = independent.survey()
    assert {one.area for one in survey.questions} == set(independent.AREAS)
    shown = plain(tables.survey(independent.analysis(survey, records), records))
    assert shown.count("Synthetic data.") == 2
    assert "Practical 7 of 14 4 of 5" in shown
    assert all(one.ask in plain(tables.questions(survey)) for one in survey.questions)
    real = records.model_copy(update={"synthetic": False})
    assert "Synthetic" not in plain(tables.survey(independent.analysis(survey, real), real))


def test_h06_completeness_is_shown_by_field_provider_and_month_and_passes_or_fails(pilot, records):
    assert (pilot.test.audits, pilot.test.months) == (2, 6)
    found = independent.flows(records, pilot.test.months)
    assert len({one.audit for one in found.tests}) == pilot.test.audits
    assert (found.passed, found.failed) == (1, 3)
    shown = plain(tables.flows(found, records, AUDITS))
    assert "An invented group of city hospitals NPCA 6 of 6 230 ▲ pass" in shown
    assert "Stage of the cancer 89.3% 90% ▼ not met" in shown
    assert "Field Jan 2026 Feb 2026 Mar 2026 Apr 2026 May 2026 Jun 2026" in shown
    assert "none or too few" in shown


def test_h06_one_share_is_what_a_hand_works_out(records, pilot):
    # Stage at the hospital in the north: 20, 21, 26, 27, 20 and 20 of 23, 25, 27, 28, 25 and 22.
    [north] = [one for one in independent.flows(records, 6).tests if one.provider == "north"]
    [stage] = [one for one in north.fields if one.need.field == "stage"]
    assert stage.share.value == pytest.approx(134 / 150)
    assert stage.share.months[0] == pytest.approx(20 / 23)


def test_h07_documents_have_a_checklist_with_their_state(pilot, records):
    assert [one.title for one in pilot.documents if one.named_by == "source"] == [
        "Data sharing agreement", "Data collection template",
    ]  # fmt: skip
    shown = plain(joining.documents(records, pilot, AUDITS))
    assert (
        "An invented clinic on the coast NVR ■ stopped 2 March 2026 ● drafted 14 January 2026 not begun"
        in shown
    )


def test_h08_recommendations_to_four_audiences_are_in_the_tracker(pilot):
    [document] = [one for one in recommendations.documents() if one.id == pilot.recommendations]
    assert [len(one.audience) for one in document.recommendations] == [1, 2, 1, 2]
    shown = plain(joining.asked(recommendations.documents(), pilot))
    for one in document.recommendations:
        assert one.summary in shown
    assert set(pilot.owners.values()) == {one.number for one in document.recommendations}


def test_h09_two_kinds_of_funding_stand_apart_and_private_care_is_never_covered(pilot, records):
    cover = independent.cover(records)
    opening = narrative.opening(pilot, records, cover, independent.flows(records, 6))
    assert "independently funded care does not" in plain(opening)
    assert "No figure of coverage here is of independently funded care." in plain(narrative.scope(pilot))
    html = str(tables.covered(cover, records, pilot, AUDITS))
    lines = re.findall(r"<tr>.*?</tr>", html)
    rows = [[plain(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", line)] for line in lines]
    for provider, _, inside, share, outside, said in rows[2:]:  # below the heading and the comparison
        assert said == "out of scope, not covered", provider
        assert "%" not in outside
        assert (share == "") == (inside == "none")


def test_h10_a_registry_with_full_participation_stands_in_a_row_for_comparison(pilot, records):
    html = str(tables.covered(independent.cover(records), records, pilot, AUDITS))
    assert "For comparison: independent providers NJR takes part in full" in plain(html)
    assert plain(html).index("NJR takes part") < plain(html).index("An invented hospital")


def test_h11_every_audit_of_the_programme_has_a_card_with_five_parts():
    known, pilot = independent.joining(), independent.pilot()
    cards = independent.cards(known, AUDITS, programmes.programmes())
    assert len(cards) == sum(one.programme for one in AUDITS.values())
    shown = plain(joining.cards(cards, independent.comparator(known, pilot)))
    for part in (
        "Who is eligible",
        "What is asked",
        "Information governance",
        "What it costs",
        "Whom to ask",
    ):
        assert shown.count(f"{part} ") >= len(cards) + 1
    assert "What is asked not recorded" in shown
    assert "by the number of operations sent in" in shown


def test_h11_what_holds_for_the_programme_is_said_of_an_audit_that_says_nothing_itself():
    known = independent.joining()
    parts = {
        one.short: one.parts["cost"] for one in independent.cards(known, AUDITS, programmes.programmes())
    }
    assert parts["NHFD"] == (known.programme.cost,)
    assert parts["NELA"] == (known.audits["nela"].cost,) != parts["NHFD"]
    bare = known.model_copy(update={"programme": Card()})
    cards = independent.cards(bare, AUDITS, programmes.programmes())
    shown = plain(joining.cards(cards, independent.comparator(bare, independent.pilot())))
    assert "What it costs not recorded" in shown


def test_h11_no_card_says_anything_without_a_source():
    for card in independent.cards(independent.joining(), AUDITS, programmes.programmes()):
        for facts in card.parts.values():
            assert all(one.source for one in facts)


def test_h12_joining_is_tracked_by_provider(pilot, records):
    shown = plain(joining.onboarding(records, pilot, AUDITS))
    assert all(one.title in shown for one in pilot.steps)
    assert (
        "An invented clinic on the coast NVR ▲ done 3 November 2025 not begun ■ stopped 2 March 2026" in shown
    )


def test_h13_it_is_said_what_taking_part_is_for_and_how_the_regulator_is_told(pilot):
    shown = plain(narrative.uses(pilot))
    assert [one.use for one in pilot.uses] == ["quality assurance", "quality improvement", "regulation"]
    assert "Care Quality Commission (CQC)" in shown
    assert "guidance on outliers of January 2024" in shown


def test_h14_the_report_of_a_board_lists_independent_providers_here_and_what_they_take_part_in():
    cells = nbformat.read(paths.notebooks() / "icb_insight.ipynb", as_version=4).cells
    assert any("tables.independent(here, cards)" in cell.source for cell in cells)


SAID = (  # requirement, and words of the source that it rests on
    ("h01", "four areas noted earlier (practical, technical, information governance and financial)"),
    ("h02", "following four broad categories"),
    ("h03", "November 2019 – February 2020"),
    ("h03", "April 2021-March 2022"),
    ("h03", "by over a year"),
    ("h04", "since late 2017"),
    ("h04", "workshop in late 2018"),
    ("h04", "key stakeholders in 2019"),
    ("h06", "over a six-month period"),
    ("h07", "Data Sharing Agreements and the data collection template"),
    ("h10", "currently participating fully, such as in the National Joint Registry"),
)


@pytest.mark.parametrize("row, words", SAID, ids=[f"{row}-{words[:20]}" for row, words in SAID])
def test_h_the_source_says_the_same(source, row, words):
    assert words in source, row


def test_h_no_words_of_the_source_are_repeated(source):
    written = " ".join(path.read_text() for path in (paths.params() / "independent").glob("*.yml"))
    assert not runs(written) & runs(source)
