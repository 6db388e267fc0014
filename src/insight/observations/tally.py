"""Where every row of a source went: used, left out and why, or a foot note."""

from dataclasses import dataclass, field

NO_METRIC = "holds no metric of ours"
NO_CATEGORY = "in a category that no metric counts"


@dataclass(frozen=True)
class Tally:
    """The rows of one source, each counted once."""

    source: str
    rows_in: int
    used: int
    left_out: dict[str, int] = field(default_factory=dict)  # reason -> rows
    foot_notes: int = 0
    notes: tuple[str, ...] = ()  # what the foot notes say, with their places
    observations: int = 0
    withheld: dict[str, int] = field(default_factory=dict)  # reason -> observations without a number

    def __post_init__(self):
        """Refuse to have lost a row: that would be a fault of ours, not of the data."""
        counted = self.used + sum(self.left_out.values()) + self.foot_notes
        if counted != self.rows_in:
            raise AssertionError(f"{self.source}: {self.rows_in} rows came in, {counted} are accounted for.")
