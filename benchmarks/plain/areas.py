"""Statistics of one group of areas, or of one area's ages, at a time."""
# ruff: noqa: D103

from math import exp, floor, lgamma, log, log1p, sqrt
from statistics import NormalDist, median

from scipy.special import (
    bdtr,
    bdtrik,
    chdtrc,
)

from plain.kit import TAIL, THREE_SIGMA, TWO_SIGMA, byar, parts, switched

NORMAL = NormalDist()


def quantile(ordered, p):
    place = p * (len(ordered) - 1)
    low = floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def winsorised(z):
    ordered = sorted(z)
    low, high = quantile(ordered, 0.1), quantile(ordered, 0.9)
    return [min(max(a, low), high) for a in z]


def tau_squared(z, weight):
    k, total = len(z), sum(weight)
    phi = sum(a * a for a in z) / k
    spare = total - sum(w * w for w in weight) / total
    return max((k * phi - (k - 1)) / spare, 0.0)


def overdispersion(size, z):
    return [sum(a * a for a in winsorised(part)) / size for (part,) in parts(size, z)]


def additive(size, y, se):
    found = []
    for values, errors in parts(size, y, se):
        weight = [1 / s**2 for s in errors]
        centre = sum(w * v for w, v in zip(weight, values, strict=True)) / sum(weight)
        z = [(v - centre) / s for v, s in zip(values, errors, strict=True)]
        found.append(tau_squared(winsorised(z), weight))
    return found


def cqc_estimate(size, x, e):
    found = []
    for seen, due in parts(size, x, e):
        z = [(sqrt(a / b) - 1) * 2 * sqrt(b) for a, b in zip(seen, due, strict=True)]
        found.append(tau_squared(winsorised(z), [4 * b for b in due]))
    return found


def shmi_estimate(size, x, e):
    found, dropped = [], int(0.1 * size)
    for seen, due in parts(size, x, e):
        pairs = sorted((log(a / b) * sqrt(b), b) for a, b in zip(seen, due, strict=True))
        kept = pairs[dropped : size - dropped]
        found.append(tau_squared([z for z, _ in kept], [b for _, b in kept]))
    return found


def flags(size, x, n):
    found = []
    for seen, people in parts(size, x, n):
        target = sum(seen) / sum(people)
        error = [sqrt(target * (1 - target) / b) for b in people]
        z = [(a / b - target) / s for a, b, s in zip(seen, people, error, strict=True)]
        tau = tau_squared(winsorised(z), [1 / s**2 for s in error])
        for a, b, s in zip(seen, people, error, strict=True):
            above = a / b > target
            tail = at_least(a, b, target) if above else at_least(b - a, b, 1 - target)
            wider = (a / b - target) / sqrt(s * s + tau)
            _ = max(-NORMAL.inv_cdf(tail), 0.0) * (1 if above else -1), judged(tail)
            _ = wider, judged(NORMAL.cdf(-abs(wider)))
            found.append(tail)
    return found


def at_least(x, n, p):
    """Give P(X >= x) of n with chance p: the incomplete beta function by its continued fraction."""
    if x <= 0:
        return 1.0
    a, b = x, n - x + 1
    if p > (a + 1) / (a + b + 2):
        return 1 - fraction(b, a, 1 - p)
    return fraction(a, b, p)


def fraction(a, b, p):
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(p) + b * log1p(-p)) / a
    over, under = 1.0, 1 / (1 - (a + b) * p / (a + 1))
    whole = under
    for m in range(1, 500):
        step = m * (b - m) * p / ((a + 2 * m - 1) * (a + 2 * m))
        under, over = 1 / (1 + step * under), 1 + step / over
        whole *= under * over
        step = -(a + m) * (a + b + m) * p / ((a + 2 * m) * (a + 2 * m + 1))
        under, over = 1 / (1 + step * under), 1 + step / over
        whole *= under * over
        if abs(under * over - 1) < 1e-14:
            break
    return front * whole


def judged(tail):
    return 3.0 if tail < THREE_SIGMA else 2.0 if tail < TWO_SIGMA else 0.0


def quintile(size, value):
    found = []
    for (part,) in parts(size, value):
        rank = {place: k for k, place in enumerate(sorted(range(size), key=part.__getitem__))}
        each, more = divmod(size, 5)
        ends = [each + (group < more) for group in range(5)]
        group = [number for number, many in enumerate(ends, 1) for _ in range(many)]
        found += [group[rank[place]] for place in range(size)]
    return found


def homogeneity(size, x, n):
    found = []
    for seen, people in parts(size, x, n):
        p = sum(seen) / sum(people)
        chi = sum((a - b * p) ** 2 / (b * p * (1 - p)) for a, b in zip(seen, people, strict=True))
        lr = 0.0
        for a, b in zip(seen, people, strict=True):
            lr += (2 * a * log(a / (b * p)) if a else 0) + (
                2 * (b - a) * log((b - a) / (b * (1 - p))) if b > a else 0
            )
        _ = chdtrc(size - 1, chi)
        found.append(chdtrc(size - 1, lr))
    return found


def false_discovery(size, p):
    found = []
    for (part,) in parts(size, p):
        order = sorted(range(size), key=part.__getitem__, reverse=True)
        q, smallest = [0.0] * size, 1.0
        for rank, place in zip(range(size, 0, -1), order, strict=True):
            smallest = min(smallest, part[place] * size / rank)
            q[place] = smallest
        found += q
    return found


def chance(size, p):
    return [sum(a < 0.05 for a in part) for (part,) in parts(size, p)]


def median_binomial(size, value):
    found = []
    rank = int(bdtrik(TAIL, size, 0.5))
    while bdtr(rank, size, 0.5) > TAIL:
        rank -= 1
    for (part,) in parts(size, value):
        ordered = sorted(part)
        _ = median(ordered), ordered[rank]
        found.append(ordered[size - rank - 1])
    return found


def direct(size, x, n, w):
    found = []
    for seen, people, standard in parts(size, x, n, w):
        total, whole = sum(seen), sum(standard)
        rows = list(zip(seen, people, standard, strict=True))
        value = sum(s * a / b for a, b, s in rows) / whole
        spread = sqrt(sum((s / b) ** 2 * a for a, b, s in rows) / total) / whole
        found.append(100_000 * (value + spread * (byar(total)[1] - total)))
    return found


def indirect(size, x, n, xr, nr):
    found = []
    for seen, people, events, others in parts(size, x, n, xr, nr):
        due = sum(b * c / d for b, c, d in zip(people, events, others, strict=True))
        found.append(switched(sum(seen))[1] / due)
    return found


def peer_median(size, value, peers):
    found, rank = [], [outermost(many) for many in range(size)]
    for (part,) in parts(size, value):
        for place in range(size):
            near = sorted(part[other] for other in peers[place])
            out = rank[len(near)]
            _ = (near[out - 1], near[-out]) if out else None
            found.append(median(near))
    return found


def outermost(many):
    return sum(bdtr(below, many, 0.5) <= TAIL for below in range(many // 2))


def empirical_null(size, z):
    return [
        max(median(abs(a) for a in part) / 0.6744897501960817, 1.0)
        for (part,) in parts(size, z)
        for _ in part
    ]


def indirect_rate(size, x, n, xr, nr):
    crude = [sum(a) / sum(b) for a, b in parts(size, xr, nr)]
    return [100_000 * a * b for a, b in zip(indirect(size, x, n, xr, nr), crude, strict=True)]
