"""Small numbers withheld and others rounded, before anything is written."""

import numpy as np
import pandas as pd

from insight import disclosure
from insight.definitions import Audit
from insight.disclosure.facts import release_of
from insight.disclosure.narrowing import narrow, system
from insight.disclosure.policies import Policy
from insight.disclosure.release import Release
from insight.disclosure.secondary import emptied
from insight.disclosure.witness import beside
from insight.errors import SmallNumbersTold
from insight.records.axes import above
from insight.records.extract import Extract

COUNTS = ["numerator", "denominator"]
TURNS = 100  # of withholding and looking again


def rule_of(extract: Extract, audit: Audit) -> Policy:
    """Give the policy for an extract: its audit's own, unless that leaves small numbers to a publisher.

    Records have no publisher who has protected them, so a policy always applies.
    """
    own = audit.disclosure if audit.disclosure not in (None, "as_published") else extract.disclosure
    return disclosure.policy(str(own), where=f"params/records/{extract.id}.yml")


def withheld(counts: pd.DataFrame, extract: Extract, audit: Audit) -> pd.DataFrame:
    """Give the counts as they may be shown, with the reason where none may.

    counts : true counts, as `counting.counted` gives them, with period_start and period_end.

    Sums were made before this, so totals are rounded from the truth. Where the policy hides
    small counts, others are withheld from which they could be worked out: groups and the
    whole, areas and the area above. Raises SmallNumbersTold when nothing that could be
    withheld would be enough.
    """
    rule = rule_of(extract, audit)
    shares = [metric.id for metric in audit.metrics if metric.statistic == "proportion"]
    complement = counts["metric"].isin(shares)
    national = counts["level"] == "england"
    shown = disclosure.protect(counts[COUNTS], rule, national=national, complement=complement)
    rows = counts.drop(columns=COUNTS).join(shown).rename(columns={"level": "area_type"})
    if rule.hides and rows["withheld"].notna().any():
        parts = [_further_in(part, rule, extract, complement) for _, part in rows.groupby("period_end")]
        rows = emptied(rows, pd.Index([label for part in parts for label in part]))
    return rows.rename(columns={"area_type": "level"})


def _further_in(rows: pd.DataFrame, rule: Policy, extract: Extract, complement: pd.Series) -> list:
    """Give the labels of the rows of one period to withhold as well. Periods never overlap."""
    parents = above(rows[["area", "area_type"]], rows["period_end"].iloc[0].date(), extract)
    release = release_of(rows, rule, parents=parents, complement=complement[rows.index])
    return rows.index[further(release, rule)].tolist()


def further(release: Release, rule: Policy) -> list[int]:
    """Give the rows to withhold as well, so that no small count follows from sums of what is shown.

    Each sum bounds what is hidden in it by what is shown, and bounds are told from sum to sum
    until nothing changes. Where fewer values than the policy's `ambiguity` are left of a small
    count, the smallest figure beside it is withheld too. All areas and groups are looked at
    together, as many as they are; proofs by linear programming, such as `insight attack`
    makes of findings, would take hours at this size and are not made.
    """
    cost = release.cells.groupby("unit")["cost"].max()
    chosen: set[int] = set()
    left: list[int] = []
    for _ in range(TURNS):
        now = release.hiding(sorted(chosen))
        left = given_away(now, rule)
        if not left:
            return sorted(chosen)
        more = {min(units, key=lambda unit: (cost[unit], unit)) for units in beside(now, left, cost) if units}
        if not more - chosen:
            break
        chosen |= more
    names = release.cells.loc[left, "name"].astype(str).tolist()
    raise SmallNumbersTold.rows(
        f"{len(left)} small counts follow from the figures beside them, and none of those can be withheld:",
        names,
        "Ask for fewer levels or breakdowns, or longer periods. Nothing was written.",
    )


def given_away(release: Release, rule: Policy) -> list[int]:
    """Give the small counts of which too few values are left by the sums they stand in."""
    parts = system(release, rule.largest_small)
    narrow(parts)
    few = parts.upper - parts.lower + 1 < rule.ambiguity
    small = (parts.upper >= 1) & (parts.lower <= rule.largest_small)
    return release.cells.index[np.asarray(release.cells["protected"], dtype=bool) & few & small].tolist()
