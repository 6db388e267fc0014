"""How much of an outcome would not be, had every group the rate of the reference group."""

import numpy as np
import pandas as pd

from insight.statistics.comparison.ratio import ratio
from insight.statistics.inputs.groups import coded, totals
from insight.statistics.inputs.numbers import counted

LIMITS = ["value", "lower", "upper"]


def attributable(
    numerator, denominator, reference, *, by=None, of: str = "people", confidence: float = 0.95
) -> pd.DataFrame:
    """Estimate the population attributable fraction and number of each area.

    numerator, denominator : counts of each group, n of them; reference : True for the rows of the
    group others are measured against, such as the least deprived. by : the area of each row; None
    for one area. of : "people", when the numerator is some of the denominator, or "events".
    confidence : a fraction.

    Returns a row per area: overall and reference, figures of all groups together and of the
    reference group for one of the denominator; fraction, the share of the outcome that would not
    have been, with fraction_lower and _upper; number, how many that is, with number_lower and
    _upper. Below 0 when the reference group has more of the outcome than the others: of something
    wanted, that is what is lacking. The groups outside the reference are taken together. Missing
    where a count of the area is, where it lacks the reference group or any other, and where nobody
    had the outcome. Raises InsightError for impossible counts.

    >>> found = attributable([30, 10], [100, 100], [False, True])
    >>> found[["fraction", "number"]].round(3).values.tolist()
    [[0.5, 20.0]]

    Source: Levin (1953) Acta Unio Int Contra Cancrum 9:531-41; the limits are those of the ratio
    of the reference group to the others, of which the fraction is a falling function.
    """
    given = counted(x=numerator, n=denominator)
    codes, areas = coded(by, given.index)
    x, n = given["x"].to_numpy(), given["n"].to_numpy()
    chosen = pd.Series(reference, index=None if isinstance(reference, pd.Series) else given.index)
    inside = chosen.reindex(given.index).eq(True).fillna(False).to_numpy(dtype=bool)
    here, there = (
        [totals(np.where(some, part, 0.0), codes, len(areas)) for part in (x, n)]
        for some in (inside, ~inside)
    )
    counts = {"x1": here[0], "n1": here[1], "x2": there[0], "n2": there[1]}
    frame = pd.DataFrame(counts, index=areas)
    frame[~((here[1] > 0) & (there[1] > 0))] = np.nan
    fraction = _fraction(frame, of, confidence)
    total = (frame["x1"] + frame["x2"]).to_numpy()
    everyone = (frame["n1"] + frame["n2"]).to_numpy()
    found = {"overall": total / everyone, "reference": (frame["x1"] / frame["n1"]).to_numpy()}
    for name, parts in (("fraction", fraction), ("number", fraction * total[:, None])):
        found |= {name: parts[:, 0], f"{name}_lower": parts[:, 1], f"{name}_upper": parts[:, 2]}
    return pd.DataFrame(found, index=areas)


def _fraction(frame: pd.DataFrame, of: str, confidence: float) -> np.ndarray:
    """Give value, lower and upper of 1 - reference / overall, by whichever ratio exists."""
    inside, outside = [frame["x1"], frame["n1"]], [frame["x2"], frame["n2"]]
    share = (frame["n1"] / (frame["n1"] + frame["n2"])).to_numpy()[:, None]
    below = ratio(*inside, *outside, of=of, confidence=confidence)[LIMITS].to_numpy()
    above = ratio(*outside, *inside, of=of, confidence=confidence)[LIMITS].to_numpy()
    falling = 1 - below / (share * below + 1 - share)
    rising = 1 - 1 / (share + (1 - share) * above)
    return np.where(np.isnan(falling[:, :1]), rising, falling[:, [0, 2, 1]])
