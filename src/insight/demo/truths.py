"""The answer key: every effect planted in the demonstration data, which the drawing then obeys."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from insight import areas, definitions, paths
from insight.demo.draw import stream
from insight.demo.plan import Plan, divided_areas
from insight.demo.population import NEW_FOOTPRINTS, OLD_FOOTPRINTS, QUINTILES, icb_residents, lasting
from insight.errors import UnknownName

KINDS = {
    # kind: what truth is
    "positive outlier": "the level of an area far to the good (high where no direction is good)",
    "negative outlier": "the level of an area far to the bad (low where no direction is good)",
    "over-dispersion": "the SD between areas beyond chance",
    "deprivation gap": "most deprived fifth minus least deprived, over England",
    "ethnic group level": "England's level in a group in the newest period",
    "missing ethnicity": "the share of people whose ethnic group is Unknown",
    "step change": "the change that holds from a period on",
    "trend": "the change from each period to the next",
    "series break": "the change, from a period on, that a new definition makes",
    "provisional, later revised": "the share of people already known in the provisional figure of a period",
    "did not take part": "words: the rows of the area have no numbers, and this reason",
    "low ascertainment": "the level of an area that reports few of its cases",
    "near the ceiling": "England's level",
    "small numbers": "England's level; there are few people or events",
    "rare group": "how many people of a group one area has",
    "merged ICB": "words: the ICBs of 2022 it is made of, all whole",
    "split ICB": "words: the ICBs of 2026 its parts went to, so that it is not made from ICB rows",
}
OUTLIER = 6  # distance of a planted outlier, in SDs between areas
PLAIN = 6  # standard errors that make an outlier plain in one period
MIDDLING = (0.2, 0.8)  # levels of proportions that leave room on both sides
GAP = 0.08  # planted difference between the least and the most deprived fifth, as a fraction
KNOWN_EARLY = 0.94  # share of people already known when a provisional figure comes out
ENGLAND = "E92000001"


class Truth(NamedTuple):
    """One planted effect: a row of the answer key."""

    kind: str
    metric: str
    area: str
    area_type: str
    period: str
    breakdown: str
    group: str
    truth: float | str  # in the metric's own unit, a share, or words; see KINDS

    @property
    def size(self) -> float:
        """Give the truth as a number."""
        return float(self.truth)


def answer_key(plans: list[Plan], seed: int) -> list[Truth]:
    """Give every planted truth.

    Areas that params/demo/truths.csv does not name are drawn by the seed, for each audit by itself.
    """
    found: list[Truth] = []
    for audit in dict.fromkeys(plan.audit.id for plan in plans):
        own = [plan for plan in plans if plan.audit.id == audit]
        found += [*_outliers(own, seed), *_of_every_audit(own), *_listed(own, seed)]
    return [*found, *_of_geography()]


def of_kind(truths: Iterable[Truth], *kinds: str) -> list[Truth]:
    """Give the truths of some kinds."""
    return [truth for truth in truths if truth.kind in kinds]


def _truth(kind: str, plan: Plan, truth: float | str, **where: str) -> Truth:
    """Give a truth about England, everybody and the newest period, unless said otherwise."""
    metric = {"metric": plan.metric.id, "period": plan.periods[-1].label}
    area = {"area": ENGLAND, "area_type": "england", "breakdown": "all", "group": "all"}
    return Truth(kind=kind, truth=truth, **{**metric, **area, **where})


@lru_cache(maxsize=4)
def _read(path: str) -> list[dict]:
    found = pd.read_csv(path, comment="#", dtype=str).fillna("").to_dict("records")
    for truth in found:
        for kind, name, known in (
            ("kind of planted truth", truth["kind"], set(KINDS)),
            ("metric", truth["metric"], {"", *definitions.metrics()}),
            ("audit", truth["audit"], {"", *definitions.audits()}),
        ):
            if name not in known:
                raise UnknownName.among(kind, name, known=known - {""}, where=path)
    return found


def listed() -> list[dict]:
    """Give the truths written in params/demo/truths.csv, all as text, blank where nothing is said."""
    return _read(str(paths.params() / "demo" / "truths.csv"))


def _of_every_audit(own: list[Plan]) -> Iterator[Truth]:
    """Plant what every audit has: spread, people of unknown ethnicity, early figures, a gap."""
    for plan in own:
        if plan.spread > 0:
            yield _truth("over-dispersion", plan, plan.spread * plan.per)
        if plan.profile.provisional:
            yield _truth("provisional, later revised", plan, KNOWN_EARLY, period=plan.periods[-2].label)
        if plan.breaks_down:
            share = plan.profile.unknown_ethnicity
            yield _truth("missing ethnicity", plan, share, breakdown="ethnicity", group="Unknown")
    with_icbs = [plan for plan in free(own) if "icb" in plan.area_levels and plan.breaks_down]
    for plan in with_icbs[-1:]:
        worse = 1 if plan.metric.better == "lower" else -1
        gap = worse * min(GAP, plan.level / 2, (1 - plan.level) / 2)
        yield _truth("deprivation gap", plan, gap, breakdown="deprivation", group=QUINTILES[0])


def free(own: list[Plan]) -> list[Plan]:
    """Give the proportions of an audit that truths.csv does not speak of, or failing those all of them."""
    spoken_of = {truth["metric"] for truth in listed()}
    plain = [plan for plan in own if plan.kind == "proportion" and 0.05 < plan.level < 0.95]
    return [plan for plan in plain if plan.metric.id not in spoken_of] or plain


def _outliers(own: list[Plan], seed: int) -> Iterator[Truth]:
    """Plant an area far to the good and one far to the bad, in the first metric large enough to show it."""
    own = [plan for plan in own if plan.kind != "count" and plan.spread > 0]
    level = next((name for name in ("icb", "trust") if any(name in plan.area_levels for plan in own)), None)
    if level is None:
        return
    able = [plan for plan in own if level in plan.area_levels]
    usual = [plan for plan in free(able) if MIDDLING[0] < plan.level < MIDDLING[1]]
    able = usual or free(able) or able
    plan = max(able, key=lambda each: min(_plainness(each, level, seed), PLAIN))
    good, bad = chosen(plan, level, seed)[:2]
    sign = -1 if plan.metric.better == "lower" else 1
    for kind, area, way in (("positive outlier", good, sign), ("negative outlier", bad, -sign)):
        yield _truth(kind, plan, far(plan, way) * plan.per, area=area, area_type=level)


def far(plan: Plan, way: int) -> float:
    """Give the level, per person, that lies OUTLIER SDs above (1) or below (-1) the ordinary."""
    shift = way * OUTLIER * plan.spread * plan.scale.slope(plan.level)
    return float(plan.scale.back(plan.scale.to(np.float64(plan.level)) + shift))


def _plainness(plan: Plan, level: str, seed: int) -> float:
    """Give how many standard errors of one period part the nearer outlier from the ordinary."""
    people = plan.cases * float(np.median(list(_larger(plan, level, seed).values())))
    between = min(abs(far(plan, way) - plan.level) for way in (1, -1))
    each = plan.sd if plan.kind == "measurement" else (plan.level * (1 - plan.level)) ** 0.5
    return between / max(each, 1e-12) * people**0.5


def _larger(plan: Plan, level: str, seed: int) -> dict[str, float]:
    """Give the larger areas of a level that the changes of 2026 left as they were, with shares of people."""
    if level == "trust":
        trusts, sizes = divided_areas("trust", plan, seed)
        share = {trust.code: float(size) for trust, size in zip(trusts, sizes, strict=True)}
    else:
        people = icb_residents(OLD_FOOTPRINTS)
        unchanged = [area.code for area in lasting("icb", OLD_FOOTPRINTS, NEW_FOOTPRINTS)]
        share = {code: people[code] / sum(people.values()) for code in unchanged}
    middle = np.median(list(share.values()))
    return {code: size for code, size in share.items() if size >= middle}


def chosen(plan: Plan, level: str, seed: int) -> list[str]:
    """Draw four areas of an audit: the two outliers, one that takes no part, one that is incomplete."""
    codes = sorted(_larger(plan, level, seed))
    return [
        str(code) for code in stream(seed, plan.audit.id, "chosen", level).choice(codes, 4, replace=False)
    ]


def _listed(own: list[Plan], seed: int) -> Iterator[Truth]:
    """Plant what params/demo/truths.csv asks of one audit, filling in what it leaves blank."""
    by_metric = {plan.metric.id: plan for plan in own}
    for truth in listed():
        if truth["metric"] in by_metric:
            plan = by_metric[truth["metric"]]
            yield _truth(truth["kind"], plan, float(truth["truth"]), **_where(truth, plan, seed))
        elif truth["audit"] == own[0].audit.id:
            for plan in (each for each in own if "trust" in each.area_levels):
                area = chosen(plan, "trust", seed)[2]
                yield _truth(truth["kind"], plan, truth["kind"], area=area, area_type="trust")


def _where(truth: dict, plan: Plan, seed: int) -> dict[str, str]:
    """Give the area, period and group a written truth is about."""
    where: dict[str, str] = {}
    if truth["kind"] == "low ascertainment":
        where |= {"area": chosen(plan, "trust", seed)[3], "area_type": "trust"}
    elif truth["area"]:
        where |= {"area": truth["area"], "area_type": "icb"}
    if truth["group"]:
        where |= {"breakdown": "ethnicity", "group": truth["group"]}
    if truth["kind"] == "deprivation gap":
        where |= {"breakdown": "deprivation", "group": QUINTILES[0]}
    first = truth["first"]
    if truth["kind"] == "series break":
        first = str(max(each.date for each in (*plan.metric.breaks, *plan.audit.breaks)))
    if first:
        where["period"] = next(each.label for each in plan.periods if str(each.start) >= first)
    return where


def _of_geography() -> Iterator[Truth]:
    """Say which ICBs were merged of whole ones, and which were divided."""
    links = areas.crosswalk("icb", "icb", NEW_FOOTPRINTS)
    links = links[links["source"] != links["target"]]
    parts = links[links["extent"] == "part"]
    none = {"metric": "", "area_type": "icb", "period": "", "breakdown": "all", "group": "all"}
    for target in sorted(set(links["target"]) - set(parts["target"])):
        made_of = " + ".join(sorted(links.loc[links["target"] == target, "source"]))
        yield Truth(kind="merged ICB", area=target, truth=made_of, **none)
    for source in sorted(set(parts["source"])):
        became = " + ".join(sorted(parts.loc[parts["source"] == source, "target"]))
        yield Truth(kind="split ICB", area=source, truth=became, **none)
