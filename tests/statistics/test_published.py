"""Published figures pass through unchanged, or are refused."""

import numpy as np
import pytest

from insight.errors import InsightError
from insight.statistics.median import median
from insight.statistics.published import published


@pytest.mark.parametrize("statistic", [published, median])
def test_what_was_published_is_what_is_given(statistic):
    assert statistic([41.0], [38.0], [44.0]).loc[0].tolist() == [41.0, 38.0, 44.0]


@pytest.mark.parametrize("statistic", [published, median])
def test_a_figure_without_an_interval_is_kept(statistic):
    found = statistic([41.0], [np.nan], [np.nan])
    assert found.loc[0, "value"] == 41 and found[["lower", "upper"]].isna().all(axis=None)


@pytest.mark.parametrize("statistic", [published, median])
def test_a_figure_outside_its_own_interval_is_refused_by_row(statistic):
    with pytest.raises(InsightError, match=r"Rows \[1\]"):
        statistic([1.0, 9.0], [0.5, 1.0], [2.0, 2.0])
