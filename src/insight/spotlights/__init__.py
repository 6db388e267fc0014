"""What a spotlight on inequalities works out from the findings of several audits."""

from insight.spotlights.avoidable import avoidable
from insight.spotlights.completeness import completeness
from insight.spotlights.loading import Spotlight, load
from insight.spotlights.reached import reached
from insight.spotlights.score import Score, score
from insight.spotlights.slopes import slopes

__all__ = ["Score", "Spotlight", "avoidable", "completeness", "load", "reached", "score", "slopes"]
