"""A gap is said to narrow only where the two slopes differ by more than chance."""

import numpy as np
import pandas as pd
import pytest
from drawn_quantiles import same
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.errors import InsightError
from insight.statistics.inequality.narrowing import narrowing
from insight.statistics.proportion import proportion

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")
Z = 1.959963984540054
YEARS = np.arange(2018, 2026)


def group(value, error=0.005):
    """Give a series with the same standard error throughout."""
    value = np.asarray(value, dtype=float)
    return pd.DataFrame({"value": value, "lower": value - Z * error, "upper": value + Z * error})


CASES = {
    # name: (change a year of the first group, of the second, word)
    "the worse group catches up": (-0.02, 0.0, "narrowing"),
    "the better group pulls away": (0.0, -0.02, "widening"),
    "the worse group falls behind": (0.02, 0.0, "widening"),
    "both improve alike": (-0.02, -0.02, "no clear change"),
}


@pytest.mark.parametrize("one, two, word", CASES.values(), ids=CASES)
def test_the_word_follows_the_slopes(one, two, word):
    since = YEARS - YEARS[0]
    [found] = narrowing(group(0.5 + one * since), group(0.3 + two * since), YEARS).itertuples()
    assert found.word == word
    assert found.change == pytest.approx(one - two)
    assert (found.gap_first, found.gap_last) == pytest.approx((0.2, 0.2 + 7 * (one - two)))


def test_a_gap_below_zero_narrows_when_it_rises():
    since = YEARS - YEARS[0]
    [found] = narrowing(group(0.3 + 0.02 * since), group(0.5 + 0 * since), YEARS).itertuples()
    assert (found.word, found.gap_first) == ("narrowing", pytest.approx(-0.2))


def test_slope_and_error_agree_with_weighted_regression():
    rng = np.random.default_rng(5)
    errors = rng.uniform(0.004, 0.03, (2, 8))
    values = rng.normal([[0.5], [0.3]], errors)
    frames = []
    slopes, variances = [], []
    for value, error in zip(values, errors, strict=True):
        frames.append(pd.DataFrame({"value": value, "lower": value - Z * error, "upper": value + Z * error}))
        weighted = np.column_stack([np.ones(8), YEARS - 2018]) / error[:, None]
        slopes.append(np.linalg.lstsq(weighted, value / error)[0][1])
        variances.append(np.linalg.inv(weighted.T @ weighted)[1, 1])
    [found] = narrowing(*frames, YEARS).itertuples()
    assert found.change == pytest.approx(slopes[0] - slopes[1])
    assert found.upper - found.change == pytest.approx(Z * found.scatter * np.sqrt(sum(variances)))


def test_points_that_stray_widen_the_limits():
    straying = 0.5 + np.where(np.arange(8) % 2, 0.1, -0.1)
    [found] = narrowing(group(straying), group(np.full(8, 0.3)), YEARS).itertuples()
    assert found.scatter > 5 and found.word == "no clear change"


def test_a_multiple_can_grow_while_the_difference_shrinks():
    first, second = group(0.4 - 0.03 * np.arange(8), 0.001), group(0.2 - 0.02 * np.arange(8), 0.001)
    assert narrowing(first, second, YEARS)["word"].tolist() == ["narrowing"]
    assert narrowing(first, second, YEARS, relative=True)["word"].tolist() == ["widening"]


def test_chance_alone_rarely_makes_a_claim():
    rng = np.random.default_rng(6)
    series, n = 4000, 400
    by, year = np.repeat(np.arange(series), 6), np.tile(np.arange(6), series)
    groups = [proportion(rng.binomial(n, share, 6 * series), n + 0 * year) for share in (0.3, 0.2)]
    found = narrowing(*groups, year, by=by)
    claimed = (found["word"] != "no clear change").mean()
    assert claimed < 0.05, "the nominal rate"


@settings(max_examples=30, deadline=None)
@given(
    counts=st.lists(st.one_of(st.none(), st.integers(0, 10**9)), min_size=6, max_size=36),
    n=st.sampled_from([0, 1, 50, 10**9]),
    relative=st.booleans(),
)
def test_any_series_gives_limits_in_order_or_a_reason(counts, n, relative):
    half = len(counts) // 2
    x = np.array([np.nan if count is None else min(count, n) for count in counts])
    first, second = proportion(x[:half], [n] * half), proportion(x[half : 2 * half], [n] * half)
    time = pd.Series(np.arange(half) // 2)
    by = pd.Series(np.arange(half) % 2)
    found = narrowing(first, second, time, by=by, relative=relative, least=3)
    told = found["reason"] == ""
    assert (found["word"].eq("") == ~told).all()
    assert found.loc[~told, ["change", "lower", "upper"]].isna().all(axis=None)
    assert (found["lower"][told] <= found["change"][told]).all()
    assert (found["change"][told] <= found["upper"][told]).all()
    order = time.sample(frac=1, random_state=1).index
    options = {"relative": relative, "least": 3}
    alone = [
        narrowing(first[by == one], second[by == one], time[by == one], by=by[by == one], **options)
        for one in by.unique()
    ]
    same(pd.concat(alone), found)
    turned = narrowing(first.loc[order], second.loc[order], time[order], by=by[order], **options)
    same(turned, found)


def test_a_point_of_no_width_does_not_outweigh_the_others():
    first, second = group(0.5 - 0.02 * np.arange(8)), group(np.full(8, 0.3))
    first.loc[3, ["value", "lower", "upper"]] = 0.9
    [found] = narrowing(first, second, YEARS).itertuples()
    assert found.points == 7 and found.change == pytest.approx(-0.02)


def test_too_few_points_make_no_verdict():
    [found] = narrowing(group([0.5, 0.4, 0.3, 0.2]), group([0.2] * 4), [1, 2, 3, 4]).itertuples()
    assert (found.word, found.points) == ("", 4) and "fewer than 5" in found.reason


def test_limits_out_of_order_are_refused():
    wrong = pd.DataFrame({"value": [0.5], "lower": [0.6], "upper": [0.7]})
    with pytest.raises(InsightError, match=r"Rows \[0\]"):
        narrowing(wrong, group([0.2]), [1])
