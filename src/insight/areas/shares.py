"""Where the patients of each trust live: published shares, checked, and carried to the areas of a date."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from insight.areas.codes import resolve
from insight.areas.crosswalk import crosswalk
from insight.areas.lookup import get
from insight.errors import BadData, MissingInput

NAMES = ("nhs_trust22_code", "icb22_code", "proportion_trust_came_from_icb")
COLUMNS = ["source", "source_start", "target", "target_start", "share"]
ROUNDING = 0.001  # how far a trust's shares may be from 1 and be scaled to it


def read_shares(path: Path, *, names: tuple[str, str, str] = NAMES, on: date) -> pd.DataFrame:
    """Give the share of each trust's patients who live in each ICB, from a published file.

    path : a CSV of one row per trust and ICB. names : its columns for the trust's code, the
    ICB's code and the share, a fraction. on : a day on which its ICBs were in force.

    Returns source, source_start (the trust), target, target_start (the ICB) and share. The
    shares of a trust make 1: a sum that rounding has moved by up to 0.001 is scaled.

    Raises MissingInput for a column that is not there, UnknownArea for codes known nowhere,
    and BadData naming every row with a share that is no fraction, a pair that
    stands twice or a code of another kind, and every trust whose shares do not make 1.
    """
    rows = _text(path, names)
    where = pd.Series([f"{path.name}, row {number}" for number in range(2, len(rows) + 2)], index=rows.index)
    trust, icb = (resolve(rows[column], on, where) for column in ("trust", "icb"))
    share = pd.to_numeric(rows["share"], errors="coerce").astype(float)
    found = pd.DataFrame(
        {
            "source": trust["code"], "source_start": trust["start"],
            "target": icb["code"], "target_start": icb["start"], "share": share,
        }
    )  # fmt: skip
    _refuse(path, "rows of", list(_faults(found, rows, where, trust["type"], icb["type"])))
    total = found.groupby(["source", "source_start"], sort=False)["share"].transform("sum")
    wrong = found.assign(total=total)[(total - 1).abs() > ROUNDING].drop_duplicates("source")
    named = zip(wrong["source"], wrong["source_start"], wrong["total"], strict=True)
    listed = [
        f"{code} ({_name(code, start)}): its shares make {sum:.4g}, not 1" for code, start, sum in named
    ]
    _refuse(path, "trusts of", listed)
    return found.assign(share=share / total)[found["share"] > 0].reset_index(drop=True)


def spread(shares: pd.DataFrame, to_type: str, at: date) -> pd.DataFrame:
    """Give the share of each trust's patients who live in each area of a type on a date.

    shares : as `read_shares` gives them. to_type : icb or region. at : the day on which the
    targets are in force. Only ICBs that lie wholly in one target are carried over; patients
    of an ICB that was split are in none, for nobody has counted them by its parts.

    Returns source, source_start, target and share, one row per trust and target.
    """
    links = crosswalk("icb", to_type, at)
    links = links.loc[links["extent"] == "full", ["source", "source_start", "target"]]
    links.columns = pd.Index(["icb", "target_start", "goal"])
    carried = shares.rename(columns={"target": "icb"}).merge(links, on=["icb", "target_start"])
    summed = carried.groupby(["source", "source_start", "goal"], as_index=False)[["share"]].sum()
    return summed.rename(columns={"goal": "target"})


def _text(path: Path, names: tuple[str, str, str]) -> pd.DataFrame:
    """Give trust, icb and share as text, blank cells as blanks."""
    try:
        rows = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    except (pd.errors.EmptyDataError, pd.errors.ParserError, UnicodeDecodeError) as error:
        raise BadData(f"{path.name} cannot be read as a table: {error}. Save it as CSV in UTF-8.") from error
    for name in names:
        if name not in rows:
            raise MissingInput(
                f"{path.name} has no column {name!r}; it has {', '.join(rows.columns)}. "
                "Name its columns under 'roll_up: {trust: {columns: {trust: , icb: , share: }}}'."
            )
    return rows[list(names)].set_axis(["trust", "icb", "share"], axis=1)


def _faults(
    found: pd.DataFrame, rows: pd.DataFrame, where: pd.Series, trust: pd.Series, icb: pd.Series
) -> Iterable[str]:
    """Name every row that cannot be used. trust, icb : the types of area its codes are of."""
    twice = found.duplicated(["source", "source_start", "target", "target_start"])
    wrong = {
        "the code {trust} is not that of a trust": trust != "trust",
        "the code {icb} is not that of an ICB": icb != "icb",
        "the share is '{share}', not a fraction from 0 to 1": ~found["share"].between(0, 1),
        "the share of {trust} in {icb} stands twice": twice,
    }
    for words, bad in wrong.items():
        for number in np.flatnonzero(bad):
            yield f"{where.iloc[number]}: {words.format(**rows.iloc[number])}"


def _name(code: str, start: pd.Timestamp) -> str:
    return get(code, start.date()).short_name


def _refuse(path: Path, what: str, listed: list[str]) -> None:
    if listed:
        raise BadData.rows(
            f"{len(listed)} {what} {path.name} cannot be used:",
            listed,
            "Every trust's patients must be shared out among ICBs, once each, and make 1. Mend the file, or "
            "leave out 'by: shares'. Nothing was stored.",
        )
