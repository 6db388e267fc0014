"""Findings for people who are not analysts: a board on one page, and the public in plain words."""

from insight.plain import area, board, topic
from insight.plain.words import Measured, Words, every, metrics, missing, words

__all__ = ["Measured", "Words", "area", "board", "every", "metrics", "missing", "topic", "words"]
