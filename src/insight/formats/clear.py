"""How clearly an interval lies away from a value: an order for reading, never evidence."""

from insight.formats.numbers import is_missing


def widths_away(lower: float, upper: float, value: float) -> float:
    """Give how many of its own widths an interval lies away from a value; below 0 when it includes it.

    Least of all where it has no width or something is missing.

    >>> widths_away(2, 4, 1), widths_away(2, 4, 8), widths_away(2, 4, float("nan"))
    (0.5, 2.0, -inf)
    """
    wide, away = upper - lower, max(lower - value, value - upper)
    return away / wide if wide > 0 and not is_missing(away) else float("-inf")
