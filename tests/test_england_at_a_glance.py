"""What an edition says first is counted from its findings, good first, each number with what it is of."""

import pandas as pd

from insight import narrative
from invented_findings import ENGLAND, TRUST, as_tests, bettered, gap, gaps, signal, untold

TESTS = as_tests(
    signal("QAA", 5.0), signal("QBB", 6.0), signal("QCC", -4.0), signal("QDD", 2.5), signal(TRUST, 9.0)
)
NONE = pd.DataFrame(columns=["area_type", "improved"])


def glance(tests=TESTS, found=None, changed=NONE):
    found = gaps(gap(ENGLAND)) if found is None else found
    return " ".join(str(narrative.glance(tests, found, changed)).split())


def card(text, of):
    [found] = [part for part in text.split("<div") if f"<dt>{of}" in part]
    return found


def test_outliers_of_icbs_are_counted_on_each_side_among_all_that_were_tested():
    assert ">2<" in card(glance(), "Outliers for the better")
    assert ">1<" in card(glance(), "Outliers for the worse")
    assert "of 4 results of ICBs tested" in card(glance(), "Outliers for the better")


def test_the_gap_is_englands_clearest_and_says_which_group_is_taken_from_which():
    found = gaps(
        gap("QAA", -0.4),
        gap(ENGLAND, -0.2),
        gap(ENGLAND, -0.3, title="Worse gap"),
        untold(ENGLAND, title="No"),
    )
    text = card(glance(found=found), "Clearest gap by deprivation")
    assert "−30.0 points" in text and "Worse gap" in text
    assert "most deprived fifth minus least deprived fifth" in text


def test_a_gap_that_is_not_clear_is_not_told_as_one():
    assert "Clearest gap" not in glance(found=gaps(gap(ENGLAND, -0.01), untold(ENGLAND)))


def test_what_improved_most_is_counted_for_icbs_alone():
    changed = pd.DataFrame([bettered("QAA"), bettered("QBB", improved=False), bettered(TRUST)])
    text = card(glance(changed=changed), "Improved most")
    assert ">1<" in text and "of 2 results of ICBs" in text


def test_an_edition_without_tests_counts_nothing():
    assert "Outliers" not in glance(tests=TESTS[:0])


def test_made_up_numbers_are_called_so():
    assert "Synthetic data" in glance(tests=TESTS.assign(synthetic=True))
    assert "Synthetic data" not in glance()


def test_the_furthest_out_are_told_the_better_first_with_links_to_board_and_topic():
    text = str(narrative.furthest(TESTS))
    assert text.index("for the better") < text.index("for the worse")
    assert text.index("insight:icb=QBB") < text.index("insight:icb=QAA") < text.index("insight:icb=QCC")
    assert "insight:audit=care" in text and "QDD" not in text and f"icb={TRUST}" not in text


def test_a_side_with_more_than_can_be_told_says_how_many_there_are():
    many = as_tests(*(signal(f"Q{n}", 4.0 + n) for n in range(6)))
    text = str(narrative.furthest(many))
    assert "Furthest out for the better (4 of 6)" in text and text.count("insight:icb=") == 4


def test_no_outlier_is_said_to_be_none():
    assert "Of 1 result of ICBs that could be tested, none is an outlier." in str(
        narrative.furthest(as_tests(signal("QAA", 1.0)))
    )
