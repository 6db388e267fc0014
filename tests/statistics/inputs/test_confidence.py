"""Confidence is a fraction, and is refused when it is not."""

import pytest
from scipy import stats

from insight.errors import InsightError
from insight.statistics.inputs.confidence import normal_quantile, tail


@pytest.mark.parametrize("confidence", [0.5, 0.95, 0.998])
def test_the_quantile_leaves_half_of_what_is_not_covered_on_each_side(confidence):
    assert stats.norm.sf(normal_quantile(confidence)) == pytest.approx((1 - confidence) / 2, rel=1e-12)


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.1])
def test_what_is_not_a_fraction_is_refused(confidence):
    with pytest.raises(InsightError, match="0.95 and not 95"):
        tail(confidence)
