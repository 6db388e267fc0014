"""Laney's limits of proportions agree with another package's; the floor is asked for."""

import numpy as np
import pytest
from spc_cases import SHEWHART, agrees, known

from insight.statistics.spc.p import p
from insight.statistics.spc.p_prime import p_prime


@pytest.mark.parametrize("where", ["beside", "copied"])
@pytest.mark.parametrize("screen, screened", [(False, "unscreened"), (True, "screened")])
@pytest.mark.parametrize("case, counts", [("pp", "p"), ("pp_large", "p_large")])
def test_limits_agree_with_qicharts2(case, counts, screen, screened, where):
    cases = known(SHEWHART, where)
    counts = cases["inputs"][counts]
    agrees(p_prime(counts["x"], counts["n"], screen=screen), cases["expected"][screened][case], rel=1e-9)


def test_data_steadier_than_chance_have_narrower_limits_unless_a_floor_is_asked_for():
    x, n = [500, 501] * 7, [1000] * 14
    chance = p(x, n)
    assert (p_prime(x, n)["upper"] < chance["upper"]).all()
    np.testing.assert_allclose(p_prime(x, n, floor=True), chance)


def test_data_more_varied_than_chance_are_the_same_with_a_floor_and_without():
    x, n = [400, 600] * 7, [1000] * 14
    np.testing.assert_array_equal(p_prime(x, n, floor=True), p_prime(x, n))


@pytest.mark.parametrize("count", [0, 1000])
def test_nobody_or_everybody_every_time_has_limits_on_the_line(count):
    assert (p_prime([count] * 13, [1000] * 13) == count / 1000).all(axis=None)
