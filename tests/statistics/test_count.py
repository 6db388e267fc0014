"""Counts have the interval of the rate that is made of them."""

import math

import numpy as np
import pytest

from insight.errors import InsightError
from insight.statistics import get, names
from insight.statistics.count import count
from insight.statistics.rate import rate
from oracles import kept, oracle


@pytest.mark.parametrize("read", [oracle, kept])
@pytest.mark.parametrize("confidence, suffix", [(0.95, "95"), (0.998, "998")])
def test_a_count_has_the_limits_of_its_rate(read, confidence, suffix):
    known = read("02_rate_byars_exact.json")
    x, n = (np.array(known["inputs"][name], dtype=float) for name in ("x", "n"))
    found = count(x, confidence=confidence)
    for column in ("lower", "upper"):
        expected = np.array(known["expected"][f"{column}_{suffix}"]) * n / 100_000
        assert found[column].tolist() == pytest.approx(expected, rel=1e-10, abs=1e-12)


def test_a_count_is_a_rate_against_one():
    assert count(range(20)).equals(rate(range(20), [1] * 20, per=1))


def test_no_event_has_a_lower_limit_of_zero_and_an_upper_one_of_minus_log_half_alpha():
    [found] = count([0], confidence=0.998).itertuples()
    assert (found.lower, found.upper) == (0, pytest.approx(-math.log(0.001)))


def test_a_missing_count_is_missing():
    assert count([None, 3.0])["value"].isna().tolist() == [True, False]


def test_a_negative_count_is_refused_by_row():
    with pytest.raises(InsightError, match=r"Rows \[1\]"):
        count([3, -1])


def test_a_count_is_found_by_the_name_yaml_uses_and_a_subfolder_is_not():
    assert get("count") is count and "intervals" not in names()
