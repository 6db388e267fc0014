"""PHStatsMethods beside ours: installed for a benchmark only, into a folder that is thrown away."""

import importlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from types import ModuleType

import numpy as np
import pandas as pd

from insight.statistics.comparison.quintile import quintile
from insight.statistics.funnels.fingertips import proportion_significance, ratio_significance
from insight.statistics.intervals.poisson_exact import poisson_exact
from insight.statistics.mean import mean
from insight.statistics.proportion import proportion
from insight.statistics.rate import rate
from insight.statistics.standardised.direct import direct
from insight.statistics.standardised.indirect import indirect
from invented_rows import AGES, UNITS, group

PINNED = "PHStatsMethods==0.1.16"


def installed(folder: str) -> ModuleType | None:
    """Install the package into a folder and import it from there; give None where that cannot be done."""
    ways = [[sys.executable, "-m", "pip", "install"], ["pip", "install"]]
    if shutil.which("uv"):
        ways.insert(0, ["uv", "pip", "install", "--python", sys.executable])
    for way in ways:
        command = [*way, "--quiet", "--no-deps", "--target", folder, PINNED]
        if shutil.which(way[0]) and not subprocess.run(command, capture_output=True, check=False).returncode:
            sys.path.append(folder)
            return importlib.import_module("PHStatsMethods")
    return None


def _upper(found: pd.DataFrame) -> np.ndarray:
    [name] = [column for column in found.columns if column.startswith("upper")]
    return found[name].to_numpy(dtype=float)


def _means(d: pd.DataFrame) -> np.ndarray:
    each = d.groupby(group(d, UNITS))["value"].agg(["mean", "count", "std"])
    return mean(each["mean"], each["count"], each["std"]).upper


def _quantile(ph: ModuleType, d: pd.DataFrame) -> np.ndarray:
    found = ph.ph_quantile(d, "value", "unit", nquantiles=5, invert=False)
    return found.sort_values("row")["quantile"].to_numpy(dtype=float)


def _significance(ph: ModuleType, d: pd.DataFrame, kind: str, *columns: str) -> np.ndarray:
    words = ph.assign_funnel_significance(d, columns[0], kind, columns[1])["significance"].astype(str)
    return np.where(words.str.contains("0.025"), 2.0, np.where(words.str.contains("0.001"), 3.0, 0.0))


# statistic: the package's way, ours for the same rows
Ways = dict[str, tuple[Callable[[ModuleType, pd.DataFrame], np.ndarray], Callable]]
WAYS: Ways = {
    "proportion": (
        lambda ph, d: _upper(ph.ph_proportion(d, "x", "n", "row")),
        lambda d: proportion(d.x, d.n).upper,
    ),
    "rate": (
        lambda ph, d: _upper(ph.ph_rate(d, "seen", "n", "row", multiplier=1000)),
        lambda d: rate(d.seen, d.n).upper,
    ),
    "poisson_exact": (
        lambda ph, d: np.array([ph.exact_upper(count) for count in d.seen]),
        lambda d: poisson_exact(d.seen)[1],
    ),
    "mean": (lambda ph, d: _upper(ph.ph_mean(d.assign(unit=group(d, UNITS)), "value", "unit")), _means),
    "quintile": (
        lambda ph, d: _quantile(ph, d.assign(unit=group(d, UNITS))),
        lambda d: quintile(d.value, group(d, UNITS), rule="ohid"),
    ),
    "direct": (
        lambda ph, d: _upper(
            ph.ph_dsr(d.assign(unit=group(d, AGES)), "x", "n", "m", "unit", euro_standard_pops=False)
        ),
        lambda d: direct(d.x, d.n, d.m, group(d, AGES)).upper,
    ),
    "indirect": (
        lambda ph, d: _upper(
            ph.ph_ISRatio(d.assign(unit=group(d, AGES)), "x", "n", "y", "m", "unit")
        ),
        lambda d: indirect(d.x, d.n, d.y, d.m, group(d, AGES)).upper,
    ),
    "fingertips.proportion": (
        lambda ph, d: _significance(ph, d, "proportion", "x", "n"),
        lambda d: proportion_significance(d.x, d.n).level,
    ),
    "fingertips.ratio": (
        lambda ph, d: _significance(ph, d, "ratio", "seen", "expected"),
        lambda d: ratio_significance(d.seen, d.expected, 1.0).level,
    ),
}  # fmt: skip
