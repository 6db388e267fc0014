"""What patients and the public did for a report, and what they say, with their consent."""

from insight.voices.records import Involved, Quote, Voices, every, voices
from insight.voices.telling import involvement, quotes

__all__ = ["Involved", "Quote", "Voices", "every", "involvement", "quotes", "voices"]
