"""Four ways to look an audit up, static and without a login: by specialty, NHS trust, hospital and unit."""

from insight import areas, definitions
from insight.formats import Html, Lines, capital, folded, linked, listed, plural, sentences, table
from insight.streams.cells import NOT_KNOWN
from insight.streams.loading import rows, streams, works
from insight.streams.stream import Hospital, MetricId, Stream, Unit
from insight.streams.systems import at

OTHER = "Other"


def by_specialty() -> Html:
    """Give every specialty with its audits, those that have a page of ours linked."""
    found: dict[str, list[Stream]] = {}
    for one in _audits():
        found.setdefault(one.specialty or OTHER, []).append(one)
    cells = [(name, _linked(found[name])) for name in sorted(found)]
    return table(Lines(cells, ["Specialty", "Audits"]), "By specialty.")


def by_trust(edition: str) -> Html:
    """Give every NHS trust with its ICB and sector; the name leads to our page on it."""
    day = at(edition)
    found = [one for one in areas.known("trust", at=day) if one.parent]
    boards = {one.code: one.short_name for one in areas.known("icb", at=day)}
    cells = [
        (
            linked(one.name, f"insight:trust={one.code}"),
            one.code,
            one.sector or NOT_KNOWN,
            linked(boards[one.parent], f"insight:icb={one.parent}") if one.parent in boards else "England",
        )
        for one in sorted(found, key=lambda one: one.name)
    ]
    made = table(Lines(cells, ["NHS trust", "Code", "Sector", "ICB"]), "By NHS trust. Type a name or a code.")
    return folded([{"summary": plural(len(cells), "NHS trust"), "table": made}])


def by_hospital(edition: str) -> Html:
    """Give hospitals whose names are held, each with its trust, and the audits that publish by hospital."""
    trusts = {one.code: one for one in areas.known("trust", at=at(edition))}
    cells = [
        (row.hospital, linked(trusts[row.trust].name, f"insight:trust={row.trust}"), row.trust)
        for row in rows(Hospital)
        if row.trust in trusts
    ]
    made = table(Lines(cells, ["Hospital", "NHS trust", "Code"]), "By hospital.")
    reach = [one for one in _audits() if "hospital" in one.geography]
    said = (
        "No public list of all hospitals with their trusts is held here; for one that is missing, find its "
        f"trust above. Audits that publish by hospital: {listed(one.short or one.name for one in reach)}."
    )
    return folded([{"summary": plural(len(cells), "hospital"), "table": made}]) + sentences([said])


def by_unit(edition: str) -> Html:
    """Give every kind of unit with the audits that count its care, then the units an audit names by code."""
    found: dict[str, list[Stream]] = {}
    for one in _audits():
        for unit in one.units:
            found.setdefault(unit, []).append(one)
    cells = [(capital(name), _linked(found[name])) for name in sorted(found)]
    made = table(Lines(cells, ["Kind of unit", "Audits"]), "By kind of unit.")
    return made + folded(
        [{"summary": f"{plural(len(rows(Unit)), 'unit')} by code", "table": _units(edition)}]
    )


def identifiers(edition: str) -> Html:
    """Give headline metrics under the ids of several systems; what nobody has recorded is said not to be."""
    known = {row.metric: row for row in rows(MetricId)}
    audits = {one.id: one.short for one in definitions.audits_of(definitions.edition(edition))}
    cells = []
    for audit in definitions.audits().values():
        for metric in audit.metrics:
            if metric.headline and audit.id in audits:
                row = known.get(metric.id)
                ncab, health = (row.ncab, row.model_health_system) if row else (None, None)
                cells.append(
                    (
                        metric.title,
                        audits[audit.id],
                        metric.id,
                        metric.code or NOT_KNOWN,
                        ncab or NOT_KNOWN,
                        health or NOT_KNOWN,
                    )
                )
    names = ["Metric", "Audit", "Here", "Its publisher's", "NCAB", "Model Health System"]
    made = table(Lines(cells, names), "Headline metrics under the ids of several systems.")
    many = sum(cell[4] != NOT_KNOWN or cell[5] != NOT_KNOWN for cell in cells)
    said = (
        f"{plural(len(cells), 'metric')}; an id of NCAB or Model Health System is known for {many or 'none'}"
    )
    return folded([{"summary": said, "table": made}])


def work(kind: str) -> Html:
    """Give work of a kind that bears on how systems use audits, with when it was known of."""
    found = [one for one in works() if one.kind == kind]
    cells = [
        (linked(one.title, one.link), one.who, one.when or NOT_KNOWN, one.about, one.source) for one in found
    ]
    caption = {
        "national work": "Work across England.",
        "local use": "Uses of audit dashboards that are known.",
    }
    return table(Lines(cells, ["What", "Who", "When", "About", "Source"]), caption[kind])


def _units(edition: str) -> Html:
    trusts = {one.code: one.name for one in areas.known("trust", at=at(edition))}
    cells = [
        (
            row.unit,
            row.kind,
            row.site,
            linked(trusts[row.trust], f"insight:trust={row.trust}") if row.trust in trusts else row.trust,
        )
        for row in sorted(rows(Unit), key=lambda row: row.unit)
    ]
    return table(Lines(cells, ["Unit", "Kind", "Site", "NHS trust"]), "Units, as their audit codes them.")


def _audits() -> list[Stream]:
    return [one for one in streams() if one.kind == "audit"]


def _linked(found: list[Stream]) -> Html:
    parts = [
        linked(one.short or one.name, f"insight:audit={one.audit}" if one.audit else None) for one in found
    ]
    return Html(", ").join(parts)
