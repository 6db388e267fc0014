"""A test of the data flow passes when every field is filled as often as needed, in every month."""

import pytest

from insight import independent
from invented_providers import MONTHS, flow, records

MONTHS_WANTED = 6


def worked_out(*rows):
    [one] = independent.flows(records(flows=rows), MONTHS_WANTED).tests
    return one


def test_all_filled_in_all_months_passes():
    one = worked_out(*(flow(month) for month in MONTHS))
    assert one.passed is True
    assert [field.share.value for field in one.fields] == [1, 1]


def test_a_field_filled_just_often_enough_meets_the_need_and_one_less_does_not():
    enough = worked_out(*(flow(month, stage=18) for month in MONTHS))  # 108 of 120, 90%
    assert (enough.fields[1].met, enough.passed) == (True, True)
    short = worked_out(*(flow(month, stage=18 - (month == MONTHS[0])) for month in MONTHS))
    assert short.fields[1].share.value == pytest.approx(107 / 120)
    assert (short.fields[1].met, short.passed) == (False, False)


def test_a_missing_month_fails_whatever_the_others_hold():
    one = worked_out(*(flow(month) for month in MONTHS[:5]))
    assert (one.sent, one.passed) == (5, False)
    assert all(field.met for field in one.fields)


def test_months_with_few_operations_show_no_share_and_count_in_the_whole():
    one = worked_out(flow(MONTHS[0], operations=9), *(flow(month) for month in MONTHS[1:]))
    assert one.few == (MONTHS[0],)
    assert one.fields[0].share.months == (None, 1, 1, 1, 1, 1)
    assert one.operations == 110  # 109, to the nearest five


def test_few_operations_in_all_show_nothing_and_tell_nothing():
    one = worked_out(flow(operations=9))
    assert (one.operations, one.passed) == (None, None)
    assert [(field.share.value, field.met) for field in one.fields] == [(None, None), (None, None)]


def test_months_of_a_test_are_those_of_all_its_providers():
    rows = [flow(MONTHS[0]), flow(MONTHS[1]) | {"provider": "lake"}]
    found = independent.flows(records(flows=rows), MONTHS_WANTED)
    assert all(one.months == (MONTHS[0], MONTHS[1]) for one in found.tests)
    assert [one.fields[0].share.months for one in found.tests] == [(1, None), (None, 1)]


def test_tests_are_counted_by_how_they_ended():
    rows = [flow(month) for month in MONTHS] + [flow(operations=9) | {"provider": "lake"}]
    found = independent.flows(records(flows=rows), MONTHS_WANTED)
    assert (found.passed, found.failed, found.untold) == (1, 0, 1)
    assert independent.flows(None, MONTHS_WANTED).tests == ()
