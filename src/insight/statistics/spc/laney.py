"""How much more counts vary from one time to the next than chance alone would make them."""

import numpy as np

from insight.statistics.spc.steps import Points, ratio

D2 = 1.128  # the average range of two draws from a normal distribution, in standard deviations


def sigma_z(
    points: Points, basis: Points, centre: np.ndarray, sigma: np.ndarray, *, screen: bool, floor: bool
) -> np.ndarray:
    """Give each row the ratio of the spread seen in its step to the spread of chance.

    points : all n rows; basis : those limits come from; centre, sigma : n of each, the mean
    and the standard deviation chance gives. screen : leave out moving ranges beyond their
    own limit, once. floor : never below 1, so that limits are never inside those of chance.

    Returns n ratios; 0 where every proportion of a step is the same, missing where a step
    has one point.

    Source: Laney (2002) Qual Eng 14:531-7.
    """
    value = ratio(basis.of("numerator"), basis.of("denominator"))
    centre, sigma = centre[basis.rows], sigma[basis.rows]
    z = np.divide(value - centre, sigma, out=np.zeros_like(value), where=sigma > 0)
    found = points.each(basis.moving_range(z, screen=screen) / D2)
    return np.maximum(found, 1.0) if floor else found
