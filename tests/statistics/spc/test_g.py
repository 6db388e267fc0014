"""Limits of cases between events agree with another package's."""

import pytest
from spc_cases import SHEWHART, agrees, known

from insight.statistics.spc.g import g


@pytest.mark.parametrize("where", ["beside", "copied"])
@pytest.mark.parametrize("screened", ["unscreened", "screened"])
def test_limits_agree_with_qicharts2(screened, where):
    cases = known(SHEWHART, where)
    agrees(g(cases["inputs"]["g"]), cases["expected"][screened]["g"], rel=1e-9)


def test_half_the_gaps_lie_on_each_side_of_the_centre_of_each_step():
    found = g([1, 2, 30, 5, 7, 100], step=list("aaabbb"))
    assert found["centre"].tolist() == [2, 2, 2, 7, 7, 7]
