"""What is to be made: every metric with its calibration, its periods and the people it is about."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from insight import definitions, paths
from insight.areas import Area
from insight.definitions import Audit, Edition, Metric, Source
from insight.demo.draw import MEASUREMENTS, SHARES, Scale, stream
from insight.demo.population import (
    ADDED_UP,
    OLD_FOOTPRINTS,
    SPLIT,
    collected_on,
    lasting,
    trust_residents,
)  # fmt: skip
from insight.demo.timetable import Release, published_periods, releases
from insight.errors import BadDefinition
from insight.periods import Period

AGES = {
    "adults": ("18 to 39", "40 to 59", "60 to 69", "70 to 79", "80 and over"),
    "from_14": ("14 to 17", "18 to 24", "25 to 34", "35 and over"),
    "from_50": ("50 to 59", "60 to 69", "70 to 79", "80 and over"),
    "from_60": ("60 to 69", "70 to 79", "80 to 89", "90 and over"),
    "children": ("0 to 4", "5 to 9", "10 to 14", "15 and over"),
    "mothers": ("Under 25", "25 to 34", "35 and over"),
    "none": (),
}
SEXES = {"both": ("Female", "Male"), "none": ()}
NEEDED = {"level", "spread", "cases"}
KEYS = NEEDED | {"levels", "sd", "lag_months", "period_length"}


@dataclass(frozen=True)
class Profile:
    """The people and trusts of an audit, as in params/demo/audits.csv."""

    audit: str
    sectors: tuple[str, ...] = ("acute",)  # of the trusts that may take part
    trusts: int = 1000  # how many do, the largest first
    ages: str = "adults"  # one of AGES
    sexes: str = "both"  # one of SEXES
    unknown_ethnicity: float = 0.1  # share of people, as a fraction
    provisional: bool = False  # the newest period comes out early and is revised


@dataclass(frozen=True)
class Plan:
    """One metric to be made. Levels, spreads and SDs are per person: fractions, not per cent."""

    audit: Audit
    metric: Metric
    profile: Profile
    kind: str  # how it is drawn: proportion, rate, count or measurement
    level: float
    spread: float  # SD between ICBs, or between trusts
    sd: float  # SD between people, of a measurement
    cases: float  # people in England in one period; of a count, the count itself
    per: float  # what a level per person is multiplied by for readers
    area_levels: tuple[str, ...]
    periods: tuple[Period, ...]
    releases: tuple[Release, ...]

    @property
    def scale(self) -> Scale:
        """Give the scale on which areas and groups differ."""
        return SHARES if self.kind in ("proportion", "rate") else MEASUREMENTS

    @property
    def breaks_down(self) -> bool:
        """Tell whether it is about people, who can be told apart by age or sex."""
        return self.metric.type != "structure" and self.kind != "count"


def plans(edition: Edition, source: Source) -> list[Plan]:
    """Give a plan for every metric of the edition that the source has a calibration for."""
    unknown = sorted(set(source.calibration) - set(definitions.metrics()))
    if unknown:
        raise BadDefinition(
            f"params/sources/{source.id}.yml calibrates {', '.join(unknown[:10])}, which no audit defines. "
            "Mend the name, or take the entry out."
        )
    return [
        _plan(audit, metric, source, edition.as_at)
        for audit in definitions.audits_of(edition)
        for metric in audit.metrics
        if metric.id in source.calibration
    ]


def _plan(audit: Audit, metric: Metric, source: Source, as_at: date) -> Plan:
    given = source.calibration[metric.id]
    wrong = sorted((NEEDED - set(given)) | (set(given) - KEYS))
    if wrong:
        raise BadDefinition(
            f"params/sources/{source.id}.yml, calibration of {metric.id}: {', '.join(wrong)} is missing or "
            f"not known. Needed: {', '.join(sorted(NEEDED))}; known, too: {', '.join(sorted(KEYS - NEEDED))}."
        )
    kind, per = _drawn_as(metric)
    profile = profiles().get(audit.id, Profile(audit.id))
    when = {
        "lag_months": int(given.get("lag_months", 3)),
        "period_length": given.get("period_length", "quarter"),
    }
    found = published_periods(as_at, **when)
    return Plan(
        audit=audit,
        metric=metric,
        profile=profile,
        kind=kind,
        level=float(given["level"]) / per,
        spread=float(given["spread"]) / per,
        sd=float(given.get("sd") or float(given["level"]) / 2),
        cases=float(given["cases"]),
        per=per,
        area_levels=_area_levels(given.get("levels", ())),
        periods=tuple(found),
        releases=releases(found, **when, provisional=profile.provisional),
    )


def _area_levels(names: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Give the levels a metric has rows for: England always, regions wherever there are ICBs."""
    wanted = {name.lower() for name in names} | {"england"}
    if "icb" in wanted:
        wanted.add("region")
    return tuple(name for name in (*ADDED_UP, *SPLIT) if name in wanted)


def _drawn_as(metric: Metric) -> tuple[str, float]:
    """Give how a metric is drawn, and what its level is per so many people.

    A published percentage or rate has counts behind it although only its value is shown.
    """
    said = re.match(r"per ([\d,]+)", metric.unit)
    per = metric.per or (float(said[1].replace(",", "")) if said else 1.0)
    if metric.statistic == "proportion" or (metric.statistic == "published" and metric.unit == "%"):
        return "proportion", 1.0
    if metric.statistic == "rate" or (metric.statistic == "published" and said):
        return "rate", per
    if metric.statistic == "published" and metric.unit in ("people", "operations", "hospitals"):
        return "count", 1.0
    return "measurement", 1.0


@lru_cache(maxsize=4)
def _profiles(path: str) -> dict[str, Profile]:
    table = pd.read_csv(path, comment="#")
    table["sectors"] = table["sectors"].map(lambda text: sectors_in(text))
    table["trusts"] = table["trusts"].fillna(1000).astype(int)
    table["provisional"] = table["provisional"] == "yes"
    return {str(row.audit): Profile(*row) for row in table.itertuples(index=False)}


def sectors_in(text: str) -> tuple[str, ...]:
    """Read sectors parted by a comma or 'and'.

    >>> sectors_in("acute and specialist")
    ('acute', 'specialist')
    """
    return tuple(part.strip() for part in text.split(" and "))


def profiles() -> dict[str, Profile]:
    """Give the people of each audit by the audit's id."""
    return _profiles(str(paths.params() / "demo" / "audits.csv"))


def divided_areas(name: str, plan: Plan, seed: int) -> tuple[tuple[Area, ...], np.ndarray]:
    """Give the areas of a level of SPLIT that take part in an audit, and each one's share of people.

    Trusts are those of the audit's sectors in force all the while. A trust's share follows the
    residents of its ICB and is its own for good, so a large trust is large in every audit.
    """
    first, last = max(plan.periods[0].start, OLD_FOOTPRINTS), plan.periods[-1].end
    if name == "trust":
        return _trusts(plan.profile.sectors, plan.profile.trusts, first, last, seed)
    found = lasting(name, first, last)
    sizes = np.exp([_own_size(seed, area.code) for area in found])
    return found, sizes / sizes.sum()


@lru_cache(maxsize=64)
def _trusts(
    sectors: tuple[str, ...], many: int, first: date, last: date, seed: int
) -> tuple[tuple[Area, ...], np.ndarray]:
    found = tuple(trust for trust in lasting("trust", first, last) if trust.sector in sectors)
    sizes = trust_residents(found, collected_on(last)) * np.exp(
        [_own_size(seed, area.code) for area in found]
    )
    kept = np.sort(np.argsort(-sizes)[:many])
    return tuple(found[index] for index in kept), sizes[kept] / sizes[kept].sum()


def _own_size(seed: int, code: str) -> float:
    return float(stream(seed, "size", code).normal(0, 0.35))
