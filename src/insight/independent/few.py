"""What may be told of operations, by the house's rule for small numbers of people."""

import pandas as pd

from insight.disclosure import Policy, protect

RULE = Policy(
    name="independent",
    title="Operations: 1 to 9 withheld, others to the nearest 5",
    largest_small=9,
    hides=True,
    nearest=5,
)
LEAST = RULE.largest_small + 1  # operations of which shares are shown


def rounded(operations: int) -> int | None:
    """Give operations as they may be shown; None where there are none, or so few that they are withheld."""
    shown = _shown(operations, operations)
    return None if not operations or pd.isna(shown) else int(shown)


def share(part: int, whole: int) -> float | None:
    """Give a share, but none that tells of few people within it or left out of it; 0 and 1 may be told."""
    return part / whole if whole and pd.notna(_shown(part, whole)) else None


def _shown(part: int, whole: int) -> int | None:
    """Give the whole as the rule shows it; missing where it, the part or the rest is small."""
    counts = pd.DataFrame({"numerator": [part], "denominator": [whole]}, dtype="Int64")
    no, yes = pd.Series([False]), pd.Series([True])
    return protect(counts, RULE, national=no, complement=yes)["denominator"].iloc[0]
