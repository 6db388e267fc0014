"""How much would not be, had every fifth of deprivation the figure of the least deprived."""

import pandas as pd

from insight.formats.rows import ENGLAND
from insight.spotlights.fifths import FIFTHS, fifths_told
from insight.statistics.inequality.attributable import attributable

KEPT = [
    "metric", "audit", "topic", "audit_short", "title", "subject", "outcome", "statistic", "better", "unit",
    "period", "source_title", "published", "age_months", "synthetic",
]  # fmt: skip
MADE = ["fraction", "fraction_lower", "fraction_upper", "number", "number_lower", "number_upper"]
OF = {"proportion": "people", "rate": "events"}


def avoidable(found: pd.DataFrame, gaps: pd.DataFrame, area: str | None = None) -> pd.DataFrame:
    """Give the fraction of what nobody wants that goes with deprivation, and how many people that is.

    found, gaps : findings and gaps of several audits. area : its code; England when None. Where
    lower is better, what nobody wants is the outcome itself; where higher is, it is to go without
    it. Metrics without counts, without a good direction, or whose gap by deprivation is not told,
    are left out.

    Returns a row per metric: the findings' words; without, True where it is of people who went
    without the outcome; cases, how many there were; fraction and number, each with _lower and
    _upper, as in statistics/inequality/attributable.py.
    """
    rows = fifths_told(found, gaps, area or ENGLAND)
    rows = rows[rows["statistic"].isin(OF) & rows["better"].isin(["lower", "higher"])]
    rows = rows[(rows["statistic"] == "proportion") | (rows["better"] == "lower")]
    counts = rows[["numerator", "denominator"]].astype("Float64").astype(float)
    metric = rows["metric"].astype(str)
    whole = counts.notna().all(axis=1).groupby(metric).transform("all")
    rows, counts, metric = rows[whole], counts[whole], metric[whole]
    if rows.empty:
        return pd.DataFrame(columns=[*KEPT, "without", "cases", *MADE])
    without = rows["better"] == "higher"
    cases = counts["numerator"].where(~without, counts["denominator"] - counts["numerator"])
    made = rows.drop_duplicates("metric")[KEPT].assign(without=without)
    made.index = pd.Index(made["metric"].astype(str))
    made["cases"] = cases.groupby(metric).sum()
    least = rows["fifth"] == len(FIFTHS)
    for statistic, of in OF.items():
        here = rows["statistic"] == statistic
        if here.any():
            fractions = attributable(
                cases[here], counts["denominator"][here], least[here], by=metric[here], of=of
            )
            made.loc[fractions.index, MADE] = fractions[MADE]
    return made.dropna(subset="fraction").reset_index(drop=True)
