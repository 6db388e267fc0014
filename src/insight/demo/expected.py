"""What is expected of every place in every period, with the planted truths in it."""

from collections.abc import Sequence

import numpy as np

from insight.areas import Area
from insight.demo.draw import reached, stream
from insight.demo.plan import Plan
from insight.demo.population import OLD_FOOTPRINTS, level, residents
from insight.demo.truths import Truth, of_kind

STEEP = np.array([0.5, 0.25, 0.0, -0.25, -0.5])  # how a deprivation gap falls over the fifths
WIDEST = 2.5  # SDs beyond which no area lies by chance, so that planted outliers are the only ones
WOBBLE = 0.1  # how far an area moves about from period to period, in SDs between areas
OWN, NEARBY = 0.95, 0.3  # what an ICB, and a place within it, add to the SD between areas
OUTLYING = ("positive outlier", "negative outlier", "low ascertainment")
OVER_TIME = ("step change", "series break", "trend")


def weights(plan: Plan, seed: int) -> np.ndarray:
    """Give how the audit's people fall to places (rows) and deprivation fifths (columns)."""
    sizes = stream(seed, plan.audit.id, "sizes").normal(0, 0.08, len(residents()))
    found = residents() * np.exp(sizes)[:, None]
    return found / found.sum()


def expected(plan: Plan, truths: list[Truth], seed: int, rng: np.random.Generator) -> np.ndarray:
    """Give each place's level, per person: (periods, places, fifths).

    Over all places the level of the newest period is the plan's.
    """
    icbs = level("icb", OLD_FOOTPRINTS)
    share = weights(plan, seed)
    own, nearby = ordinary(rng, len(icbs.areas)), ordinary(rng, len(share))
    moved = outlying(plan, truths, icbs.areas)
    own = np.where(moved != 0, moved, OWN * sd_on_scale(plan) * own)
    area = own @ icbs.members + NEARBY * sd_on_scale(plan) * nearby
    fifths = reached(plan.scale, area[:, None], share, _wanted(plan, truths, share, rng))
    changes = of_kind(truths, *OVER_TIME)
    change = over_time(plan, [truth for truth in changes if truth.area_type == "england"])[:, None]
    for code in sorted({truth.area for truth in changes if truth.area_type == "icb"}):
        here = over_time(plan, [truth for truth in changes if truth.area == code])
        change = change + here[:, None] * icbs.places_of(code)
    wobble = WOBBLE * sd_on_scale(plan) * rng.standard_normal((len(plan.periods), len(share)))
    return plan.scale.back((area + change + wobble)[:, :, None] + fifths)


def ordinary(rng: np.random.Generator, many: int) -> np.ndarray:
    """Give how many SDs each of many areas lies from the middle, none of them far out."""
    return np.clip(rng.standard_normal(many), -WIDEST, WIDEST)


def sd_on_scale(plan: Plan) -> float:
    """Give the SD between areas on the plan's scale."""
    return plan.spread * plan.scale.slope(plan.level)


def outlying(plan: Plan, truths: list[Truth], areas: Sequence[Area]) -> np.ndarray:
    """Give how far, on the plan's scale, a planted truth moves each area; 0 where there is none."""
    middle = plan.scale.to(np.float64(plan.level))
    moved = {
        truth.area: float(plan.scale.to(np.float64(truth.size / plan.per)) - middle)
        for truth in of_kind(truths, *OUTLYING)
    }
    return np.array([moved.get(area.code, 0.0) for area in areas])


def over_time(plan: Plan, changes: list[Truth]) -> np.ndarray:
    """Give what planted steps and trends add in each period, on the plan's scale.

    Steps and trends end at the plan's level: what they change is the periods before.
    """
    labels = [period.label for period in plan.periods]
    number = np.arange(len(labels))
    added = np.zeros(len(labels))
    for truth in changes:
        if truth.kind == "trend":
            added += truth.size / plan.per * (number - number[-1])
        else:
            added -= truth.size / plan.per * (number < labels.index(truth.period))
    return plan.scale.to(plan.level + added) - plan.scale.to(np.float64(plan.level))


def _wanted(plan: Plan, truths: list[Truth], share: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Give England's level in each fifth: the planted gap, or a slight one, around the plan's level."""
    gap = 0.02 * float(rng.standard_normal()) * min(plan.level, abs(1 - plan.level))
    for truth in of_kind(truths, "deprivation gap"):
        gap = truth.size / plan.per
    return plan.level + gap * (STEEP - share.sum(axis=0) @ STEEP)
