"""What was wrong in an earlier edition and has been put right, as written in params/corrections/<id>.yml."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from pydantic import model_validator

from insight import definitions, paths
from insight.definitions.strict import Record, build, read
from insight.errors import BadDefinition, UnknownName
from insight.markup import markdown, slug
from insight.review.skeleton import period_of

Banners = dict[str, list[tuple[str, date, str]]]  # page -> place of each correction, its day, what was wrong


class About(Protocol):
    """What is read of a page of an edition."""

    @property
    def path(self) -> str:
        """Where it stands in the site, without an ending."""

    @property
    def icb(self) -> str | None:
        """The ICB it is about."""

    @property
    def trust(self) -> str | None:
        """The trust it is about."""

    @property
    def audit(self) -> str | None:
        """The audit it is about."""


class Correction(Record):
    """One correction. The file is called for its id; these are its keys.

    what : what was wrong, in a sentence readers see. edition : the first edition in which it is right, a
    file in params/editions; later editions, by their as-at day, are taken to be right too. date : the day
    it was put right. found_by : who found it. metrics : whose numbers were wrong, as in params/audits.
    areas : the codes of the areas. periods : as pages write them, such as "April to June 2025" or
    2024/25. pages : as `insight list` shows them. Of metrics, areas and pages at least one must be
    written; a list that is left out stands for all. was, now : the number that was told and the one
    that is right, or a sentence about them. effect : what it means for those who used it.
    """

    id: str
    what: str
    edition: str
    date: date
    found_by: str
    metrics: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    was: str | None = None
    now: str | None = None
    effect: str | None = None

    @model_validator(mode="after")
    def _about_something(self) -> "Correction":
        if not (self.metrics or self.areas or self.pages):
            raise ValueError("write 'metrics', 'areas' or 'pages', or nobody can tell what was wrong.")
        unread = [period for period in self.periods if period_of(period) is None]
        if unread:
            raise ValueError(f"no period is written {unread[0]!r}. Write it as pages do: April to June 2025.")
        return self

    def covers(self, metrics: Iterable[str], areas: Iterable[str], period: str | None, page: str) -> bool:
        """Say whether a number may be one that was put right.

        metrics, areas : those it may be of. period : the last day of its period. page : its page's name.
        A list of the correction that is written must hold what the number is of.
        """
        ends = [period_of(one) for one in self.periods]
        names = {page, page.removesuffix("-synthetic")}
        return (
            (not self.metrics or bool({*metrics} & {*self.metrics}))
            and (not self.areas or bool({*areas} & {*self.areas}))
            and (not ends or period in ends)
            and (not self.pages or bool(names & {*self.pages}))
        )


def corrections() -> list[Correction]:
    """Give every correction in params/corrections, the newest first.

    Raises BadDefinition for a file that cannot be read, UnknownName for an edition or a metric that is none.
    """
    found = []
    for path in sorted((paths.params() / "corrections").glob("*.yml")):
        mapping = read(path)
        if mapping.setdefault("id", path.stem) != path.stem:
            raise BadDefinition(
                f"{path} says its id is {mapping['id']!r}. Leave 'id' out: the file's name is it."
            )
        one = build(Correction, mapping, where=path)
        if one.edition not in definitions.editions():
            raise UnknownName.among("edition", one.edition, known=definitions.editions(), where=path.name)
        for metric in one.metrics:
            if metric not in definitions.metrics():
                raise UnknownName.among("metric", metric, known=definitions.metrics(), where=path.name)
        found.append(one)
    return sorted(found, key=lambda one: (-one.date.toordinal(), one.id))


def in_force(edition: definitions.Edition) -> list[Correction]:
    """Give the corrections an edition holds: those first made in it, or in one of no later day."""
    return [one for one in corrections() if definitions.edition(one.edition).as_at <= edition.as_at]


def label(correction: Correction) -> str:
    """Give the place of a correction on the page of corrections."""
    return f"correction-{slug(correction.id)}"


def bannered(found: Iterable[Correction], edition: definitions.Edition, pages: Iterable[About]) -> Banners:
    """Give, for each page with numbers that this edition puts right, what was wrong and where that is told.

    pages : those of the edition. A page about a board or a trust has the numbers of its own area,
    a page about an audit those of its metrics; other pages have them all.
    """
    first = [one for one in found if one.edition == edition.id]
    of = {metric: audit.id for audit in definitions.audits_of(edition) for metric in _ids(audit)}
    told: Banners = {}
    for page in pages:
        own = [one for one in first if _is_on(one, page, of)]
        if own:
            told[page.path] = [(label(one), one.date, one.what) for one in own]
    return told


def _is_on(one: Correction, page: About, of: Mapping[str, str]) -> bool:
    """Say whether a correction is about numbers of a page."""
    name = page.path.removeprefix("reports/")
    place = page.icb or page.trust
    return (
        (not one.pages or bool({name, name.removesuffix("-synthetic")} & {*one.pages}))
        and (not one.areas or place is None or place in one.areas)
        and (not one.metrics or page.audit is None or page.audit in {of.get(name) for name in one.metrics})
    )


def _ids(audit: definitions.Audit) -> list[str]:
    return [metric.id for metric in audit.metrics]


def errata(found: Iterable[Correction]) -> str:
    """Give the page of corrections as Markdown.

    found : the corrections, in the order to be shown.
    """
    parts = ["# Corrections", "What was wrong in an edition, and since when it is right."]
    for one in found:
        title = definitions.edition(one.edition).title
        about = [
            f"- Put right on {one.date.day} {one.date:%B %Y}, in {markdown(title)}.",
            f"- Found by {markdown(one.found_by)}.",
        ]
        named = {metric: definitions.metrics()[metric].title for metric in one.metrics}
        lists = {"Metrics": named.values(), "Areas": one.areas, "Periods": one.periods, "Pages": one.pages}
        about += [f"- {name}: {markdown('; '.join(words))}." for name, words in lists.items() if words]
        told = {"It was": one.was, "It is": one.now, "What it means": one.effect}
        about = [f"- {name}: {markdown(words)}" for name, words in told.items() if words] + about
        parts += [f"({label(one)})=\n## {markdown(one.what)}", "\n".join(about)]
    if len(parts) == 2:
        parts.append("Nothing has had to be corrected.")
    return "\n\n".join(parts) + "\n"
