"""Sentences agree with the numbers, and say what is missing as plainly as what is there."""

import pytest

from insight import narrative
from insight.formats.rows import as_records
from insight.narrative.sentences import NEEDED, standing
from invented_findings import (
    ENGLAND,
    HERE,
    TRUST,
    as_tests,
    bettered,
    finding,
    frame,
    gap,
    gaps,
    groups,
    moving,
    peers,
    people,
    signal,
    unit_case,
    untold,
    wrists,
)

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


def test_against_england_the_better_are_told_first():
    rows = [finding(HERE, 0.4, metric="m1", title="Bad"), finding(HERE, 0.8, metric="m2", title="Good")]
    html = narrative.against_england(frame(rows), HERE)
    assert html.index("Better than England: 1 metric") < html.index("Worse than England: 1 metric")
    assert html.index("Good") < html.index("Bad")
    assert "NAW, October to December 2024, 6 months old" in html


def test_many_results_are_folded_away_after_the_clearest():
    rows = [finding(HERE, 0.65 + n / 100, metric=f"m{n}", title=f"Metric {n}.") for n in range(20)]
    html = narrative.against_england(frame(rows), HERE)
    assert "Show 17 more" in html
    assert html.index("Metric 19.") < html.index("Show 17 more") < html.index("Metric 3.")


def test_no_difference_from_england_is_a_sentence():
    assert "No interval lies wholly" in narrative.against_england(frame([finding(HERE, 0.6)]), HERE)


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
    assert "Who waits, and why?" in narrative.against_england(frame([finding(HERE, 0.4)]), HERE)
    assert "Who waits, and why?" not in narrative.against_england(frame([finding(HERE, 0.8)]), HERE)


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


def test_a_gap_is_told_by_name_absolute_relative_and_beside_england():
    html = narrative.gaps(gaps(gap(), gap(ENGLAND, -0.1)), HERE, "deprivation")
    assert (
        "Most deprived fifth minus least deprived fifth: −20.0 points (95% interval −25.0 to −15.0)" in html
    )
    assert "50.0% against 70.0%, a ratio of 0.75 (0.70 to 0.80)." in html
    assert "Least minus most deprived, over the whole scale (SII): 25.0 points (20.0 to 30.0)" in html
    assert "It is narrowing over 4 periods. England: −10.0 points (95% interval −15.0 to −5.0)." in html
    assert "insight-worse" in html


def test_england_is_not_set_beside_itself():
    assert "England:" not in narrative.gaps(gaps(gap(ENGLAND, -0.1)), None, "deprivation")


def test_no_clear_gap_is_not_called_equality():
    html = narrative.gaps(gaps(gap(absolute=-0.01)), HERE, "deprivation")
    assert "Of 1 gap by deprivation that can be told, none is clear" in html
    assert "not evidence of equality" in html


def test_gaps_that_cannot_be_told_are_counted_with_their_reasons():
    why = "the group is known for only 64% of people, and 80% are needed"
    html = narrative.gaps(gaps(gap(), untold(), untold(why=why, known=0.64)), HERE, "deprivation")
    assert "2 gaps cannot be told:" in html
    assert "1 as one of the two groups has no figure" in html
    assert "1 as the group is known for fewer than 80% of people" in html


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
    names = dict.fromkeys(("title", "short_name", "topic", "about", "outcome", "caveat"), "<script>")
    findings = wrists(**names)
    pages = [
        narrative.opening(findings, HERE),
        narrative.against_england(findings, HERE),
        narrative.gaps(gaps(gap(**names)), HERE, "deprivation"),
        narrative.outliers(as_tests(signal(**names)), HERE),
        narrative.not_called(as_tests(signal(z=2.5, **names)), HERE),
        narrative.changes(as_tests(moving(**names)), HERE),
        narrative.improved(frame([bettered(**names)]), HERE),
        narrative.people(frame([people(**names)]), peers(), HERE),
        narrative.outlying(as_tests(signal(**names))),
        narrative.completeness(findings, HERE, "ethnicity"),
        narrative.audit(findings),
        narrative.variation(findings),
    ]
    assert not any("<script" in page for page in pages)


def test_a_page_with_no_rows_at_all_still_speaks():
    nothing = frame([finding(ENGLAND, 0.6)])
    for page in (narrative.opening, narrative.summary, narrative.against_england, narrative.not_shown):
        assert "<p" in page(nothing, HERE)


def test_an_area_nothing_is_published_for_is_not_said_to_have_every_figure():
    trust = finding(area="RAA", area_type="trust", short_name="Elsewhere", parent=HERE, parent_name="Ashby")
    said = narrative.not_shown(frame([trust]), HERE)
    assert "No audit in this edition has a figure for Ashby itself." in said and "Every metric" not in said


def test_an_outlier_is_told_with_target_distance_chance_and_limits():
    html = narrative.outliers(as_tests(signal(z=-5)), HERE)
    assert (
        "In Ashby, 50.0% of people with a broken wrist were seen within a day. It is an outlier, worse than "
        "the target of 60.0% (England&#39;s value): z is −5.0 allowing for over-dispersion and −10.0 "
        "without, beyond the outer limit (3 standard deviations). By chance, 1 in 10,000 areas would lie so "
        "far on this side."
    ) in html
    assert "Left open: what share of all cases is not published." in html
    assert "Who waits, and why?" in html


def test_the_limits_are_called_by_their_own_names():
    html = narrative.outliers(as_tests(signal(levels="95% and 99.8%")), HERE)
    assert "beyond the outer limit (99.8%)" in html
    assert "standard deviations" not in html


def test_good_outliers_come_first_and_have_no_question():
    rows = [signal(z=-5, metric="m1", title="Bad"), signal(z=4, metric="m2", title="Good", prompt="Why so?")]
    html = narrative.outliers(as_tests(*rows), HERE)
    assert html.index("Good") < html.index("Bad")
    assert "Why so?" not in html
    assert "2 results of Ashby are outliers: 1 for the better and 1 for the worse." in html


def test_no_outlier_is_not_no_problem():
    html = narrative.outliers(as_tests(signal(z=2.5)), HERE)
    assert "No result of Ashby is an outlier. That is not the same as no problem" in html


def test_only_the_top_of_the_ladder_is_called_an_outlier():
    for z in (0.5, 2.5):
        assert "is an outlier, " not in narrative.outliers(as_tests(signal(z=z)), HERE)


def test_outliers_among_trusts_are_told_apart():
    html = narrative.outliers(as_tests(signal(z=1), signal(TRUST, 5)), HERE)
    assert "Of 1 results of NHS trusts based in Ashby that were tested, 1 is an outlier." in html
    assert "NHS trusts based in Ashby. Outliers for the better: 1 metric" in html


def test_results_beyond_the_limits_that_are_not_called_outliers_say_where_they_stopped():
    html = narrative.not_called(as_tests(signal(z=2.5), signal(z=5, metric="m2")), HERE)
    assert "1 more result lies beyond the limits as they stand and is not called an outlier." in html
    assert "Reached rung 5 of 7, signal; stopped as so many results are looked at: 1 metric" in html
    assert "By exact limits z is 5.0 (fewer than 1 in 1,000,000 by chance)" in html


def test_the_number_of_tests_stands_beside_the_number_chance_would_flag():
    rows = [signal(z=0.5, metric=f"m{n}") for n in range(96)] + [signal("QBB", 0.5)]
    rows += [signal(z=2.5, metric=f"n{n}") for n in range(3)] + [signal(z=5)]
    html = narrative.by_chance(as_tests(*rows), HERE)
    assert "100 results were tested." in html
    assert "about 5 would lie beyond the inner limits (2 standard deviations) by chance. 4 do; 4 when" in html
    assert "1 when the number of tests is allowed for too; 1 of those did so in the period before" in html
    assert "that of all 101 tests of ICBs in this edition" in html


def test_the_audits_own_status_stands_beside_ours():
    html = narrative.outliers(as_tests(signal(published_status="alarm")), HERE)
    assert "The audit&#39;s own published outlier status: alarm." in html
    html = narrative.outlying(as_tests(signal(z=1, published_status="alert")))
    assert "ICBs: no outlier" in html
    assert "apart from ours: Ashby, Seen within a day: alert." in html


def test_an_audits_outliers_are_told_by_kind_of_area():
    html = narrative.outlying(as_tests(signal(z=5), signal("QBB", -4), signal(TRUST, 1)))
    assert "ICBs: 2 outliers" in html
    assert "Better: Ashby (70.0%, z 5.0). Worse: Place QBB (52.0%, z −4.0)." in html
    assert "Trusts: no outlier" in html


def test_a_change_is_told_only_at_the_top_of_the_ladder():
    below = moving(metric="m2", claim=None, rung=5, reached="signal", stopped="so many results are looked at")
    html = narrative.changes(as_tests(moving(), below), HERE)
    assert "it has improved since the period that ended in December 2023" in html
    assert html.count("has improved") == 1
    assert "1 metric moves more than usual and is not called a change" in html


def test_what_changed_in_england_is_told_as_of_an_area():
    html = narrative.changes(as_tests(moving(ENGLAND)), None)
    assert "England: 1 metric of 1 with enough points has changed." in html
    assert "it has improved since the period that ended in December 2023" in html


def test_metrics_that_move_as_usual_or_have_too_few_points_are_counted():
    rows = [moving(variation="common cause", metric=f"m{n}") for n in range(3)]
    html = narrative.changes(as_tests(*rows, moving(variation=None, metric="few")), HERE)
    assert "none of 3 metrics with enough points has changed. 3 move as usual." in html
    assert "1 metric has fewer than 13 points since the last break" in html


def test_improvement_and_concern_at_once_are_both_told():
    row = moving(
        variation="improvement high and concern low", conflict=True, claim=None, stopped="both sides"
    )
    assert "Improvement and concern show at once" in narrative.changes(as_tests(row), HERE)


def test_what_improved_most_is_told_with_chance_in_mind():
    html = narrative.improved(frame([bettered()]), HERE)
    assert "from 50.0% in October to December 2023, in the worst fifth of 42 ICBs, to 70.0%" in html
    assert "a change of 20.0 percentage points (95% interval 15.0 to 25.0)" in html
    assert "Nothing went from the worst fifth" in narrative.improved(frame([bettered(improved=False)]), HERE)


def test_a_gap_in_people_is_told_with_chance_and_choice():
    rows = [people(), people(metric="m2", word="ahead"), people(metric="m3", word="not clearly behind")]
    html = narrative.people(frame(rows), peers(), HERE)
    assert (
        "If Ashby matched the median of the ten ICBs most like it, 310 (240 to 390) more people with a "
        "broken wrist would be seen within a day each year; other choices of similar ICBs give 280 to 350."
    ) in html
    assert "behind the median of similar ICBs in 1 metric, ahead in 1 and not clearly behind in 1." in html
    assert "Place QBB and Place QCC, whichever facts about their people are used" in html
    assert "less firmly Place QDD (67%)" in html
    assert "Place QEE" not in html


def test_fewer_people_are_better_where_lower_is():
    assert "390) fewer people" in narrative.people(frame([people(better="lower")]), peers(), HERE)


def test_the_gaps_in_people_that_are_surest_come_first():
    rows = [people(metric="m1", title="Wide", people=900.0, people_lower=10.0), people(title="Sure")]
    html = narrative.people(frame(rows), peers(), HERE)
    assert html.index("Sure") < html.index("Wide")


def test_a_page_without_tests_still_speaks():
    nothing = as_tests(signal(), moving()).iloc[:0]
    for page in (narrative.outliers, narrative.not_called, narrative.by_chance, narrative.changes):
        assert "<p>" in page(nothing, HERE)
    assert "<p>" in narrative.outlying(nothing)
    assert "<p>" in narrative.improved(frame([bettered()]).iloc[:0], HERE)
    assert "<p>" in narrative.people(frame([people()]).iloc[:0], peers().iloc[:0], HERE)
    assert str(narrative.gaps(gaps(gap()).iloc[:0], HERE, "deprivation")) == ""


def test_the_first_sentence_says_where_the_area_stands():
    said = repr(narrative.opening(wrists(), HERE))
    assert "Ashby, in the North region: 1 better than England, of 1 metric of 1 audit or programme." in said


def test_a_page_of_an_earlier_day_says_so_and_one_of_today_says_nothing():
    assert "ended by 31 December 2025" in narrative.earlier("2025-12-31")._repr_html_()
    assert narrative.earlier("") is None
