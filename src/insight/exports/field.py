"""One column of a table for others, and what is said of it."""

from dataclasses import dataclass
from typing import Any, Literal

OWN_UNIT = "see `unit`"
Kind = Literal["string", "number", "integer", "boolean", "date"]


@dataclass(frozen=True)
class Field:
    """One column. `missing` says what an empty cell means; None where no cell is empty."""

    name: str
    kind: Kind
    words: str
    missing: str | None = None
    unit: str = ""
    values: tuple[str, ...] = ()  # all there can be, where that is a short list

    def described(self) -> dict[str, Any]:
        """Give the column as a field of a Table Schema."""
        words = self.words + (f" Unit: {self.unit}." if self.unit else "")
        words += f" Empty when {self.missing}." if self.missing else ""
        rules: dict[str, Any] = {} if self.missing else {"required": True}
        rules |= {"enum": list(self.values)} if self.values else {}
        told = {"name": self.name, "type": self.kind, "title": self.title, "description": words}
        return told | ({"constraints": rules} if rules else {})

    @property
    def title(self) -> str:
        """Give the name of the column in words."""
        return self.name.replace("_", " ").capitalize()
