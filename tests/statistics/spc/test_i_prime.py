"""Normalised individuals limits agree with another package's."""

import numpy as np
import pytest
from spc_cases import SHEWHART, agrees, known

from insight.statistics.spc.i_prime import i_prime
from insight.statistics.spc.xmr import xmr


@pytest.mark.parametrize("where", ["beside", "copied"])
@pytest.mark.parametrize("screen, screened", [(False, "unscreened"), (True, "screened")])
def test_limits_agree_with_qicharts2(screen, screened, where):
    cases = known(SHEWHART, where)
    counts = cases["inputs"]["p"]
    agrees(i_prime(counts["x"], counts["n"], screen=screen), cases["expected"][screened]["ip"], rel=1e-9)


def test_equal_denominators_give_the_limits_of_an_xmr_chart():
    x = np.array([30, 34, 28, 31, 35, 29, 33, 30, 32, 27, 31, 36, 30])
    expected = xmr(x / 100, factor=3 * np.sqrt(np.pi) / 2)
    np.testing.assert_allclose(i_prime(x, [100] * 13), expected)
