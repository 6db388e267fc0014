"""Further figures withheld, so that what is withheld cannot be worked out from the rest of a release."""

import pandas as pd

from insight import disclosure
from insight.definitions import Audit, Edition, Source
from insight.disclosure.attack import pinned
from insight.disclosure.facts import release_of
from insight.disclosure.secondary import check
from insight.errors import InsightError

EMPTIED = ["value", "lower", "upper", "error_bound", "numerator", "denominator"]
SHOWN = ("england", "region", "icb", "trust", "cancer_alliance", "stroke_network", "neonatal_network")
ENGLAND = "E92000001"
TURNS = 8  # of withholding and looking again


def guarded(
    rows: pd.DataFrame, edition: Edition, audit: Audit, sources: dict[str, Source], region: pd.Series
) -> pd.DataFrame:
    """Give the rows with so many more withheld that no small count follows from the rest.

    rows : protected and estimated, as `estimated` gives them. region : the region's code of
    each ICB. Looked at together is all that pages show of the audit: everybody in every
    period and each group in its newest. What follows from one published figure after another
    is found here; `insight attack` solves all of them together, which takes longer.

    Withheld too is the smallest figure that helps to give a count away: another group of the
    same area, or the same group of another. Raises InsightError when that does not end.
    """
    rule = disclosure.policy(audit.disclosure or edition.disclosure, where=f"{edition.id}.yml")
    here = released(rows, audit, sources)
    if not rule.hides or here.empty or here["withheld"].isna().all():
        return rows
    out = rows.copy()
    for _ in range(TURNS):
        release = release_of(here, rule, parents=parents(region), complement=_shares(here, audit))
        given_away = pinned(release, rule, deep=False)["unit"].unique()
        if not len(given_away):
            return out
        more = {_helper(here, here.iloc[unit]) for unit in given_away}
        for frame in (out, here):
            frame.loc[list(more), EMPTIED] = pd.NA
            frame.loc[list(more), "withheld"] = disclosure.SO_OTHERS
    left = here.iloc[given_away[0]]
    raise InsightError(
        f"Small counts of {audit.short} can be worked out whatever else is withheld, such as "
        f"{left['metric']} of {left['area']}. Leave the breakdown out of the audit's source."
    )


def solved_together(
    rows: pd.DataFrame, edition: Edition, audit: Audit, sources: dict[str, Source], region: pd.Series
) -> None:
    """Raise InsightError, naming cells and what gives them away, when a count can be worked out.

    rows : findings of one audit as they are published. Everything shown is solved together.
    """
    rule = disclosure.policy(audit.disclosure or edition.disclosure, where=f"{edition.id}.yml")
    here = released(rows, audit, sources)
    icbs = region[region.index.isin(here.loc[here["area_type"] == "icb", "area"])]
    if rule.hides and not here.empty:
        check(release_of(here, rule, parents=parents(icbs), complement=_shares(here, audit)), rule)


def released(rows: pd.DataFrame, audit: Audit, sources: dict[str, Source]) -> pd.DataFrame:
    """Give the rows about people that pages show and that our policy protects."""
    counts_people = {metric.id: metric.counts_people for metric in audit.metrics}
    ours = [key for key, source in sources.items() if source.control != "as_published"]
    newest = rows.groupby(["metric", "area_type", "breakdown"], observed=True)["period_end"].transform("max")
    shown = rows["area_type"].isin(SHOWN) & ((rows["breakdown"] == "all") | (rows["period_end"] == newest))
    return rows[shown & rows["metric"].map(counts_people).astype(bool) & rows["source"].isin(ours)].copy()


def parents(region: pd.Series) -> pd.DataFrame:
    """Give which area is part of which: ICBs of regions, regions of England."""
    within = region.dropna().rename("parent").rename_axis("child").reset_index()
    regions = pd.DataFrame({"child": sorted(within["parent"].unique()), "parent": ENGLAND})
    return pd.concat([within, regions], ignore_index=True)


def _shares(rows: pd.DataFrame, audit: Audit) -> pd.Series:
    return rows["metric"].isin([metric.id for metric in audit.metrics if metric.statistic == "proportion"])


def _helper(rows: pd.DataFrame, given: pd.Series) -> object:
    """Give the smallest figure still shown beside one that is given away."""
    same = rows[(rows["metric"] == given["metric"]) & (rows["period_end"] == given["period_end"])]
    same = same[
        same["withheld"].isna() & (same["area_type"] != "england") & (same["breakdown"] == given["breakdown"])
    ]
    groups = same[(same["area"] == given["area"]) & (same["group"] != given["group"])]
    areas = same[(same["group"] == given["group"]) & (same["area_type"] == given["area_type"])]
    for near in (groups if given["breakdown"] != "all" else areas, areas, same):
        if not near.empty:
            return near["denominator"].astype(float).idxmin()
    return given.name
