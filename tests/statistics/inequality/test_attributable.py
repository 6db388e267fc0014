"""Attributable fractions agree with Levin's formula and never invent what cannot be told."""

import numpy as np
import pandas as pd
import pytest
from drawn_quantiles import areas, same
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.statistics.comparison.ratio import ratio
from insight.statistics.inequality.attributable import attributable

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")


def test_the_fraction_is_levins():
    exposed, times = 0.4, 2.5  # 40% are outside the reference group, with 2.5 times its risk
    levin = exposed * (times - 1) / (exposed * (times - 1) + 1)
    [found] = attributable([100, 60], [400, 600], [False, True]).itertuples()
    assert found.fraction == pytest.approx(levin)
    assert found.number == pytest.approx(levin * 160)
    assert (found.overall, found.reference) == (0.16, 0.1)


def test_limits_are_those_of_the_ratio_of_the_groups():
    [found] = attributable([100, 60], [400, 600], [False, True]).itertuples()
    [times] = ratio([100], [400], [60], [600]).itertuples()
    limits = [0.4 * (limit - 1) / (0.4 * (limit - 1) + 1) for limit in (times.lower, times.upper)]
    assert (found.fraction_lower, found.fraction_upper) == pytest.approx(tuple(limits))
    assert (found.number_lower, found.number_upper) == pytest.approx(tuple(160 * np.array(limits)))


@settings(max_examples=30, deadline=None)
@given(table=areas(), of=st.sampled_from(["people", "events"]))
def test_any_counts_give_limits_in_order_whatever_the_order_of_rows(table, of):
    def made(rows):
        return attributable(rows["x"], rows["n"], rows["quantile"] == 5, by=rows["area"], of=of)

    found = made(table)
    for name in ("fraction", "number"):
        sure = found.dropna(subset=[f"{name}_lower", f"{name}_upper"])
        slack = 1e-9 * (1 + sure[name].abs())
        assert (sure[f"{name}_lower"] <= sure[name] + slack).all()
        assert (sure[name] <= sure[f"{name}_upper"] + slack).all()
    assert (found["fraction"].dropna() <= 1).all()
    same(made(table.sample(frac=1, random_state=3)), found)
    same(pd.concat([made(rows) for _, rows in table.groupby("area")]), found)


@pytest.mark.parametrize(
    "x, n, reference, fraction",
    [
        ([30, 0], [100, 100], [False, True], 1),
        ([0, 30], [100, 100], [False, True], -1),
        ([0, 0], [100, 100], [False, True], np.nan),
        ([30, 10], [100, 0], [False, True], np.nan),
        ([30, 10], [100, 100], [True, True], np.nan),
        ([30, np.nan], [100, 100], [False, True], np.nan),
    ],
    ids=[
        "none in the reference group", "none outside it", "none at all", "nobody in the reference group",
        "nobody outside it", "a count missing",
    ],
)  # fmt: skip
def test_edges(x, n, reference, fraction):
    if n[1] == 0:
        x = [x[0], 0]
    [found] = attributable(x, n, reference).itertuples()
    assert found.fraction == pytest.approx(fraction, nan_ok=True)
