"""The median of similar areas is that of their ordered values, and so is its interval."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.errors import InsightError
from insight.statistics.intervals.median_binomial import median_binomial
from insight.statistics.peers.peer_median import peer_median

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")
CAMPBELL = "Campbell & Gardner (1988) BMJ 296:1454-6, Table II: ranks of the 95% limits"


def pairs(count):
    """Give an area A with so many peers."""
    return pd.DataFrame({"area": ["A"] * count, "peer": [f"P{number:03}" for number in range(count)]})


@pytest.mark.parametrize("count, low, high", [(6, 1, 6), (10, 2, 9), (15, 4, 12), (20, 6, 15)])
def test_limits_are_the_ordered_values_that_published_tables_name(count, low, high):
    values = np.r_[-99.0, np.arange(1, count + 1)]
    [found] = peer_median(values, ["A", *pairs(count)["peer"]], pairs(count)).head(1).itertuples()
    assert (found.lower, found.upper) == (low, high), CAMPBELL
    assert found.value == (count + 1) / 2


@settings(max_examples=40, deadline=None)
@given(
    values=st.lists(st.one_of(st.none(), st.floats(-1e9, 1e9)), min_size=1, max_size=60),
    confidence=st.sampled_from([0.95, 0.998]),
    seed=st.integers(0, 99),
)
def test_all_rows_at_once_are_what_each_is_alone(values, confidence, seed):
    rng = np.random.default_rng(seed)
    names = np.array([f"A{number}" for number in range(12)])
    rows = pd.DataFrame({"value": pd.array(values, dtype="Float64")})
    rows["area"], rows["series"] = names[np.arange(len(rows)) % 12], np.arange(len(rows)) // 12
    peers = pd.DataFrame([(one, other) for one in names for other in names if rng.random() < 0.6])
    peers.columns = ["area", "peer"]
    found = peer_median(rows["value"], rows["area"], peers, series=rows["series"], confidence=confidence)
    for row in rows.itertuples():
        whose = set(peers.loc[peers["area"] == row.area, "peer"]) - {row.area}
        theirs = rows[(rows["series"] == row.series) & rows["area"].isin(whose)]["value"].dropna()
        ours = found.loc[row.Index]
        assert ours["peers"] == len(theirs)
        alone = median_binomial(theirs, confidence=confidence)
        expected = alone[["value", "lower", "upper"]].to_numpy().ravel()
        assert ours[["value", "lower", "upper"]].to_numpy(dtype=float) == pytest.approx(expected, nan_ok=True)


def test_rows_are_told_apart_by_series_and_their_order_does_not_matter():
    rows = pd.DataFrame(
        {"area": list("ABC") * 2, "series": [1] * 3 + [2] * 3, "value": [1.0, 2, 3, 10, 20, 30]}
    )
    peers = pd.DataFrame({"area": ["A", "A"], "peer": ["B", "C"]})
    found = peer_median(rows["value"], rows["area"], peers, series=rows["series"])
    assert found["value"].dropna().tolist() == [2.5, 25]
    turned = rows.iloc[::-1]
    again = peer_median(turned["value"], turned["area"], peers, series=turned["series"])
    pd.testing.assert_frame_equal(again.loc[found.index], found)


def test_its_own_missing_value_does_not_matter_and_a_lone_area_has_no_median():
    peers = pd.DataFrame({"area": ["A", "A", "A"], "peer": ["A", "B", "elsewhere"]})
    found = peer_median([np.nan, 5], ["A", "B"], peers)
    assert found.loc[0, "value"] == 5 and found.loc[0, "peers"] == 1
    assert np.isnan(found.loc[1, "value"]) and found.loc[1, "peers"] == 0


def test_no_peers_at_all_is_missing():
    nobody = pd.DataFrame({"area": [], "peer": []})
    assert peer_median([1, 2], ["A", "B"], nobody)["value"].isna().all()


def test_an_area_that_stands_twice_is_refused_by_row():
    with pytest.raises(InsightError, match=r"Rows \[0, 1\]"):
        peer_median([1, 2], ["A", "A"], pairs(1))
