"""The lines drawn are the limits by which areas were flagged."""

import numpy as np
import pandas as pd
import pytest
from invented_areas import APART, audit, cell, frame, judged, metric, ordinary

from insight.findings.curves import COLUMNS, SIZES, of_audit

RATE = {"statistic": "rate", "per": 1000, "unit": "per 1,000 people"}
KINDS = {
    # name: (definition, England, per, share that counts are drawn about)
    "a common proportion": (metric(), 0.5, None, 0.5),
    "a rare proportion": (metric(), 0.03, None, 0.03),
    "a rate": (metric(**RATE), 30.0, 1000, 0.03),
}


def lines(rows, of, **how) -> pd.DataFrame:
    return of_audit(judged(frame(rows, **how), of), of)


@pytest.mark.parametrize("levels", ["2 and 3 SD", "95% and 99.8%"])
@pytest.mark.parametrize("definition, england, per, share", KINDS.values(), ids=KINDS)
def test_a_dot_beyond_a_drawn_line_is_flagged_and_no_other(definition, england, per, share, levels):
    """Every count an area of 300 could have, each on the funnel of the same ordinary areas."""
    of = audit({**definition, "outliers": {"levels": levels}})
    sd = np.sqrt(300 * share * (1 - share))
    low, high = max(int(300 * share - 6 * sd), 0), min(int(300 * share + 6 * sd), 300)
    rows = [cell(f"Z{x:03}", x, 300) for x in range(low, high + 1)]
    rows.append(cell("ZZZ", int(900 * share), 900))
    found = judged(frame(rows, england=england, per=per), of)
    found = found[(found["kind"] == "others") & (found["denominator"] == 300)]
    drawn = of_audit(judged(frame(rows, england=england, per=per), of), of)
    line = drawn[drawn["denominator"] == 300].iloc[0]
    beyond = [
        np.where((found["value"] > line[f"{name}_upper"] + 1e-12)
                 | (found["value"] < line[f"{name}_lower"] - 1e-12), level, 0)
        for name, level in (("inner", 2), ("outer", 3))
    ]  # fmt: skip
    assert np.maximum(*beyond).tolist() == found["exact_level"].tolist()
    assert {0.0, 2.0, 3.0} == set(found["exact_level"])


@pytest.mark.parametrize("definition, england, per, share", KINDS.values(), ids=KINDS)
def test_lines_are_in_order_within_range_and_narrow_as_areas_grow(definition, england, per, share):
    rows = [*ordinary(n=400, share=share), cell(APART, int(9000 * share), 9000)]
    drawn = lines(rows, audit(definition), england=england, per=per)
    assert list(drawn.columns) == COLUMNS and len(drawn) == SIZES
    order = ["outer_lower", "inner_lower", "target", "inner_upper", "outer_upper"]
    assert (drawn[order].diff(axis=1).iloc[:, 1:] >= -1e-9).all(axis=None)
    assert (drawn["outer_lower"] >= 0).all()
    width = drawn["outer_upper"] - drawn["outer_lower"]
    assert width.iloc[0] > width.iloc[-1]
    assert drawn["denominator"].iloc[0] == 400 and drawn["denominator"].iloc[-1] >= 9000


def test_wide_lines_are_drawn_where_areas_spread_and_only_there():
    narrow = lines(ordinary(), audit(), england=0.5)
    assert narrow[[name for name in COLUMNS if name.startswith("wide")]].isna().all(axis=None)
    wide = lines(ordinary(scatter=5), audit(), england=0.5)
    assert (wide["wide_outer_upper"] > wide["outer_upper"]).all()
    assert (wide["wide_outer_lower"] < wide["outer_lower"]).all()


def test_each_metric_and_kind_of_area_has_lines_of_its_own():
    of = audit(metric(), metric("felt"))
    rows = [*ordinary(), *ordinary(area_type="trust", n=200), *ordinary(metric="felt", england=0.4)]
    drawn = lines(rows, of, england=0.5)
    targets = drawn.groupby(["metric", "area_type"])["target"].unique().map(list).to_dict()
    assert targets == {("felt", "icb"): [0.4], ("seen", "icb"): [0.5], ("seen", "trust"): [0.5]}


def test_what_is_on_no_funnel_of_counts_has_no_lines():
    means = [cell(f"Q{n:02}", None, None, value=float(n), lower=n - 1.0, upper=n + 1.0) for n in range(12)]
    assert lines(means, audit(metric(statistic="published", phrase="it")), england=5.0).empty
    assert lines(ordinary(), audit(metric(stabilised=True))).empty
    assert list(lines(means, audit(metric(stabilised=True))).columns) == COLUMNS
