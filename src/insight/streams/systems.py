"""Networks and ICBs beside each other: kinds of network, crosswalks, and one ICB's own patch."""

from collections import Counter
from datetime import date

from insight import areas, definitions
from insight.formats import (
    Html,
    Lines,
    capital,
    compiled,
    folded,
    linked,
    listed,
    opened,
    plural,
    render,
    sentences,
    table,
)
from insight.formats.html import small
from insight.streams.cells import ACCESS, NOT_KNOWN, PUBLIC, known
from insight.streams.loading import networks, rows, streams
from insight.streams.patch import BY_AREA, MATERNITY, Overlapping, crosswalk, overlapping, reported
from insight.streams.stream import Member, NetworkKind

PATCH = ["Network", "Kind", "Overlap", "Share of the ICB's people", "What it reports"]
WHO = ["Audit", "Look at", "Here that is", "Are ICB results public?", "How it is reached"]
LIES = {"whole": "all of the ICB lies in it", "part": "part of the ICB lies in it"}
BELONG = {
    "whole": "all its maternity trusts belong to it",
    "part": "some of its maternity trusts belong to it",
}
MORE = compiled("""\
<ul>
<li><a href="insight:icb_insight={{ icb }}">The full report on this ICB</a></li>
<li><a href="insight:session_pack={{ icb }}">The pack for a session about it</a></li>
<li><a href="insight:report=information_streams">The guide to every stream, for England</a></li>
</ul>
""")
ORDER = ["ICB", *BY_AREA, "clinical network", "NHS trust", "England"]  # levels, the closest to people first
Rows = list[tuple[str, Overlapping]]  # of ICBs by code, each with a network that overlaps it
UNDER = 0.0005  # a share that rounds to nothing


def at(edition: str) -> date:
    """Give the geography date of an edition: the day whose ICBs its pages are about."""
    return definitions.edition(edition).geography_date


def network_kinds() -> Html:
    """Give every kind of network: what it reports, how many there are, and what its edges are drawn by."""
    short = {one.id: one.short or one.name for one in streams()}
    cells = [
        (
            capital(one.name),
            one.reports,
            listed(short.get(name, name) for name in one.streams) or "none here",
            small(one.number, one.number_source) if one.number_source else known(one.number),
            one.stands_on,
            one.note or "",
        )
        for one in networks()
    ]
    names = ["Kind of network", "What it reports", "In", "How many in England", "Its edges follow", "Note"]
    return table(Lines(cells, names), "Kinds of clinical network that report by their own geography.")


def crosswalks(edition: str) -> Html:
    """Give, for each kind of network with members that are recorded, which ICBs each overlaps, and how."""
    day = at(edition)
    found = [(kind, crosswalk(kind, day)) for kind in networks()]
    return folded(
        [{"summary": _counted(kind, rows), "table": _crosswalk(kind, rows, day)} for kind, rows in found]
    )


def patch_answer(edition: str, icb: str) -> Html:
    """Say in a sentence who reports for an ICB's people: for how many audits itself, and who else."""
    day = at(edition)
    rows, name = reported(icb, day), areas.get(icb, day).short_name
    count = Counter(one.level for one in rows)
    whole = plural(len(rows), "audit and data set", "audits and data sets")
    own = f"For {count['ICB']} of {whole}, results are published for {name} as an ICB"
    parts = [
        f"{number} by {level}" for level, number in count.most_common() if level not in ("ICB", "England")
    ]
    parts += [f"{count['England']} for England alone"] if count["England"] else []
    lead = f"{own}; the others are {listed(parts)}." if parts else f"{own}."
    public = sum(one.stream.icb_level_public == "yes" for one in rows if one.level == "ICB")
    below = f"Anyone can open the ICB results of {public or 'none'} of these {plural(count['ICB'], 'set')}."
    return opened(lead, [below] if count["ICB"] else [])


def patch(edition: str, icb: str) -> Html:
    """Give every network that is known to overlap an ICB: how, by what share of people, for what care."""
    day = at(edition)
    found = overlapping(icb, day)
    cells = [(one.name, one.kind.name, _overlap(one, day), _share(one), one.kind.reports) for one in found]
    made = table(Lines(cells, PATCH), f"Networks that overlap {areas.get(icb, day).short_name}.")
    missing = [kind.many for kind in networks() if kind.id not in {one.kind.id for one in found}]
    return made + sentences([f"Which {listed(missing)} overlap it is not known."] if missing else [])


def who(edition: str, icb: str) -> Html:
    """Give, for every audit, where results for an ICB's people are found, and how they are reached."""
    day = at(edition)
    rows = sorted(reported(icb, day), key=lambda one: ORDER.index(one.level))
    cells = [
        (
            linked(one.stream.name, f"insight:audit={one.stream.audit}"),
            one.level,
            _where(one.level, one.where),
            PUBLIC[one.stream.icb_level_public],
            linked(ACCESS[one.stream.access], one.stream.link),
        )
        for one in rows
    ]
    return table(Lines(cells, WHO), f"Who reports what for {areas.get(icb, day).short_name}.")


def trusts(edition: str, icb: str) -> Html:
    """Give the NHS trusts based in an ICB, each with the networks it is recorded to belong to."""
    found = [one for one in areas.known("trust", at=at(edition)) if one.parent == icb]
    belongs = _belongs()
    cells = [
        (
            linked(one.name, f"insight:trust={one.code}"),
            one.code,
            one.sector or NOT_KNOWN,
            listed(belongs.get(one.code, ())) or "none recorded",
        )
        for one in found
    ]
    names = ["NHS trust", "Code", "Sector", "Networks it is recorded in"]
    return (
        table(Lines(cells, names), "NHS trusts based here.")
        if cells
        else sentences(["No NHS trust is based here."])
    )


def portals() -> Html:
    """Give the portals and dashboards that have views of ICBs."""
    found = [
        one for one in streams() if one.kind != "audit" and one.icb_level_public in ("yes", "restricted")
    ]
    cells = [
        (linked(one.name, one.link), one.holds, PUBLIC[one.icb_level_public], known(one.route))
        for one in found
    ]
    names = ["Where", "What it holds", "Are ICB results public?", "How it is reached"]
    return table(Lines(cells, names), "Portals and dashboards with views of ICBs.")


def more(icb: str) -> Html:
    """Give the ways to the ICB's other pages and to the guide for all of England."""
    return render(MORE, icb=icb)


def _crosswalk(kind: NetworkKind, rows: Rows, day: date) -> Html:
    if not rows:
        return sentences([f"Which ICBs each {kind.name} overlaps is not known. {kind.note or ''}".strip()])
    by = sorted(rows, key=lambda row: (row[1].name, areas.get(row[0], day).short_name))
    cells = [
        (one.name, areas.get(icb, day).short_name, icb, _overlap(one, day), _share(one)) for icb, one in by
    ]
    names = [capital(kind.name), "ICB", "Code", "Overlap", "Share of the ICB's people"]
    note = f" {kind.note}" if kind.note else ""
    return table(Lines(cells, names), f"{capital(kind.many)} and the ICBs they overlap.{note}")


def _counted(kind: NetworkKind, rows: Rows) -> str:
    number, boards = len({one.code for _, one in rows}), len({icb for icb, _ in rows})
    named = capital(kind.many)
    return f"{named}: {number} with {plural(boards, 'ICB')}" if rows else f"{named}: not known"


def _named(codes: tuple[str, ...], day: date) -> list[str]:
    return [areas.get(code, day).short_name for code in codes]


def _overlap(one: Overlapping, day: date) -> str:
    if one.overlap == "members":
        return f"{plural(len(one.trusts), 'NHS trust')} based in the ICB: {listed(_named(one.trusts, day))}"
    return (BELONG if one.kind.stands_on == MATERNITY else LIES)[one.overlap]


def _share(one: Overlapping) -> str:
    if one.share is None:
        return NOT_KNOWN
    return "under 0.1%" if one.share < UNDER else f"{100 * one.share:.1f}%".replace("100.0%", "100%")


def _where(level: str, where: tuple[str, ...]) -> str:
    if level == "NHS trust":
        return f"each NHS trust that gives this care, of the {len(where)} based here" if where else NOT_KNOWN
    return listed(where)


def _belongs() -> dict[str, tuple[str, ...]]:
    names = {kind.id: kind.name for kind in networks()}
    found: dict[str, list[str]] = {}
    for row in rows(Member):
        if row.level == "trust":
            found.setdefault(row.member, []).append(f"{row.name} ({names.get(row.kind, row.kind)})")
    return {code: tuple(said) for code, said in found.items()}
