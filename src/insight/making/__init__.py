"""A notebook and what to hand it in, a finished page out. Which pages there are is known elsewhere.

Nothing here looks up areas or findings, so a process that only makes pages starts without what they load.
"""

from pathlib import Path

from insight.making.job import Job
from insight.making.notebook import declared, heading, parameters, read
from insight.making.profiles import PROFILES, WHOLE, WHOM, seen
from insight.making.surroundings import Step, surroundings

__all__ = [
    "PROFILES", "WHOLE", "WHOM", "Job", "Step", "declared", "heading", "make", "parameters", "read", "seen",
    "surroundings",
]  # fmt: skip


def make(job: Job, step: Step = lambda number, total: None) -> Path:
    """Make a page, wherever its job says; give it. See `execute` for the arguments and refusals."""
    from insight.making.execute import (
        execute,  # here, as papermill takes long to load and only workers need it
    )

    return execute(job, step)
