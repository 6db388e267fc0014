"""Whether data came as an audit needs them: how often each field was filled, by provider and month."""

from collections.abc import Sequence
from typing import NamedTuple

from insight.independent.few import LEAST, RULE, rounded
from insight.independent.records import Flow, Need, Records


class Share(NamedTuple):
    """How often a field was filled: a fraction, or None where there were too few operations."""

    value: float | None
    months: tuple[float | None, ...]  # one a month of the test, None where there were too few or none


class Field(NamedTuple):
    """One field of one provider's test, and whether it meets the need."""

    need: Need
    share: Share
    met: bool | None  # None where it cannot be told


class Tested(NamedTuple):
    """One provider's test for one audit."""

    provider: str
    audit: str
    months: tuple[str, ...]  # of the audit's test, whoever sent data in them
    sent: int  # months in which this provider sent data
    few: tuple[str, ...]  # months with so few operations that no share is shown
    operations: int | None  # to the nearest five; None where there were too few
    fields: tuple[Field, ...]
    passed: bool | None


class Flows(NamedTuple):
    """Every test, and how many were passed, failed, or cannot be told."""

    tests: tuple[Tested, ...]
    passed: int
    failed: int
    untold: int
    nearest: int = RULE.nearest  # to which operations are rounded


def flows(records: Records | None, wanted: int) -> Flows:
    """Work out every test. wanted : how many months a test lasts.

    A field meets the need when the share of all the test's operations with it filled is at least
    what the audit asks for. A test is passed when every field does and there are data of every
    month; it cannot be told where there were fewer than ten operations in all.
    """
    pairs = sorted({(one.audit, one.provider) for one in records.flows}) if records else []
    tests = tuple(_tested(records, audit, provider, wanted) for audit, provider in pairs if records)
    how = [one.passed for one in tests]
    return Flows(tests, how.count(True), how.count(False), how.count(None))


def _tested(records: Records, audit: str, provider: str, wanted: int) -> Tested:
    months = tuple(sorted({one.month for one in records.flows if one.audit == audit}))
    mine = {one.month: one for one in records.flows if (one.audit, one.provider) == (audit, provider)}
    total = sum(one.operations for one in mine.values())
    needs = [one for one in records.needs if one.audit == audit]
    fields = tuple(_field(need, [mine.get(month) for month in months], total) for need in needs)
    met = None if total < LEAST else len(mine) >= wanted and all(one.met for one in fields)
    few = tuple(month for month in months if month in mine and mine[month].operations < LEAST)
    return Tested(provider, audit, months, len(mine), few, rounded(total), fields, met)


def _field(need: Need, by_month: Sequence[Flow | None], total: int) -> Field:
    filled = sum(one.filled[need.field] for one in by_month if one)
    monthly = tuple(
        one.filled[need.field] / one.operations if one and one.operations >= LEAST else None
        for one in by_month
    )
    if total < LEAST:
        return Field(need, Share(None, monthly), None)
    return Field(need, Share(filled / total, monthly), filled / total >= need.least)
