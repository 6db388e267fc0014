"""Questions that follow a gap: why it is there, and what can be done here."""

from insight.definitions.audit import Id
from insight.definitions.strict import Record


class Prompts(Record):
    """Questions about every gap by a breakdown, about gaps at a stage of care, and about reaching people."""

    id: Id
    general: dict[Id, str]
    causes: dict[Id, str]
    act: str
    reach: tuple[str, ...]

    def of(self, by: str, stage: object = None) -> tuple[str, ...]:
        """Give the question about any gap by a breakdown, or that about gaps at a stage of care."""
        found = self.general.get(by) if stage is None else self.causes.get(str(stage))
        return (found,) if found else ()
