"""Further figures withheld, so that what is withheld cannot be worked out from the rest of a release."""

import pandas as pd

from insight import disclosure
from insight.definitions import Audit, Edition, Source
from insight.disclosure.attack import pinned
from insight.disclosure.facts import release_of
from insight.disclosure.policies import Policy
from insight.disclosure.release import Release
from insight.disclosure.secondary import check, emptied
from insight.errors import InsightError
from insight.findings.kept import ENGLAND

SHOWN = ("england", "region", "icb", "trust", "cancer_alliance", "stroke_network", "neonatal_network")
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
    out = rows
    for _ in range(TURNS):
        given_away = pinned(_release(here, rule, audit, region), rule, deep=False)["unit"].unique()
        if not len(given_away):
            return out
        more = pd.Index([_helper(here, here.iloc[unit]) for unit in given_away]).unique()
        out, here = emptied(out, more), emptied(here, more)
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
    if rule.hides and not here.empty:
        check(_release(here, rule, audit, region), rule)


def released(rows: pd.DataFrame, audit: Audit, sources: dict[str, Source]) -> pd.DataFrame:
    """Give the rows about people that pages show and that our policy protects."""
    counts_people = {metric.id: metric.counts_people for metric in audit.metrics}
    ours = [key for key, source in sources.items() if source.control != "as_published"]
    newest = rows.groupby(["metric", "area_type", "breakdown"], observed=True)["period_end"].transform("max")
    shown = rows["area_type"].isin(SHOWN) & ((rows["breakdown"] == "all") | (rows["period_end"] == newest))
    return rows[shown & rows["metric"].map(counts_people).astype(bool) & rows["source"].isin(ours)].copy()


def _release(rows: pd.DataFrame, rule: Policy, audit: Audit, region: pd.Series) -> Release:
    """Give rows as a release: ICBs make up regions, regions England; trusts make up neither."""
    icbs = region[region.index.isin(rows.loc[rows["area_type"] == "icb", "area"])]
    within = icbs.dropna().rename("parent").rename_axis("child").reset_index()
    regions = pd.DataFrame({"child": sorted(within["parent"].unique()), "parent": ENGLAND})
    shares = rows["metric"].isin([metric.id for metric in audit.metrics if metric.statistic == "proportion"])
    parents = pd.concat([within, regions], ignore_index=True)
    return release_of(rows, rule, parents=parents, complement=shares)


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
