"""Sentences agree with the numbers, and say what is missing as plainly as what is there."""

import pytest

from insight import narrative
from insight.formats.rows import as_records
from insight.narrative.sentences import NEEDED, standing
from invented_findings import ENGLAND, HERE, TRUST, finding, frame, groups, unit_case, wrists

SENTENCES = {
    "better": (
        {},
        "In Ashby, 70.0% of people with a broken wrist were seen within a day "
        "(95% interval 68.0% to 72.0%), better than England (60.0%).",
    ),
    "a direction without good": (
        {"better": "neither"},
        "In Ashby, 70.0% of people with a broken wrist were seen within a day "
        "(95% interval 68.0% to 72.0%), higher than England (60.0%).",
    ),
    "a number that is no share": (
        {"unit": "days", "statistic": "median", "outcome": "average wait", "value": 10.0, "england": 10.0},
        "In Ashby, the average wait was 10.0 days (95% interval 9.5 to 10.5), "
        "similar to England (10.0 days).",
    ),
    "a trust": (
        {"area": TRUST},
        "At Ashby Hospitals, 70.0% of people with a broken wrist were seen within a day "
        "(95% interval 68.0% to 72.0%), better than England (60.0%).",
    ),
    "no interval": (
        {"lower": float("nan"), "upper": float("nan")},
        "In Ashby, 70.0% of people with a broken wrist were seen within a day, "
        "not compared with England, as no interval is published.",
    ),
    "no England": (
        {"england": float("nan")},
        "In Ashby, 70.0% of people with a broken wrist were seen within a day "
        "(95% interval 68.0% to 72.0%), not compared, as there is no value for England.",
    ),
    "part of an area": (
        {"coverage": "part", "coverage_note": "Covers West."},
        "In Ashby, 70.0% of people with a broken wrist were seen within a day "
        "(95% interval 68.0% to 72.0%). Covers West. Part of an area is not compared with England.",
    ),
    "withheld": (
        {"value": None},
        "Seen within a day: no figure for Ashby. So few people are counted that they might be recognised.",
    ),
    "cannot be made": (
        {"value": None, "coverage": "none", "withheld": "This area cannot be made from this data."},
        "Seen within a day: no figure for Ashby. This area cannot be made from this data.",
    ),
}


@pytest.mark.parametrize("changes, said", SENTENCES.values(), ids=SENTENCES)
def test_a_finding_is_one_sentence(changes, said):
    [row] = as_records(frame([finding(**changes)]), NEEDED)
    assert standing(row) == said


def test_england_keeps_its_own_decimals():
    [row] = as_records(frame([finding(decimals=2)]), NEEDED)
    assert "70.00%" in standing(row)
    assert standing(row, england_decimals=0).endswith("better than England (60%).")


def test_what_stands_out_tells_the_better_first():
    rows = [finding(HERE, 0.4, metric="m1", title="Bad"), finding(HERE, 0.8, metric="m2", title="Good")]
    html = narrative.stands_out(frame(rows), HERE)
    assert html.index("Better than England: 1 metric") < html.index("Worse than England: 1 metric")
    assert html.index("Good") < html.index("Bad")
    assert "NAW, October to December 2024, 6 months old" in html


def test_many_that_stand_out_are_folded_away_after_the_clearest():
    rows = [finding(HERE, 0.65 + n / 100, metric=f"m{n}", title=f"Metric {n}.") for n in range(20)]
    html = narrative.stands_out(frame(rows), HERE)
    assert "Show 12 more" in html
    assert html.index("Metric 19.") < html.index("Show 12 more") < html.index("Metric 3.")


def test_nothing_standing_out_is_a_sentence():
    assert "No metric" in narrative.stands_out(frame([finding(HERE, 0.6)]), HERE)


def test_the_summary_counts_verdicts_and_what_chance_would_do():
    rows = [finding(HERE, 0.6 + 0.1 * (n < 5), metric=f"m{n}") for n in range(40)]
    html = narrative.summary(frame(rows), HERE)
    assert "5 better than England and 35 similar to England" in html
    assert "Of 40 comparisons, about 2 would do so by chance" in html


def test_what_an_area_covers_is_told_where_its_results_are_counted():
    rows = [
        finding(HERE, 0.7, metric=f"m{n}", coverage="part", coverage_note="Covers West.") for n in range(3)
    ]
    html = narrative.summary(frame(rows), HERE)
    assert "No metric of Ashby can be compared with England." in html
    assert html.count("3 metrics cover only part of Ashby. Covers West.") == 1


def test_an_area_that_cannot_be_made_is_told_at_the_top_too():
    note = "This area cannot be made from this data."
    html = narrative.summary(frame([finding(HERE, None, coverage="none", coverage_note=note)]), HERE)
    assert f"1 metric cannot be made for Ashby. {note}" in html


def test_a_worse_result_comes_with_a_question_to_ask():
    assert "Who waits, and why?" in narrative.stands_out(frame([finding(HERE, 0.4)]), HERE)
    assert "Who waits, and why?" not in narrative.stands_out(frame([finding(HERE, 0.8)]), HERE)


def test_an_area_without_rows_is_named_by_its_trusts():
    html = narrative.opening(frame([finding(TRUST, 0.5, parent_name="Ashby")]), HERE)
    assert "Ashby: no audit in this edition publishes results for this ICB." in html


def test_the_oldest_data_are_called_out():
    rows = [finding(), finding(metric="old", audit="old", audit_short="NAO", age_months=27)]
    html = narrative.opening(frame(rows), HERE)
    assert "newest figures are 6 months old" in html
    assert "the oldest, of NAO, are 27 months old" in html


@pytest.mark.parametrize("synthetic", [True, False])
def test_a_page_says_when_its_data_are_synthetic(synthetic):
    findings = wrists(synthetic=synthetic)
    for page in (narrative.opening(findings, HERE), narrative.audit(findings)):
        assert ("Synthetic data." in page) is synthetic


def test_completeness_is_told_with_the_audits_that_publish_no_breakdown():
    html = narrative.completeness(frame([finding()]), HERE, "ethnicity")
    assert "NAW: no breakdown by ethnic group published for this audit." in html
    assert "The ethnic group of 60% of people is known" in narrative.completeness(wrists(), HERE, "ethnicity")


def test_a_gap_is_told_against_everyone_with_the_ends_of_deprivation():
    html = narrative.gaps(wrists(), HERE, "deprivation")
    assert "Of 1 metric with results by deprivation, 1 has a group" in html
    assert "Everyone: 70.0%. Better: least deprived fifth 80.0%. Worse: most deprived fifth 50.0%." in html
    assert "The most deprived fifth is 30.0 percentage points lower than the least deprived." in html


def test_no_gap_is_not_called_equality():
    rows = [finding(), *groups("ethnicity", {"Asian": 0.7, "White": 0.71})]
    assert "not evidence of equality" in narrative.gaps(frame(rows), HERE, "ethnicity")


def test_what_is_missing_is_counted_and_audits_that_do_not_reach_here_are_named():
    rows = [
        finding(),
        finding(HERE, None, metric="m2"),
        finding(ENGLAND, 0.6, audit="far", audit_name="Audit of Afar", audit_levels="England, trust"),
        *groups("ethnicity", {"Asian": 0.7, "Black": None}),
    ]
    html = narrative.not_shown(frame(rows), HERE)
    assert "1 metric has no figure for Ashby." in html
    assert "Of 2 figures by deprivation or ethnic group, 1 are withheld" in html
    assert "No results for this ICB from Audit of Afar (published for England and trusts)." in html


def test_nothing_missing_is_a_sentence_too():
    assert "Every metric has a figure for Ashby." in narrative.not_shown(frame([finding()]), HERE)


def test_variation_is_told_or_the_levels_published_instead():
    assert "5 ICBs from 50.0% to 70.0%, England 60.0%; 1 better" in narrative.variation(wrists())
    nothing = narrative.variation(frame([finding(ENGLAND, 0.6)]), "icb")
    assert "These data hold results for England, not by ICB." in nothing
    assert "The audit publishes for England, ICBs and trusts." in nothing


def test_the_national_picture_is_of_headline_metrics():
    assert "In England, 60.0% of people" in narrative.national(wrists())
    assert "No value for England" in narrative.national(wrists(headline=False))
    assert "the average wait was 42.0 days" in narrative.national(unit_case("days", 42.0))


def test_a_change_of_definition_is_told_once():
    rows = [finding(step=1, break_note="The clock now starts sooner", quarter=quarter) for quarter in (2, 3)]
    html = narrative.breaks(frame(rows))
    assert html.count("The clock now starts sooner.") == 1
    assert "No change of definition" in narrative.breaks(wrists())


def test_names_with_markup_are_only_text():
    findings = wrists(title="<script>", short_name="<script>", topic="<script>", about="<script>")
    pages = [
        narrative.opening(findings, HERE),
        narrative.stands_out(findings, HERE),
        narrative.gaps(findings, HERE, "deprivation"),
        narrative.completeness(findings, HERE, "ethnicity"),
        narrative.audit(findings),
        narrative.variation(findings),
    ]
    assert not any("<script" in page for page in pages)


def test_a_page_with_no_rows_at_all_still_speaks():
    nothing = frame([finding(ENGLAND, 0.6)])
    for page in (narrative.opening, narrative.summary, narrative.stands_out, narrative.not_shown):
        assert "<p" in page(nothing, HERE)


def test_an_area_nothing_is_published_for_is_not_said_to_have_every_figure():
    trust = finding(area="RAA", area_type="trust", short_name="Elsewhere", parent=HERE, parent_name="Ashby")
    said = narrative.not_shown(frame([trust]), HERE)
    assert "No audit in this edition has a figure for Ashby itself." in said and "Every metric" not in said
