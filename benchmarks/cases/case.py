"""One statistic as it is timed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

MANY = 2_000_000  # rows at once for what is worked out once for each different row


@dataclass(frozen=True)
class Case:
    """A statistic: its name, the columns it reads, and how each way of working it out is called."""

    name: str
    columns: tuple[str, ...]
    ours: Callable[[pd.DataFrame], Any]  # gives the numbers that are compared
    plain: Callable  # takes the columns as lists
    size: int = 1  # rows in a group or a series; 1 when every row is by itself
    arguments: tuple = ()  # for the plain function, after the columns
    prepare: Callable[[pd.DataFrame], pd.DataFrame] = lambda rows: rows  # untimed
    slow: int = 1  # by how much less is timed, where even one row takes long
    piece: int = 200_000  # rows at once: what a processor's caches hold with all that is made of them


def case(name, columns, ours, plain, size=1, *arguments, **more) -> Case:
    """Give a case; its columns are named in one text."""
    return Case(name, tuple(columns.split()), ours, plain, size, arguments, **more)
