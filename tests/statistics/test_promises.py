"""What every statistic promises that makes an estimate of counts, row by row."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn_counts import columns, people
from insight.errors import InsightError
from insight.statistics.count import count
from insight.statistics.proportion import proportion
from insight.statistics.rate import rate
from insight.statistics.standardised_ratio import standardised_ratio

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")
STATISTICS = {
    "proportion": proportion,
    "rate": rate,
    "standardised ratio": standardised_ratio,
    "count": lambda x, n, **options: count(x, **options),
}
every = pytest.mark.parametrize("statistic", STATISTICS.values(), ids=STATISTICS)
drawn = given(pairs=st.lists(people(), min_size=1, max_size=12), confidence=st.sampled_from([0.95, 0.998]))
few = settings(max_examples=60, deadline=None)


@every
@drawn
@few
def test_limits_are_in_order_and_missing_together(statistic, pairs, confidence):
    found = statistic(*columns(pairs), confidence=confidence)
    value, lower, upper = (found[name].to_numpy() for name in ("value", "lower", "upper"))
    missing = np.isnan(value)
    assert (np.isnan(lower) == missing).all() and (np.isnan(upper) == missing).all()
    slack = 1e-12 * value[~missing]
    assert (lower[~missing] >= 0).all()
    assert (lower[~missing] <= value[~missing] + slack).all()
    assert (value[~missing] <= upper[~missing] + slack).all()


@every
@drawn
@few
def test_all_rows_at_once_are_what_each_is_alone(statistic, pairs, confidence):
    x, n = columns(pairs)
    together = statistic(x, n, confidence=confidence)
    alone = pd.concat([statistic([a], [b], confidence=confidence) for a, b in zip(x, n, strict=True)])
    assert together.to_numpy() == pytest.approx(alone.to_numpy(), rel=1e-12, nan_ok=True)


@every
@drawn
@few
def test_the_order_of_the_rows_does_not_matter(statistic, pairs, confidence):
    x, n = (pd.Series(column) for column in columns(pairs))
    turned = statistic(x[::-1], n[::-1], confidence=confidence).loc[x.index]
    assert turned.equals(statistic(x, n, confidence=confidence))


@every
@given(n=st.integers(1, 10**9), start=st.floats(0, 1), confidence=st.sampled_from([0.95, 0.998]))
@few
def test_more_events_never_give_a_lower_estimate(statistic, n, start, confidence):
    x = np.arange(int(start * n), min(int(start * n) + 25, n) + 1)
    found = statistic(x, np.full(len(x), n), confidence=confidence).to_numpy()
    assert (np.diff(found, axis=0) >= -1e-9 * np.abs(found[1:])).all()


@every
@drawn
@few
def test_more_confidence_never_gives_a_narrower_interval(statistic, pairs, confidence):
    wide, narrow = (statistic(*columns(pairs), confidence=level).dropna() for level in (0.998, 0.95))
    assert (wide["lower"] <= narrow["lower"] * (1 + 1e-9)).all()
    assert (wide["upper"] >= narrow["upper"] * (1 - 1e-9)).all()


@drawn
@few
def test_a_proportion_never_exceeds_one_and_mirrors_its_complement(pairs, confidence):
    x, n = columns(pairs)
    found, rest = proportion(x, n, confidence=confidence), proportion(n - x, n, confidence=confidence)
    assert (found["upper"].dropna() <= 1).all()
    assert (1 - rest["upper"]).to_numpy() == pytest.approx(found["lower"].to_numpy(), abs=1e-12, nan_ok=True)


@pytest.mark.parametrize("statistic", [rate, standardised_ratio])
@drawn
@few
def test_the_unit_only_scales_the_result(statistic, pairs, confidence):
    ones, hundreds = (statistic(*columns(pairs), per=per, confidence=confidence) for per in (1, 100))
    assert (ones * 100).to_numpy() == pytest.approx(hundreds.to_numpy(), rel=1e-12, nan_ok=True)


@every
def test_a_confidence_in_per_cent_is_refused(statistic):
    with pytest.raises(InsightError, match="0.95 and not 95"):
        statistic([1], [10], confidence=95)


@every
def test_only_the_first_ten_impossible_rows_are_named(statistic):
    with pytest.raises(InsightError, match=r"Rows \[0, 1, 2, 3, 4, 5, 6, 7, 8, 9\]:"):
        statistic([-1] * 12, [10] * 12)
