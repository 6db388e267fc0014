"""What a page was made of, as recorded when it was made."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """Facts."""

    report: str = ""


def facts_of(path) -> Facts:
    """Give."""
    return Facts()


def record_rerun(page, job) -> None:
    """Record."""
