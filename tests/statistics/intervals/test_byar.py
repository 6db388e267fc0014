"""Byar's approximation agrees with an independent implementation, and knows where it ends."""

import numpy as np
import pytest

from insight.statistics.intervals.byar import byar
from insight.statistics.intervals.poisson_exact import poisson_exact
from oracles import kept, oracle

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.mark.parametrize("read", [oracle, kept])
@pytest.mark.parametrize("confidence, suffix", [(0.95, "95"), (0.998, "998")])
def test_limits_agree_with_an_independent_implementation(read, confidence, suffix):
    known = read("02_rate_byars_exact.json")
    for found, side in zip(
        byar(known["inputs"]["x"], confidence=confidence), ("lower", "upper"), strict=True
    ):
        expected = np.array(known["expected"][f"pure_byars_count_{side}_{suffix}"], dtype=float)
        assert found == pytest.approx(expected, rel=1e-10, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize("confidence, within", [(0.95, 0.002), (0.998, 0.016)])
def test_from_ten_events_it_is_close_to_the_exact_interval(confidence, within):
    counts = np.arange(10, 2000)
    for ours, exact in zip(
        byar(counts, confidence=confidence), poisson_exact(counts, confidence=confidence), strict=True
    ):
        assert ours == pytest.approx(exact, rel=within)


def test_a_missing_count_and_no_event_have_no_lower_limit():
    lower, upper = byar([np.nan, 0])
    assert np.isnan(lower).all() and np.isnan(upper).tolist() == [True, False]
