"""How a spotlight does against the seven themes of the workshops of 2022, worked out from what it shows."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import pandas as pd

from insight.errors import UnknownName
from insight.formats import listed, plural
from insight.formats.rows import ENGLAND
from insight.frameworks import Characteristics, Denominators, Workshops
from insight.spotlights.loading import Spotlight

MET, PARTLY, NOT_MET = "met", "partly met", "not met"


class Score(NamedTuple):
    """One theme, whether the page meets it, and by what."""

    title: str
    said: str
    verdict: str  # met, partly met or not met
    evidence: str


class Shown(NamedTuple):
    """What a page shows, for checks to look at."""

    page: Spotlight
    known: pd.DataFrame  # as from completeness()
    characteristics: Characteristics
    denominators: Denominators


def score(page: Spotlight, known: pd.DataFrame, workshops: Workshops, **held: object) -> list[Score]:
    """Check a page against each theme.

    page : a spotlight. known : its completeness. workshops : the themes, each with the name of its
    check. held : characteristics and denominators, as frameworks give them. A theme is met when the
    page shows all that its check asks for, partly met when some, not met when none. Raises
    UnknownName for a check that is none.
    """
    shown = Shown(page, known, **held)  # type: ignore[arg-type]
    found = []
    for theme in workshops.themes:
        if theme.check not in CHECKS:
            raise UnknownName.among("check", theme.check, known=CHECKS, where=f"{workshops.id}.yml")
        some, every, words = CHECKS[theme.check](shown)
        verdict = MET if every and some >= every else PARTLY if some else NOT_MET
        found.append(Score(theme.title, theme.said, verdict, words))
    return found


def _gaps_told(shown: Shown) -> tuple[int, int, str]:
    rows = _newest(shown)
    rows = rows[rows["area"] == ENGLAND]
    told = int(rows["withheld"].isna().sum())
    clear = int(rows["clear"].astype(bool).sum())
    return (
        told,
        len(rows),
        f"Of {plural(len(rows), 'gap')} for England, {told} are told and {clear} are clear.",
    )


def _audits_break_down(shown: Shown) -> tuple[int, int, str]:
    every = len(shown.page.limits)
    some = shown.known["audit"].nunique()
    return some, every, f"{some} of {plural(every, 'audit')} with data here publish by group."


def _characteristics_covered(shown: Shown) -> tuple[int, int, str]:
    protected = [one for one in shown.characteristics.characteristics if one.protected]
    there = set(shown.known["breakdown"].astype(str))
    some = [one for one in protected if one.breakdown in there]
    without = [one.title.lower() for one in protected if one not in some]
    words = f"{len(some)} of {len(protected)} protected characteristics have figures"
    return len(some), len(protected), f"{words}; none by {listed(without)}." if without else f"{words}."


def _groups_known(shown: Shown) -> tuple[int, int, str]:
    rows = shown.known
    told, enough, metrics = (
        int(part.sum()) for part in (rows["most"].notna(), rows["enough"], rows["metrics"])
    )
    words = (
        f"What is missing is shown before any gap for {told:,} of {len(rows):,} audits by characteristic and"
    )
    return (
        enough,
        metrics,
        f"{words} place; {enough:,} of {metrics:,} figures keep within their audit's limit.",
    )


def _denominators_named(shown: Shown) -> tuple[int, int, str]:
    sources = sorted(set(shown.page.found["source"].dropna().astype(str)))
    named = [name for name in sources if name in shown.denominators.sources]
    return (
        len(named),
        len(sources),
        (
            f"The population, its year and the deprivation index are named for {len(named)} of "
            f"{plural(len(sources), 'source')}."
        ),
    )


def _audits_held(shown: Shown) -> tuple[int, int, str]:
    every, absent = len(shown.page.about.audits), len(shown.page.absent)
    return (
        every - absent,
        every,
        f"{every - absent} of {every} audits that the question needs have data here.",
    )


def _local_gaps(shown: Shown) -> tuple[int, int, str]:
    rows = _newest(shown)
    rows = rows[rows["area_type"] == "icb"]
    told = int(rows["withheld"].isna().sum())
    words = (
        f"{told:,} of {len(rows):,} gaps are told for ICBs; questions and a place for an action follow each"
    )
    return told, len(rows), f"{words} that is clear in England."


def _newest(shown: Shown) -> pd.DataFrame:
    return shown.page.gaps[shown.page.gaps["latest"].astype(bool)]


CHECKS: Mapping[str, Callable[[Shown], tuple[int, int, str]]] = {
    "gaps_told": _gaps_told,
    "audits_break_down": _audits_break_down,
    "characteristics_covered": _characteristics_covered,
    "groups_known": _groups_known,
    "denominators_named": _denominators_named,
    "audits_held": _audits_held,
    "local_gaps": _local_gaps,
}
