"""Counts for hypothesis to draw: few, many, none and missing."""

import numpy as np
from hypothesis import strategies as st

COUNTS = st.one_of(
    st.integers(0, 30),
    st.sampled_from([0, 1, 9, 10, 11, 10**9]),
    st.integers(0, 10**9),
    st.just(np.nan),
)


@st.composite
def people(draw):
    """Draw counts of people: one with the outcome and one eligible, at least as many."""
    x, n = draw(COUNTS), draw(COUNTS)
    return (x, n) if np.isnan(x) or np.isnan(n) else (min(x, n), max(x, n))


def columns(pairs):
    """Give drawn pairs as two arrays of floats."""
    first, second = np.array(pairs, dtype=float).reshape(-1, 2).T
    return first, second
