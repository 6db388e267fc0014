"""Limits of counts agree with another package's and with the formula of a textbook."""

import pytest
from spc_cases import SHEWHART, agrees, known

from insight.statistics.spc.c import c


@pytest.mark.parametrize("where", ["beside", "copied"])
@pytest.mark.parametrize("screened", ["unscreened", "screened"])
def test_limits_agree_with_qicharts2(screened, where):
    cases = known(SHEWHART, where)
    agrees(c(cases["inputs"]["c"]), cases["expected"][screened]["c"], rel=1e-9)


def test_limits_are_three_root_means_from_the_mean_and_not_below_zero():
    [first, *_] = c([4] * 13).itertuples()
    assert (first.lower, first.upper, first.near_upper) == pytest.approx((0, 10, 8))
