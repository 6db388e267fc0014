"""What good looks like in an ICB that uses national clinical audits: statements that can be seen to hold."""

from insight import paths
from insight.assessment.statement import LEVELS, Statement, Statements
from insight.definitions.strict import named
from insight.errors import BadDefinition

__all__ = ["LEVELS", "Statement", "Statements", "statements"]


def statements() -> list[Statement]:
    """Give every statement in params/assessment, in the order of files and lines.

    Raises BadDefinition for two statements of one id.
    """
    files = sorted((paths.params() / "assessment").glob("*.yml"))
    found = [one for path in files for one in named(Statements, path).statements]
    ids = [one.id for one in found]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise BadDefinition(
            f"Two statements in params/assessment have the id {', '.join(twice)}. Rename one."
        )
    return found
