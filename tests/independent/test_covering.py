"""Coverage is of NHS-funded care alone, with independently funded care beside it and never within it."""

import pytest

from insight import independent
from invented_providers import records


def rows(*activity):
    return independent.cover(
        records(activity=[{"provider": "hill", "audit": "nvr"} | one for one in activity])
    ).rows


def test_the_two_kinds_of_funding_stand_apart():
    first, second = independent.cover(records()).rows
    assert (first.inside, first.share, first.outside) == (100, 0.5, 205)
    assert (second.inside, second.no_inside, second.share) == (None, True, None)


def test_only_nhs_funded_care_counts_as_eligible():
    found = independent.cover(records())
    assert (found.eligible, found.taking_part) == (1, 1)


SHARES = {
    "none held": (50, 0, 0),
    "all held": (50, 50, 1),
    "few held": (50, 9, None),
    "few left out": (50, 41, None),
    "ten of each": (20, 10, 0.5),
    "few operations": (9, 9, None),
}


@pytest.mark.parametrize("operations, held, share", SHARES.values(), ids=SHARES)
def test_a_share_never_tells_of_few_people(operations, held, share):
    [one] = rows({"funding": "NHS-funded", "operations": operations, "held": held})
    assert one.share == share
    assert (one.inside is None) == (operations <= independent.RULE.largest_small)


def test_operations_are_rounded_to_the_nearest_five():
    [one] = rows({"funding": "independently funded", "operations": 12})
    assert one.outside == 10
