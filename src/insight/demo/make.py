"""One metric made: what every area and group shows in every release."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from insight.areas import Area
from insight.demo.draw import Numbers, added_up, balanced, divided, drawn, early, stream, whole
from insight.demo.expected import WOBBLE, expected, ordinary, outlying, sd_on_scale, weights
from insight.demo.groups import breakdowns, by_group, level_of_mix
from insight.demo.plan import Plan, divided_areas
from insight.demo.population import ADDED_UP, QUINTILES, SPLIT, collected_on, level
from insight.demo.timetable import Release
from insight.demo.truths import KNOWN_EARLY, Truth, of_kind

LAGGING = 0.02  # share of those with the outcome of whom that is not yet known early
BROKEN_DOWN = ("england", "region", "icb", "sub_icb")  # levels with rows by group


@dataclass(frozen=True)
class Block:
    """Numbers of one level and breakdown: (releases, areas, groups)."""

    releases: tuple[Release, ...]
    areas: tuple[Area, ...]
    breakdown: str
    groups: tuple[str, ...]
    numbers: Numbers
    absent: frozenset[str] = frozenset()  # codes of areas that took no part


def blocks(plan: Plan, truths: list[Truth], seed: int) -> Iterator[Block]:
    """Make every number of one metric.

    truths : the part of the answer key about this metric. The same plan, truths and seed give
    the same numbers, whatever else is made.
    """
    plan = _as_planted(plan, truths, seed)
    rng = stream(seed, plan.audit.id, plan.metric.id)
    chance, share = expected(plan, truths, seed, rng), weights(plan, seed)
    cases = rng.poisson(plan.cases, len(plan.periods))
    people = rng.multinomial(cases, share.ravel()).reshape(len(cases), *share.shape)
    fifths = _released(rng, drawn(rng, people, chance, kind=plan.kind, spread=plan.sd), plan.releases)
    places = whole(fifths)
    yield from _added_up(plan, "all", ("all",), places.each(lambda part: part[..., None]), plan.releases)
    mean = (chance * share).sum(axis=-1) / share.sum(axis=-1)
    if plan.breaks_down:
        new = np.array([release.recent for release in plan.releases])
        out = tuple(release for release in plan.releases if release.recent)
        yield from _added_up(plan, "deprivation", QUINTILES, fifths.take(new), out)
        for name, groups in breakdowns(plan).items():
            level_now = mean[[release.step for release in out]]
            parts = by_group(plan, name, truths, seed, places.take(new), level_now)
            yield from _added_up(plan, name, groups, parts, out)
    for name in (each for each in SPLIT if each in plan.area_levels):
        yield _split(plan, name, truths, seed, places, mean @ share.sum(axis=1))


def _as_planted(plan: Plan, truths: list[Truth], seed: int) -> Plan:
    """Give the plan at the level the planted truths ask for."""
    for truth in of_kind(truths, "near the ceiling"):
        return replace(plan, level=truth.size)
    ethnic = of_kind(truths, "ethnic group level")
    return replace(plan, level=level_of_mix(plan, ethnic, seed)) if ethnic else plan


def _released(rng: np.random.Generator, final: Numbers, out: tuple[Release, ...]) -> Numbers:
    """Give the numbers of every release: final ones as they are, then early ones, incomplete."""
    settled = final.take([release.step for release in out if not release.early])
    soon = [release.step for release in out if release.early]
    return early(rng, final.take(soon), KNOWN_EARLY, LAGGING).after(settled) if soon else settled


def _added_up(
    plan: Plan, breakdown: str, groups: tuple[str, ...], parts: Numbers, out: tuple[Release, ...]
) -> Iterator[Block]:
    """Add places up to every level of the plan, on the footprints each period is collected on."""
    days = [collected_on(release.period.end) for release in out]
    for name in plan.area_levels:
        if name in ADDED_UP and (breakdown == "all" or name in BROKEN_DOWN):
            for day in sorted(set(days)):
                here = [index for index, each in enumerate(days) if each == day]
                areas = level(name, day)
                summed = added_up(parts.take(here), areas.members)
                yield Block(tuple(out[index] for index in here), areas.areas, breakdown, groups, summed)


def _split(
    plan: Plan, name: str, truths: list[Truth], seed: int, places: Numbers, england: np.ndarray
) -> Block:
    """Divide England among the areas of a level whose places are not known, such as trusts.

    england : England's level in each period. An area that takes no part has nobody, and its
    share falls to the others.
    """
    rng = stream(seed, plan.audit.id, plan.metric.id, name)
    areas, share = divided_areas(name, plan, seed)
    absent = frozenset(truth.area for truth in of_kind(truths, "did not take part"))
    share = share * [area.code not in absent for area in areas]
    share = share / share.sum()
    moved = outlying(plan, truths, areas)
    offsets = np.where(moved != 0, moved, sd_on_scale(plan) * ordinary(rng, len(areas)))
    wobble = WOBBLE * sd_on_scale(plan) * rng.standard_normal((len(england), len(areas)))
    chance = balanced(plan.scale, england, share, offsets + wobble)
    total = added_up(places, np.ones((1, places.n.shape[1]))).take(np.s_[:, 0])
    parts = divided(rng, total, share, chance[[release.step for release in plan.releases]], plan.sd)
    return Block(plan.releases, areas, "all", ("all",), parts.each(lambda part: part[..., None]), absent)
