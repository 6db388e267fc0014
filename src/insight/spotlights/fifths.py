"""The five fifths of deprivation of an area, where they may be set against each other."""

import pandas as pd

FIFTHS = ("1 most deprived", "2", "3", "4", "5 least deprived")


def fifths_told(found: pd.DataFrame, gaps: pd.DataFrame, area: str) -> pd.DataFrame:
    """Give the newest figures of the five fifths of each metric whose gap by deprivation is told.

    found, gaps : findings and gaps of several audits. Returns five rows per metric in the order of
    the findings, `fifth` from 1, the most deprived; metrics that lack a fifth are left out.
    """
    told = gaps[(gaps["breakdown"] == "deprivation") & gaps["latest"] & gaps["withheld"].isna()]
    metrics = set(told.loc[told["area"] == area, "metric"].astype(str))
    here = (found["breakdown"] == "deprivation") & found["latest"] & (found["area"] == area)
    rows = found[here & found["metric"].isin(metrics)].copy()
    rows["fifth"] = rows["group"].astype(str).map({name: n for n, name in enumerate(FIFTHS, 1)})
    rows = rows.dropna(subset=["fifth", "value", "lower", "upper", "denominator"])
    whole = rows.groupby(rows["metric"].astype(str))["fifth"].transform("count") == len(FIFTHS)
    return rows[whole].astype({"fifth": int}).sort_values("fifth", kind="stable").sort_index()
