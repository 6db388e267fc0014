"""How much of each provider's care an audit covers, NHS-funded and independently funded kept apart."""

from typing import NamedTuple

from insight.independent.few import RULE, rounded, share
from insight.independent.records import INSIDE, Records


class Covered(NamedTuple):
    """One provider and audit. Operations are to the nearest five; None where there are none or too few."""

    provider: str
    audit: str
    inside: int | None  # NHS-funded operations
    share: float | None  # of them that the audit holds; None where too few, or too few held or left out
    outside: int | None  # independently funded operations: none of them is covered
    no_inside: bool  # the provider has no NHS-funded care of this audit
    no_outside: bool


class Cover(NamedTuple):
    """All providers and audits, and how many of them have any NHS-funded care held."""

    rows: tuple[Covered, ...]
    eligible: int  # rows with NHS-funded care
    taking_part: int  # of them, those of which the audit holds any
    nearest: int = RULE.nearest  # to which operations are rounded


def cover(records: Records | None) -> Cover:
    """Give what is covered of each provider's care. Only NHS-funded care can be."""
    activity = records.activity if records else ()
    pairs = list(dict.fromkeys((one.provider, one.audit) for one in activity))
    held = {(one.provider, one.audit): one for one in activity if one.funding == INSIDE}
    rest = {(one.provider, one.audit): one for one in activity if one.funding != INSIDE}
    rows = []
    for pair in pairs:
        inside, outside = held.get(pair), rest.get(pair)
        operations, kept = (inside.operations, inside.held or 0) if inside else (0, 0)
        rows.append(
            Covered(
                *pair, rounded(operations), share(kept, operations),
                rounded(outside.operations if outside else 0),
                not operations, not (outside and outside.operations),
            )
        )  # fmt: skip
    with_care = [one for one in held.values() if one.operations]
    return Cover(tuple(rows), len(with_care), sum(bool(one.held) for one in with_care))
