"""Statistics of every row by itself."""

import pandas as pd

from cases.case import MANY, case
from insight.statistics.comparison.benchmark import benchmark
from insight.statistics.comparison.detectable import detectable
from insight.statistics.comparison.difference import difference
from insight.statistics.comparison.ratio import ratio
from insight.statistics.comparison.ratio_of_estimates import ratio_of_estimates
from insight.statistics.count import count
from insight.statistics.funnels import cqc, fingertips, mixture, normal, shmi
from insight.statistics.funnels.binomial import binomial
from insight.statistics.funnels.inverse_poisson import inverse_poisson
from insight.statistics.funnels.inverse_wilson import inverse_wilson
from insight.statistics.funnels.overdispersion import additive_limits
from insight.statistics.funnels.poisson import poisson
from insight.statistics.inequality.gap import gap
from insight.statistics.intervals.byar import byar
from insight.statistics.intervals.clopper_pearson import clopper_pearson
from insight.statistics.intervals.poisson_exact import poisson_exact
from insight.statistics.mean import mean
from insight.statistics.peers.people_gap import people_gap
from insight.statistics.proportion import proportion
from insight.statistics.rate import rate
from insight.statistics.standardised_ratio import standardised_ratio
from invented_rows import estimate
from plain import rows as plain

TAU = 0.01
TAIL = {"tail": 0.025}

ROWS = [
    case("proportion", "x n", lambda d: proportion(d.x, d.n).upper, plain.proportion),
    case("rate", "seen n", lambda d: rate(d.seen, d.n).upper, plain.rate),
    case("count", "seen", lambda d: count(d.seen).upper, plain.count),
    case(
        "standardised_ratio",
        "seen expected",
        lambda d: standardised_ratio(d.seen, d.expected).upper,
        plain.ratio_to_expected,
    ),
    case("mean", "value n sd", lambda d: mean(d.value, d.n, d.sd).upper, plain.mean),
    case("poisson_exact", "seen", lambda d: poisson_exact(d.seen)[1], plain.poisson_exact),
    case("byar", "seen", lambda d: byar(d.seen)[1], plain.byars),
    case(
        "clopper_pearson",
        "x n",
        lambda d: clopper_pearson(d.x, d.n)[1],
        plain.clopper_pearson,
        piece=MANY,
    ),
    case(
        "benchmark",
        "l1 u1 target",
        lambda d: benchmark(estimate(d, 1), d.target, "higher"),
        plain.benchmark,
    ),
    case(
        "difference",
        "v1 l1 u1 v2 l2 u2",
        lambda d: difference(estimate(d, 1), estimate(d, 2)).upper,
        plain.difference,
    ),
    case("ratio", "x n y m", lambda d: ratio(d.x, d.n, d.y, d.m).upper, plain.ratio),
    case(
        "ratio_of_estimates",
        "v1 l1 u1 v2 l2 u2",
        lambda d: ratio_of_estimates(estimate(d, 1), estimate(d, 2)).upper,
        plain.ratio_of_estimates,
    ),
    case("gap", "x n y m", lambda d: _gap(d), plain.ratio),
    case("detectable", "n target", lambda d: detectable(d.n, d.target).upper, plain.detectable),
    case(
        "people_gap",
        "x n middle under over",
        lambda d: people_gap(d.x, d.n, _median(d), better="higher").value,
        plain.people_gap,
        prepare=lambda d: d.assign(middle=0.62, under=0.6, over=0.64),
    ),
    case("funnels.binomial", "n target", lambda d: binomial(d.n, d.target, **TAIL).upper, plain.binomial),
    case("funnels.poisson", "expected", lambda d: poisson(d.expected, **TAIL).upper, plain.poisson),
    case(
        "funnels.normal", "n target", lambda d: normal.proportion(d.n, d.target, **TAIL).upper, plain.normal
    ),
    case(
        "funnels.inverse_wilson",
        "n target",
        lambda d: inverse_wilson(d.n, d.target, **TAIL).upper,
        plain.normal,
    ),
    case(
        "funnels.inverse_poisson",
        "seen",
        lambda d: inverse_poisson(d.seen, **TAIL).lower,
        plain.inverse_poisson,
    ),
    case(
        "fingertips.proportion",
        "x n target",
        lambda d: fingertips.proportion_significance(d.x, d.n, d.target).level,
        plain.wilson_level,
    ),
    case(
        "fingertips.ratio",
        "seen expected",
        lambda d: fingertips.ratio_significance(d.seen, d.expected, 1.0).level,
        plain.poisson_level,
    ),
    case(
        "additive_limits",
        "se target",
        lambda d: additive_limits(d.se, d.target, TAU, **TAIL).upper,
        plain.additive_limits,
        1,
        TAU,
    ),
    case(
        "shmi.limits",
        "expected",
        lambda d: shmi.limits(d.expected, TAU, **TAIL).upper,
        plain.shmi_limits,
        1,
        TAU,
    ),
    case(
        "cqc.limits",
        "expected",
        lambda d: cqc.limits(d.expected, TAU, **TAIL).upper,
        plain.cqc_limits,
        1,
        TAU,
    ),
    case(
        "shmi.scores",
        "seen expected",
        lambda d: shmi.scores(d.seen, d.expected, TAU),
        plain.shmi_scores,
        1,
        TAU,
    ),
    case(
        "cqc.scores", "seen expected", lambda d: cqc.scores(d.seen, d.expected, TAU), plain.cqc_scores, 1, TAU
    ),
    case(
        "mixture.gamma_poisson",
        "expected",
        lambda d: mixture.gamma_poisson(d.expected, 1.0, TAU, **TAIL).upper,
        plain.gamma_poisson,
        1,
        TAU,
    ),
    case(
        "mixture.beta_binomial",
        "n target",
        lambda d: mixture.beta_binomial(d.n, d.target, 0.001, **TAIL).upper,
        plain.beta_binomial,
        1,
        0.001,
        piece=MANY,
    ),
]


def _gap(d: pd.DataFrame) -> pd.Series:
    first = estimate(d, 1).assign(numerator=d["x"], denominator=d["n"])
    second = estimate(d, 2).assign(numerator=d["y"], denominator=d["m"])
    return gap(first, second).relative_upper


def _median(d: pd.DataFrame) -> pd.DataFrame:
    return d[["middle", "under", "over"]].set_axis(["value", "lower", "upper"], axis=1)
