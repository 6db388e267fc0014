"""An edition in, finished pages out. Notebooks are run; no finding is touched."""

from insight.making import Job
from insight.run.machines import Machines
from insight.run.pages import Stale, failed, make, make_one, stale
from insight.run.plan import OVER, one, plan, subjects

__all__ = [
    "OVER",
    "Job",
    "Machines",
    "Stale",
    "failed",
    "make",
    "make_one",
    "one",
    "plan",
    "stale",
    "subjects",
]
