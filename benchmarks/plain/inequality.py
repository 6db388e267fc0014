"""Statistics of one area's groups, or of its groups through time."""
# ruff: noqa: D103

from math import exp, log, sqrt

from scipy.special import (
    chdtri,
    stdtrit,
)

from plain.kit import TAIL, Z, parts


def attributable(size, x, n, reference):
    found = []
    for seen, people, chosen in parts(size, x, n, reference):
        inside = [(a, b) for a, b, c in zip(seen, people, chosen, strict=True) if c]
        best = sum(a for a, _ in inside) / sum(b for _, b in inside)
        found.append(1 - best / (sum(seen) / sum(people)))
    return found


def between_group(size, value, people):
    found = []
    for part, many in parts(size, value, people):
        whole = sum(many)
        middle = sum(v * k for v, k in zip(part, many, strict=True)) / whole
        found.append(sum(k * (v - middle) ** 2 for v, k in zip(part, many, strict=True)) / whole)
    return found


def known_share(size, people, group):
    found = []
    for many, names in parts(size, people, group):
        known = sum(a for a, name in zip(many, names, strict=True) if name != "unknown")
        found.append(known / sum(many))
    return found


def ranks(people):
    whole, below, found = sum(people), 0, []
    for many in people:
        found.append((below + many / 2) / whole)
        below += many
    return found


def concentration(size, value, people):
    found = []
    for part, many in parts(size, value, people):
        whole, rank = sum(many), ranks(many)
        middle = sum(v * k for v, k in zip(part, many, strict=True)) / whole
        area = sum(k * v * r for v, k, r in zip(part, many, rank, strict=True)) / whole
        found.append(2 * area / middle - 1)
    return found


def slope_index(size, value, lower, upper, people):
    found = []
    for part, low, high, many in parts(size, value, lower, upper, people):
        whole, rank = sum(many), ranks(many)
        share = [k / whole for k in many]
        spread = sum(s * (r - 0.5) ** 2 for s, r in zip(share, rank, strict=True))
        pull = [s * (r - 0.5) / spread for s, r in zip(share, rank, strict=True)]
        slope = sum(a * v for a, v in zip(pull, part, strict=True))
        error = [(b - a) / (2 * Z) for a, b in zip(low, high, strict=True)]
        found.append(slope + Z * sqrt(sum((a * e) ** 2 for a, e in zip(pull, error, strict=True))))
    return found


def slope_regression(size, value, people):
    found = []
    for part, many in parts(size, value, people):
        whole, rank = sum(many), ranks(many)
        share = [k / whole for k in many]
        off = [r - 0.5 for r in rank]
        spread = sum(s * d * d for s, d in zip(share, off, strict=True))
        slope = sum(s * d * v for s, d, v in zip(share, off, part, strict=True)) / spread
        middle = sum(s * v for s, v in zip(share, part, strict=True))
        rows = zip(share, off, part, strict=True)
        scatter = sum(s * (v - middle - slope * d) ** 2 for s, d, v in rows) / (size - 2)
        found.append(slope - stdtrit(size - 2, TAIL) * sqrt(scatter / spread))
    return found


def newton(seen, people, rank, logistic):
    p = sum(seen) / sum(people)
    b0, b1 = (log(p / (1 - p)) if logistic else log(p)), 0.0
    for _ in range(25):
        g0 = g1 = h00 = h01 = h11 = 0.0
        for x, n, r in zip(seen, people, rank, strict=True):
            line = b0 + b1 * r
            fit = 1 / (1 + exp(-line)) if logistic else exp(line)
            w = n * fit * (1 - fit) if logistic else n * fit
            g0, g1 = g0 + x - n * fit, g1 + r * (x - n * fit)
            h00, h01, h11 = h00 + w, h01 + r * w, h11 + r * r * w
        under = h00 * h11 - h01 * h01
        d0, d1 = (h11 * g0 - h01 * g1) / under, (h00 * g1 - h01 * g0) / under
        b0, b1 = b0 + d0, b1 + d1
        if abs(d0) + abs(d1) < 1e-10:
            break
    return b0, b1


def slope_logistic(size, x, n):
    return [newton(a, b, ranks(b), logistic=True)[1] for a, b in parts(size, x, n)]


def slope_poisson(size, x, n):
    return [newton(a, b, ranks(b), logistic=False)[1] for a, b in parts(size, x, n)]


def weighted_slope(t, y, w):
    whole = sum(w)
    middle = sum(a * b for a, b in zip(t, w, strict=True)) / whole
    spread = sum(b * (a - middle) ** 2 for a, b in zip(t, w, strict=True))
    slope = sum(b * (a - middle) * c for a, b, c in zip(t, w, y, strict=True)) / spread
    return slope, spread


def narrowing(size, v1, l1, u1, v2, l2, u2):
    found, t = [], list(range(size))
    for one, a, b, two, c, d in parts(size, v1, l1, u1, v2, l2, u2):
        first = weighted_slope(t, one, [(2 * Z / (h - k)) ** 2 for h, k in zip(b, a, strict=True)])
        second = weighted_slope(t, two, [(2 * Z / (h - k)) ** 2 for h, k in zip(d, c, strict=True)])
        found.append(first[0] - second[0])
    return found


def recent_trend(size, value, lower, upper):
    found = []
    for part, low, high in parts(size, value, lower, upper):
        y, w = part[-5:], [(3.92 / (h - k)) ** 2 for h, k in zip(high[-5:], low[-5:], strict=True)]
        slope, spread = weighted_slope(list(range(5)), y, w)
        agreed = True
        for out in range(5):
            keep = [k for k in range(5) if k != out]
            other, _ = weighted_slope(keep, [y[k] for k in keep], [w[k] for k in keep])
            agreed &= (other > 0) == (slope > 0)
        _ = slope**2 * spread > chdtri(1, 0.002) and agreed
        found.append(slope**2 * spread)
    return found
