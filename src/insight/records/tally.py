"""Where every row of an extract went."""

from dataclasses import dataclass, field

AXIS = dict[str, dict[str, int]]  # column's part -> what it says -> rows


@dataclass(frozen=True)
class Tally:
    """The rows of one extract, each counted once; and those that some tables could not place."""

    extract: str
    rows_in: int
    used: int
    left_out: dict[str, int] = field(default_factory=dict)  # reason -> rows
    unplaced: AXIS = field(default_factory=dict)  # level -> code -> rows counted for England and not there
    ungrouped: AXIS = field(default_factory=dict)  # breakdown -> text -> rows that are in none of its groups
    unknown: AXIS = field(default_factory=dict)  # breakdown -> text -> rows put in its group of the unknown
    observations: int = 0
    withheld: dict[str, int] = field(default_factory=dict)  # reason -> observations without a number
    source: str = ""  # the text of params/sources/<extract>.yml, which reads what was written

    def __post_init__(self):
        """Refuse to have lost a row: that would be a fault of ours, not of the data."""
        counted = self.used + sum(self.left_out.values())
        if counted != self.rows_in:
            raise AssertionError(f"{self.extract}: {self.rows_in} rows came in, {counted} are accounted for.")

    def lines(self, *, smallest: int = 8) -> list[str]:
        """Say it in words, a line each. Rows fewer than `smallest` are said to be that, and no more."""

        def said(rows: int) -> str:
            return f"{rows:,}" if rows >= smallest or rows == 0 else f"fewer than {smallest}"

        told = [f"{self.extract}: {self.rows_in:,} rows in, {self.used:,} used."]
        told += [f"  {said(rows)} left out: {reason}" for reason, rows in self.left_out.items()]
        kinds = (
            (self.unplaced, "counted for England and for no {}: the code is {!r}"),
            (self.ungrouped, "in no group of {}: it says {!r}"),
            (self.unknown, "in the unknown group of {}: it says {!r}"),
        )
        for axes, words in kinds:
            for axis, texts in axes.items():
                told += [f"  {said(rows)} " + words.format(axis, text) for text, rows in texts.items()]
        told += [f"{self.observations:,} observations made."]
        return told + [f"  {rows:,} withheld: {reason}" for reason, rows in self.withheld.items()]
