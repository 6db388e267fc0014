"""What was recommended, to whom, and what it asks of an ICB; one file a source document."""

from typing import NamedTuple

from insight import paths, pathways
from insight.definitions.strict import build, read
from insight.recommendations.current import Current, current
from insight.recommendations.document import Ask, Document, Recommendation
from insight.recommendations.due import Due, due
from insight.recommendations.since import Since, since, since_in_each
from insight.recommendations.timescale import timescale, timescales
from insight.recommendations.window import Window
from insight.recommendations.wording import card, lint

__all__ = [
    "Ask", "Asked", "Current", "Document", "Due", "Recommendation", "Since", "Window", "asked", "card",
    "current", "documents", "due", "lint", "since", "since_in_each", "timescale", "timescales",
]  # fmt: skip


class Asked(NamedTuple):
    """One ask of ICBs, with the recommendation and the document it stands in."""

    ask: Ask
    recommendation: Recommendation
    document: Document


def documents(*, synthetic: bool = False) -> list[Document]:
    """Give every document in params/recommendations, in order of its file's name.

    synthetic : whether those made up for the demonstration are among them, for editions of made-up data.
    Raises UnknownName for an audit or a metric that is none.
    """
    known = pathways.words()
    audits = {one.audit for one in known.values()}
    found = []
    for path in sorted((paths.params() / "recommendations").glob("*.yml")):
        one = build(Document, read(path) | {"id": path.stem}, where=path)
        pathways.refuse_unknown(one.audits, kind="audit", known=audits, where=path.name)
        metrics = [name for rec in one.recommendations for ask in rec.asks for name in ask.metrics]
        pathways.refuse_unknown(metrics, kind="metric", known=known, where=path.name)
        if synthetic or not one.synthetic:
            found.append(one)
    return found


def asked(*, synthetic: bool = False) -> list[Asked]:
    """Give every ask of ICBs: those of documents that name ICBs first, then those that are our reading.

    synthetic : as for `documents`.
    """
    found = [
        Asked(ask, recommendation, document)
        for document in documents(synthetic=synthetic)
        for recommendation in document.recommendations
        for ask in recommendation.asks
    ]
    return sorted(found, key=lambda one: not one.recommendation.aimed_at_icbs)
