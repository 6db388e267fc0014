"""Statistics of one row at a time."""
# ruff: noqa: D103

from math import exp, hypot, log, sqrt
from statistics import NormalDist

from scipy.special import (
    bdtr,
    betaincinv,
    betaln,
    gammaincinv,
    pdtr,
    stdtrit,
)

from plain.kit import TAIL, Z, byar, garwood, switched, wilson


def proportion(x, n):
    return [wilson(a, b)[1] for a, b in zip(x, n, strict=True)]


def rate(x, n):
    return [1000 * switched(a)[1] / b for a, b in zip(x, n, strict=True)]


def ratio_to_expected(x, e):
    return [switched(a)[1] / b for a, b in zip(x, e, strict=True)]


def count(x):
    return [switched(a)[1] for a in x]


def mean(m, n, s):
    return [a - stdtrit(b - 1, TAIL) * c / sqrt(b) for a, b, c in zip(m, n, s, strict=True)]


def poisson_exact(x):
    return [garwood(a)[1] for a in x]


def byars(x):
    return [byar(a)[1] for a in x]


def clopper_pearson(x, n):
    return [betaincinv(a + 1, b - a, 1 - TAIL) if a < b else 1.0 for a, b in zip(x, n, strict=True)]


def benchmark(low, high, against):
    found = []
    for a, b, c in zip(low, high, against, strict=True):
        found.append("better" if a > c else "worse" if b < c else "similar")
    return found


def difference(v1, l1, u1, v2, l2, u2):
    return [a - d + hypot(c - a, d - e) for a, b, c, d, e, f in zip(v1, l1, u1, v2, l2, u2, strict=True)]


def ratio(a, n, b, m):
    found = []
    for x, k, y, j in zip(a, n, b, m, strict=True):
        found.append((x / k) / (y / j) * exp(Z * sqrt(1 / x - 1 / k + 1 / y - 1 / j)))
    return found


def ratio_of_estimates(v1, l1, u1, v2, l2, u2):
    found = []
    for a, _, c, d, e, _ in zip(v1, l1, u1, v2, l2, u2, strict=True):
        low, high = e * (2 * d - e), c * (2 * a - c)
        found.append((a * d + sqrt(max((a * d) ** 2 - low * high, 0))) / low)
    return found


def detectable(n, target):
    found, missed = [], NormalDist().inv_cdf(0.8) ** 2
    for k, t in zip(n, target, strict=True):
        limit = t + Z * sqrt(t * (1 - t) / k)
        a, b = 1 + missed / k, limit + missed / k / 2
        upper = (b + sqrt(max(b * b - a * limit**2, 0))) / a
        found.append(upper if upper <= 1 else float("nan"))
    return found


def least(cdf, p, guess):
    r = max(int(guess), 0)
    while cdf(r) < p:
        r += 1
    while r and cdf(r - 1) >= p:
        r -= 1
    return r


def interpolated(cdf, p, guess):
    r = least(cdf, p, guess)
    below = cdf(r - 1) if r else 0.0
    return r - (cdf(r) - p) / (cdf(r) - below)


def binomial(n, target):
    found = []
    for k, t in zip(n, target, strict=True):
        cdf, off = lambda r, k=k, t=t: bdtr(r, int(k), t), Z * sqrt(k * t * (1 - t))
        _ = max(interpolated(cdf, TAIL, k * t - off) / k, 0.0)
        found.append(min(interpolated(cdf, 1 - TAIL, k * t + off) / k, 1.0))
    return found


def poisson(e):
    found = []
    for m in e:
        cdf, off = lambda r, m=m: pdtr(r, m), Z * sqrt(m)
        _ = max(interpolated(cdf, TAIL, m - off) / m, 0.0)
        found.append(interpolated(cdf, 1 - TAIL, m + off) / m)
    return found


def normal(n, target):
    return [min(t + Z * sqrt(t * (1 - t) / k), 1.0) for k, t in zip(n, target, strict=True)]


def inverse_poisson(x):
    return [a / gammaincinv(a + 1, 1 - TAIL) for a in x]


def wilson_level(x, n, target):
    found, far = [], NormalDist().inv_cdf(0.999)
    for a, b, t in zip(x, n, target, strict=True):
        z = abs(a / b - t) / sqrt(t * (1 - t) / b)
        found.append(3.0 if z > far else 2.0 if z > Z else 0.0)
    return found


def additive_limits(se, target, tau):
    return [t + Z * sqrt(s * s + tau) for s, t in zip(se, target, strict=True)]


def shmi_limits(e, tau):
    return [exp(Z * sqrt(1 / a + tau)) for a in e]


def cqc_limits(e, tau):
    return [(1 + Z * sqrt(1 / (4 * a) + tau)) ** 2 for a in e]


def shmi_scores(x, e, tau):
    return [log(a / b) / sqrt(1 / b + tau) for a, b in zip(x, e, strict=True)]


def cqc_scores(x, e, tau):
    return [(sqrt(a / b) - 1) / sqrt(1 / (4 * b) + tau) for a, b in zip(x, e, strict=True)]


def people_gap(x, n, middle, under, over):
    found = []
    for a, b, m, u, o in zip(x, n, middle, under, over, strict=True):
        low, high = wilson(a, b)
        gain = m - a / b
        least, most = gain - hypot(m - u, high - a / b), gain + hypot(o - m, a / b - low)
        _ = max(least * b, 0.0), max(most * b, 0.0)
        _ = "ahead" if gain <= 0 else "behind" if least > 0 else "not clearly behind"
        found.append(max(gain * b, 0.0))
    return found


def poisson_level(x, e):
    found = []
    for a, b in zip(x, e, strict=True):
        level = 0.0
        for mark, z in ((2.0, Z), (3.0, NormalDist().inv_cdf(0.999))):
            tail = NormalDist().cdf(-z)
            low = (
                a * (1 - 1 / (9 * a) - z / (3 * sqrt(a))) ** 3
                if a >= 10
                else gammaincinv(a, tail)
                if a
                else 0
            )
            more = a + 1
            high = (
                more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3
                if a >= 10
                else gammaincinv(more, 1 - tail)
            )
            level = mark if low > b or high < b else level
        found.append(level)
    return found


def gamma_poisson(e, tau):
    found = []
    for mean in e:
        shape, odds = 1 / tau, mean * tau
        p = 1 / (1 + odds)
        chances, total, r, limits = p**shape, 0.0, 0, []
        for wanted in (TAIL, 1 - TAIL):
            while total + chances < wanted:
                total += chances
                chances *= (shape + r) / (r + 1) * (1 - p)
                r += 1
            limits.append(r - (total + chances - wanted) / chances)
        found.append(limits[1] / mean)
    return found


def beta_binomial(n, target, tau):
    found = []
    for k, t in zip(n, target, strict=True):
        size = t * (1 - t) / tau - 1
        a, b, total, r, limits = t * size, (1 - t) * size, 0.0, 0, []
        chances = exp(betaln(a, k + b) - betaln(a, b))
        for wanted in (TAIL, 1 - TAIL):
            while total + chances < wanted:
                total += chances
                chances *= (k - r) / (r + 1) * (a + r) / (k - r - 1 + b)
                r += 1
            limits.append(r - (total + chances - wanted) / chances)
        found.append(min(limits[1] / k, 1.0))
    return found
