"""The columns of the small tables beside the findings."""

from insight.exports.field import OWN_UNIT, Field

METRICS = (
    Field("metric", "string", "Its id."),
    Field("audit", "string", "The audit that measures it."),
    Field("audit_name", "string", "The audit's full name."),
    Field("topic", "string", "The audit's topic, in plain words."),
    Field("provider", "string", "Who runs the audit.", "not known"),
    Field("title", "string", "The metric in a few words."),
    Field(
        "numerator",
        "string",
        "Who is counted as having the outcome.",
        "the audit does not say, or it is no share",
    ),
    Field(
        "denominator", "string", "Who is counted as eligible.", "the audit does not say, or it is no share"
    ),
    Field("unit", "string", "Unit of its figures."),
    Field("statistic", "string", "How figures are worked out from counts; published where they are not."),
    Field("better", "string", "Which way is better.", None, "", ("higher", "lower", "neither")),
    Field(
        "target",
        "number",
        "What is aimed at, as pages show it.",
        "there is no target, or none that was verified",
        OWN_UNIT,
    ),
    Field("target_source", "string", "On whose authority.", "there is no target"),
    Field(
        "type", "string", "process, outcome, structure, or what patients report (prom, prem).", "not known"
    ),
    Field(
        "setting",
        "string",
        "Whether people belong to an area by residence or by where they were treated.",
        "not known",
    ),
    Field("case_mix", "string", "Whether figures are adjusted for the people treated.", "not known"),
    Field(
        "breaks",
        "string",
        "From when figures do not compare with earlier ones, and why.",
        "there is no break",
    ),
)
AREAS = (
    Field("area", "string", "Its code: ODS for organisations, ONS for England and the regions."),
    Field("area_type", "string", "What kind of place it is."),
    Field("area_name", "string", "Its full name on the edition's geography date."),
    Field("short_name", "string", "Its name as pages show it."),
    Field("parent", "string", "Code of the ICB a trust or a sub-ICB belongs to.", "it belongs to none"),
    Field("region", "string", "Code of its NHS region.", "it belongs to none"),
)
SOURCES = (
    Field("source", "string", "Its id."),
    Field("title", "string", "What it is called."),
    Field("publisher", "string", "Who published it."),
    Field("licence", "string", "On what terms."),
    Field("published", "date", "The day it was published."),
    Field("link", "string", "Where it was found.", "it has no link"),
    Field("files", "string", "Its files, each with its SHA-256, parted by semicolons.", "it is no file"),
    Field("synthetic", "boolean", "Whether it was made up by a program."),
)
REASONS = (
    Field("withheld", "string", "The code that stands in the table of findings."),
    Field("reason", "string", "What it means."),
)
