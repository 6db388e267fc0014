"""The slope index by plain weighted regression: how well a line describes the quantiles."""

import numpy as np
import pandas as pd
from scipy.special import stdtr, stdtrit

from insight.statistics.inequality.quantiles import by_quantile
from insight.statistics.inequality.slope_limits import fieller
from insight.statistics.inputs.confidence import normal_quantile, tail
from insight.statistics.inputs.repeated import once

ENDLESS = 300.0  # logs; a ratio with a margin beyond this has no limits


def slope_regression(
    value, population, quantile, *, by=None, quantiles: int | None = None, confidence: float = 0.95
) -> pd.DataFrame:
    """Fit a line to each area's quantiles by least squares weighted by their people.

    value : each quantile's figure, n of them in one unit; population : people in it; quantile :
    1 for the most deprived, 2, 3 and so on. by : the area of each row; None for one area.
    quantiles : how many there should be (None: the highest in the data). confidence : a fraction.

    Returns a row per area: y0 (the most deprived end), sii (the slope), se, df, p; lower_t and
    upper_t, lower_z and upper_z; se_hc1 and se_hc3, which allow for unequal scatter; rii_ohid
    (least over most deprived end) with rii_ohid_lower and _upper by the delta method on logs and
    rii_fieller_lower and _upper, both with t; rii_kunst_mackenbach, its inverse; sii_over_mean;
    and reason, why a row is missing, or "". Ratios are missing unless both ends are above 0.
    Fewer than five quantiles, or any of them absent, is missing.

    The limits describe scatter about the line, not the sampling error of each quantile: with few
    quantiles they can be far wider or narrower than those of `slope_index`, which are to be shown.

    >>> found = slope_regression([5, 7, 8, 10, 10], [10] * 5, [1, 2, 3, 4, 5])
    >>> found[["y0", "sii", "se"]].round(3).values.tolist()
    [[4.75, 6.5, 0.957]]

    Source: Mackenbach & Kunst (1997) Soc Sci Med 44:757-71; MacKinnon & White (1985) J Econom
    29:305-25 for the robust errors; Fieller (1954) J R Stat Soc B 16:175-85.
    """
    table = by_quantile(
        quantile, size="population", by=by, quantiles=quantiles, value=value, population=population
    )
    share, rank = table.shares("population")
    y, off = table.tables["value"], rank - 0.5
    spread = (share * off**2).sum(axis=1)
    sii = (share * off * y).sum(axis=1) / spread
    mean = (share * y).sum(axis=1)
    residual = y - (mean[:, None] + sii[:, None] * off)
    df = np.where(table.reason == "", y.shape[1] - 2.0, np.nan)
    scatter = (share * residual**2).sum(axis=1) / df
    (t,) = once(lambda free: (stdtrit(free, 1 - tail(confidence)),), df)
    found = _slope(sii, np.sqrt(scatter / spread), df, t, normal_quantile(confidence))
    found["se_hc1"], found["se_hc3"] = _robust(share, off, spread, residual, df)
    y0, y1 = mean - sii / 2, mean + sii / 2
    at_end, across = scatter * (1 + 0.25 / spread), scatter * (1 - 0.25 / spread)
    found |= _ratios(y0, y1, at_end, across, t)
    found |= {"sii_over_mean": np.where(mean != 0, sii / np.where(mean != 0, mean, 1), np.nan)}
    return pd.DataFrame({"y0": y0, **found, "reason": table.reason}, index=table.areas)


def _slope(sii, se, df, t, z: float) -> dict[str, np.ndarray]:
    steady = se > 0
    ratio = np.where(steady, np.abs(sii) / np.where(steady, se, 1), np.where(sii == 0, 0.0, np.inf))
    return {
        "sii": sii, "se": se, "df": df, "p": 2 * stdtr(df, np.where(np.isnan(sii), np.nan, -ratio)),
        "lower_t": sii - t * se, "upper_t": sii + t * se, "lower_z": sii - z * se, "upper_z": sii + z * se,
    }  # fmt: skip


def _robust(share, off, spread, residual, df) -> tuple[np.ndarray, np.ndarray]:
    """Give the slope's standard error from each quantile's own residual, corrected in two ways."""
    part = (share * off / spread[:, None]) ** 2 * residual**2
    leverage = share * (1 + off**2 / spread[:, None])
    free = np.where(leverage < 1, 1 - leverage, np.nan)
    many = (df + 2) / df
    return np.sqrt(many * part.sum(axis=1)), np.sqrt((part / free**2).sum(axis=1))


def _ratios(y0, y1, at_end, across, t) -> dict[str, np.ndarray]:
    """Give the ratio of the two ends, whose variance is `at_end` each and covariance `across`."""
    positive = (y0 > 0) & (y1 > 0)
    y0, y1 = np.where(positive, y0, np.nan), np.where(positive, y1, np.nan)
    log_se = np.sqrt(np.maximum(at_end / y1**2 + at_end / y0**2 - 2 * across / (y0 * y1), 0))
    margin = np.where(t * log_se < ENDLESS, t * log_se, np.nan)
    lower, upper = fieller(y0, y1, at_end, at_end, across, t)
    return {
        "rii_ohid": y1 / y0,
        "rii_ohid_lower": y1 / y0 * np.exp(-margin),
        "rii_ohid_upper": y1 / y0 * np.exp(margin),
        "rii_fieller_lower": lower,
        "rii_fieller_upper": upper,
        "rii_kunst_mackenbach": y0 / y1,
    }
