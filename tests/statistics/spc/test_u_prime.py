"""Laney's limits of rates agree with another package's; the floor is asked for."""

import numpy as np
import pytest
from spc_cases import SHEWHART, agrees, known

from insight.statistics.spc.u import u
from insight.statistics.spc.u_prime import u_prime


@pytest.mark.parametrize("where", ["beside", "copied"])
@pytest.mark.parametrize("screen, screened", [(False, "unscreened"), (True, "screened")])
def test_limits_agree_with_qicharts2(screen, screened, where):
    cases = known(SHEWHART, where)
    counts = cases["inputs"]["u"]
    agrees(u_prime(counts["x"], counts["n"], screen=screen), cases["expected"][screened]["up"], rel=1e-9)


def test_data_steadier_than_chance_have_narrower_limits_unless_a_floor_is_asked_for():
    x, n = [500, 501] * 7, [1000] * 14
    chance = u(x, n)
    assert (u_prime(x, n)["upper"] < chance["upper"]).all()
    np.testing.assert_allclose(u_prime(x, n, floor=True), chance)
