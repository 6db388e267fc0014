"""Gaps have a direction, an interval, and go both by difference and by multiple."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.statistics.inequality.gap import gap
from insight.statistics.proportion import proportion
from insight.statistics.rate import rate

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")
PAIRS = st.integers(0, 10**9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
RELATIVE = ["relative", "relative_lower", "relative_upper"]


def group(x, n, of=proportion, **options):
    """Give one group's estimate with its counts beside it."""
    counts = pd.DataFrame({"numerator": x, "denominator": n})
    return of(counts["numerator"], counts["denominator"], **options).join(counts)


def test_the_difference_agrees_with_newcombe():
    [found] = gap(group([56], [70]), group([48], [80])).itertuples()
    assert (found.absolute, found.absolute_lower, found.absolute_upper) == pytest.approx(
        (0.2, 0.0524, 0.3339), abs=5e-5
    ), "Newcombe (1998) Stat Med 17:873-90, Table II, example a, method 10"


def test_the_multiple_is_made_on_the_log_scale():
    [found] = gap(group([30], [100]), group([20], [100])).itertuples()
    error = np.sqrt(1 / 30 - 1 / 100 + 1 / 20 - 1 / 100)
    limits = 1.5 * np.exp(np.array([-1, 1]) * 1.959963984540054 * error)
    assert (found.relative, found.relative_lower, found.relative_upper) == pytest.approx((1.5, *limits))


@pytest.mark.parametrize("of, estimate", [("people", proportion), ("events", rate)])
@settings(max_examples=30, deadline=None)
@given(first=st.lists(PAIRS, min_size=1, max_size=5), second=st.lists(PAIRS, min_size=5, max_size=5))
def test_turning_the_groups_round_turns_the_gap_round(of, estimate, first, second):
    options = {"per": 1} if of == "events" else {}
    one = group(*zip(*first, strict=True), of=estimate, **options)
    two = group(*zip(*second[: len(first)], strict=True), of=estimate, **options)
    there, back = gap(one, two, of=of), gap(two, one, of=of)
    assert there["absolute"].to_numpy() == pytest.approx(-back["absolute"].to_numpy(), nan_ok=True)
    assert there["absolute_lower"].to_numpy() == pytest.approx(
        -back["absolute_upper"].to_numpy(), nan_ok=True
    )
    both = there["relative"].notna() & back["relative"].notna()
    logged = both & there["relative_lower"].gt(0) & back["relative_lower"].gt(0)
    assert there["relative"][logged].to_numpy() == pytest.approx(1 / back["relative"][logged].to_numpy())
    for name in ("absolute", "relative"):
        sure = there.dropna(subset=[f"{name}_lower", f"{name}_upper"])
        slack = 1e-12 + 1e-9 * sure[name].abs()
        assert (sure[f"{name}_lower"] <= sure[name] + slack).all()
        assert (sure[name] <= sure[f"{name}_upper"] + slack).all()


def test_figures_without_counts_use_their_intervals():
    one = pd.DataFrame({"value": [0.30, -1.0], "lower": [0.26, -1.2], "upper": [0.34, -0.8]})
    two = pd.DataFrame({"value": [0.20, 1.0], "lower": [0.17, 0.8], "upper": [0.23, 1.2]})
    found = gap(one, two)
    assert found.loc[0, RELATIVE].tolist() == pytest.approx([1.5, 1.228, 1.841], abs=5e-4)
    assert found.loc[1, "absolute"] == -2
    assert found.loc[1, RELATIVE].isna().all(), "there is no multiple of a figure below 0"


def test_groups_are_matched_by_area_and_a_lone_one_has_no_gap():
    one, two = group([1, 2], [10, 10]), group([3, 4], [10, 10])
    one.index, two.index = ["A", "B"], ["B", "C"]
    found = gap(one, two)
    assert found["absolute"].isna().tolist() == [True, False, True]
    assert found.loc["B", "absolute"] == pytest.approx(-0.1)
