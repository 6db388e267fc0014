"""Which criteria each finished page meets, and whether that is enough."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from insight import audiences, definitions, pages, paths
from insight.definitions import Edition
from insight.errors import PoorFeedback
from insight.feedback.checks import CHECKS
from insight.feedback.criteria import criteria
from insight.feedback.looked_at import Looked
from insight.writing import write

KEPT = "feedback.json"  # beside the book: what was seen on each page, so that it is not looked at again
LOOKS = ("feedback", "pages", "reading", "formats")  # rooms whose code sees it
HOUSE = Path(__file__).parents[1]


@dataclass(frozen=True, kw_only=True)
class Finished:
    """A finished page: what kind of report it is, what it is called, what it is about, and its file."""

    report: str
    called: str  # what readers call this kind of report
    name: str
    title: str
    about: tuple[str, ...]  # what tells which pages are about the same
    file: Path

    @property
    def path(self) -> str:
        """Give what the page is called on screen."""
        return f"{self.report}/{self.name}"


@dataclass(frozen=True)
class Scored:
    """A page and what it meets: the result of each check that applies to it."""

    page: Finished
    audiences: tuple[str, ...]
    met: dict[str, bool]

    @property
    def counted(self) -> dict[str, bool]:
        """Give the checks that count in the score, each once."""
        wanted = {one.check for each in criteria() if each.counts for one in each.criteria}
        return {name: met for name, met in self.met.items() if name in wanted}

    @property
    def score(self) -> float:
        """Give the share of criteria that apply which the page meets; 1 where none applies."""
        counted = self.counted
        return sum(counted.values()) / len(counted) if counted else 1.0


def scored(edition: Edition, finished: Sequence[Finished]) -> list[Scored]:
    """Give which criteria each page meets. What was seen before of the same page is not looked at again."""
    place = paths.build() / edition.id / KEPT
    before, about = _kept(place), _surroundings(edition)
    found, kept = [], {}
    for page in finished:
        beside = {other.report for other in finished if other.about == page.about} - {page.report}
        siblings = tuple(sorted({one for report in beside for one in audiences.of_report(report)}))
        whom = audiences.of_report(page.report)
        key = sha256(
            page.file.read_bytes() + json.dumps([about, page.report, whom, siblings]).encode()
        ).hexdigest()
        known = before.get(page.path, {})
        met = known["met"] if known.get("key") == key else _look(edition, page, whom, siblings)
        kept[page.path] = {"key": key, "met": met}
        found.append(Scored(page, whom, met))
    _keep(place, kept)
    return found


def refuse_poor(edition: Edition, found: Sequence[Scored]) -> None:
    """Raise PoorFeedback, naming each page that meets fewer criteria than the edition asks for."""
    least = edition.feedback_at_least
    poor = [one for one in found if least is not None and one.score < least]
    if not poor:
        return
    words = {one.check: one.words for each in criteria() for one in each.criteria}
    rows = []
    for one in sorted(poor, key=lambda page: page.score):
        missed = "; ".join(words[name] for name, met in one.counted.items() if not met)
        rows.append(f"{one.page.path}: {one.score:.0%}. Not met: {missed}.")
    raise PoorFeedback.rows(
        f"{len(poor)} of {len(found)} pages of {edition.id} meet fewer than {least:.0%} of the criteria for "
        "feedback that apply to them:",
        rows,
        f"Mend their notebooks, or lower 'feedback_at_least' in params/editions/{edition.id}.yml. "
        "The site that stands was left as it is.",
    )


def _look(
    edition: Edition, page: Finished, whom: tuple[str, ...], siblings: tuple[str, ...]
) -> dict[str, bool]:
    wanted = [one for each in criteria() for one in each.criteria if one.applies(whom)]
    looked = Looked(
        page=pages.read(page.file),
        audiences=whom,
        as_at=edition.as_at,
        named=audiences.is_named(page.report),
        coming=edition.next_update is not None,
        siblings=siblings,
        whys=_whys(),
        sources=_sources(edition),
        jargon={word: plain for each in criteria() for word, plain in each.jargon.items()},
    )
    return {name: CHECKS[name](looked) for name in dict.fromkeys(one.check for one in wanted)}


def _whys() -> tuple[str, ...]:
    audits = definitions.audits().values()
    own = [audit.about for audit in audits] + [one.why for audit in audits for one in audit.metrics]
    plain = sorted((paths.params() / "plain").glob("*.yml"))
    return (*own, *(str(definitions.strict.read(path).get("about", "")) for path in plain))


def _sources(edition: Edition) -> tuple[str, ...]:
    named = [definitions.source(name).publisher for name in edition.sources]
    return (*named, *(audit.provider for audit in definitions.audits_of(edition)))


def _surroundings(edition: Edition) -> str:
    """Give a digest of all but the page that decides what is seen on it."""
    found = sha256(json.dumps([str(edition.as_at), str(edition.next_update), edition.sources]).encode())
    files = [path for room in LOOKS for path in sorted((HOUSE / room).glob("*.py"))]
    files += [path for name in ("audiences", "criteria", "audits", "plain") for path in _written(name)]
    for path in files:
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()


def _written(folder: str) -> list[Path]:
    return sorted((paths.params() / folder).glob("*.yml"))


def _kept(place: Path) -> dict[str, dict]:
    try:
        return json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _keep(place: Path, content: dict[str, dict]) -> None:
    write(place, json.dumps(content))
