"""Why."""

from dataclasses import replace

from insight.pages import Page
from insight.review.changes import Change
from insight.review.facts import Facts


class Reasons:
    """Why."""

    def __init__(self, old: Page, new: Page, facts: tuple[Facts, Facts]):
        self.parameters = old.parameters != new.parameters

    def told(self, change: Change) -> Change:
        """Give."""
        return replace(change, reason="parameters") if self.parameters else change
