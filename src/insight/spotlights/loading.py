"""The findings of all audits of a theme, as one page reads them."""

from typing import NamedTuple

import pandas as pd
from pandas.api.types import union_categoricals

from insight import definitions, findings, frameworks, themes
from insight.errors import MissingInput, UnknownName
from insight.frameworks import Approach, ClinicalAreas
from insight.themes import Theme


class Spotlight(NamedTuple):
    """A theme with what an edition found about it, and what it is held against."""

    about: Theme
    found: pd.DataFrame  # findings of its audits, every area
    gaps: pd.DataFrame  # gaps between groups, every area
    limits: dict[str, float]  # by audit: the least share of people whose group must be known
    absent: tuple[str, ...]  # audits of the theme that the edition has no findings of, by name
    approaches: dict[str, Approach]  # Core20PLUS5 by audience
    areas: ClinicalAreas


def load(edition: str, theme: str) -> Spotlight:
    """Give what an edition found about a theme.

    edition, theme : names of files in params/. Audits that the theme names and nobody holds data
    of, or that the edition leaves out, are in `absent`. Raises UnknownName for a theme that is
    none, and MissingInput where the edition has findings of none of its audits.
    """
    about = themes.theme(theme)
    found, gaps, limits, absent = [], [], {}, []
    for name in about.audits:
        try:
            rows = None if name in about.not_held else findings.load(edition, audit=name)
        except UnknownName:  # an audit of other editions
            rows = None
        if rows is None or rows.empty:
            absent.append(name)
            continue
        found.append(rows)
        gaps.append(findings.load_gaps(edition, audit=name))
        limits[name] = definitions.audit(name).known_group_at_least
    if not found:
        raise MissingInput(
            f"The edition {edition!r} has findings of no audit of the theme {theme!r}: "
            f"{', '.join(about.audits)}. Add one to the edition's 'audits', or take the theme out of its "
            "'themes'."
        )
    approaches = {name: frameworks.approach(name, where=f"{theme}.yml") for name in about.audiences}
    areas = frameworks.clinical_areas()
    return Spotlight(about, _together(found), _together(gaps), limits, tuple(absent), approaches, areas)


def _together(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Put frames of the same columns below one another, words that stand as codes still as codes."""
    coded = [str(name) for name in parts[0] if isinstance(parts[0][name].dtype, pd.CategoricalDtype)]
    words = {name: union_categoricals([part[name] for part in parts]) for name in coded}
    plain = [part.drop(columns=coded) for part in parts if len(part)] or [parts[0].drop(columns=coded)]
    rows = pd.concat(plain, ignore_index=True)
    return rows.assign(**words)[[*parts[0].columns]]
