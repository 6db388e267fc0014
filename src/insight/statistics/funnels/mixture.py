"""Over-dispersed limits from whole distributions, right for small numbers."""

import numpy as np
import pandas as pd
from scipy.special import betainc, betaincc, betaincinv, ndtr

from insight.statistics.funnels import binomial, poisson
from insight.statistics.funnels.discrete import Counts, Upper, limits
from insight.statistics.funnels.levels import checked
from insight.statistics.funnels.summed import PEOPLE, Terms, of_people
from insight.statistics.inputs.numbers import counted
from insight.statistics.inputs.repeated import once

NODES = np.linspace(-8.5, 8.5, 103)  # normal scores of the trapezium rule
WEIGHTS = np.exp(-(NODES**2) / 2) / np.exp(-(NODES**2) / 2).sum()
NEGLIGIBLE = 1e-12  # of extra variance, as a share of chance's
EXTREME = 1e30  # beyond this extra variance, in events, limits cannot be worked out
AT_ONCE = 50_000  # rows, each of which needs as many numbers as there are nodes


def beta_binomial(
    denominator, target, tau_squared, *, tail: float, upper: Upper = "interpolated"
) -> pd.DataFrame:
    """Give limits of each unit's proportion when true proportions follow a beta distribution.

    denominator : people in each unit, n of them; target, tau_squared : the mean and variance
    of true proportions, one for all or one for each, matched by index if Series. tail : the
    chance of lying beyond one limit. upper : as for `binomial`.

    Returns a DataFrame of n rows, on the same index: lower, upper, fractions from 0 to 1.
    With tau_squared of 0 they are `binomial`'s. A row is missing when nobody is in the unit,
    a number is missing, or tau_squared is so great (target times one minus target, or more)
    that no distribution of proportions has it. Raises InsightError for a negative number or
    a target outside 0 to 1.

    >>> beta_binomial([100], 0.1, 0.001, tail=0.025).round(4).values.tolist()
    [[0.0226, 0.1916]]

    Source: Skellam (1948) J R Stat Soc B 10:257-61; interpolated as Spiegelhalter (2005).
    """
    given, share = binomial.units(denominator, target)
    extra = counted(n=given, tau_squared=tau_squared)["tau_squared"].to_numpy()
    n, own = given.to_numpy(), share * (1 - share)
    extra = np.where(extra <= NEGLIGIBLE * own / n, 0.0, np.where(extra < own, extra, np.nan))
    beyond = checked(tail)
    low, high = once(lambda *rows: _beta_binomial_limits(rows, beyond, upper), n, share, extra)
    return pd.DataFrame({"lower": low / n, "upper": high / n}, index=given.index).clip(0, 1)


def gamma_poisson(expected, target, tau_squared, *, tail: float, upper: Upper = "interpolated"):
    """Give limits of each unit's ratio, or rate, when true ones follow a gamma distribution.

    expected : events expected in each unit, n of them; for a rate, its denominator divided
    by `per`. target, tau_squared : the mean and variance of true ratios, one for all or one
    for each, matched by index if Series. tail, upper : as for `poisson`.

    Returns a DataFrame of n rows, on the same index: lower, upper, in the unit of the
    target. With tau_squared of 0 they are `poisson`'s. A row is missing when nothing is
    expected, a number is missing, or tau_squared is too extreme for limits to be worked out.
    Raises InsightError for a negative number.

    >>> gamma_poisson([10], 1.0, 0.04, tail=0.025).round(4).values.tolist()
    [[0.307, 1.7671]]

    Source: Greenwood & Yule (1920) J R Stat Soc 83:255-79; interpolated as Spiegelhalter (2005).
    """
    given = counted(n=expected, target=target, tau_squared=tau_squared)
    n = given["n"].where(given["n"] > 0).to_numpy()
    target, extra = given["target"].to_numpy(), given["tau_squared"].to_numpy()
    low, high = limits(_gamma_poisson_counts(n, target, extra), checked(tail), upper)
    return pd.DataFrame({"lower": low / n, "upper": high / n}, index=given.index).clip(lower=0)


def _gamma_poisson_counts(n: np.ndarray, target: np.ndarray, extra: np.ndarray) -> Counts:
    mean = n * target
    plain = poisson.chance(mean)
    with np.errstate(all="ignore"):
        excess = np.where(mean > 0, n * extra / target, 0.0 * mean)  # variance over the mean, less 1
        excess = np.where(excess <= NEGLIGIBLE, 0.0 * mean, excess)
        excess = np.where(excess < EXTREME, excess, np.nan)
        shape, wider = mean / excess, np.sqrt(1 + excess)
        skew = plain.skew * (1 + 2 * excess) / wider
        log_first = -mean * np.where(excess > 0, np.log1p(excess) / excess, 1.0)
        terms = Terms(np.exp(log_first), mean / (1 + excess), excess / (1 + excess))

    def cdf(rows: np.ndarray, k: np.ndarray) -> np.ndarray:
        odds, size = excess[rows], shape[rows]
        return np.where(odds > 0, betaincc(k + 1, size, odds / (1 + odds)), plain.cdf(rows, k))

    return Counts(mean + 0 * excess, plain.sd * wider, skew, plain.top, cdf, terms)


def _beta_binomial_limits(rows, tail: float, upper: Upper) -> tuple[np.ndarray, np.ndarray]:
    """Give both limits of each count: chances added up where people are whole and not too many."""
    n, share, extra = rows
    found = np.full((2, len(n)), np.nan)
    few = (extra > 0) & (n <= PEOPLE) & (n == np.floor(n))
    size = share[few] * (1 - share[few]) / extra[few] - 1
    found[:, few] = of_people(n[few], share[few] * size, (1 - share[few]) * size, tail)
    found[1] += upper == "symmetric"
    if not few.all():
        found[:, ~few] = limits(_beta_binomial_counts(n[~few], share[~few], extra[~few]), tail, upper)
    return found[0], found[1]


def _beta_binomial_counts(n: np.ndarray, share: np.ndarray, extra: np.ndarray) -> Counts:
    plain = binomial.chance(n, share)
    with np.errstate(all="ignore"):
        size = np.where(extra > 0, share * (1 - share) / extra - 1, 1.0)  # a + b of the beta

    def cdf(rows: np.ndarray, k: np.ndarray) -> np.ndarray:
        found = plain.cdf(rows, k)
        mixed = extra[rows] > 0
        which = rows[mixed]
        a, b = share[which] * size[which], (1 - share[which]) * size[which]
        pieces = range(0, max(len(which), 1), AT_ONCE)
        parts = [[column[i : i + AT_ONCE] for column in (k[mixed], n[which], a, b)] for i in pieces]
        found[mixed] = np.concatenate([_beta_binomial_cdf(*part) for part in parts])
        return found

    with np.errstate(all="ignore"):
        wider = np.sqrt(1 + (n - 1) * np.where(extra > 0, 1 / (size + 1), 0.0))
        skew = plain.skew * np.where(extra > 0, (size + 2 * n) / (size + 2) / wider, 1.0)
    return Counts(plain.mean + 0 * extra, plain.sd * wider, skew, plain.top, cdf)


def _beta_binomial_cdf(k, n, a, b) -> np.ndarray:
    """Give P(X <= k) as the chance that a true proportion lies below a Beta(k + 1, n - k) one.

    Averages the smoother of the two distribution functions over the narrower distribution,
    at quantiles evenly spaced in normal scores.
    """
    k, n, a, b = (column[:, None] for column in (k, n, a, b))
    narrow = a + b > n  # true proportions vary less than chance does
    at = betaincinv(np.where(narrow, a, k + 1), np.where(narrow, b, n - k), ndtr(NODES))
    found, rows = np.empty(at.shape), narrow[:, 0]
    found[rows] = betaincc((k + 1)[rows], (n - k)[rows], at[rows])
    found[~rows] = betainc(a[~rows], b[~rows], at[~rows])
    return found @ WEIGHTS
