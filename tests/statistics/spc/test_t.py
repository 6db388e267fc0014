"""Limits of times between events agree with another package's."""

import pytest
from spc_cases import SHEWHART, agrees, known

from insight.statistics.spc.t import t


@pytest.mark.parametrize("where", ["beside", "copied"])
@pytest.mark.parametrize("screen, screened", [(False, "unscreened"), (True, "screened")])
def test_limits_agree_with_qicharts2(screen, screened, where):
    cases = known(SHEWHART, where)
    agrees(t(cases["inputs"]["t"], screen=screen), cases["expected"][screened]["t"], rel=1e-9)


def test_limits_lie_unevenly_about_the_centre_and_never_below_zero():
    [first, *_] = t([1, 2, 4, 8, 16, 32, 1, 2, 4, 8, 16, 32, 1]).itertuples()
    assert first.lower >= 0 and first.upper - first.centre > first.centre - first.lower
