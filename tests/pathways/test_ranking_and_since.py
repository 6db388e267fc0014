"""Topics stand in the order of their rule; a change is told with its interval, or why it is not."""

from datetime import date

import pandas as pd
import pytest

from insight.pathways.pathway import Pathway, stage
from insight.pathways.ranking import ranked
from insight.pathways.since import changes
from insight.statistics.comparison.difference import difference
from invented_findings import HERE, TRUST, as_tests, finding, frame, gap, gaps, people, signal

ROUTE = Pathway(id="hands", title="Hands", audits=("hand",))


def topics(tests=(), behind=(), between=()):
    columns = list(people())
    made = pd.DataFrame(list(behind), columns=columns)
    return ranked(as_tests(*tests), made, gaps(*(between or [gap(absolute=0)])), [ROUTE], HERE)


def test_outliers_for_the_worse_count_before_everything_else():
    bad = signal(z=-5, audit="one", topic="One", metric="m1")
    found = topics([bad], [people(audit="two", topic="Two", metric=f"m{n}") for n in (2, 3)])
    assert [(one.title, one.outliers, len(one.behind)) for one in found] == [("One", 1, 0), ("Two", 0, 2)]


def test_good_outliers_and_participation_speak_for_no_topic():
    assert topics([signal(z=5)], [people(type="structure")]) == []


def test_outliers_of_trusts_within_count_for_the_topic_and_not_as_the_areas_own():
    [found] = topics([signal(TRUST, -5, metric="m1")])
    assert (found.outliers, found.worse) == (1, ())


def test_metrics_on_a_pathway_stand_together_and_others_by_their_audit():
    found = topics(
        [signal(z=-5, audit="hand", metric="m1"), signal(z=-5, metric="m2", topic="Broken wrists")]
    )
    assert {one.id: one.title for one in found} == {"hands": "Hands", "care": "Broken wrists"}


def test_only_clear_gaps_that_are_worse_count():
    tests = [signal(z=0)]
    worse, better = gap(absolute=-0.2), gap(absolute=0.2)
    assert [one.unequal for one in topics(tests, between=[worse])] == [1]
    assert topics(tests, between=[better]) == []
    assert topics(tests, between=[gap(absolute=-0.2, withheld="few")]) == []
    assert topics(tests, between=[gap(absolute=-0.2, breakdown="age")]) == []


def rounds(**changes):
    """Give two quarters a year apart."""
    before = finding(HERE, 0.5, quarter=0, period_end=pd.Timestamp("2023-12-31"), latest=False)
    return frame([before, finding(HERE, 0.7, **changes)])


def test_a_change_is_now_minus_then_with_newcombes_interval():
    found = changes(rounds(), HERE, ["care_share"], date(2024, 1, 31))["care_share"]
    now, then = ([[value, value - 0.02, value + 0.02]] for value in (0.7, 0.5))
    columns = ["value", "lower", "upper"]
    [wanted] = difference(
        pd.DataFrame(now, columns=columns), pd.DataFrame(then, columns=columns)
    ).values.tolist()
    assert [found.value, found.lower, found.upper] == pytest.approx(wanted)
    assert found.reason is None


def test_without_a_baseline_the_year_before_is_taken():
    assert changes(rounds(), HERE, ["care_share"], None)["care_share"].before.value == 0.5


REFUSED = {
    "no earlier period is in these data": {"baseline": date(2020, 1, 1)},
    "there is no later round yet": {"baseline": date(2025, 1, 1)},
    "the definition changed between the two": {"step": 1},
    "the two periods share days": {"period_start": pd.Timestamp("2023-06-30")},
}


@pytest.mark.parametrize("reason", REFUSED)
def test_what_cannot_be_compared_says_why(reason):
    given = dict(REFUSED[reason])
    baseline = given.pop("baseline", date(2024, 1, 31))
    found = changes(rounds(**given), HERE, ["care_share"], baseline)["care_share"]
    assert found.reason == reason and pd.isna(found.value)


def test_a_stage_that_nobody_named_comes_last_in_its_own_words():
    assert stage("prevention")[0] < stage("acute")[0] < stage("rehabilitation")[0] < stage("follow_up")[0]
    assert stage("after_care") == (10, "After care")
