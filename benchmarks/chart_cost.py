"""Milliseconds of CPU a chart costs, beside the same numbers drawn the usual way.

python benchmarks/chart_cost.py [EDITION] [ICB] [AUDIT] [THEME]      (default: demo QWO ssnap cardiovascular)

For each kind of chart: how many panels it has, the milliseconds of building it and of writing
it as SVG, the two per panel, and how many times longer the usual way takes for the same panels:
seaborn on pyplot, one call a panel with its default intervals, saved with a tight bounding box.
`caterpillar` and `trend` are charts of one panel each, drawn several to a page; the others hold
all their panels, one below the other. All are medians of runs in one warm process, taken in turns.
"""

import io
import re
import sys
import time
from collections.abc import Callable, Iterable
from statistics import median

import matplotlib as mpl
import pandas as pd

mpl.use("agg")

import matplotlib.pyplot as plt
import seaborn as sns

from insight import findings, spotlights
from insight.charts.caterpillar import caterpillar
from insight.charts.chart import Charts
from insight.charts.dumbbell import dumbbell
from insight.charts.funnel import funnel
from insight.charts.gap_places import gap_places
from insight.charts.gradient import gradient
from insight.charts.groups import groups
from insight.charts.infographic import infographic
from insight.charts.overview import overview
from insight.charts.spc import spc
from insight.charts.trend import trend
from insight.charts.trends import trends
from insight.formats.rows import ENGLAND, newest

RUNS = 5
MOST = 60  # milliseconds of a panel, built and written
ICBS = "area_type == 'icb' and breakdown == 'all'"
Panels = list[pd.DataFrame]
Kind = tuple[Callable, pd.DataFrame, Callable]  # ours, the rows that the usual way draws, and how


def cpu(work: Callable) -> tuple[float, object]:
    """Give the milliseconds of CPU something takes, and what it gives."""
    began = time.process_time()
    found = work()
    return 1000 * (time.process_time() - began), found


def usual(panels: Panels, draw: Callable) -> str:
    """Draw panels on one pyplot figure and save it as SVG, cut to what is drawn."""
    figure, axes = plt.subplots(len(panels), 1, figsize=(5, 1.6 * len(panels)), squeeze=False)
    for panel, on in zip(panels, axes[:, 0], strict=True):
        draw(panel, on)
    page = io.StringIO()
    figure.savefig(page, format="svg", bbox_inches="tight")
    plt.close(figure)
    return page.getvalue()


def ordered(rows: pd.DataFrame, on) -> None:
    """Draw areas from lowest to highest, with their intervals."""
    rows = rows.sort_values("value").assign(place=range(len(rows)))
    on.errorbar(rows["place"], rows["value"], [rows["value"] - rows["lower"], rows["upper"] - rows["value"]])
    sns.scatterplot(rows, x="place", y="value", hue="verdict", style="verdict", ax=on)


def by_size(rows: pd.DataFrame, on) -> None:
    """Draw areas by how many people they have."""
    sns.scatterplot(rows, x="denominator", y="value", hue="direction", style="direction", ax=on)
    sns.lineplot(rows, x="denominator", y="target", ax=on)


def through_time(rows: pd.DataFrame, on) -> None:
    """Draw a line through periods; rows of several areas are averaged, with an interval."""
    sns.lineplot(rows, x="period_end", y="value", ax=on)


def spread(rows: pd.DataFrame, on) -> None:
    """Draw areas as points along a strip."""
    sns.stripplot(rows, x="value", ax=on)


def grouped(rows: pd.DataFrame, on) -> None:
    """Draw groups of people side by side."""
    sns.pointplot(rows, x="value", y="group", ax=on)


def sloping(rows: pd.DataFrame, on) -> None:
    """Draw a line through the fifths of deprivation, with its interval."""
    sns.regplot(rows, x="rank", y="value", ax=on)


def apart(rows: pd.DataFrame, on) -> None:
    """Draw how far each group, or each place, is from another."""
    sns.pointplot(rows, x="absolute", y="group" if rows["area"].nunique() == 1 else "area", ax=on)


def as_bar(rows: pd.DataFrame, on) -> None:
    """Draw one figure as a bar."""
    sns.barplot(rows, x="value", y="title", ax=on)


def parts(rows: pd.DataFrame, names: Iterable[str]) -> Panels:
    """Give the rows of each metric named, words as text."""
    found = rows.assign(metric=rows["metric"].astype(str)).groupby("metric", sort=False)
    here = {name: part.astype({"group": str} if "group" in part else {}) for name, part in found}
    return [here[name].dropna(subset="value") for name in dict.fromkeys(names) if name in here]


def shown(charts: Charts, rows: pd.DataFrame) -> list[str]:
    """Give the metrics of the charts' panels: by the charts' names, or by the titles in their tables."""
    titles = dict(zip(rows["title"], rows["metric"].astype(str), strict=True))
    names = [chart.name.split()[1] for chart in charts]
    if set(names) <= set(titles.values()):
        return names
    said = [
        re.split(r" \(lower| \(no|: (?=\d [ml]|[A-Z][^:]* minus )", str(cell))[0]
        for chart in charts
        for cell in chart.table.iloc[:, 0]
    ]
    return [titles[title] for title in dict.fromkeys(said) if title in titles]


def kinds(
    edition: str, icb: str, audit: str, theme: str
) -> dict[str, tuple[Callable, pd.DataFrame, Callable]]:
    """Give each kind: our chart, the rows the usual way draws, and how."""
    page, topic = findings.load(edition, area=icb), findings.load(edition, audit=audit)
    tests, lines = findings.load_signals(edition, area=icb), findings.load_curves(edition, area=icb)
    series = findings.load_series(edition, area=icb)
    spot = spotlights.load(edition, theme=theme)
    slopes = spotlights.slopes(spot.found, spot.gaps)
    gaps = spot.gaps.query("latest and breakdown == 'deprivation' and withheld.isna()")
    peers = page.query(f"{ICBS} and latest")
    others = tests.query("area_type == 'icb' and kind == 'others'")
    national = topic.query(f"{ICBS} and headline")
    by = page.query("area == @icb and latest and breakdown == 'deprivation'")
    own = page.query("area == @icb and breakdown == 'all'")
    return {
        "caterpillar": (lambda: caterpillar(topic, None, "icb"), national.query("latest"), ordered),
        "funnel": (lambda: funnel(tests, lines, page, icb), others, by_size),
        "spc": (lambda: spc(series, page, icb), series.query("area == @icb"), through_time),
        "trend": (lambda: trend(topic, None), national, through_time),
        "trends": (lambda: trends(page, icb), own, through_time),
        "overview": (lambda: overview(page, icb), peers, spread),
        "groups": (lambda: groups(page, icb), by, grouped),
        "dumbbell": (lambda: dumbbell(spot.gaps, spot.found, None), gaps[gaps["area"] == ENGLAND], apart),
        "gap_places": (lambda: gap_places(spot.gaps, spot.found), gaps.query("area_type == 'icb'"), apart),
        "gradient": (lambda: gradient(slopes), slopes, sloping),
        "infographic": (lambda: infographic(topic, None), newest(topic, None), as_bar),
    }


def line(name: str, ours: Callable, rows: pd.DataFrame, draw: Callable) -> str:
    """Time one kind in turns with the usual way; give its line."""
    charts = ours()
    panels = parts(rows, shown(charts, rows))
    times = []
    for _ in range(RUNS + 1):
        build, charts = cpu(ours)
        write, _ = cpu(lambda charts=charts: [chart.svg() for chart in charts])
        before, _ = cpu(lambda: usual(panels, draw))
        times.append((build, write, before))
    build, write, before = (median(column) for column in zip(*times[1:], strict=True))
    each = (build + write) / len(panels)
    print(
        f"{name:<13}{len(charts):>7}{len(panels):>8}{build:>9.1f}{write:>9.1f}{build + write:>9.1f}"
        f"{each:>11.1f}{before:>10.0f}{before / (build + write):>8.1f}",
        flush=True,
    )
    return f"{name}: {each:.0f} ms a panel, not {MOST}" if each > MOST else ""


def main(
    edition: str = "demo", icb: str = "QWO", audit: str = "ssnap", theme: str = "cardiovascular"
) -> None:
    """Print a line per kind of chart, then those that cost too much."""
    print(
        f"{'chart':<13}{'charts':>7}{'panels':>8}{'build':>9}{'SVG':>9}{'whole':>9}{'per panel':>11}"
        f"{'usual':>10}{'times':>8}"
    )
    slow = [line(name, *kind) for name, kind in kinds(edition, icb, audit, theme).items()]
    print("\n".join(filter(None, slow)) or f"No kind of chart costs more than {MOST} ms a panel.")


if __name__ == "__main__":
    main(*sys.argv[1:])
