"""Limits of proportions agree with another package's, and percentages are never guessed at."""

import numpy as np
import pytest
from spc_cases import ABSPC, SHEWHART, agrees, known

from insight.statistics.spc.p import p


@pytest.mark.parametrize("where", ["beside", "copied"])
@pytest.mark.parametrize("screened", ["unscreened", "screened"])
@pytest.mark.parametrize("case", ["p", "p_large", "p_part12"])
def test_limits_agree_with_qicharts2(case, screened, where):
    cases = known(SHEWHART, where)
    counts = cases["inputs"]["p_large" if case == "p_large" else "p"]
    step = np.arange(24) >= 12 if case == "p_part12" else None
    agrees(p(counts["x"], counts["n"], step=step, minimum=2), cases["expected"][screened][case], rel=1e-9)


@pytest.mark.parametrize("where", ["beside", "copied"])
def test_a_centre_is_people_over_people_whatever_the_size_of_the_numbers(where):
    case = known(ABSPC, where)
    percents = case["inputs"]["percent_p_chart"]
    n = np.array(percents["subgroup_size"])
    x = np.round(np.array(percents["value"]) / 100 * n)
    centre = p(x, n)["centre"].iloc[0]
    assert centre == pytest.approx(x.sum() / n.sum())
    assert centre > max(case["expected"]["percent_values_in_p_chart_become"])


def test_few_people_have_wider_limits_than_many():
    found = p([5] * 13 + [50], [10] * 13 + [100])
    width = (found["upper"] - found["lower"]).round(12)
    assert width.iloc[0] > width.iloc[13]
