"""What is worked out once for each different row is what working on all rows gives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.statistics.inputs.repeated import once

NUMBER = st.sampled_from([0.0, 1.0, 2.5, 1e9, -3.0, np.nan])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(NUMBER, NUMBER, NUMBER), max_size=30))
def test_every_row_has_what_it_would_have_had(rows):
    columns = [np.array([row[place] for row in rows], dtype=float) for place in range(3)]

    def work(one, two, three):
        return one + 2 * two - three, np.where(np.isnan(one), -1.0, one)

    for found, plain in zip(once(work, *columns), work(*columns), strict=True):
        np.testing.assert_array_equal(found, plain)


def test_the_work_is_done_for_different_rows_alone():
    seen = []

    def work(one, two):
        seen.extend(zip(one, two, strict=True))
        return (one * two,)

    [found] = once(work, np.array([1.0, 2.0, 1.0, 1.0]), np.array([3.0, 3.0, 3.0, 4.0]))
    assert found.tolist() == [3.0, 6.0, 3.0, 4.0]
    assert seen == [(1.0, 3.0), (2.0, 3.0), (1.0, 4.0)]


@pytest.mark.parametrize("size", [0, 1])
def test_none_and_one_are_as_any_number(size):
    [found] = once(lambda one: (one + 1,), np.ones(size))
    assert found.tolist() == [2.0] * size
