"""What each metric is held to: guidelines, the kind of its target, the data it is made from, levers."""

from insight.definitions import Metric
from insight.formats import Html, Lines, bare, capital, day, linked, table, targets
from insight.programmes.cells import NOT_RECORDED, paragraph, together
from insight.programmes.loading import Described

DESCRIPTIVE = "descriptive: neither high nor low is good"
UNTRACED = "one is quoted, but its source was not found: not used"
NONE_FOUND = "no national standard found"


def standards(described: Described) -> Html:
    """Map every metric to its guideline or quality statement, or say that none was found.

    The kind of its target stands beside it. A metric without a good direction is descriptive and
    is never called better or worse; a target that nobody traced to its source is not used.
    """
    cells = [_one(metric, described) for metric in described.audit.metrics]
    names = ["Metric", "Guideline or quality statement", "Target", "Data", "Levers"]
    caption = f"What each metric of {described.audit.short} is held to."
    when = described.programme.checked
    checked = f"Standards were last mapped on {day(when)}." if when else "Standards have not been mapped."
    return table(Lines(cells, names), caption) + paragraph(checked)


def target(metric: Metric) -> str:
    """Give the kind of a metric's target and its value, or why there is none."""
    if metric.better == "neither":
        return capital(DESCRIPTIVE)
    if metric.target is None:
        return "No target"
    if not metric.target.verified:
        return capital(UNTRACED)
    value = metric.target.value
    number = "" if value is None else f", {bare(value, metric.unit, targets.places(value, metric.unit))}"
    return f"{capital(targets.KINDS[metric.target.kind])}{number}"


def tags(metric: Metric, described: Described) -> list[str]:
    """Give the levers on a metric, in letters."""
    found = (lever for lever in described.programme.levers if metric.id in lever.metrics)
    return list(dict.fromkeys(lever.kind for lever in found))


def source(metric: Metric, described: Described) -> str:
    """Say whether a metric is made from data that are collected anyway."""
    if metric.id in described.programme.routine:
        return "routine"
    return "collected for the audit" if metric.id in described.programme.collected else NOT_RECORDED


def _one(metric: Metric, described: Described) -> tuple:
    found = [one for one in described.programme.standards if metric.id in one.metrics]
    none = NONE_FOUND if metric.id in described.programme.no_standard else NOT_RECORDED
    known = together(linked(one.name, one.link) for one in found) if found else none
    levers = ", ".join(tags(metric, described)) or "none recorded"
    return (metric.title, known, target(metric), source(metric, described), levers)
