"""An earlier period can be asked for: what ends later is as if it were not there."""

import pandas as pd
import pytest
from test_load_parts import HERE, PARTS, made  # noqa: F401  the fixture

from insight import findings
from insight.errors import BadValue

DAY = "2023-06-30"


@pytest.mark.parametrize("name", PARTS)
def test_nothing_that_ends_later_is_read(made, name):  # noqa: F811
    rows = PARTS[name]("first", area=HERE, upto=DAY)
    if "period_end" in rows:
        assert (rows["period_end"] <= pd.Timestamp(DAY)).all()


@pytest.mark.parametrize("name", PARTS)
def test_a_day_after_the_last_period_leaves_all_as_it_is(made, name):  # noqa: F811
    pd.testing.assert_frame_equal(
        PARTS[name]("first", area=HERE, upto="2099-12-31"), PARTS[name]("first", area=HERE)
    )


def test_the_newest_of_what_is_left_is_the_newest(made):  # noqa: F811
    rows = findings.load("first", area=HERE, upto=DAY)
    newest = rows[rows["latest"] & (rows["audit"] == "mmm")]
    assert set(newest["period_end"]) == {pd.Timestamp(DAY)}
    assert newest["area"].nunique() > 10  # all areas of its kind, to compare with


def test_what_is_no_day_is_refused(made):  # noqa: F811
    with pytest.raises(BadValue, match=r"upto = 'last year' is no day\. Write one such as 2025-12-31"):
        findings.load("first", area=HERE, upto="last year")
