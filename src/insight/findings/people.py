"""How many more people a year would be cared for well, if an ICB did as well as ICBs like it."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from insight import areas
from insight.definitions import Audit
from insight.statistics.peers.peer_median import peer_median
from insight.statistics.peers.people_gap import people_gap, people_gap_range
from insight.statistics.peers.similar import choices, similar, stability

PEERS = 10  # ICBs most like an ICB
DAYS_A_YEAR = 365.25
COUNTED = ("proportion", "rate")
COLUMNS = [
    "metric", "audit", "area", "area_type", "period", "period_end", "numerator", "denominator", "value",
    "decimals", "peer_median", "peer_lower", "peer_upper", "peers", "people", "people_lower",
    "people_upper", "lowest", "highest", "word",
]  # fmt: skip


def facts(people: pd.DataFrame, at: date) -> pd.DataFrame:
    """Give the facts by which ICBs are alike: one row per ICB of a date, one column per fact.

    people : who lives where, as the store keeps it. The facts are the share of residents in
    each fifth of deprivation but the middle one, the share in each ethnic group or age but
    the largest, and the logarithm of the number of residents. An ICB whose residents cannot
    be added up of whole areas is left out.
    """
    made = []
    for (fact, level), rows in people.groupby(["fact", "area_type"]):
        links = areas.crosswalk(str(level), "icb", at)
        links = links.assign(area_start=pd.to_datetime(links["source_start"])).rename(
            columns={"source": "area"}
        )
        placed = rows.merge(links[["area", "area_start", "target", "extent"]], on=["area", "area_start"])
        cut = set(placed.loc[placed["extent"] == "part", "target"].dropna())
        placed = placed[(placed["extent"] == "full") & ~placed["target"].isin(cut)]
        counts = placed.pivot_table(index="target", columns="group", values="people", aggfunc="sum")
        made.append(_shares(counts, str(fact)))
    found = pd.concat(made, axis=1)
    return found.loc[:, ~found.columns.duplicated()]


def _shares(counts: pd.DataFrame, fact: str) -> pd.DataFrame:
    total = counts.sum(axis=1)
    middle = sorted(counts.columns, key=str)[len(counts.columns) // 2]
    spare = middle if fact == "deprivation" else counts.sum().idxmax()
    shares = counts.drop(columns=spare).div(total, axis=0)
    shares.columns = [f"{fact}: {group}" for group in shares.columns]
    return shares.assign(size=np.log(total))


def alike(people: pd.DataFrame | None, at: date) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Give each ICB's peers, how firm each is, and the peers of other choices of facts.

    Returns three frames: area, peer, rank, distance; area, peer, stability (the share of
    choices that leave out one kind of fact which hold the peer); choice, area, peer.
    """
    if people is None:
        none = pd.DataFrame(columns=["choice", "area", "peer", "rank", "distance", "stability"])
        return none, none, none
    table = facts(people, at)
    families = {name: name.split(":")[0] for name in table.columns}
    own = similar(table, count=PEERS)
    firm = stability(table, count=PEERS, families=families)
    return own, firm, choices(table, count=PEERS, families=families)


def of_audit(found: pd.DataFrame, audit: Audit, peers: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Give, for each metric and ICB, how many more people a year would have had good care.

    found : findings of one audit. peers, other : as `alike` gives them. The aim is the median
    of the ICB's peers, not the best of them, in the newest assured period; `people_lower` and
    `people_upper` hold what chance may do, `lowest` and `highest` what other choices of peers
    would say. Counts of a period are brought to a year.

    Returns the columns in COLUMNS. Metrics that do not count people, have no good direction,
    cannot be made from counts, or are steadied by their audit are left out.
    """
    better = {
        metric.id: metric.better
        for metric in audit.metrics
        if metric.better != "neither"
        and metric.statistic in COUNTED
        and metric.counts_people
        and not metric.stabilised
    }
    rows = found[
        (found["breakdown"] == "all")
        & (found["area_type"] == "icb")
        & found["metric"].isin(better)
        & (found["status"] != "provisional")
    ]
    newest = rows.groupby("metric", observed=True)["period_end"].transform("max")
    rows = rows[(rows["period_end"] == newest) & (rows["coverage"] == "whole")].reset_index(drop=True)
    if rows.empty or peers.empty:
        return pd.DataFrame(columns=COLUMNS)
    made = [_of_kind(rows, better, audit, of, peers, other) for of in COUNTED]
    filled = [part for part in made if not part.empty]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=COLUMNS)


def _of_kind(
    rows: pd.DataFrame, better: dict, audit: Audit, statistic: str, peers: pd.DataFrame, other: pd.DataFrame
) -> pd.DataFrame:
    names = {metric.id: metric.per or 1.0 for metric in audit.metrics if metric.statistic == statistic}
    here = rows[rows["metric"].isin(names)].reset_index(drop=True)
    if here.empty:
        return pd.DataFrame(columns=COLUMNS)
    per = here["metric"].map(names).astype(float)
    x, n = (here[name].astype("Float64").astype(float) for name in ("numerator", "denominator"))
    of = "people" if statistic == "proportion" else "events"
    median = peer_median(x / n, here["area"], peers, series=here["metric"])
    days = (here["period_end"] - here["period_start"]).dt.days + 1
    shared: dict[str, Any] = {"better": here["metric"].map(better), "of": of, "per_year": DAYS_A_YEAR / days}
    gap = people_gap(x, n, median, **shared)
    span = people_gap_range(x, n, here["area"], other, series=here["metric"], **shared)
    out = here.assign(
        peer_median=median["value"] * per,
        peer_lower=median["lower"] * per,
        peer_upper=median["upper"] * per,
        peers=median["peers"],
        people=gap["value"],
        people_lower=gap["lower"],
        people_upper=gap["upper"],
        word=gap["word"],
        lowest=span["lowest"],
        highest=span["highest"],
    )
    return out.reindex(columns=COLUMNS)
