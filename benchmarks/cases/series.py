"""Statistics of every series by itself."""

import pandas as pd

from cases.case import case
from insight.statistics.spc import rules
from insight.statistics.spc.c import c
from insight.statistics.spc.g import g
from insight.statistics.spc.i_prime import i_prime
from insight.statistics.spc.icons import icons
from insight.statistics.spc.moving_range import moving_range
from insight.statistics.spc.p import p
from insight.statistics.spc.p_prime import p_prime
from insight.statistics.spc.run_chart import run_chart
from insight.statistics.spc.surprise import surprise
from insight.statistics.spc.t import t
from insight.statistics.spc.u import u
from insight.statistics.spc.u_prime import u_prime
from insight.statistics.spc.xmr import xmr
from invented_rows import POINTS, series
from plain import series as plain

LINES = ["centre", "lower", "upper", "near_lower", "near_upper"]
FIRED = ["outside", "shift", "trend", "near"]
MARKS = [*FIRED, *(f"{name}_side" for name in FIRED), "high_run", "low_run"]


def charted(d: pd.DataFrame) -> pd.DataFrame:
    """Add the limits of each series."""
    return d.join(xmr(d["value"], *series(d)))


def marked(d: pd.DataFrame) -> pd.DataFrame:
    """Add the limits of each series, and the signals."""
    d = charted(d)
    return d.join(rules.signals(d["value"], *(d[name] for name in LINES), *series(d)))


SERIES = [
    case("spc.xmr", "value", lambda d: xmr(d.value, *series(d)).upper, plain.xmr, POINTS),
    case(
        "spc.moving_range",
        "value",
        lambda d: moving_range(d.value, *series(d)).upper,
        plain.moving_range,
        POINTS,
    ),
    case("spc.p", "x n", lambda d: p(d.x, d.n, *series(d)).upper, plain.p_chart, POINTS),
    case("spc.p_prime", "x n", lambda d: p_prime(d.x, d.n, *series(d)).upper, plain.p_chart, POINTS, True),
    case("spc.u", "seen n", lambda d: u(d.seen, d.n, *series(d)).upper, plain.u_chart, POINTS),
    case(
        "spc.u_prime", "seen n", lambda d: u_prime(d.seen, d.n, *series(d)).upper, plain.u_chart, POINTS, True
    ),
    case("spc.i_prime", "x n", lambda d: i_prime(d.x, d.n, *series(d)).upper, plain.i_prime, POINTS),
    case("spc.c", "seen", lambda d: c(d.seen, *series(d)).upper, plain.c_chart, POINTS),
    case("spc.g", "seen", lambda d: g(d.seen, *series(d)).upper, plain.g_chart, POINTS),
    case("spc.t", "seen", lambda d: t(d.seen, *series(d)).upper, plain.t_chart, POINTS),
    case(
        "spc.signals",
        f"value {' '.join(LINES)}",
        lambda d: rules.signals(d.value, *(d[name] for name in LINES), *series(d))[FIRED].sum(axis=1),
        plain.signals,
        POINTS,
        prepare=charted,
    ),
    case(
        "spc.icons",
        "value lower upper",
        lambda d: icons(d.value, d[LINES], d[MARKS], *series(d), better="higher", target=55).assurance,
        plain.icons,
        POINTS,
        prepare=marked,
    ),
    case(
        "spc.surprise",
        "value centre upper outside shift trend near",
        lambda d: surprise(d.value, d[LINES], d[MARKS], *series(d)),
        plain.surprise,
        POINTS,
        prepare=marked,
    ),
    case("spc.run_chart", "value", lambda d: run_chart(d.value, *series(d)).signal, plain.run_chart, POINTS),
]
