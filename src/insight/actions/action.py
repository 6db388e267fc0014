"""An action agreed in an ICB, as a row of params/actions/<code>.csv, and how it stands on a day."""

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import model_validator

from insight.definitions.strict import Record, Words
from insight.filled import ANY_CASE, Day, is_made_up
from insight.periods import months_on

SOON = 3  # months within which what is due is due soon
Status = Literal["planned", "under way", "done", "stopped"]
State = Literal["overdue", "due within three months", "not due yet", "done", "stopped"]
STATUSES: tuple[Status, ...] = get_args(Status)
STATES: tuple[State, ...] = get_args(State)


class Action(Record):
    """Who does what by when, and how anyone would know. Owners are roles, not people's names."""

    action: Words
    owner: Words
    organisation: Words
    start: Day
    due: Day
    measure: Words  # the id of a metric, or words
    aim: Words | None = None  # of the measure
    status: Annotated[Status, ANY_CASE]
    done_on: Day | None = None
    note: Words | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Action":
        if self.due < self.start:
            raise ValueError(f"is due on {self.due}, before its start on {self.start}.")
        if (self.status == "done") != (self.done_on is not None):
            raise ValueError("'Done on' is filled when the status is done, and only then.")
        if self.done_on is not None and self.done_on < self.start:
            raise ValueError(f"was done on {self.done_on}, before its start on {self.start}.")
        return self

    @property
    def made_up(self) -> bool:
        """Tell whether its note says that it only shows what can be written."""
        return is_made_up(self.note)

    def state(self, as_at: date) -> State:
        """Give how the action stands on a day: by when it is due, unless done by then or stopped."""
        if self.status == "stopped":
            return "stopped"
        if self.done_on is not None and self.done_on <= as_at:
            return "done"
        if self.due < as_at:
            return "overdue"
        return "due within three months" if self.due <= months_on(as_at, SOON) else "not due yet"

    def late(self, as_at: date) -> int:
        """Give the days an action is overdue by, or was late when it was done; 0 when it is not."""
        end = min(self.done_on or as_at, as_at)
        return max(0, (end - self.due).days) if self.status != "stopped" else 0
