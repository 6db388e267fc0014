"""The data dictionary: every column of every table, its type, its unit, and what an empty cell means."""

from insight.exports.beside import AREAS, METRICS, REASONS, SOURCES
from insight.exports.field import OWN_UNIT, Field

WITHHELD = "the row is withheld, and `withheld` says why"
GONE = "there is no interval, or the row is withheld"
NO_COUNT = "the publisher gives no count, or the row is withheld"
COUNTED = "as the metric counts: people, births, cases"
AS_SHOWN = "as pages show it: in the unit named in `unit`, to the decimals named in `decimals`"
FINDINGS = (
    Field("metric", "string", "What was measured: a row of the table of metrics."),
    Field("audit", "string", "The national clinical audit that measures it."),
    Field("area", "string", "Code of the place: a row of the table of areas."),
    Field("area_type", "string", "What kind of place it is: england, region, icb, trust, a network."),
    Field("period", "string", "The period in words, as pages name it."),
    Field("period_start", "date", "First day of the period.", "the publisher names no first day"),
    Field("period_end", "date", "Last day of the period."),
    Field("latest", "boolean", "Whether this is the newest period of the metric for the area and group."),
    Field(
        "breakdown",
        "string",
        "What people are grouped by: age, deprivation, ethnicity, sex; all for everybody.",
    ),
    Field("group", "string", "The group of that breakdown; all for everybody."),
    Field("value", "number", f"The figure, {AS_SHOWN}. A share is a percentage.", WITHHELD, "see `unit`"),
    Field("lower", "number", f"Lower 95% limit, {AS_SHOWN}.", GONE, OWN_UNIT),
    Field("upper", "number", f"Upper 95% limit, {AS_SHOWN}.", GONE, OWN_UNIT),
    Field("unit", "string", "Unit of value, lower, upper and revised_from."),
    Field("decimals", "integer", "Decimals the figure is given to.", WITHHELD),
    Field(
        "numerator", "integer", "How many had the outcome; rounded where `basis` says so.", NO_COUNT, COUNTED
    ),
    Field(
        "denominator", "integer", "How many were eligible; rounded where `basis` says so.", NO_COUNT, COUNTED
    ),
    Field(
        "basis",
        "string",
        "What the figure is worked out from: published, counts, or rounded counts.",
        "nothing was worked out",
    ),
    Field(
        "status",
        "string",
        "Whether the publisher may still change the figure.",
        None,
        "",
        ("provisional", "assured"),
    ),
    Field(
        "verdict",
        "string",
        "Where the 95% interval lies against `comparator`; lower and higher where neither is better.",
        "nothing is compared",
    ),
    Field("comparator", "string", "What the figure is compared with.", "nothing is compared"),
    Field("coverage", "string", "Whether the figure is of the whole area: whole, part or none."),
    Field("coverage_note", "string", "What of the area the figure covers.", "it covers all of it"),
    Field(
        "published_status",
        "string",
        "What the publisher calls the figure, such as an outlier.",
        "the publisher says nothing",
    ),
    Field(
        "revised_from",
        "number",
        "What an earlier publication said, where this one revises it.",
        "nothing was revised, or the row is withheld",
        "see `unit`",
    ),
    Field(
        "withheld", "string", "Why there is no figure: a row of the table of reasons.", "there is a figure"
    ),
    Field("source", "string", "Where it comes from: a row of the table of sources."),
    Field("published", "date", "The day the source was published.", "that day is not known"),
    Field("synthetic", "boolean", "Whether the figure was made up by a program."),
)
TABLES: dict[str, tuple[Field, ...]] = {
    "findings": FINDINGS,
    "metrics": METRICS,
    "areas": AREAS,
    "sources": SOURCES,
    "reasons": REASONS,
}
TITLES = {
    "findings": "Findings: a row for each metric, place, period and group of people",
    "metrics": "What each metric measures",
    "areas": "What each place is called and belongs to",
    "sources": "Where the figures come from",
    "reasons": "Why some figures are not given",
}
KEYS: dict[str, tuple[str, ...]] = {
    "findings": ("metric", "area", "period_end", "breakdown", "group"),
    "metrics": ("metric",),
    "areas": ("area",),
    "sources": ("source",),
    "reasons": ("withheld",),
}
LEADS = {"metric": "metrics", "area": "areas", "source": "sources", "withheld": "reasons"}  # from findings
