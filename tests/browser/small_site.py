"""The kinds of page that the small edition's site has."""

from requirements.small_edition import REPORTS

WRITTEN = (
    "accessibility", "changes", "contributing", "corrections", "data", "decisions", "downloads",
    "feedback_quality", "glossary", "involving", "methods", "news", "rap", "releases", "reviewing", "running",
    "start", "threats",
)  # fmt: skip
KINDS = (
    "landing", *WRITTEN, "search", *REPORTS, "icb_insight list", "audit_topic list",
)  # fmt: skip
