"""Statistics of one series at a time."""
# ruff: noqa: D103

from itertools import pairwise
from math import factorial, isnan, log2, pi, sqrt
from statistics import median

from scipy.special import (
    bdtr,
    ndtr,
)

from plain.kit import TWO_SIGMA, parts


def ranges(part):
    return sum(abs(b - a) for a, b in pairwise(part)) / (len(part) - 1)


def xmr(size, value):
    return [sum(part) / size + 2.66 * ranges(part) for (part,) in parts(size, value) for _ in part]


def moving_range(size, value):
    return [3.267 * ranges(part) for (part,) in parts(size, value) for _ in part]


def p_chart(size, x, n, laney=False):
    found = []
    for seen, people in parts(size, x, n):
        p = sum(seen) / sum(people)
        sigma = [sqrt(p * (1 - p) / b) for b in people]
        z = [(a / b - p) / s for a, b, s in zip(seen, people, sigma, strict=True)]
        wider = ranges(z) / 1.128 if laney else 1.0
        found += [min(p + 3 * s * wider, 1.0) for s in sigma]
    return found


def u_chart(size, x, n, laney=False):
    found = []
    for seen, people in parts(size, x, n):
        u = sum(seen) / sum(people)
        sigma = [sqrt(u / b) for b in people]
        z = [(a / b - u) / s for a, b, s in zip(seen, people, sigma, strict=True)]
        wider = ranges(z) / 1.128 if laney else 1.0
        found += [u + 3 * s * wider for s in sigma]
    return found


def c_chart(size, x):
    return [sum(p) / size + 3 * sqrt(sum(p) / size) for (p,) in parts(size, x) for _ in p]


def g_chart(size, x):
    return [
        sum(p) / size + 3 * sqrt(sum(p) / size * (sum(p) / size + 1)) for (p,) in parts(size, x) for _ in p
    ]


def t_chart(size, x):
    found = []
    for (part,) in parts(size, x):
        y = [a ** (1 / 3.6) for a in part]
        found += [(sum(y) / size + 3 / 1.128 * ranges(y)) ** 3.6] * size
    return found


def i_prime(size, x, n):
    found = []
    for seen, many in parts(size, x, n):
        y = [a / b for a, b in zip(seen, many, strict=True)]
        apart = [sqrt(1 / a + 1 / b) for a, b in pairwise(many)]
        each = [sqrt(pi / 2) * abs(b - a) / s for (a, b), s in zip(pairwise(y), apart, strict=True)]
        sigma = sum(each) / len(each)
        found += [sum(seen) / sum(many) + 3 * sigma / sqrt(b) for b in many]
    return found


def signals(size, value, centre, lower, upper, near_lower, near_upper):
    """Yield how many of the four rules mark each point."""
    found = []
    for v, c, lo, hi, nl, nh in parts(size, value, centre, lower, upper, near_lower, near_upper):
        side = [(a > b) - (a < b) for a, b in zip(v, c, strict=True)]
        move = [0] + [(b > a) - (b < a) for a, b in pairwise(v)]
        beyond = [(a > h) - (a < k) for a, k, h in zip(v, nl, nh, strict=True)]
        marks = [set() for _ in v]
        for i in range(size):
            if v[i] > hi[i] or v[i] < lo[i]:
                marks[i].add("outside")
            if i >= 6 and side[i] and len(set(side[i - 6 : i + 1])) == 1:
                [marks[k].add("shift") for k in range(i - 6, i + 1)]
            if i >= 6 and move[i] and len(set(move[i - 5 : i + 1])) == 1:
                [marks[k].add("trend") for k in range(i - 6, i + 1)]
            window = range(i - 2, i + 1)
            if i >= 2 and side[i] and len({side[k] for k in window}) == 1:
                near = [k for k in window if beyond[k] == side[i]]
                if len(near) >= 2:
                    [marks[k].add("near") for k in near]
        found += [len(mark) for mark in marks]
    return found


def run_chart(size, value):
    found = []
    for (part,) in parts(size, value):
        middle = median(part)
        kept = [a > middle for a in part if a != middle]
        runs, longest, now = 1, 1, 1
        for a, b in pairwise(kept):
            now = now + 1 if a == b else 1
            runs, longest = runs + (a != b), max(longest, now)
        fewest = next(k for k in range(len(kept)) if bdtr(k, len(kept) - 1, 0.5) >= 0.05)
        far = longest > round(log2(len(kept))) + 3 or runs - 1 < fewest
        found += [float(far)] * size
    return found


def icons(size, value, lower, upper):
    found = []
    for v, low, high in parts(size, value, lower, upper):
        found.append("pass" if low[-1] > 55 else "fail" if high[-1] < 55 else "hit or miss")
        _ = v[-1] > high[-1] or v[-1] < low[-1] or isnan(v[-1])
    return found


def surprise(size, value, centre, upper, outside, shift, trend, near):
    found, two = [], 2 * (3 * TWO_SIGMA**2 * (1 - TWO_SIGMA) + TWO_SIGMA**3)
    columns = parts(size, value, centre, upper, outside, shift, trend, near)
    for v, mid, top, far, same, rising, close in columns:
        run = way = 1
        side = moved = 0
        for k in range(size):
            now = (v[k] > mid[k]) - (v[k] < mid[k])
            step = (v[k] > v[k - 1]) - (v[k] < v[k - 1]) if k else None
            run = run + 1 if k and now == side else 1
            way = way + 1 if k and step == moved else 1
            side, moved = now, step
            least = 1.0
            if far[k]:
                least = 2 * ndtr(-3 * abs(v[k] - mid[k]) / (top[k] - mid[k]))
            least = min(least, 2.0 ** (1 - run)) if same[k] else least
            least = min(least, 2 / factorial(way + 1)) if rising[k] else least
            least = min(least, two) if close[k] else least
            found.append(min(least * (4 if least < 1 else 1), 1.0))
    return found
