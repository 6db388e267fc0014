"""A ratio made of intervals alone is close to one made of counts, and survives a nought."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn_counts import columns, people
from insight.errors import InsightError
from insight.statistics.comparison.ratio import ratio
from insight.statistics.comparison.ratio_of_estimates import ratio_of_estimates
from insight.statistics.proportion import proportion

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")


def test_large_groups_have_nearly_the_limits_their_counts_give():
    ours = ratio_of_estimates(proportion([3000], [10_000]), proportion([2000], [10_000]))
    assert ours.to_numpy() == pytest.approx(ratio([3000], [10_000], [2000], [10_000]).to_numpy(), rel=1e-3)


def test_limits_are_where_the_difference_from_a_multiple_touches_nought():
    first, second = proportion([9], [10]), proportion([3], [10])
    [found] = ratio_of_estimates(first, second).itertuples()
    [a], [b] = first.itertuples(), second.itertuples()
    for limit, near, far in ((found.lower, a.lower, b.upper), (found.upper, a.upper, b.lower)):
        apart = a.value - limit * b.value
        assert abs(apart) == pytest.approx(np.hypot(a.value - near, limit * (far - b.value)), rel=1e-12)


def test_a_comparator_that_may_be_nought_leaves_no_upper_limit():
    second = pd.DataFrame({"value": [0.1], "lower": [0.0], "upper": [0.3]})
    [found] = ratio_of_estimates(proportion([5], [10]), second).itertuples()
    assert found.value == 5 and found.lower > 0 and np.isnan(found.upper)


def test_estimates_that_may_be_negative_are_refused():
    bad = pd.DataFrame({"value": [0.1], "lower": [-0.1], "upper": [0.3]})
    with pytest.raises(InsightError, match=r"Rows \[0\]"):
        ratio_of_estimates(bad, bad)


@given(st.lists(st.tuples(people(), people()), min_size=1, max_size=10))
@settings(max_examples=60, deadline=None)
def test_limits_are_in_order(pairs):
    first, second = (proportion(*columns(side)) for side in zip(*pairs, strict=True))
    found = ratio_of_estimates(first, second)
    there = found.dropna(subset=["value", "lower"])
    assert len(there) == ((second["value"] > 0) & first["value"].notna()).sum()
    assert (there["lower"] >= 0).all() and (there["lower"] <= there["value"] * (1 + 1e-9)).all()
    assert (there["value"] <= there["upper"].fillna(np.inf) * (1 + 1e-9)).all()
