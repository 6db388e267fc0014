"""The demonstration data, made rather than read."""

import pandas as pd

from insight import demo
from insight.definitions import Edition, Source


def make(edition: Edition, source: Source) -> pd.DataFrame:
    """Give the observations of the synthetic national data set, from the edition's seed."""
    return demo.observations(edition, source)
