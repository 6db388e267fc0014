"""An edition in, finished pages out. Notebooks are run; no finding is touched."""

from insight.run.cluster import Machines
from insight.run.execute import execute
from insight.run.pages import Stale, failed, make, stale
from insight.run.plan import Job, plan

__all__ = ["Job", "Machines", "Stale", "execute", "failed", "make", "plan", "stale"]
