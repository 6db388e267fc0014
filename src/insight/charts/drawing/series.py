"""Series in time: cut where they do not compare, and drawn as lines."""

import matplotlib as mpl
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from insight.charts.drawing.palette import FOCUS, INK, STYLE
from insight.formats import cells, number
from insight.formats.rows import CITED, ENGLAND, as_records, by_metric, history

LEAST = 3  # periods that make a trend
NEEDED = [
    "metric", "title", "short_name", "period", "period_end", "value", "lower", "upper", "unit", "decimals",
    "england", "status", "step", "revised_from", "withheld", "audit", "topic", "audit_short", *CITED,
]  # fmt: skip
LOOKS = {"area": FOCUS, "england": INK}
DASHES = {"area": "", "england": (3, 2)}


def series_of(findings: pd.DataFrame, area: str | None) -> list[tuple[str, pd.DataFrame]]:
    """Give each metric's series in an area, oldest first, if it has three periods or more with a value."""
    rows = history(findings, area)[NEEDED]
    parts = dict(by_metric(rows.sort_values("period_end", kind="stable")))
    order = dict.fromkeys(rows["metric"].astype(str))
    long = {name: parts[name] for name in order if parts[name]["value"].notna().sum() >= LEAST}
    return [(name, part.reset_index(drop=True)) for name, part in long.items()]


def england_decimals_of(findings: pd.DataFrame) -> pd.Series:
    """Give the decimals of England's values, by metric and last day of the period."""
    rows = history(findings, ENGLAND)
    return rows.set_index([rows["metric"].astype(str), "period_end"])["decimals"]


def days(rows: pd.DataFrame) -> pd.Series:
    """Give the last day of each period as a number to measure along an axis."""
    return (rows["period_end"] - pd.Timestamp("1970-01-01")).dt.days.astype(float)


def runs(rows: pd.DataFrame, values: pd.Series) -> pd.Series:
    """Number the stretches that a line may join: a break in the series or a missing value ends one."""
    return rows["step"].fillna(0).astype(int) * 1000 + values.isna().cumsum()


def draw_lines(axes: Axes, points: pd.DataFrame) -> None:
    """Draw lines through points: x, y, who (area or england), run (joined within it alone)."""
    axes.set(xlabel=" ", ylabel=" ")  # so that seaborn need not look for names of its own
    with mpl.rc_context(STYLE):
        sns.lineplot(
            points.dropna(subset="y"), x="x", y="y", hue="who", style="who", units="run", estimator=None,
            errorbar=None, palette=LOOKS, hue_order=list(LOOKS), dashes=DASHES, style_order=list(DASHES),
            linewidth=1.6, legend=False, sort=False, ax=axes,
        )  # fmt: skip
    axes.set(xlabel="", ylabel="")


def break_days(rows: pd.DataFrame) -> list[float]:
    """Give where along the axis each new step begins: half way from the period before it."""
    x, step = days(rows), rows["step"].fillna(0)
    return [(x[row] + x[row - 1]) / 2 for row in rows.index[1:] if step[row] != step[row - 1]]


def told(rows: pd.DataFrame) -> str:
    """Say how a series ran, step by step, for a reader who does not see the line."""
    said = []
    shown = rows.dropna(subset="value")
    for later, (_, part) in enumerate(shown.groupby(shown["step"].fillna(0), sort=True)):
        ends = part.iloc[[0, -1]] if len(part) > 1 else part
        spoken = [f"{cells.value(row)} in {row.period}" for row in as_records(ends, NEEDED)]
        said.append(("After a change of definition, " if later else "") + ", ".join(spoken) + ".")
    if not shown.empty and shown["status"].iloc[-1] == "provisional":
        said.append("The newest figure is provisional.")
    return " ".join(said)


def table_rows(rows: pd.DataFrame, places: pd.Series) -> list[tuple[str, ...]]:
    """Give a series as rows of text: period, value, interval, England, status."""
    found: list[tuple[str, ...]] = []
    before = None
    for row in as_records(rows, NEEDED):
        status = row.status
        if pd.notna(row.revised_from):
            status += f", revised from {number(row.revised_from, row.unit, row.decimals)}"
        if before is not None and row.step != before:
            status += "; first after a change of definition"
        before = row.step
        england = places.get((row.metric, row.period_end), row.decimals)
        found.append(
            (
                row.period,
                cells.value(row),
                cells.ends(row),
                number(row.england, row.unit, england),
                status,
            )
        )
    return found
