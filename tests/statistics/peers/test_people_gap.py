"""People who would gain are counted from the median of peers, never below none, with an interval."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.errors import InsightError, UnknownName
from insight.statistics.peers.peer_median import peer_median
from insight.statistics.peers.people_gap import people_gap, people_gap_range
from insight.statistics.peers.similar import choices
from insight.statistics.proportion import proportion
from insight.statistics.rate import rate

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")
NUMBERS = ["value", "lower", "upper"]
COUNTS = st.sampled_from([0, 1, 40, 5000, 10**9]).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def median(value, lower, upper):
    """Give one median as a frame."""
    return pd.DataFrame({"value": [value], "lower": [lower], "upper": [upper]})


def test_the_gap_is_the_distance_to_the_median_times_the_people():
    [found] = people_gap([800], [1000], median(0.9, 0.88, 0.92), better="higher").itertuples()
    [own] = proportion([800], [1000]).itertuples()
    lower = 0.1 - np.hypot(0.9 - 0.88, own.upper - own.value)
    upper = 0.1 + np.hypot(0.92 - 0.9, own.value - own.lower)
    assert (found.value, found.lower, found.upper) == pytest.approx((100, 1000 * lower, 1000 * upper))
    assert found.word == "behind"


def test_quarters_make_a_year():
    year, quarter = (
        people_gap([80], [100], median(0.9, 0.85, 0.95), better="higher", per_year=periods)[NUMBERS]
        for periods in (4, 1)
    )
    assert year.to_numpy() == pytest.approx(4 * quarter.to_numpy())


def test_fewer_is_better_for_events():
    [found] = people_gap([30], [1000], median(0.02, 0.01, 0.025), better="lower", of="events").itertuples()
    [own] = rate([30], [1000], per=1).itertuples()
    assert found.value == pytest.approx(10)
    assert found.upper == pytest.approx(1000 * (0.01 + np.hypot(own.upper - 0.03, 0.02 - 0.01)))


@pytest.mark.parametrize(
    "x, better, word, value",
    [
        (95, "higher", "ahead", 0),
        (90, "higher", "ahead", 0),
        (88, "higher", "not clearly behind", 2),
        (50, "higher", "behind", 40),
        (50, "lower", "ahead", 0),
        (99, "lower", "behind", 9),
        (92, "lower", "not clearly behind", 2),
        (99, "neither", "", np.nan),
        (np.nan, "higher", "", np.nan),
    ],
)
def test_the_word_says_where_the_area_stands_and_no_gain_is_invented(x, better, word, value):
    [found] = people_gap([x], [100], median(0.9, 0.8, 0.95), better=better).itertuples()
    assert found.word == word
    assert found.value == pytest.approx(value, nan_ok=True)


@pytest.mark.parametrize("numbers", [(np.nan, 0.8, 0.9), (0.85, np.nan, np.nan)])
def test_without_a_median_or_its_interval_nothing_is_said(numbers):
    [found] = people_gap([50], [100], median(*numbers), better="higher").itertuples()
    assert np.isnan([found.value, found.lower, found.upper]).all() and found.word == ""


def test_directions_and_periods_can_differ_by_row():
    both = pd.concat([median(0.9, 0.88, 0.92)] * 2, ignore_index=True)
    found = people_gap([800, 950], [1000, 1000], both, better=["higher", "lower"], per_year=[1, 12])
    assert found["value"].tolist() == pytest.approx([100, 600])


@settings(max_examples=60, deadline=None)
@given(
    counts=COUNTS,
    middle=st.tuples(*[st.floats(0, 1)] * 3).map(sorted),
    better=st.sampled_from(["higher", "lower"]),
    of=st.sampled_from(["people", "events"]),
)
def test_any_counts_give_limits_in_order_and_none_below_0(counts, middle, better, of):
    frame = median(middle[1], middle[0], middle[2])
    [found] = people_gap([counts[0]], [counts[1]], frame, better=better, of=of).itertuples()
    if counts[1] == 0:
        assert np.isnan(found.value) and found.word == ""
        return
    assert 0 <= found.lower <= found.value * (1 + 1e-9) <= found.upper * (1 + 2e-9)
    assert (found.word == "ahead") == (found.value == 0)
    more = people_gap([counts[0]], [counts[1]], frame, better=better, of=of, per_year=4)
    assert more[NUMBERS].to_numpy()[0] == pytest.approx(4 * np.array([found.value, found.lower, found.upper]))


def test_the_range_is_over_every_other_choice_of_peers():
    rng = np.random.default_rng(8)
    names = [f"A{number:02}" for number in range(15)]
    facts = pd.DataFrame(rng.random((15, 3)), index=names, columns=["aged", "poor", "size"])
    tried = choices(facts, count=6)
    n = pd.Series(rng.integers(500, 900, 15), index=names)
    x = (n * rng.uniform(0.5, 0.9, 15)).astype(int)
    area = pd.Series(names, index=names)
    found = people_gap_range(x, n, area, tried, better="higher", per_year=2)
    by_hand = []
    for name, peers in tried.groupby("choice"):
        if name != "as declared":
            middle = peer_median(x / n, area, peers)
            by_hand.append(people_gap(x, n, middle, better="higher", per_year=2)["value"])
    by_hand = pd.concat(by_hand, axis=1)
    assert found["lowest"].to_numpy() == pytest.approx(by_hand.min(axis=1).to_numpy())
    assert found["highest"].to_numpy() == pytest.approx(by_hand.max(axis=1).to_numpy())
    assert (found["sets"] == 3).all()
    few = people_gap_range(x, n, area, tried, better="higher", least=7)
    assert few[["lowest", "highest"]].isna().all(axis=None) and (few["sets"] == 0).all()


def test_what_cannot_be_is_refused():
    frame = median(0.9, 0.8, 0.95)
    with pytest.raises(InsightError, match=r"Rows \[0\]"):
        people_gap([101], [100], frame, better="higher")
    with pytest.raises(UnknownName, match="Did you mean 'higher'"):
        people_gap([50], [100], frame, better="highr")
    with pytest.raises(UnknownName, match="persons"):
        people_gap([50], [100], frame, better="higher", of="persons")
    with pytest.raises(InsightError, match="no periods"):
        people_gap([50], [100], frame, better="higher", per_year=-1)
