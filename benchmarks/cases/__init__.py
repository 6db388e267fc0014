"""Each statistic as it is timed: vectorised, and in plain Python."""

from cases.areas import AREAS
from cases.case import Case
from cases.inequality import INEQUALITY
from cases.rows import ROWS
from cases.series import SERIES

CASES = [*ROWS, *AREAS, *INEQUALITY, *SERIES]

__all__ = ["CASES", "Case"]
