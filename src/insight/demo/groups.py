"""The people of every place divided by ethnic group, sex and age."""

import numpy as np

from insight.demo.draw import Numbers, balanced, divided, matched, stream
from insight.demo.plan import AGES, SEXES, Plan
from insight.demo.population import ETHNIC, OLD_FOOTPRINTS, ethnic_shares, level, residents
from insight.demo.truths import Truth, of_kind

GROUPS = (*ETHNIC, "Unknown")
DIFFER = 0.1  # SD of the chance differences between groups, on the logit scale
DIFFER_VALUE = 0.02  # the same for measurements, as a share of the level


def breakdowns(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Give the groups of each breakdown that has any in this audit."""
    every = {"ethnicity": GROUPS, "sex": SEXES[plan.profile.sexes], "age": AGES[plan.profile.ages]}
    return {name: groups for name, groups in every.items() if groups}


def by_group(
    plan: Plan, name: str, truths: list[Truth], seed: int, places: Numbers, mean: np.ndarray
) -> Numbers:
    """Divide the people of each place, (periods, places), into groups: (periods, places, groups).

    name : a breakdown. mean : the level of each place. Groups add up to their place exactly.
    """
    groups = breakdowns(plan)[name]
    rng = stream(seed, plan.audit.id, plan.metric.id, name)
    share = shares(plan, name, seed)
    differ = DIFFER_VALUE * plan.level if plan.kind == "measurement" else DIFFER
    offsets = differ * rng.standard_normal(len(groups))
    planted = [truth for truth in of_kind(truths, "ethnic group level") if truth.breakdown == name]
    if planted:
        offsets = matched(plan.scale, mean[-1], share, places.n[-1], _wanted(planted, groups) / plan.per)
    parts = divided(rng, places, share, balanced(plan.scale, mean, share, offsets), plan.sd)
    for truth in of_kind(truths, "rare group"):
        if truth.breakdown == name:
            _leave_few(parts, truth.area, groups.index(truth.group), int(truth.size))
    return parts


def shares(plan: Plan, name: str, seed: int) -> np.ndarray:
    """Give how the people of each place (rows) fall into groups (columns)."""
    rng = stream(seed, plan.audit.id, name, "shares")
    if name != "ethnicity":
        share = rng.dirichlet(np.full(len(breakdowns(plan)[name]), 40.0))
        return np.tile(share, (len(residents()), 1))
    size = residents().sum(axis=1)
    unknown = np.exp(0.2 * rng.standard_normal(len(size)))
    unknown = plan.profile.unknown_ethnicity * unknown * size.sum() / (unknown * size).sum()
    return np.column_stack([ethnic_shares() * (1 - unknown)[:, None], unknown])


def level_of_mix(plan: Plan, planted: list[Truth], seed: int) -> float:
    """Give the level, per person, of everybody that planted levels of ethnic groups make together."""
    people = residents().sum(axis=1) @ shares(plan, "ethnicity", seed)
    return float(people @ _wanted(planted, GROUPS) / people.sum()) / plan.per


def _wanted(planted: list[Truth], groups: tuple[str, ...]) -> np.ndarray:
    """Give each group's planted level; groups nobody speaks of are like the White group."""
    given = {truth.group: truth.size for truth in planted}
    return np.array([given.get(group, given["White"]) for group in groups])


def _leave_few(parts: Numbers, icb: str, group: int, people: int) -> None:
    """Leave just so many people of a group in one ICB, by exchange with its White group."""
    here = np.flatnonzero(level("icb", OLD_FOOTPRINTS).places_of(icb))
    white = GROUPS.index("White")
    for place, kept in zip(here, [people] + [0] * (len(here) - 1), strict=True):
        few, many = parts.n[:, place, group], parts.n[:, place, white]
        many += few - kept
        few[:] = kept
        if parts.x is not None:
            had, rest = parts.x[:, place, group], parts.x[:, place, white]
            both = had + rest
            had[:] = np.clip(had, np.maximum(both - many, 0), np.minimum(kept, both))
            rest[:] = both - had
