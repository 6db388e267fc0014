"""How many of each kind a programme that closed has left: what sentences about it count."""

from collections import Counter
from typing import NamedTuple

from insight.legacy.programme import KINDS, Programme


class Counts(NamedTuple):
    """Whole numbers, each of rows of the programme's file."""

    workstreams: int
    people: int
    with_two: int  # workstreams that two people led
    led_two: int  # people who led two workstreams
    claims: int
    figures: int  # claims with a figure
    qualified: int  # figures with a word such as nearly
    dated: int  # figures with a date
    kinds: dict[str, int]  # claims of each kind
    assets: int
    sourced: int  # assets whose state now has a source
    unverified: int
    bodies: int
    in_passing: int  # workstreams whose receiver is only told in passing
    unfinished: int
    owned: int  # unfinished work with a body it is left to
    due: int  # unfinished work with a date


def counts(programme: Programme) -> Counts:
    """Count what a programme claimed and left."""
    figures = [one for one in programme.achievements if one.value is not None]
    kinds = Counter(one.kind for one in programme.achievements)
    sourced = sum(one.now.state != "unverified" for one in programme.assets)
    return Counts(
        workstreams=len(programme.workstreams),
        people=len(programme.people),
        with_two=sum(len(one.leads) == 2 for one in programme.workstreams),
        led_two=sum(len(streams) == 2 for streams in programme.leading.values()),
        claims=len(programme.achievements),
        figures=len(figures),
        qualified=sum(one.qualified for one in figures),
        dated=sum(one.as_at is not None for one in figures),
        kinds={kind: kinds[kind] for kind in KINDS},  # type: ignore[index]
        assets=len(programme.assets),
        sourced=sourced,
        unverified=len(programme.assets) - sourced,
        bodies=len({got.body for one in programme.workstreams for got in one.receives}),
        in_passing=sum(one.stated == "in passing" for one in programme.workstreams),
        unfinished=len(programme.unfinished),
        owned=sum(one.whose is not None for one in programme.unfinished),
        due=sum(one.due is not None for one in programme.unfinished),
    )
