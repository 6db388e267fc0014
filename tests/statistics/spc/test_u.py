"""Limits of rates agree with another package's."""

import numpy as np
import pytest
from spc_cases import SHEWHART, agrees, known

from insight.statistics.spc.u import u


@pytest.mark.parametrize("where", ["beside", "copied"])
@pytest.mark.parametrize("screened", ["unscreened", "screened"])
def test_limits_agree_with_qicharts2(screened, where):
    cases = known(SHEWHART, where)
    counts = cases["inputs"]["u"]
    agrees(u(counts["x"], counts["n"]), cases["expected"][screened]["u"], rel=1e-9)


def test_there_can_be_more_events_than_people():
    assert np.isfinite(u([30] * 13, [10] * 13)).all(axis=None)
