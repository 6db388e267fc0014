"""No gap is shown where too few people's group is known, or nobody can say how many."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.errors import InsightError
from insight.statistics.inequality.completeness import known_share

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")
NAN = np.nan
CASES = {
    # name: (counts, groups, share known, enough at 0.8)
    "unknown has a row": ([70, 20, 10], ["white", "asian", "unknown"], 0.9, True),
    "too many are unknown": ([50, 20, 30], ["white", "asian", "unknown"], 0.7, False),
    "only a row for all tells": ([70, 20, 100], ["white", "asian", "all"], 0.9, True),
    "a group is withheld, and nothing else tells": ([70, NAN, 100], ["white", "asian", "all"], NAN, False),
    "a group is withheld, but all and unknown tell": (
        [70, NAN, 10, 100], ["white", "asian", "unknown", "all"], 0.9, True,
    ),
    "unknown is withheld": ([70, 20, NAN], ["white", "asian", "unknown"], NAN, False),
    "nothing tells how many are unknown": ([70, 20], ["white", "asian"], NAN, False),
    "nobody at all": ([0, 0], ["white", "unknown"], NAN, False),
    "rounded counts exceed their total": ([75, 30, 100], ["white", "asian", "all"], 1, True),
    "unknown and a lost group": ([70, 10, 100], ["white", "unknown", "all"], 0.7, False),
}  # fmt: skip


@pytest.mark.parametrize("counts, groups, share, enough", CASES.values(), ids=CASES)
def test_the_share_known_decides(counts, groups, share, enough):
    [found] = known_share(counts, groups, limit=0.8).itertuples()
    assert found.value == pytest.approx(share, nan_ok=True)
    assert found.enough == enough
    assert bool(found.reason) == np.isnan(share)


def test_areas_are_told_apart_and_several_labels_can_mean_unknown():
    found = known_share(
        [90, 10, 60, 20, 20],
        ["white", "not stated", "white", "not stated", "99"],
        limit=0.9,
        unknown=("not stated", "99"),
        by=["A", "A", "B", "B", "B"],
    )
    assert found["value"].tolist() == [0.9, 0.6]
    assert found["enough"].tolist() == [True, False]


@settings(max_examples=60, deadline=None)
@given(
    counts=st.lists(
        st.one_of(st.none(), st.sampled_from([0, 1, 10**9]), st.integers(0, 99)), min_size=4, max_size=4
    ),
    limit=st.sampled_from([0.5, 0.9, 1]),
)
def test_any_counts_give_a_fraction_or_nothing(counts, limit):
    counts = [NAN if count is None else count for count in counts]
    [found] = known_share(counts, ["a", "b", "unknown", "all"], limit=limit).itertuples()
    assert np.isnan(found.value) or 0 <= found.value <= 1
    assert found.enough == (found.value >= limit)


@pytest.mark.parametrize("counts, limit", [([-1, 2], 0.8), ([1, 2], 80)])
def test_what_cannot_be_is_refused(counts, limit):
    with pytest.raises(InsightError):
        known_share(counts, ["a", "unknown"], limit=limit)
