"""Who runs an audit, for whom, since when; on what legal ground; what moves results; who has improved."""

from insight.definitions.audit import HEADLINE_LIMIT
from insight.formats import Html, Lines, linked, listed, plural, table
from insight.programmes.cells import NOT_RECORDED, paragraph, said, titles, together
from insight.programmes.loading import Described
from insight.programmes.programme import LEVERS

GOVERNANCE = {
    "controllers": "Who answers for the data",
    "legal_basis": "What allows the audit to use patients' details",
    "opt_out": "Whether the national data opt-out is applied",
}


def registry(described: Described) -> Html:
    """Give an audit's entry in the register of programmes; what is not known is said to be so."""
    audit, programme = described.audit, described.programme
    number = sum(metric.headline for metric in audit.metrics)
    why = f" {audit.headline_justification}" if audit.headline_justification else ""
    limit = f"{number}, of at most {HEADLINE_LIMIT} without a written reason.{why}"
    cells = [
        ("Commissioned by", programme.commissioner or NOT_RECORDED),
        ("On behalf of", listed(programme.funders) or NOT_RECORDED),
        ("Provided by", audit.provider),
        ("Nations", listed(audit.nations) or NOT_RECORDED),
        ("Status", programme.status or NOT_RECORDED),
        ("Began", programme.start or NOT_RECORDED),
        ("Ended", programme.end or ("has not ended" if programme.status == "running" else NOT_RECORDED)),
        ("Publishes", audit.cadence),
        ("Headline metrics", limit),
        ("Source", linked(programme.source, programme.link) if programme.source else NOT_RECORDED),
    ]
    caption = f"The programme: {audit.name} ({audit.short})."
    return table(Lines(cells, ["What", "What is recorded"]), caption)


def governance(described: Described) -> Html:
    """Give on what legal ground an audit holds patients' data, with the source of each statement."""
    known = described.programme.governance
    cells = [(words, *said(getattr(known, name))) for name, words in GOVERNANCE.items()]
    names = ["Question", "What is recorded", "Source"]
    return table(Lines(cells, names), f"Information governance of {described.audit.short}.")


def levers(described: Described) -> Html:
    """Give what pays for, or obliges, better results: each lever with the metrics it is about."""
    found = described.programme.levers
    if not found:
        return paragraph("No payment or contract that asks for these results is recorded.")
    cells = [
        (
            f"{lever.kind}: {LEVERS[lever.kind]}" if lever.kind != "contract" else LEVERS[lever.kind],
            together(titles(described, lever.metrics)) or "the audit as a whole",
            lever.note,
            linked(lever.source, lever.link),
        )
        for lever in found
    ]
    names = ["Lever", "Metrics", "What it asks", "Source"]
    return table(Lines(cells, names), f"Levers on the results of {described.audit.short}.")


def cases(described: Described) -> Html:
    """Give the case studies of an audit, under the metric each is about."""
    found = described.programme.cases
    if not found:
        about = plural(len(described.audit.metrics), "metric")
        return paragraph(f"No case study of these {about} is recorded.")
    cells = [
        (described.metric(case.metric).title, case.unit, case.said, linked(case.source, case.link))
        for case in found
    ]
    names = ["Metric", "Where", "What was done", "Source"]
    return table(Lines(cells, names), f"Case studies about metrics of {described.audit.short}.")
