"""Findings beside each other: England, the region, the total of which a group is part, the past."""

from datetime import date

import numpy as np
import pandas as pd

from insight.definitions import Audit, Metric
from insight.findings.geography import CELL
from insight.statistics.comparison.benchmark import benchmark


def compared(rows: pd.DataFrame, audit: Audit, region: pd.Series) -> pd.DataFrame:
    """Add England's and the region's value, the comparator, and the verdict.

    rows : estimates of one audit. region : the code of each area's region, by area.

    An area is compared with England's value for the same metric, period and group; a group
    with its own area's total. The verdict says on which side of the comparator's value the
    95% interval lies, in words of better and worse where the metric has a direction. There
    is no verdict for England's total, without an interval or a comparator, or for an area
    that is only partly covered.

    Source: the comparison with a benchmark that Fingertips uses (its uncertainty is ignored).
    """
    england = rows.loc[rows["area_type"] == "england", [*CELL, "value"]]
    out = rows.merge(england.rename(columns={"value": "england"}), on=CELL, how="left")
    out["region"] = out["area"].map(region)
    regions = rows[rows["area_type"] == "region"].rename(columns={"area": "region"})
    values = regions[[*CELL, "region", "value"]].rename(columns={"value": "region_value"})
    out = out.merge(values, on=[*CELL, "region"], how="left").drop(columns="region")
    total = ["metric", "period_start", "period_end", "area_type", "area"]
    whole = rows.loc[rows["breakdown"] == "all", [*total, "value"]].rename(columns={"value": "own_total"})
    out = out.merge(whole, on=total, how="left")
    group = (out["breakdown"] != "all").to_numpy()
    against = np.where(group, out.pop("own_total"), out["england"])
    direction = out["metric"].map({metric.id: metric.better for metric in audit.metrics})
    out["verdict"] = benchmark(out, against, direction)
    alone = (out["area_type"] == "england").to_numpy() & ~group
    whole_only = (out["coverage"] == "whole").to_numpy()
    out["verdict"] = out["verdict"].where(~alone & whole_only, None)
    named = pd.Series(np.where(group, "own total", "England"), index=out.index, dtype=object)
    out["comparator"] = named.where(out["verdict"].notna(), None)
    return out


def dated(rows: pd.DataFrame, audit: Audit, as_at: date) -> pd.DataFrame:
    """Add the age of each row in months, the step of its series, and whether it is the newest.

    A break in series begins a new step: rows of different steps are never compared in time.
    Age is counted in whole months from the last day of the period to the edition's day.
    """
    end = rows["period_end"]
    months = (as_at.year - end.dt.year) * 12 + as_at.month - end.dt.month
    next_day = pd.Timestamp(as_at) + pd.Timedelta(days=1)
    reached = (as_at.day >= end.dt.day) | (next_day.day == 1)
    breaks = {metric.id: _break_days(audit, metric) for metric in audit.metrics}
    step = pd.Series(0, index=rows.index)
    for name, days in breaks.items():
        here = rows["metric"] == name
        step[here] = np.searchsorted(days, rows.loc[here, "period_start"].to_numpy(), side="right")
    newest = rows.groupby(["metric", "area_type", "breakdown"], observed=True)["period_end"].transform("max")
    return rows.assign(age_months=months - (~reached).astype(int), step=step, latest=end == newest)


def _break_days(audit: Audit, metric: Metric) -> np.ndarray:
    days = sorted(found.date for found in (*audit.breaks, *metric.breaks))
    return np.array(days, dtype="datetime64[ns]")
