"""What an audit's metrics cover and what they leave out: dimensions, outcomes, patients' own reports."""

from insight.definitions import Audit
from insight.formats import Html, Lines, bare, capital, linked, listed, plural, table
from insight.programmes.cells import NOT_RECORDED, paragraph, titles, together, warning
from insight.programmes.loading import Described
from insight.programmes.programme import Model

DIMENSIONS = ("effectiveness", "experience", "safety")
OUTCOMES = {
    "mortality": "Death",
    "sepsis": "Sepsis after an operation",
    "readmission": "Coming back to hospital unplanned",
}
REPORTS = {"prom": "Outcomes that patients report (PROM)", "prem": "Experience that patients report (PREM)"}
UNVALIDATED = (
    "The adjustment of {} is not validated: read these figures as crude. They may differ because patients do."
)
UNKNOWN = (
    "Whether the adjustment of {} is validated, and by which model it is made, is not recorded here. Compare "
    "places with care."
)


def balance(described: Described) -> Html:
    """Count metrics of effectiveness, experience and safety, with a warning where there is none."""
    of = {name: [m for m in described.audit.metrics if m.dimension == name] for name in DIMENSIONS}
    cells = [
        (
            capital(name),
            str(sum(metric.headline for metric in found)),
            str(sum(not metric.headline for metric in found)),
            together(metric.title for metric in found) or "none",
        )
        for name, found in of.items()
    ]
    names = ["Dimension of quality", "Headline metrics", "Other metrics", "Which"]
    made = table(Lines(cells, names), f"Balance of the metrics of {described.audit.short}.")
    empty = [name for name, found in of.items() if not found]
    words = f"No metric here measures {listed(empty)}: these results say nothing about that."
    return made + warning(words) if empty else made


def outcomes(described: Described) -> Html:
    """Say which outcomes an audit's metrics measure, and whether patients report their own."""
    covered = described.programme.outcomes
    cells: list[tuple] = []
    for name, words in OUTCOMES.items():
        which = covered.get(name)  # type: ignore[call-overload]
        if which is None:
            state = NOT_RECORDED
        else:
            state = together(titles(described, which)) or "No metric here measures it"
        cells.append((words, state, ""))
    cells += [(words, *_reported(kind, described)) for kind, words in REPORTS.items()]
    names = ["Outcome", "Metrics that measure it", "What the audit collects"]
    return table(Lines(cells, names), f"Outcomes that the metrics of {described.audit.short} cover.")


def burden(described: Described) -> Html:
    """Say what taking part asks for: how many metrics are made from data that are collected anyway."""
    audit, programme = described.audit, described.programme
    anyway, known = len(programme.routine), len(programme.routine) + len(programme.collected)
    routine, unknown = NOT_RECORDED, len(audit.metrics) - known
    if known:
        share = bare(anyway / known, "%", 0)
        routine = f"{anyway} of {known} metrics for which it is recorded ({share})"
        routine += f"; for {plural(unknown, 'metric')} it is not" * bool(unknown)
    asked = programme.burden
    cells = [
        ("Made from data that are collected anyway", routine),
        ("Items asked of each patient", f"{asked.items:,}" if asked and asked.items else NOT_RECORDED),
        ("Hours of staff for each patient", f"{asked.hours:g}" if asked and asked.hours else NOT_RECORDED),
    ]
    return table(Lines(cells, ["Burden", "What is recorded"]), f"What taking part in {audit.short} asks for.")


def adjustment(described: Described) -> Html:
    """Give how outcomes are adjusted for who the patients are; one that is not validated counts as crude."""
    of_metric = {name: model for model in described.programme.models for name in model.metrics}
    wanted = [m for m in described.audit.metrics if m.case_mix != "not_applicable" or m.id in of_metric]
    if not wanted:
        return paragraph("No metric of this audit is adjusted for who the patients are, or needs to be.")
    cells = [
        (metric.title, *_adjusted(metric.case_mix, of_metric.get(metric.id), described.audit))
        for metric in wanted
    ]
    names = ["Metric", "Shown as", "Model", "Validated", "Source"]
    made = table(Lines(cells, names), f"Adjustment for case mix in {described.audit.short}.")
    adjusted = [metric for metric in wanted if metric.case_mix == "adjusted"]
    failed = [m.title for m in adjusted if m.id in of_metric and of_metric[m.id].validated is False]
    unknown = [m.title for m in adjusted if m.id not in of_metric or of_metric[m.id].validated is None]
    for words, found in ((UNVALIDATED, failed), (UNKNOWN, unknown)):
        made += warning(words.format(listed(found, most=4))) if found else Html("")
    return made


def _adjusted(case_mix: str, model: Model | None, audit: Audit) -> tuple:
    shown = "crude" if model is not None and model.validated is False else case_mix
    if model is None:
        return (shown, "" if shown == "crude" else NOT_RECORDED, "" if shown == "crude" else NOT_RECORDED, "")
    valid = {True: "yes", False: "no", None: NOT_RECORDED}[model.validated]
    version = f", version {model.version}" if model.version else ", version not recorded"
    return (shown, f"{model.name}{version}", valid, linked(model.source, model.link))


def _reported(kind: str, described: Described) -> tuple:
    which = [metric.title for metric in described.audit.metrics if metric.type == kind]
    reported = described.programme.reported
    known = reported.outcomes if kind == "prom" else reported.experience
    word = {True: "the audit collects them", False: "the audit collects none", None: NOT_RECORDED}[known]
    source = linked(reported.source, reported.link) if known is not None and reported.source else ""
    cell = together([word, *([source] if source else [])])
    return (together(which) or "No metric here measures it", cell)
