"""Sigma z is one when chance alone is at work, and more when there is more."""

import numpy as np
import pytest

from insight.statistics.spc.p import p
from insight.statistics.spc.p_prime import p_prime


@pytest.mark.parametrize("extra", [1.0, 3.0])
def test_sigma_z_is_the_spread_over_that_of_chance(extra):
    rng = np.random.default_rng(20260)
    n = np.full(20_000, 2000)
    sigma = np.sqrt(0.3 * 0.7 / 2000)
    x = np.clip(rng.normal(0.3, extra * sigma, 20_000) * n, 0, n)
    width = p_prime(x, n)["upper"] - p_prime(x, n)["centre"]
    chance = p(x, n)["upper"] - p(x, n)["centre"]
    assert (width / chance).iloc[0] == pytest.approx(extra, rel=0.02)
