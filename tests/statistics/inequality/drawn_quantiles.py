"""Areas with quantiles, drawn at random for tests of what every inequality statistic promises."""

import numpy as np
import pandas as pd
from hypothesis import strategies as st

COUNTS = st.one_of(st.sampled_from([0, 1, 10**9]), st.integers(0, 5000))


@st.composite
def areas(draw, quantiles=5, most=4, absent=True):
    """Give a table of counts of people by area and quantile, with none, one, many and missing."""
    rows = []
    for area in range(draw(st.integers(1, most))):
        for quantile in range(1, quantiles + 1):
            n = draw(COUNTS)
            x = draw(st.integers(0, n))
            gone = absent and draw(st.integers(0, 19)) == 0
            rows.append((f"area {area}", quantile, np.nan if gone else x, n))
    return pd.DataFrame(rows, columns=["area", "quantile", "x", "n"])


def same(one, other):
    """Tell whether two results agree in every number and word."""
    pd.testing.assert_frame_equal(one, other, rtol=1e-9, atol=1e-12, check_dtype=False)
