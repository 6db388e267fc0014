"""Whom reports are for, and where each should begin, as written in params/audiences/<audience>.yml."""

from insight import paths
from insight.audiences.audience import Audience
from insight.definitions.strict import named
from insight.errors import UnknownName

__all__ = ["REST", "Audience", "audiences", "is_named", "of_report"]
REST = "analysts"  # whom a report is for that no file names


def audiences() -> list[Audience]:
    """Give every audience in the order they are told; refuse a file that names a report there is not."""
    files = sorted((paths.params() / "audiences").glob("*.yml"))
    found = [named(Audience, path) for path in files]
    known = {path.stem for path in paths.notebooks().glob("*.ipynb")}
    for audience in found:
        for report in audience.reports:
            if report not in known:
                where = f"params/audiences/{audience.id}.yml"
                raise UnknownName.among("report", report, known=known, where=where)
    return sorted(found, key=lambda audience: (audience.order, audience.id))


def of_report(report: str) -> tuple[str, ...]:
    """Give the ids of those a report is for: those that name it, else analysts."""
    files = sorted((paths.params() / "audiences").glob("*.yml"))
    if not files:
        return ()
    return tuple(one.id for one in audiences() if report in one.reports) or (REST,)


def is_named(report: str) -> bool:
    """Tell whether it is written down whom a report is for."""
    return any(report in one.reports for one in audiences())
