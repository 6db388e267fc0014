"""A median is what its publisher printed; the promises it shares are tested with `published`."""

from insight.statistics import get, names


def test_a_median_is_found_by_the_name_yaml_uses():
    assert "median" in names() and get("median")([4.0], [3.0], [5.0]).loc[0, "value"] == 4
