"""Which pages an edition asked for, and which of them there are."""

import json
from dataclasses import dataclass
from typing import Literal

from insight import paths
from insight.errors import MissingInput

Kind = Literal["icb", "audit", "trust", "theme", "both", "other"]
ALONE: tuple[Kind, ...] = ("icb", "audit", "trust", "theme")  # what a page can be about, one of a kind


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of an edition, made or not."""

    report: str
    report_title: str
    name: str
    title: str
    icb: str | None
    audit: str | None
    failure: str | None
    made: bool
    trust: str | None = None
    theme: str | None = None
    document: str | None = None
    audience: str | None = None
    profile: str | None = None  # whom it is cut for, where its kind of page has profiles

    @property
    def brief(self) -> str:
        """Give its title as its own kind's list has it, in which every page is of that kind."""
        return brief(self.title, self.report_title)

    @property
    def path(self) -> str:
        """Give where the page stands in the site, without an ending."""
        return f"reports/{self.report}/{self.name}"

    @property
    def kind(self) -> Kind:
        """Give what the page is about: an ICB, an audit, a trust, a theme, two of them, or something else."""
        about = [kind for kind in ALONE if getattr(self, kind)]
        return about[0] if len(about) == 1 else "both" if about else "other"

    @property
    def subject(self) -> str:
        """Give the code or name of what the page is about, when that is one thing; otherwise ''."""
        return str(getattr(self, self.kind)) if self.kind in ALONE else ""


def brief(title: str, kind: str) -> str:
    """Give a title without its kind of page, where it ends with that. A list's name may be of many.

    >>> brief("Devon: board summary", "Board summary"), brief("Cancer: spotlight", "Spotlights")
    ('Devon', 'Cancer')
    """
    small = f": {kind[:1].lower()}{kind[1:]}"
    return title.removesuffix(small).removesuffix(small.removesuffix("s"))


def pages(edition: str) -> list[Page]:
    """Give every page the edition asked for when it was last run, in order."""
    folder = paths.build() / edition
    listed = folder / "pages.json"
    if not listed.is_file():
        raise MissingInput(
            f"No pages of the edition {edition!r} have been made, so there is nothing to bind. "
            f"Run: insight run {edition} (or insight build {edition}, which does everything)."
        )
    rows = json.loads(listed.read_text(encoding="utf-8"))
    home = folder / "book" / "reports"
    return [Page(**row, made=(home / row["report"] / f"{row['name']}.ipynb").is_file()) for row in rows]


def failures(edition: str) -> dict[str, str]:
    """Give why pages could not be made, by page."""
    return {f"{page.report}/{page.name}": page.failure for page in pages(edition) if page.failure}


def by_report(found: list[Page]) -> dict[str, list[Page]]:
    """Give pages by the report they belong to, in order."""
    groups: dict[str, list[Page]] = {}
    for page in found:
        groups.setdefault(page.report, []).append(page)
    return groups
