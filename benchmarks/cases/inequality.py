"""Statistics of one area's groups, or of its groups through time."""

import numpy as np

from cases.case import case
from insight.statistics.comparison.recent_trend import recent_trend
from insight.statistics.inequality.attributable import attributable
from insight.statistics.inequality.between_group import between_group
from insight.statistics.inequality.completeness import known_share
from insight.statistics.inequality.concentration import concentration
from insight.statistics.inequality.narrowing import narrowing
from insight.statistics.inequality.slope_index import slope_index
from insight.statistics.inequality.slope_models import slope_logistic, slope_poisson
from insight.statistics.inequality.slope_regression import slope_regression
from invented_rows import ETHNIC, FIFTHS, PEOPLE, POINTS, estimate, group, series
from plain import inequality as plain

INEQUALITY = [
    case(
        "attributable",
        "x n reference",
        lambda d: attributable(d.x, d.n, d.reference, by=group(d, FIFTHS)).fraction,
        plain.attributable,
        FIFTHS,
    ),
    case(
        "between_group",
        "value n",
        lambda d: between_group(d.value, d.n, by=group(d, FIFTHS)).variance,
        plain.between_group,
        FIFTHS,
    ),
    case(
        "known_share",
        "n label",
        lambda d: known_share(d.n, d.label, limit=0.8, by=group(d, ETHNIC)).value,
        plain.known_share,
        ETHNIC,
        prepare=lambda d: d.assign(label=np.array(PEOPLE, dtype=object)[np.arange(len(d)) % ETHNIC]),
    ),
    case(
        "concentration",
        "value n",
        lambda d: concentration(d.value, d.n, d["quantile"], by=group(d, FIFTHS), bounds=None).relative,
        plain.concentration,
        FIFTHS,
    ),
    case(
        "slope_index",
        "v1 l1 u1 n",
        lambda d: slope_index(d.v1, d.l1, d.u1, d.n, d["quantile"], by=group(d, FIFTHS)).sii_upper,
        plain.slope_index,
        FIFTHS,
    ),
    case(
        "slope_regression",
        "value n",
        lambda d: slope_regression(d.value, d.n, d["quantile"], by=group(d, FIFTHS)).upper_t,
        plain.slope_regression,
        FIFTHS,
    ),
    case(
        "slope_logistic",
        "x n",
        lambda d: slope_logistic(d.x, d.n, d["quantile"], by=group(d, FIFTHS)).b1,
        plain.slope_logistic,
        FIFTHS,
    ),
    case(
        "slope_poisson",
        "x n",
        lambda d: slope_poisson(d.x, d.n, d["quantile"], by=group(d, FIFTHS)).b1,
        plain.slope_poisson,
        FIFTHS,
    ),
    case(
        "narrowing",
        "v1 l1 u1 v2 l2 u2",
        lambda d: narrowing(estimate(d, 1), estimate(d, 2), d.place, by=group(d, POINTS)).change,
        plain.narrowing,
        POINTS,
    ),
    case(
        "recent_trend",
        "v1 l1 u1",
        lambda d: recent_trend(d.v1, d.l1, d.u1, *series(d)).chi_squared,
        plain.recent_trend,
        POINTS,
    ),
]
