"""How good an audit's data are: how old, how complete, how much is withheld, and whom they miss."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from insight.formats.known import known_range, known_share
from insight.formats.rows import by_audit, is_word, newest, parted_by_audit, peers

ASCERTAINED = ("_ascertainment", "_identified_other", "_identified_spine")  # how metrics of it are called
TAKES_PART = ("_participation",)
COMPLETE = ("_completeness",)
GROUPS = ("deprivation", "ethnicity")
OLD = 12  # months from which data are called old
FULL = 0.8  # a share under which something is missing
MANY = 0.2  # a share from which much is withheld
Known = tuple[float, float, bool]  # the lowest and highest share, and whether they are only lower bounds


@dataclass(frozen=True, kw_only=True)
class Quality:
    """What one audit's data are like. Shares are fractions; None where nobody published what is needed."""

    audit: str
    name: str
    short: str
    topic: str
    period: str  # the newest
    age: int | None  # in months, of the newest
    provisional: float  # share of the newest figures
    boards: tuple[int, int]  # with a figure, of all that could have one
    partial: int  # ICBs with figures of only a part of them
    trusts: tuple[int, int]
    withheld: float  # share of the newest figures
    withheld_groups: float | None  # share of the newest figures by group
    known: dict[str, Known | None]  # by breakdown: the share of people whose group is known
    ascertained: tuple[float, ...]  # shares of cases that reached the audit, England
    takes_part: tuple[float, ...]  # shares of units that take part, England
    complete: tuple[float, ...]  # shares of records that are complete, England

    @property
    def cautions(self) -> list[str]:
        """Give what a reader must keep in mind, in words."""
        low = [value for value in (*self.ascertained, *self.takes_part, *self.complete) if value < FULL]
        said = {
            f"the newest data are {self.age} months old": self.age is not None and self.age >= OLD,
            "figures are provisional and may change": self.provisional > 0,
            "some areas are covered only in part": self.partial > 0,
            "cases, units or records are missing": bool(low),
            "many figures by group are withheld": (self.withheld_groups or 0) > MANY,
            "the group of many people is not known": any(
                known is not None and known[0] < FULL for known in self.known.values()
            ),
        }
        return [words for words, is_so in said.items() if is_so]


def quality(findings: pd.DataFrame) -> list[Quality]:
    """Give what the data of each audit of an edition are like, in the order of its audits.

    findings : all of an edition's.
    """
    boards = int(findings.loc[is_word(findings, "area_type", "icb"), "area"].nunique())
    known = {by: parted_by_audit(known_share(findings, None, by)) for by in GROUPS}
    return [_of_audit(audit, rows, boards, known) for audit, rows in by_audit(findings)]


def _of_audit(audit: str, rows: pd.DataFrame, boards: int, known: dict[str, dict]) -> Quality:
    latest = rows[rows["latest"].to_numpy(bool)]
    first = latest.iloc[int(latest["period_end"].to_numpy().argmax())]
    whole = is_word(latest, "breakdown", "all")
    ages = latest["age_months"].dropna()
    own, grouped = peers(rows, "icb"), latest[~whole]
    trusts = peers(rows, "trust")
    return Quality(
        audit=audit,
        name=str(first["audit_name"]),
        short=str(first["audit_short"]),
        topic=str(first["topic"]),
        period=str(first["period"]),
        age=int(ages.min()) if len(ages) else None,
        provisional=float((latest["status"] == "provisional").mean()),
        boards=(_with_figure(own), boards if len(own) else 0),
        partial=int(own.loc[own["coverage"] == "part", "area"].nunique()),
        trusts=(_with_figure(trusts), int(trusts["area"].nunique())),
        withheld=float(latest["value"].isna().mean()),
        withheld_groups=float(grouped["value"].isna().mean()) if len(grouped) else None,
        known={by: known_range(shares[audit]) if audit in shares else None for by, shares in known.items()},
        ascertained=_of_england(rows, ASCERTAINED),
        takes_part=_of_england(rows, TAKES_PART),
        complete=_of_england(rows, COMPLETE),
    )


def _with_figure(rows: pd.DataFrame) -> int:
    return int(rows.loc[rows["value"].notna(), "area"].nunique())


def _of_england(rows: pd.DataFrame, endings: Sequence[str]) -> tuple[float, ...]:
    """Give England's newest shares of the metrics that are called so."""
    england = newest(rows, None)
    mine = np.array([str(metric).endswith(tuple(endings)) for metric in england["metric"]], bool)
    return tuple(england.loc[mine & england["value"].notna().to_numpy(bool), "value"].tolist())
