"""Examples of funnels: limits, over-dispersion and the ladder."""

from functools import cache

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from insight.charts.drawing.palette import BAD, FOCUS, INK, MUTED, OTHERS
from insight.findings.ladder import RUNGS, TOP, check, climbed
from insight.formats import grid
from insight.methods.example import Example, labelled, percent
from insight.statistics.funnels import binomial as limits_of
from insight.statistics.funnels.flags import flags
from insight.statistics.funnels.levels import LEVELS
from insight.statistics.funnels.overdispersion import additive_limits

TARGET = 0.7
SD = LEVELS["2 and 3 SD"]
LINES = ((SD.inner, 0.8), (SD.outer, 1.4))


@cache
def units() -> pd.DataFrame:
    """Give 30 invented hospitals of very different sizes, one of them truly different."""
    draw = np.random.default_rng(21)
    people = np.sort(draw.integers(25, 700, 30))
    true = np.clip(draw.normal(TARGET, 0.045, 30), 0, 1)
    true[14] = 0.52
    return pd.DataFrame({"x": draw.binomial(people, true), "n": people})


def funnel() -> Example:
    """Draw a funnel with its exact limits."""
    rows = units()
    found = flags("proportion", rows["x"], rows["n"], target=TARGET)
    far = int(found["exact_z"].abs().to_numpy().argmax())
    one, beyond = found.iloc[far], int((found["exact_level"] == 3).sum())
    alert = int((found["exact_level"] == 2).sum())
    return Example(
        words=f"30 hospitals are held against a target of {percent(TARGET, 0)}. {alert} lie beyond 2 "
        f"standard deviations only, and {beyond} beyond 3. The farthest has {rows['x'][far]} of "
        f"{rows['n'][far]} people, {percent(one['value'])}: z = "
        f"{one['exact_z']:.2f}".replace("-", "\N{MINUS SIGN}")
        + f", and chance alone would put a hospital of that size so low about once in "
        f"{_once(one['exact_tail'])}.",
        title="30 hospitals, with limits at 2 (thin) and 3 (thick) standard deviations",
        alt=f"A funnel of 30 hospitals around {percent(TARGET, 0)}; {beyond} lie beyond the outer limits.",
        table=_listed(rows, {"Beyond limits": found["exact_level"]}),
        draw=lambda axes: _draw(axes, rows, found["exact_level"]),
        height=150,
    )


def overdispersed() -> Example:
    """Draw the same funnel with limits that allow for the spread between hospitals."""
    rows = units()
    found = flags("proportion", rows["x"], rows["n"], target=TARGET)
    first = found.iloc[0]
    before, after = (int((found[f"{kind}_level"] > 0).sum()) for kind in ("exact", "adjusted"))

    def draw(axes: Axes) -> None:
        _draw(axes, rows, found["adjusted_level"])
        n = np.arange(25, 711, 5)
        se = np.sqrt(TARGET * (1 - TARGET) / n)
        for level, width in LINES:
            wide = additive_limits(se, TARGET, first["tau_squared"], tail=level.tail)
            for side in ("lower", "upper"):
                axes.plot(n, 100 * wide[side], color=FOCUS, linewidth=width, linestyle=(0, (4, 2)))

    return Example(
        words=f"The same 30 hospitals scatter more than chance explains: φ = {first['phi']:.2f}, where 1 is "
        f"chance alone, from K = {first['k']:.0f} hospitals, which gives τ² = {first['tau_squared']:.5f}, or "
        f"a spread of {100 * np.sqrt(first['tau_squared']):.1f} percentage points between their true values. "
        f"{before} lie beyond the plain limits at 2 standard deviations, and {after} once that is allowed "
        f"for.",
        title="The same hospitals, with wider limits (dashed) that allow for spread",
        alt=f"Dashed limits outside the plain ones; {after} hospitals lie beyond them, where {before} lay "
        f"beyond the plain ones.",
        table=_listed(
            rows,
            {"Beyond plain limits": found["exact_level"], "Beyond wider limits": found["adjusted_level"]},
        ),
        draw=draw,
        height=150,
    )


def ladder() -> Example:
    """Let four results climb."""
    holds = np.array([[1] * 7, [1, 1, 1, 1, 1, 0, 0], [1, 1, 0, 0, 1, 1, 1], [1] * 6 + [0]], dtype=bool)
    why = {
        "allowance": "within the limits once spread is allowed for",
        "case mix": "not adjusted for the patients' age and illness",
        "persistence": "not beyond the limits in the period before",
    }
    names = ["Ashby", "Brinley", "Corsham", "Dunmore"]
    checks = {
        name: check(pd.Series(holds[:, place], index=names), why.get(name, "it does not hold"))
        for place, name in enumerate(RUNGS)
    }
    found = climbed(checks)
    told = "; ".join(
        f"{name} stops at rung {row['rung']} of {TOP} ({row['stopped']})"
        for name, row in found[found["rung"] < TOP].iterrows()
    )

    def draw(axes: Axes) -> None:
        for place, (name, row) in enumerate(found.iterrows()):
            top = row["rung"] == TOP
            axes.plot([place, place], [0, row["rung"]], color=OTHERS, linewidth=5, solid_capstyle="butt")
            axes.plot([place], [row["rung"]], "^" if top else "o", color=BAD if top else FOCUS, markersize=7)
            axes.text(place, -0.9, str(name), ha="center", va="top", color=INK)
        axes.set(xlim=(-0.5, 6.2), ylim=(0, TOP + 0.6), xticks=[])
        axes.set_yticks(range(1, TOP + 1))
        for number, rung in enumerate(RUNGS, 1):
            axes.text(3.6, number, f"{number}  {rung}", va="center", color=MUTED)

    return Example(
        words=f"Of four hospitals beyond the limits, only {found.index[found['rung'] == TOP][0]} reaches the "
        f"top and is called an outlier. {told[0].upper()}{told[1:]}.",
        title="How far four results climb",
        alt=f"One of four results reaches the top of {TOP} rungs; the others stop at "
        f"{', '.join(map(str, found['rung'][found['rung'] < TOP]))}.",
        table=_stops(found),
        draw=draw,
        height=130,
    )


def _once(tail: float) -> str:
    """Give one in how many a tail is, to two figures."""
    return f"{float(f'{1 / tail:.2g}'):,.0f}"


def _stops(found: pd.DataFrame) -> pd.DataFrame:
    """Give how far each result climbs as a table."""
    why = found["stopped"].where(found["rung"] < TOP, "reaches the top")
    cells = [
        (str(name), str(rung), str(stop))
        for name, rung, stop in zip(found.index, found["rung"], why, strict=True)
    ]
    return grid(cells, ["Hospital", "Rung", "Why it stops"])


def _listed(rows: pd.DataFrame, levels: dict[str, pd.Series]) -> pd.DataFrame:
    """Give the hospitals as a table, with how far each lies out by each kind of limits."""
    said = {0.0: "no", 2.0: "2 standard deviations", 3.0: "3 standard deviations"}
    cells = [
        (f"Hospital {place}", f"{n}", percent(x / n), *(said[float(level)] for level in out))
        for place, (x, n, *out) in enumerate(zip(rows["x"], rows["n"], *levels.values(), strict=True), 1)
    ]
    return grid(cells, ["Hospital", "People counted", "Value", *levels])


def _draw(axes: Axes, rows: pd.DataFrame, level: pd.Series) -> None:
    n = np.arange(20, 711, 5)
    for limit, width in LINES:
        found = limits_of.binomial(n, TARGET, tail=limit.tail, upper="symmetric")
        for side in ("lower", "upper"):
            axes.plot(n, 100 * found[side], color=MUTED, linewidth=width)
    axes.axhline(100 * TARGET, color=INK, linewidth=1)
    value = 100 * rows["x"] / rows["n"]
    looks = {0.0: ("o", OTHERS), 2.0: ("D", FOCUS), 3.0: ("^", BAD)}
    for mark, (shape, colour) in looks.items():
        here = level == mark
        axes.plot(
            rows["n"][here],
            value[here],
            shape,
            color=colour,
            markeredgecolor=INK,
            markeredgewidth=0.5,
            markersize=6,
        )
    axes.set(ylim=(40, 100), xlim=(15, 715))
    labelled(axes, "People counted in the hospital", "%")
