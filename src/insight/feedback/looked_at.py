"""A finished page as the checks look at it: its parts, its text, and what is known beside it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from insight.feedback.numbers_shown import prose, shown
from insight.formats.words import MONTHS
from insight.pages import Bullets, Figure, Heading, Page, Table, figures, tables, unfolded, words

AGE = re.compile(r"\b(\d+)(?: to \d+)? months? old\b")
YOUNG = re.compile(r"\bless than a month old\b")
NAMED = "|".join(MONTHS)
NEWEST = re.compile(rf"\b(?:[Nn]ewest|All) (?:data |are )?(?:to|of) (?:\d+ )?({NAMED}) (\d{{4}})")


@dataclass(frozen=True)
class Looked:
    """A page, whom it is for, and what of the edition and its other pages it is judged with."""

    page: Page
    audiences: tuple[str, ...]
    as_at: date
    named: bool = False  # it is written down whom the report is for
    coming: bool = False  # the next edition is announced
    siblings: tuple[str, ...] = ()  # audiences of other pages about the same
    whys: tuple[str, ...] = ()  # why each topic and metric matters, as defined
    sources: tuple[str, ...] = ()  # who publishes the data and runs the audits
    jargon: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def text(self) -> str:
        """Give all that is read on the page."""
        return "\n".join(shown(self.page))

    @cached_property
    def prose(self) -> list[str]:
        """Give what is read as sentences."""
        return [self.page.title, *prose(self.page)]

    @cached_property
    def headings(self) -> list[str]:
        """Give the headings, in small letters."""
        return [block.text.lower() for block in self.page.blocks if isinstance(block, Heading)]

    @cached_property
    def figures(self) -> list[Figure]:
        """Give the pictures."""
        return figures(self.page)

    @cached_property
    def tables(self) -> list[Table]:
        """Give the tables."""
        return tables(self.page)

    @cached_property
    def items(self) -> list[tuple[str, bool, str]]:
        """Give the items of lists: the text in bold they begin with, whether there is any, and all of it."""
        found = []
        for block in unfolded(self.page.blocks):
            for item in block.items if isinstance(block, Bullets) else ():
                strong = " ".join(run.text for run in item if run.strong)
                found.append((strong, bool(strong.strip()), words(item)))
        return found

    @property
    def youngest(self) -> int | None:
        """Give the age of the newest data in months, as the page says it; None where it does not."""
        ages = [int(months) for months in AGE.findall(self.told)] + [0] * len(YOUNG.findall(self.told))
        for month, year in NEWEST.findall(self.told):
            ages.append(12 * (self.as_at.year - int(year)) + self.as_at.month - 1 - MONTHS.index(month))
        return min(ages, default=None)

    @cached_property
    def told(self) -> str:
        """Give all paragraphs too, those of dates among them."""
        runs = (block.runs for block in unfolded(self.page.blocks) if hasattr(block, "runs"))
        return "\n".join([self.text, *(words(one) for one in runs)])
