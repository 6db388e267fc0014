"""Further figures withheld, so that what is withheld cannot be worked out from the rest of a release."""

import pandas as pd

from insight import disclosure
from insight.definitions import Audit, Edition, Source
from insight.disclosure.facts import release_of
from insight.disclosure.policies import Policy
from insight.disclosure.release import Release
from insight.disclosure.secondary import check, emptied, further
from insight.findings.estimate import COUNTS, TRUE
from insight.findings.kept import ENGLAND

SHOWN = ("england", "region", "icb", "trust", "cancer_alliance", "stroke_network", "neonatal_network")


def guarded(
    rows: pd.DataFrame, edition: Edition, audit: Audit, sources: dict[str, Source], region: pd.Series
) -> pd.DataFrame:
    """Give the rows with so many more withheld that no small count follows from the rest.

    rows : protected and estimated, as `estimated` gives them, with the counts before
    protection in TRUE. region : the region's code of each ICB. Looked at together is all that
    pages show of the audit: everybody in every period and each group in its newest.

    A walk from the true counts has to come by enough other values of each small count while
    all that is shown stays true. Where it does not, a small figure beside the count is
    withheld too. Raises InsightError when no figure beside it can be.
    """
    rule = disclosure.policy(audit.disclosure or edition.disclosure, where=f"{edition.id}.yml")
    here = released(rows, audit, sources)
    if not rule.hides or here.empty or here["withheld"].isna().all():
        return rows
    return emptied(rows, here.index[further(_release(here, rule, audit, region), rule, exact=False)])


def solved_together(
    rows: pd.DataFrame, edition: Edition, audit: Audit, sources: dict[str, Source], region: pd.Series
) -> None:
    """Raise SmallNumbersTold, naming cells and what gives them away, when a count can be worked out.

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
    known = set(TRUE) <= set(rows.columns)
    truth = rows[TRUE].set_axis(COUNTS, axis="columns") if known else None
    return release_of(rows, rule, parents=parents, complement=shares, truth=truth)
