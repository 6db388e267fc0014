"""Statistics of one area's groups, or of its groups through time."""
# ruff: noqa: D103

from math import exp, log, sqrt

from scipy.special import (
    chdtri,
    ndtr,
    stdtr,
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
        absolute = 2 * area - middle
        rows = list(zip(part, many, rank, strict=True))
        variance = sum(k * (r - 0.5) ** 2 for _, k, r in rows) / whole
        slope = absolute / 2 / variance
        off = sum(k * (v - middle - slope * (r - 0.5)) ** 2 for v, k, r in rows) / whole
        error = 2 * sqrt(off / (size - 2) * variance)
        for index, scale in ((absolute, 1.0), (absolute / middle, 1 / middle)):
            _ = index - Z * error * scale, index + Z * error * scale
        _ = error_of_people(rows, whole, middle, absolute / middle)
        found.append(absolute / middle)
    return found


def error_of_people(rows, whole, middle, index):
    spread = 0.0
    for (v, k, r), held in zip(rows, ranks([v * k for v, k, _ in rows]), strict=True):
        spread += k / whole * (v / middle * (2 * r - 1 - index) + 2 - 2 * held) ** 2
    return sqrt(max(spread - (1 + index) ** 2, 0.0) / whole)


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
        left = [v - middle - slope * d for v, d in zip(part, off, strict=True)]
        scatter = sum(s * e * e for s, e in zip(share, left, strict=True)) / (size - 2)
        se, t = sqrt(scatter / spread), -stdtrit(size - 2, TAIL)
        _ = 2 * stdtr(size - 2, -abs(slope) / se), slope - t * se, slope - Z * se, slope + Z * se
        _ = robust(share, off, spread, left, size), slope / middle
        _ = ratios(middle - slope / 2, middle + slope / 2, scatter, spread, t)
        found.append(slope + t * se)
    return found


def robust(share, off, spread, left, size):
    one = three = 0.0
    for s, d, e in zip(share, off, left, strict=True):
        pull = (s * d / spread * e) ** 2
        one, three = one + pull, three + pull / (1 - s * (1 + d * d / spread)) ** 2
    return sqrt(size / (size - 2) * one), sqrt(three)


def ratios(y0, y1, scatter, spread, t):
    if y0 <= 0 or y1 <= 0:
        return None
    end, across = scatter * (1 + 0.25 / spread), scatter * (1 - 0.25 / spread)
    margin = exp(t * sqrt(max(end / y1**2 + end / y0**2 - 2 * across / (y0 * y1), 0.0)))
    a, b, c = y0**2 - t * t * end, y0 * y1 - t * t * across, y1**2 - t * t * end
    width = sqrt(max(b * b - a * c, 0.0))
    fieller = ((b - width) / a, (b + width) / a) if a > 0 else None
    return y1 / y0, y1 / y0 / margin, y1 / y0 * margin, fieller, y0 / y1


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
    under = h00 * h11 - h01 * h01
    return b0, b1, (h11 / under, h00 / under, -h01 / under)


def slope_logistic(size, x, n):
    return [compared(a, b, logistic=True) for a, b in parts(size, x, n)]


def slope_poisson(size, x, n):
    return [compared(a, b, logistic=False) for a, b in parts(size, x, n)]


def compared(seen, people, logistic):
    rank, flat = ranks(people), sum(seen) / sum(people)
    b0, b1, (v0, v1, v01) = newton(seen, people, rank, logistic)
    lines = [b0 + b1 * r for r in (0.0, 1.0, *rank)]
    y0, y1, *curve = [1 / (1 + exp(-line)) if logistic else exp(line) for line in lines]
    q0, q1 = (1 - y0, 1 - y1) if logistic else (1.0, 1.0)

    def error(level, slope):
        return sqrt(max(level * level * v0 + slope * slope * v1 + 2 * level * slope * v01, 0.0))

    se, margin = error(y1 * q1 - y0 * q0, y1 * q1), exp(Z * error(q1 - q0, q1))
    left = deviance(seen, people, curve, logistic)
    chi = max(deviance(seen, people, [flat] * len(seen), logistic) - left, 0.0)
    pearson = sum(
        (x - n * p) ** 2 / (n * p * (1 - p if logistic else 1.0))
        for x, n, p in zip(seen, people, curve, strict=True)
    )
    _ = y1 - y0 - Z * se, y1 - y0 + Z * se, y1 / y0 / margin, y1 / y0 * margin, y0 / y1
    _ = chi, 2 * ndtr(-sqrt(chi)), left, pearson / (len(seen) - 2)
    return b1


def deviance(seen, people, curve, logistic):
    total = 0.0
    for x, n, p in zip(seen, people, curve, strict=True):
        total += x * log(x / (n * p)) if x else 0.0
        if logistic:
            total += (n - x) * log((n - x) / (n * (1 - p))) if x < n else 0.0
        else:
            total -= x - n * p
    return 2 * total


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
