"""Tables hold what the findings hold, with a caption, and say what is missing."""

import pytest

from insight import tables
from invented_findings import (
    ENGLAND,
    HERE,
    TRUST,
    as_tests,
    finding,
    frame,
    gap,
    gaps,
    groups,
    moving,
    signal,
    untold,
    wrists,
)

OF_AREA = {
    "standing": tables.standing,
    "trusts": tables.trusts,
    "provenance": tables.provenance,
    "completeness": lambda findings, area: tables.completeness(findings, area, "ethnicity"),
    "gaps": lambda findings, area: tables.gaps(gaps(gap(), untold()), findings, area, "deprivation"),
    "tests": lambda findings, area: tables.tests(as_tests(signal()), findings, area),
    "control": lambda findings, area: tables.control(as_tests(moving()), findings, area),
    "groups": lambda findings, area: tables.groups(findings, area, "ethnicity"),
    "national": lambda findings, area: tables.national(findings),
    "standards": lambda findings, area: tables.standards(findings),
    "not_shown": lambda findings, area: tables.not_shown(
        frame([finding(HERE, None, **findings[["synthetic", "title"]].iloc[0].to_dict())]), area
    ),
}
every_table = pytest.mark.parametrize("give", OF_AREA.values(), ids=OF_AREA)
STANDARD = {"target": 0.59, "target_kind": "ambition", "target_source": "The Long Plan"}


@every_table
def test_every_table_has_a_caption_with_source_and_scopes(give):
    html = give(wrists(**STANDARD), HERE)
    assert html.count("<table>") == html.count("<caption>") == html.count("Source: Wrists, quarterly") > 0
    assert html.count("<th ") == html.count('scope="')


@every_table
def test_every_table_of_synthetic_data_says_so(give):
    html = give(wrists(synthetic=True, **STANDARD), HERE)
    assert html.count("<caption>Synthetic data. ") == html.count("<caption>") > 0


@every_table
def test_no_markup_of_ours_is_shown_as_words(give):
    assert "&lt;" not in give(wrists(**STANDARD), HERE)


@every_table
def test_names_with_markup_are_only_text(give):
    changes = {"title": "<script>", "short_name": "<script>", "topic": "<script>", "source_title": "<script>"}
    assert "<script" not in give(wrists(**STANDARD, **changes), HERE)


def test_standing_counts_verdicts_by_audit():
    rows = [
        finding(),
        finding(HERE, 0.4, metric="m2"),
        finding(HERE, None, metric="m3"),
        finding(metric="m4", audit="other", topic="Ankles", audit_short="NAO", age_months=30),
    ]
    html = tables.standing(frame(rows), HERE)
    assert "Broken wrists (NAW)" in html
    numbers = [text.split("<")[0] for text in html.split('<td class="insight-number">')[1:]]
    assert numbers[:6] == ["3", "1", "0", "1", "0", "1"]
    assert numbers[-1] == "30"


def test_trusts_are_counted_then_listed():
    html = tables.trusts(wrists(), HERE)
    assert "Ashby Hospitals" in html
    assert "<summary>Broken wrists (NAW): every metric by trust</summary>" in html
    assert "55.0%" in html
    assert "no results for NHS trusts in Ashby" in tables.trusts(frame([finding()]), HERE)


def test_trusts_of_other_areas_are_not_listed():
    rows = [finding(), finding(TRUST, 0.5, parent="QBB")]
    assert "no results for NHS trusts in Ashby" in tables.trusts(frame(rows), HERE)


def test_completeness_says_when_an_audit_publishes_no_breakdown():
    assert "no breakdown published for this audit" in tables.completeness(
        frame([finding()]), HERE, "ethnicity"
    )
    assert "60%" in tables.completeness(wrists(), HERE, "ethnicity")


def test_groups_stand_side_by_side_with_the_unknown_last():
    html = tables.groups(wrists(), HERE, "ethnicity")
    assert html.index(">Asian<") < html.index(">White<") < html.index(">Not stated<")
    assert "<summary>Broken wrists (NAW): 1 metric by ethnic group</summary>" in html
    assert '<span class="insight-unseen"> worse</span>' in html


def test_a_withheld_group_is_called_withheld_never_zero():
    rows = [finding(), *groups("ethnicity", {"Asian": 0.7, "Black": None})]
    assert ">withheld<" in tables.groups(frame(rows), HERE, "ethnicity")


def test_what_is_not_shown_is_listed_with_its_reason():
    rows = [
        finding(),
        finding(HERE, None, metric="m2", title="Plastered"),
        finding(HERE, 0.7, metric="m3", title="Mended", coverage="part", coverage_note="Covers West."),
    ]
    html = tables.not_shown(frame(rows), HERE)
    assert "Seen within a day" not in html
    assert "so few people are counted" in html
    assert "Covers West." in html
    assert str(tables.not_shown(frame([finding()]), HERE)) == ""


def test_provenance_tells_age_licence_and_how_far_rounding_reaches():
    rows = [
        finding(),
        finding(metric="m2", basis="rounded counts", error_bound=0.0123),
        finding(metric="m3", basis="published"),
        finding(ENGLAND, 0.6, audit="far", audit_short="NAF", source="far", source_title="Far away"),
    ]
    html = tables.provenance(frame(rows), HERE)
    assert "The Society of Wrists; Open Government Licence v3.0" in html
    assert "14 February 2025" in html
    said = "1 value as published, 1 value from counts and 1 value from rounded counts, ±1.2 points at most"
    assert said in html
    assert "Far away" in html  # England's, as the audit does not reach this area


STANDARDS = {
    # name: (direction, target, areas that reach it, too close to call, fall short)
    "higher is better": ("higher", 0.595, ["1", "3", "1"]),
    "lower is better": ("lower", 0.595, ["1", "3", "1"]),
    "out of reach": ("higher", 0.9, ["0", "0", "5"]),
}


@pytest.mark.parametrize("better, target, counts", STANDARDS.values(), ids=STANDARDS)
def test_a_standard_is_reached_by_interval_not_by_value(better, target, counts):
    html = tables.standards(wrists(**{**STANDARD, "target": target, "better": better}))
    numbers = [text.split("<")[0] for text in html.split('<td class="insight-number">')[1:]]
    assert numbers[-3:] == counts
    assert "national ambition" in html
    assert "The Long Plan" in html


def test_a_standard_without_a_number_is_named_and_not_judged():
    html = tables.standards(wrists(target_kind="evidence", target_source="A guideline"))
    assert "no single value" in html
    assert "evidence-based standard" in html


def test_no_checked_standard_is_said_to_be_so():
    assert "No metric of this audit has a standard" in tables.standards(wrists())


def test_the_national_table_says_what_is_counted():
    html = tables.national(wrists())
    assert "People seen within a day, of: People with a broken wrist" in html
    assert "higher is better" in html


def test_a_table_without_rows_is_left_to_the_sentence_beside_it():
    nothing = frame([finding(ENGLAND, 0.6, verdict=None)])
    for give in (tables.standing, tables.not_shown):
        assert str(give(nothing, HERE)) == ""
    assert str(tables.groups(nothing, HERE, "ethnicity")) == ""
    assert str(tables.completeness(nothing, HERE, "ethnicity")) == ""
    assert str(tables.national(frame([finding()]))) == ""


def test_provenance_says_whether_people_are_counted_where_they_live():
    assert "place of residence" in tables.provenance(wrists(), HERE)


def test_every_test_is_tabled_with_both_limits_and_the_reason_it_stopped():
    html = tables.tests(as_tests(signal(z=2.5), signal(metric="m2")), wrists(), HERE)
    assert "<summary>Broken wrists (NAW): 2 metrics tested against others</summary>" in html
    assert "5.0 | 2.5" in html
    assert "fewer than 1 in 1,000,000 | 1 in 10,000" in html
    assert "under 50.0% or over 70.0%" in html
    assert "5 of 7: signal" in html
    assert "so many results are looked at" in html
    assert "reached the top: called an outlier" in html
    assert "own status" not in html


def test_the_audits_own_status_has_a_column_where_it_is_published():
    html = tables.tests(as_tests(signal(published_status="alarm")), wrists(), HERE)
    assert ">alarm<" in html
    assert "The audit&#39;s own status" in html


def test_a_test_without_a_figure_gives_no_numbers():
    hidden = signal(value=None, withheld="so few people", rung=1, reached="case ascertainment", target=None)
    html = tables.tests(as_tests({**hidden, **dict.fromkeys(("exact_z", "adjusted_z", "q"))}), wrists(), HERE)
    assert "No figure: so few people" in html
    assert "under 50.0%" not in html


VARIATIONS = {
    "improvement": (moving(), "improvement high"),
    "concern": (moving(variation="concern low"), "concern low"),
    "as usual": (moving(variation="common cause"), "moves as usual"),
    "too few points": (moving(variation=None), "5 points; limits need 13"),
    "both": (moving(conflict=True), "improvement and concern at once"),
}


@pytest.mark.parametrize("row, said", VARIATIONS.values(), ids=VARIATIONS)
def test_variation_has_words_beside_its_sign(row, said):
    assert said in tables.control(as_tests(row), wrists(), HERE)


@pytest.mark.parametrize("found, said", [("pass", "reached whatever"), ("fail", "missed whatever")])
def test_assurance_has_words_beside_its_letter(found, said):
    assert said in tables.control(as_tests(moving(assurance=found)), wrists(), HERE)


def test_gaps_are_tabled_with_intervals_and_england():
    html = tables.gaps(gaps(gap(), gap(ENGLAND, -0.1)), wrists(), HERE, "deprivation")
    assert "1 most deprived minus 5 least deprived" in html
    assert "−20.0 points (−25.0 to −15.0)" in html
    assert "−10.0 points (−15.0 to −5.0)" in html
    assert "0.75 (0.70 to 0.80)" in html
    assert "90%" in html


def test_gaps_that_cannot_be_told_are_tabled_once_for_each_reason():
    html = tables.gaps(
        gaps(gap(), untold(group="Asian"), untold(group="Black")), wrists(), HERE, "deprivation"
    )
    assert "Asian and Black minus 5 least deprived" in html
    assert html.count("No gap: one of the two groups has no figure") == 1
