"""How widely results scatter when most of them are ordinary."""

import numpy as np
import pandas as pd

MIDDLE = 0.6744897501960817  # half of a standard normal lies within this of 0


def empirical_null(z, by=None, *, least: float = 1.0) -> pd.Series:
    """Give the standard deviation of the ordinary z scores of each row's group.

    z : scores, n of them, with 0 where nothing is out of the ordinary, and endless where
    the impossible has happened; matched by index if Series. by : the group each belongs to,
    a label per row; missing for one group. least : the scatter is never taken to be less
    than this; 1 is what theory gives.

    It is found from the middle half of the group, so that true outliers hardly move it, and
    divides each z before a tail probability is taken: estimates of over-dispersion that are
    winsorised come out too small, and other things that spread areas are not allowed for.

    Returns a Series on z's index; missing where z or its group is.

    >>> empirical_null([-2.0, -1.3489795, 0.0, 1.3489795, 9.0]).round(3).tolist()
    [2.0, 2.0, 2.0, 2.0, 2.0]

    Source: Efron (2004) J Am Stat Assoc 99:96-104, with the median absolute score in place
    of a fitted central peak.
    """
    scores = pd.Series(z, dtype=float) if not isinstance(z, pd.Series) else z.astype(float)
    group = pd.Series(0, index=scores.index) if by is None else pd.Series(np.asarray(by), index=scores.index)
    finite = scores.abs().where(np.isfinite(scores))
    middle = finite.groupby(group, sort=False).transform("median").fillna(0)
    return (middle / MIDDLE).clip(lower=least).where(scores.notna() & group.notna())
