"""Which pages an edition asked for, and which of them there are."""

import json
from dataclasses import dataclass
from typing import Literal

from insight import paths
from insight.errors import MissingInput

Kind = Literal["icb", "audit", "both", "other"]


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

    @property
    def path(self) -> str:
        """Give where the page stands in the site, without an ending."""
        return f"reports/{self.report}/{self.name}"

    @property
    def kind(self) -> Kind:
        """Give what the page is about: an ICB, an audit, both, or something else."""
        if self.icb and self.audit:
            return "both"
        return "icb" if self.icb else "audit" if self.audit else "other"


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
