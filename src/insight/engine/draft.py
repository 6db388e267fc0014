"""What papermill keeps of a notebook while it runs, saved as often as someone might look."""

from datetime import datetime
from typing import Any

from papermill.engines import NotebookExecutionManager

SELDOM = 2.0  # seconds


class Draft(NotebookExecutionManager):
    """Papermill's own, which saves a notebook of 40 cells 80 times, sparing with it.

    It saves when something has gone wrong, and otherwise every two seconds at most; papermill
    itself saves a notebook that has ended.
    """

    spare = True

    def save(self, **kwargs: Any) -> None:
        """Write the notebook as it is, unless that was done a moment ago."""
        if self.spare and (self.now() - self.last_save_time).total_seconds() < SELDOM:
            return
        super().save(**kwargs)

    def cell_exception(self, cell, cell_index=None, **kwargs: Any) -> None:
        """Note what went wrong, and save."""
        self.spare = False
        super().cell_exception(cell, cell_index=cell_index, **kwargs)

    def cell_complete(self, cell, cell_index=None, **kwargs: Any) -> None:
        """Note how long a cell took; papermill would guess how the time it began is written."""
        noted = cell.metadata.papermill
        began = noted.pop("start_time", None)
        if began:
            noted["duration"] = (self.now() - datetime.fromisoformat(began)).total_seconds()
        super().cell_complete(cell, cell_index=cell_index, **kwargs)
        noted["start_time"] = began
