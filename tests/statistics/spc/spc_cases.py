"""Every chart by name, data to draw on, and the expected numbers of other implementations."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from insight.statistics.spc.c import c
from insight.statistics.spc.g import g
from insight.statistics.spc.i_prime import i_prime
from insight.statistics.spc.moving_range import moving_range
from insight.statistics.spc.p import p
from insight.statistics.spc.p_prime import p_prime
from insight.statistics.spc.t import t
from insight.statistics.spc.u import u
from insight.statistics.spc.u_prime import u_prime
from insight.statistics.spc.xmr import xmr
from oracles import oracle

COPIES = Path(__file__).parents[2] / "data" / "statistics"
OF_VALUES = {"xmr": xmr, "moving_range": moving_range, "c": c, "g": g, "t": t}
OF_COUNTS = {"p": p, "u": u, "p_prime": p_prime, "u_prime": u_prime, "i_prime": i_prime}
CHARTS = OF_VALUES | OF_COUNTS
LINES = ["centre", "lower", "upper", "near_lower", "near_upper"]

DOTS = "15_mdc_xmr_nhsrplotthedots.json"
MDC = "16_mdc_rules_current.json"
SHEWHART = "17_shewhart_p_u_c_laney_qicharts2.json"
ANHOEJ = "19_anhoej_thresholds.json"
ATTACH = "trap_qicharts2_attach.json"
ABSPC = "trap_abspc.json"
DIRECTION = {"increase": "higher", "decrease": "lower", "neutral": "neutral"}
NAMES = {"cl": "centre", "lcl": "lower", "ucl": "upper", "lcl.95": "near_lower", "ucl.95": "near_upper"}


def known(name, where):
    """Give expected numbers, from beside the project or from the copy of the seeded ones."""
    return oracle(name) if where == "beside" else json.loads((COPIES / name).read_text())


def agrees(found, expected, rel):
    """Check every line of a chart of qicharts2 that is in the expected numbers."""
    for theirs, ours in NAMES.items():
        if theirs in expected:
            line = np.broadcast_to(np.array(expected[theirs], dtype=float), len(found))
            np.testing.assert_allclose(found[ours], line, rtol=rel, atol=1e-13, err_msg=ours)


def around(case):
    """Give the lines of a case that names them, two sigma at two thirds of three."""
    mean, lower, upper = case["mean"], case["lpl"], case["upl"]
    near = {"near_lower": mean - (mean - lower) * 2 / 3, "near_upper": mean + (upper - mean) * 2 / 3}
    lines = {"centre": mean, "lower": lower, "upper": upper, **near}
    return pd.DataFrame(lines, index=range(len(case["y"])), dtype=float)


def arguments(name, value, denominator):
    """Give the data a chart takes: values, or those as numerators with denominators."""
    return (value,) if name in OF_VALUES else (np.minimum(value, denominator), denominator)


def table_of(size, cut, seed):
    """Make points of two series and two steps, with zeros, ones, billions and missing counts."""
    rng = np.random.default_rng(seed)
    odd = np.array([0, 1, 1e9, np.nan])

    def counts():
        usual = rng.integers(0, 40, size).astype(float)
        return np.where(rng.random(size) < 0.15, rng.choice(odd, size), usual)

    order = rng.permutation(size)
    return {
        "value": counts(),
        "denominator": counts(),
        "series": rng.choice(np.array(["a", "b"], dtype=object), size),
        "order": order,
        "step": np.where(order < cut, "before", "after"),
        "provisional": rng.random(size) < 0.2,
    }


tables = st.builds(table_of, st.integers(0, 60), st.integers(0, 60), st.integers(0, 2**32 - 1))
