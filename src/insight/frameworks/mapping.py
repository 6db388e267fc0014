"""Which clinical area each metric belongs to: one of an approach, or none."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from insight.definitions.audit import Id
from insight.definitions.strict import Record

NONE = "none"


class ClinicalAreas(Record):
    """The clinical area of each metric, by audit."""

    id: Id
    audits: dict[Id, Literal["none"] | dict[Id, str]] = Field(default_factory=dict)

    def of(self, audit: str, metric: str) -> str | None:
        """Give a metric's clinical area, such as adults/maternity, or none; None where it is not mapped."""
        known = self.audits.get(audit)
        return known.get(metric) if isinstance(known, Mapping) else known

    def measured(self) -> frozenset[str]:
        """Give the clinical areas that some metric of some audit belongs to."""
        maps = [known for known in self.audits.values() if isinstance(known, Mapping)]
        return frozenset(name for known in maps for name in known.values() if name != NONE)
