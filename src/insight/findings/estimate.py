"""Counts as they may be shown, and what they estimate."""

import inspect

import numpy as np
import pandas as pd

from insight import disclosure, statistics
from insight.definitions import Audit, Edition, Metric, Source

ESTIMATE = ["value", "lower", "upper"]
COUNTS = ["numerator", "denominator"]
TRUE = ["true_numerator", "true_denominator"]
NOT_SUBMITTED = "no figure was published"
NOBODY = "nobody was eligible"


def estimated(rows: pd.DataFrame, edition: Edition, audit: Audit, sources: dict[str, Source]) -> pd.DataFrame:
    """Give each row's counts as they may be shown, its estimate, or why it has none.

    rows : observations on the edition's geography, one audit. A source that protects small
    numbers itself is left as it is; to any other the audit's policy applies, or else the
    edition's. Counts are protected first and everything is worked out from what may be
    shown, so an interval gives no more away than the counts beside it.

    Sums of shares (rows with `spread`) are no whole numbers, so none is shown as a count; a
    policy decides on them as on the nearest counts, and one that rounds, rounds them too.

    Adds withheld (the reason there is no number), basis (published, counts, rounded
    counts, spread by shares), error_bound and decimals; replaces counts and estimates. The
    counts before protection stay in TRUE, for the guard alone: they are no findings.
    """
    rows = rows if "spread" in rows else rows.assign(spread=np.nan)
    metrics = {metric.id: metric for metric in audit.metrics}
    rows = _protected(rows, edition, audit, metrics, sources)
    batches = [
        _one_metric(batch, metrics[str(name)])
        for name, batch in rows.groupby("metric", sort=False, observed=True)
    ]
    return pd.concat(batches, ignore_index=True)


def _protected(
    rows: pd.DataFrame,
    edition: Edition,
    audit: Audit,
    metrics: dict[str, Metric],
    sources: dict[str, Source],
) -> pd.DataFrame:
    """Apply each row's policy to its counts."""
    ours = audit.disclosure or edition.disclosure
    name = rows["source"].map({key: _policy(source, ours) for key, source in sources.items()})
    complement = rows["metric"].map({key: m.statistic == "proportion" for key, m in metrics.items()})
    people = rows["metric"].map({key: m.counts_people for key, m in metrics.items()})
    counts = _whole(rows)
    done = []
    for rule, here in rows.groupby(name.where(people, "as_published"), sort=False).groups.items():
        national = rows.loc[here, "area_type"] == "england"
        policy = disclosure.policy(str(rule), where=f"{edition.id}.yml")
        shown = disclosure.protect(counts.loc[here], policy, national=national, complement=complement[here])
        places = disclosure.decimals(shown["denominator"], policy).mask(national & policy.national_exempt, 1)
        shown["supported"] = places
        shown["step"] = np.where(national & policy.national_exempt, 1, policy.nearest)
        done.append(shown)
    shown = pd.concat(done).loc[rows.index]
    exact = rows["spread"].notna() & (shown["step"] == 1) & shown["withheld"].isna()
    shown[COUNTS] = shown[COUNTS].astype("Float64").mask(exact, rows[COUNTS].astype("Float64"))
    shown[TRUE] = counts
    out = rows.drop(columns=COUNTS).join(shown)
    hidden = out["withheld"].notna()
    out[["value", "lower", "upper", "sd"]] = out[["value", "lower", "upper", "sd"]].mask(hidden)
    out["rounded_to"] = np.maximum(out["rounded_to"].astype(float), out.pop("step").astype(float))
    return out


def _whole(rows: pd.DataFrame) -> pd.DataFrame:
    """Give the counts nearest to those of the rows; of shares of people, never nobody nor everybody."""
    near = rows[COUNTS].astype("Float64").round()
    x, n = (rows[name].astype("Float64") for name in COUNTS)
    some = rows["spread"].notna()
    any_n, any_x, rest = (some & found.fillna(False) for found in (n > 0, x > 0, x < n))
    near["denominator"] = near["denominator"].mask(any_n, near["denominator"].clip(lower=1))
    near["numerator"] = near["numerator"].mask(rest, np.minimum(near["numerator"], near["denominator"] - 1))
    near["numerator"] = near["numerator"].mask(any_x, near["numerator"].clip(lower=1))
    return near.astype("Int64")


def _policy(source: Source, ours: str) -> str:
    return "as_published" if source.control == "as_published" else ours


def _one_metric(rows: pd.DataFrame, metric: Metric) -> pd.DataFrame:
    """Estimate one metric: published values as published, the rest by the metric's statistic."""
    worked = _worked_out(rows, metric)
    spread = rows["spread"].notna()
    alone = (rows["parts"] == 1) & rows["value"].notna() & (metric.statistic != "mean") & ~spread
    as_printed = alone & rows["lower"].notna() & rows["upper"].notna()
    out = rows.copy()
    out[ESTIMATE] = worked
    out.loc[alone, "value"] = rows.loc[alone, "value"]
    out.loc[as_printed, ESTIMATE] = rows.loc[as_printed, ESTIMATE]
    rounded = rows["rounded_to"].fillna(1) > 1
    out["basis"] = np.where(alone, "published", np.where(rounded, "rounded counts", "counts"))
    out["basis"] = out["basis"].mask(spread, "spread by shares")
    out["decimals"] = _decimals(rows, metric, alone)
    out["error_bound"] = _error_bound(out, metric).where(~alone & rounded)
    return _with_reasons(out)


def _worked_out(rows: pd.DataFrame, metric: Metric) -> pd.DataFrame:
    """Call the metric's statistic with the columns its arguments name."""
    function = statistics.get(metric.statistic)
    wanted = [name for name in inspect.signature(function).parameters if name in rows.columns]
    extra = {"per": metric.per} if "per" in inspect.signature(function).parameters else {}
    found = function(**{name: rows[name] for name in wanted}, **extra)
    return found[ESTIMATE]


def _decimals(rows: pd.DataFrame, metric: Metric, alone: pd.Series) -> pd.Series:
    """Give how many decimals to show: the publisher's, else what the counts support."""
    ours = rows["supported"] if metric.unit == "%" else pd.Series(metric.places, index=rows.index)
    given = rows["decimals"].astype("Float64")
    return given.where(alone & given.notna(), ours.astype("Float64")).astype("Int64")


def _error_bound(out: pd.DataFrame, metric: Metric) -> pd.Series:
    """Give how far rounding can have moved a share of people or a rate, at most.

    Each of k parts may be off by half a rounding step, above and below the line, so the
    truth lies between (x - e) / (n + e) and (x + e) / (n - e) with e = k · step / 2. Of parts
    that were spread, k is the sum of their shares, or 1 if that is less.
    """
    if metric.statistic not in ("proportion", "rate"):
        return pd.Series(np.nan, index=out.index)
    parts = out["spread"].fillna(out["parts"]).clip(lower=1)
    e = (parts * out["rounded_to"] / 2).to_numpy(dtype=float)
    x = out["numerator"].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    n = out["denominator"].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    scale = metric.per or 1
    with np.errstate(divide="ignore", invalid="ignore"):
        high = np.where(n > e, scale * (x + e) / (n - e), np.nan)
        low = scale * np.maximum(x - e, 0) / (n + e)
        at = scale * x / n
    return pd.Series(np.maximum(high - at, at - low), index=out.index)


def _with_reasons(out: pd.DataFrame) -> pd.DataFrame:
    """Say why a row has no number, and take every number from a row that is withheld."""
    none = out["coverage"] == "none"
    reason = out["withheld"].astype(object)
    reason = reason.where(reason.notna(), out["reason"].astype(object))
    reason = reason.mask(none, out["coverage_note"].astype(object))
    empty = out["value"].isna()
    reason = reason.mask(reason.isna() & (out["denominator"] == 0).fillna(False), NOBODY)
    reason = reason.where(reason.notna() | ~empty, NOT_SUBMITTED).where(empty | none, None)
    out["withheld"] = reason
    gone = out["withheld"].notna()
    out[[*ESTIMATE, "error_bound"]] = out[[*ESTIMATE, "error_bound"]].mask(gone)
    out[COUNTS] = out[COUNTS].mask(gone)
    spread = out["spread"].notna()
    out[["spread_numerator", "spread_denominator"]] = out[COUNTS].astype("Float64").where(spread)
    out[COUNTS] = out[COUNTS].mask(spread).astype("Int64")
    return out.drop(columns=["supported"])
