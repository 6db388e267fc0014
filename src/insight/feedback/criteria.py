"""Published criteria for feedback, as written in params/criteria/<name>.yml."""

from pydantic import Field, model_validator

from insight import paths
from insight.definitions.strict import Record, named
from insight.feedback.checks import CHECKS


class Criterion(Record):
    """One thing a page should have, and the rule by which a program sees whether it has."""

    words: str
    check: str  # a rule in insight/feedback/checks.py
    share_2019: float | None = Field(default=None, ge=0, le=1)  # of national reports that met it, if known
    only_for: tuple[str, ...] = ()  # audiences; everyone when empty
    not_for: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _known(self) -> "Criterion":
        if self.check not in CHECKS:
            raise ValueError(f"no check is called {self.check!r}. Known: {', '.join(sorted(CHECKS))}.")
        return self

    def applies(self, audiences: tuple[str, ...]) -> bool:
        """Say whether a page for these is held to it: not when it is for none but those left out."""
        if self.only_for and not {*audiences} <= {*self.only_for}:
            return False
        return not self.not_for or not {*audiences} <= {*self.not_for}


class Criteria(Record):
    """Criteria from one source."""

    id: str
    title: str
    source: str
    link: str | None = None
    counts: bool = True  # whether they count in a page's score
    criteria: tuple[Criterion, ...]
    jargon: dict[str, str] = Field(default_factory=dict)  # words to avoid, and what to write instead


def criteria() -> list[Criteria]:
    """Give the criteria of every source, those that count first."""
    files = sorted((paths.params() / "criteria").glob("*.yml"))
    found = [named(Criteria, path) for path in files]
    return sorted(found, key=lambda one: (not one.counts, one.id != "khan_2020", one.id))
