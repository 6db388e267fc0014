"""Trusts' results spread over ICBs by the published share of each trust's patients who live there."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from insight import areas
from insight.definitions.source import RollUp
from insight.errors import MissingInput
from insight.findings.coverage import BATCH, CELL, covered, noted

VERSION = ["area", "area_start"]
NEGLIGIBLE = 0.05  # people left out, of those of an ICB, beneath which its figure is still that of the whole
NO_BASE = "No trust based here is in the data, only trusts elsewhere that treat some of its people."
LEFT_OUT = "Left out, as nothing is published on where their patients live: {}."
ESTIMATE = (
    "An estimate of people by where they live: spread over ICBs by the published share of each trust's "
    "patients{}, as if each trust treated all of them alike."
)
TREATED = " The audit counts people where they are treated."


def shared_out(rows: pd.DataFrame, shares: Mapping[str, pd.DataFrame], target: str, at: date) -> pd.DataFrame:
    """Give trusts' rows once for each area of a type in which some of their patients live.

    rows : observations of trusts. shares : for each source, its shares as `areas.read_shares`
    gives them. target : icb or region, as it stands at the date `at`.

    Returns the rows with target and weight, the share w of the trust's patients who live
    there. A trust without shares is left out. With x of n at each trust an area has Σwx of
    Σwn, so a ratio is that of the sums, and a count stands in the areas together as often
    as in the trust: Σw is 1.

    The interval is worked out from Σwx and Σwn as if they were counts. A trust's x varies by
    v, for a proportion np(1 - p): the estimate Σwx then varies by Σw²v, and which of the
    trust's patients are the area's by Σw(1 - w)v, together Σwv, that of Σwn people. Without
    the second term a trust that treats one in a hundred of its patients from an area would
    lend it the certainty of all hundred.

    Source: the law of total variance, and an effective number in Wilson's interval as in
    Korn & Graubard (1998) Survey Methodology 24:193-201, with that number no larger than Σwn.
    """
    weights = pd.concat(
        [areas.spread(table, target, at).assign(table=name) for name, table in shares.items()]
    )
    weights.columns = pd.Index([*VERSION, "target", "weight", "source"])
    return rows.merge(weights, on=["source", *VERSION])


def reached(rows: pd.DataFrame, shares: Mapping[str, pd.DataFrame], target: str, at: date) -> pd.DataFrame:
    """Say what each target of spread rows covers, as `covered` does.

    rows, shares, target, at : as `shared_out` takes them. The ICBs of the shares are carried
    to the date, so a target that holds a piece of one that was split is covered in part, as
    is one with no trust of its own in the data.
    """
    trusts = rows[[*BATCH, "source", *VERSION]].drop_duplicates()
    living = pd.concat([table.assign(table=name) for name, table in shares.items()]).drop(columns="share")
    living.columns = pd.Index([*VERSION, "icb", "icb_start", "source"])
    seen = trusts.merge(living, on=["source", *VERSION]).drop(columns=VERSION)
    cover = covered(seen.rename(columns={"icb": "area", "icb_start": "area_start"}), "shares", target, at)
    based = areas.crosswalk("trust", target, at)[["source", "source_start", "target"]]
    based.columns = pd.Index([*VERSION, "target"])
    own = trusts.drop(columns="source").merge(based, on=VERSION)[[*BATCH, "target"]].drop_duplicates()
    cover = cover.merge(own.assign(own=True), on=[*BATCH, "target"], how="left")
    without = cover.pop("own").isna() & (cover["coverage"] != "none")
    return noted(cover, NO_BASE, where=without)


def left_out(rows: pd.DataFrame, shares: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Name the trusts that cannot be spread, as they have no shares.

    Returns one row for each cell that has any: left_out, a sentence, and people, how many
    they count together, endless where that is not known. Where all of them live in one ICB
    they are so many of its people at most.
    """
    known = pd.concat([table.assign(table=name) for name, table in shares.items()])
    known = known[["table", "source", "source_start"]].drop_duplicates()
    known.columns = pd.Index(["source", *VERSION])
    gone = rows.merge(known.assign(known=True), on=["source", *VERSION], how="left")
    gone = gone[gone["known"].isna()]
    names = {(row.code, row.start): f"{row.short_name} ({row.code})" for row in areas.table().itertuples()}
    versions = zip(gone["area"], gone["area_start"], strict=True)
    gone = gone.assign(name=[names.get(version, version[0]) for version in versions])
    cells = gone.assign(people=gone["denominator"].fillna(np.inf)).groupby(CELL, sort=False, observed=True)
    found = cells.agg(left_out=("name", ", ".join), people=("people", "sum")).reset_index()
    return found.assign(left_out=found["left_out"].map(LEFT_OUT.format))


def estimate_notes(rows: pd.DataFrame, setting: Mapping[str, str], leave: Mapping[str, RollUp]) -> pd.Series:
    """Give what to say of each spread row: that it is an estimate, by which shares, and of whom."""
    titles = {name: f" ({up.title})" if up.title else "" for name, up in leave.items()}
    first = rows["source"].map({name: ESTIMATE.format(title) for name, title in titles.items()})
    return first + (rows["metric"].map(setting) == "treatment").map({True: TREATED, False: ""})


def check_kept(rows: pd.DataFrame, shares: Mapping[str, pd.DataFrame]) -> None:
    """Raise MissingInput for sources whose shares are not in the store."""
    lost = sorted(set(rows["source"].unique()) - set(shares))
    if lost:
        raise MissingInput(
            f"The shares of patients by which {', '.join(lost)} spreads its trusts are not in the store. "
            "Run insight fetch again, with --data DIR for the folder of the file of shares."
        )
