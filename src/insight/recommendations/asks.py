"""What is asked of ICBs: by documents that name them, or as we read what others are asked."""

from typing import NamedTuple

from insight.recommendations.document import Ask, Document, Recommendation
from insight.recommendations.shelf import documents


class Asked(NamedTuple):
    """One ask of ICBs, with the recommendation and the document it stands in."""

    ask: Ask
    recommendation: Recommendation
    document: Document


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
