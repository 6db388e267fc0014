"""What a page is asked to be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Job:
    """One page to make: a notebook, what to call the page, and what to hand it."""

    report: str  # the name of the notebook
    report_title: str  # what readers call this kind of page
    name: str  # the name of the page's file, without its ending
    title: str  # as data gave it: made safe only where it is written
    subtitle: str
    notebook: Path
    page: Path
    draft: Path
    parameters: Mapping[str, Any] = field(default_factory=dict)
    time_limit: float = 600  # seconds for the whole page
    memory_limit: int = 4096  # MiB that its data may take
    clock: int = 0  # the time the page believes it is made, in seconds since 1970

    @property
    def path(self) -> str:
        """Give what the page is called on screen, such as icb_insight/qwo."""
        return f"{self.report}/{self.name}"
