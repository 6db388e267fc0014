"""What stands out in an ICB and is worth talking about: each signal is a finding, or an action of its log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from insight import definitions, plain
from insight.actions import Log
from insight.formats.rows import newest
from insight.plain.standing_out import Result, clearest_gap, moved, standing_out
from insight.sessions.pack import SignalKind

LIMITS: Mapping[SignalKind, int] = {
    "worse": 3,
    "worsened": 1,
    "gap": 1,
    "better": 2,
    "improved": 1,
    "action": 2,
}
ASKS: Mapping[SignalKind, str] = {
    "worse": "Which of us could change this, and are they in the room?",
    "worsened": "When did it begin, and what else changed then?",
    "gap": "Who is missing out, and who has asked them why?",
    "better": "What do we do that others could learn, and is it so at every site?",
    "improved": "What made the difference, and how do we keep it?",
    "action": "What is in the way, and who could move it?",
}
FIRST_ASKED = "First: are the data right, and are our patients unlike others?"  # of what is called an outlier


@dataclass(frozen=True, kw_only=True)
class Signal:
    """One thing to talk about, with what it traces to."""

    kind: SignalKind
    about: str  # the metric's plain name, or the action
    metric: str = ""  # its id; '' of an action that names none
    audit: str = ""
    value: float | None = None
    england: float | None = None
    unit: str = ""
    decimals: int = 1
    period: str = ""
    outlier: bool = False
    days: int = 0  # that an action is overdue by
    prompt: str = ""  # the metric's own question
    owner: str = ""

    @property
    def asks(self) -> tuple[str, ...]:
        """Give what to ask about it, the metric's own question first."""
        own = (self.prompt,) if self.prompt and self.kind in ("worse", "worsened", "gap") else ()
        first = (FIRST_ASKED,) if self.outlier and self.kind == "worse" else ()
        return (*first, *own, ASKS[self.kind])


def signals(
    findings: pd.DataFrame, tests: pd.DataFrame, gaps: pd.DataFrame, log: Log | None, icb: str, edition: str
) -> list[Signal]:
    """Give what stands out in an ICB, in the order in which it is talked about.

    findings, tests, gaps : the ICB's. log : its actions, or None. Results are chosen as on the page for its
    board: those that passed every check and are called outliers first, then the clearest.
    """
    said = plain.metrics()
    periods = _periods(findings, icb)
    found: list[Signal] = []
    sides: tuple[SignalKind, ...] = ("worse", "better")
    for verdict in sides:
        results = standing_out(findings, tests, icb, verdict, said)[: LIMITS[verdict]]
        found += [_of_result(one, verdict, periods) for one in results]
    moves: tuple[tuple[str, SignalKind], ...] = (("worse", "worsened"), ("better", "improved"))
    for direction, kind in moves:
        rows = moved(tests, icb, direction, said).head(LIMITS[kind])
        found += [_of_row(row, kind, said, periods) for row in rows.itertuples()]
    gap = clearest_gap(gaps, icb, said)
    if gap is not None:
        found.append(_of_row(gap, "gap", said, {str(gap.metric): str(gap.period)}))
    found += _overdue(log, edition)
    order = list(LIMITS)
    return sorted(found, key=lambda one: order.index(one.kind))


def _of_result(one: Result, kind: SignalKind, periods: Mapping[str, str]) -> Signal:
    return Signal(
        kind=kind,
        about=one.said.name,
        metric=one.metric,
        audit=one.audit,
        value=one.value,
        england=one.england,
        unit=one.unit,
        decimals=one.decimals,
        period=periods.get(one.metric, ""),
        outlier=one.outlier,
        prompt=one.prompt,
    )


def _of_row(row, kind: SignalKind, said: Mapping, periods: Mapping[str, str]) -> Signal:
    return Signal(
        kind=kind,
        about=said[row.metric].name,
        metric=str(row.metric),
        audit=str(row.audit),
        period=periods.get(str(row.metric), ""),
        prompt=row.prompt if isinstance(row.prompt, str) else "",
    )


def _overdue(log: Log | None, edition: str) -> list[Signal]:
    day = definitions.edition(edition).as_at
    late = [one for one in (log.actions if log else ()) if one.state(day) == "overdue"]
    late = sorted(late, key=lambda one: one.due)[: LIMITS["action"]]
    return [Signal(kind="action", about=one.action, owner=one.owner, days=one.late(day)) for one in late]


def _periods(findings: pd.DataFrame, icb: str) -> dict[str, str]:
    rows = newest(findings, icb)
    return dict(zip(rows["metric"].astype(str), rows["period"].astype(str), strict=True))


def counted(found: Sequence[Signal], *kinds: SignalKind) -> int:
    """Give how many signals are of some kinds."""
    return sum(one.kind in kinds for one in found)
