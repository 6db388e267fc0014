"""Lines of cells as a file has them, before it is known what they mean."""

from dataclasses import dataclass, field

from insight.recommendations.reading.text import Text


@dataclass(frozen=True)
class Line:
    """One row of a table, or a line of words outside one.

    merged : of cells that belong to a cell further up, by place: how many lines further up that is.
    """

    place: str  # as a person finds it: "line 12", "table 1, row 3"
    cells: tuple[Text, ...]
    merged: dict[int, int] = field(default_factory=dict)
    spans: bool = False  # one cell over the whole width
    table: bool = True

    @property
    def words(self) -> list[str]:
        """Give the words of each cell."""
        return [cell.plain for cell in self.cells]

    @property
    def blank(self) -> bool:
        """Tell whether it says nothing."""
        return not any(self.cells)


def outside(place: str, text: Text) -> Line:
    """Give words that stand outside any table."""
    return Line(place, (text,), table=False)
