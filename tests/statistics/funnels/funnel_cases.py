"""Counts and targets that hypothesis draws for the tests of funnels."""

from hypothesis import settings
from hypothesis import strategies as st

BRIEFLY = settings(max_examples=60, deadline=None)

sizes = st.one_of(st.sampled_from([0, 1, 2, 5, 10**6, 10**9]), st.integers(0, 5000))
shares = st.one_of(st.sampled_from([0.0, 1.0, 0.5, 1e-9]), st.floats(0, 1))
tails = st.one_of(st.sampled_from([0.025, 0.001, 0.02275, 0.00135]), st.floats(1e-6, 0.49))


@st.composite
def people(draw, least=1):
    """Draw units with counts of people, some missing, and those among them with the outcome."""
    rows = draw(
        st.lists(
            st.one_of(st.none(), st.tuples(sizes, st.floats(0, 1))),
            min_size=least,
            max_size=12,
        )
    )
    n = [None if row is None else row[0] for row in rows]
    x = [None if row is None else round(row[0] * row[1]) for row in rows]
    return x, n
