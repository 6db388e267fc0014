"""An edition in, finished pages out. Notebooks are run; no finding is touched."""

from insight.run.machines import Machines
from insight.run.notebook import declared
from insight.run.pages import Stale, failed, make, make_one, stale
from insight.run.plan import Job, one, plan

__all__ = [
    "Job",
    "Machines",
    "Stale",
    "declared",
    "failed",
    "make",
    "make_one",
    "one",
    "plan",
    "stale",
]
