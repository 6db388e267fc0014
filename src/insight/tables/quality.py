"""How good each audit's data are, side by side."""

from collections.abc import Sequence

import pandas as pd

from insight.formats import Html, Lines, bare, table
from insight.formats.quality import Known, quality
from insight.formats.rows import captioned

NAMES = [
    "Audit", "Newest period", "Age in months", "Provisional", "ICBs with a result", "ICBs covered in part",
    "Trusts with a result", "Figures missing", "Figures by group missing", "Deprivation known",
    "Ethnic group known", "Cases that reached it", "Units that take part", "Records complete",
]  # fmt: skip
UNKNOWN = "not published"


def data_quality(findings: pd.DataFrame) -> Html:
    """Give, audit by audit, age, coverage, what is missing, and whom the data miss.

    findings : all of an edition's. A figure is missing when it is withheld or was not published.
    """
    cells = [
        (
            f"{one.topic} ({one.short})",
            one.period,
            UNKNOWN if one.age is None else str(one.age),
            _share(one.provisional),
            _of(one.boards),
            str(one.partial),
            _of(one.trusts),
            _share(one.withheld),
            UNKNOWN if one.withheld_groups is None else _share(one.withheld_groups),
            _range(one.known["deprivation"]),
            _range(one.known["ethnicity"]),
            _shares(one.ascertained),
            _shares(one.takes_part),
            _shares(one.complete),
        )
        for one in quality(findings)
    ]
    newest = findings[findings["latest"].to_numpy(bool)]
    return table(Lines(cells, NAMES), captioned("How good the data of each audit are.", newest))


def _share(value: float) -> str:
    return bare(value, "%", 0)


def _of(counts: tuple[int, int]) -> str:
    return f"{counts[0]} of {counts[1]}" if counts[1] else UNKNOWN


def _range(known: Known | None) -> str:
    if known is None:
        return UNKNOWN
    low, high = _share(known[0]), _share(known[1])
    return ("at least " * known[2]) + (low if low == high else f"{low} to {high}")


def _shares(values: Sequence[float]) -> str:
    return ", ".join(_share(value) for value in values) or UNKNOWN
