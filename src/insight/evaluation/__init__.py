"""How sessions are evaluated, and what became of the project this suite grew from."""

from insight.evaluation.loading import comments, entries, events, project, questions, results
from insight.evaluation.telling import (
    answer,
    barriers,
    case_study,
    changes,
    governance,
    log,
    milestones,
    plan,
    register,
    scope,
    slipped,
)

__all__ = [
    "answer", "barriers", "case_study", "changes", "comments", "entries", "events", "governance",
    "log", "milestones", "plan", "project", "questions", "register", "results", "scope", "slipped",
]  # fmt: skip
