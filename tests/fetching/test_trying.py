"""What fails is tried again, later and later, and as late as a service asks; then it is said why not."""

import pytest

from insight.errors import BadAnswer, NoAnswer
from insight.fetching.manners import Manners, Pace
from insight.fetching.trying import Passing, persevere

MANNERS = Manners(tries=4, first_wait=2, longest_wait=10)


def failing(*failures):
    left = list(failures)

    def once():
        if left:
            raise left.pop(0)
        return "came"

    return once


def test_waits_double_and_are_never_longer_than_is_allowed():
    waits = []
    assert persevere(failing(*[Passing("no")] * 3), "a", MANNERS, waits.append) == "came"
    assert [2 <= waits[0] <= 2.5, 4 <= waits[1] <= 5, 8 <= waits[2] <= 10] == [True] * 3


def test_a_service_that_asks_for_longer_is_waited_for():
    waits = []
    persevere(failing(Passing("busy", wait=9)), "a", MANNERS, waits.append)
    assert waits == [9]


def test_a_service_that_asks_for_too_long_is_not_asked_again():
    waits = []
    with pytest.raises(NoAnswer, match="for 3,600 seconds .busy., which is longer than the 10 that"):
        persevere(failing(*[Passing("busy", wait=3600)] * 9), "a", MANNERS, waits.append)
    assert waits == []


def test_what_goes_on_failing_becomes_what_it_is():
    with pytest.raises(BadAnswer, match="a was asked 4 times, and each time it failed; at last: cut off"):
        persevere(failing(*[Passing("cut off", becomes=BadAnswer)] * 9), "a", MANNERS, lambda seconds: None)


def test_what_is_our_own_fault_is_not_tried_again():
    with pytest.raises(ZeroDivisionError):
        persevere(lambda: 1 // 0, "a", MANNERS, lambda seconds: pytest.fail("waited"))


def test_one_host_is_asked_no_oftener_than_is_polite_and_others_do_not_wait_for_it():
    now, waits = [100.0], []
    pace = Pace(4, clock=lambda: now[0], sleep=waits.append)
    for host in ("a", "a", "a", "b"):
        pace.wait(host)
    assert waits == [0.25, 0.5]
    now[0] = 200.0
    pace.wait("a")
    assert waits == [0.25, 0.5]


def test_the_pace_is_below_what_the_ods_asks_for():
    assert Manners().per_second < 5
