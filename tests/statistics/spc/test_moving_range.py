"""Moving ranges agree with another package's, and start afresh in each step."""

import numpy as np
import pytest
from spc_cases import SHEWHART, agrees, known

from insight.statistics.spc.moving_range import moving_range


@pytest.mark.parametrize("where", ["beside", "copied"])
@pytest.mark.parametrize("screened", ["unscreened", "screened"])
def test_ranges_and_limits_agree_with_qicharts2(screened, where):
    cases = known(SHEWHART, where)
    found = moving_range(cases["inputs"]["i"])
    expected = cases["expected"][screened]["mr"]
    three_sigma = {name: expected[name] for name in ("cl", "ucl")}  # its two sigma is 2/3 of the limit
    agrees(found, {**three_sigma, "lcl": 0.0}, rel=1e-9)
    if "y" in expected:
        assert found["value"].tolist() == pytest.approx([np.nan, *expected["y"][1:]], nan_ok=True)


def test_the_first_point_of_a_step_has_no_range():
    found = moving_range([1, 3, 20, 21], step=["a", "a", "b", "b"])
    assert found["value"].tolist() == pytest.approx([np.nan, 2, np.nan, 1], nan_ok=True)
