"""Findings as readers see them: which rows, and their numbers, dates, words and HTML."""

from insight.formats.html import Html, Lines, compiled, folded, grid, linked, opened, render, sentences, table
from insight.formats.numbers import bare, bound, count, difference, interval, number, points
from insight.formats.words import age, capital, day, group_in_words, listed, plural, short_period, uncapital

__all__ = [
    "Html",
    "Lines",
    "age",
    "bare",
    "bound",
    "capital",
    "compiled",
    "count",
    "day",
    "difference",
    "folded",
    "grid",
    "group_in_words",
    "interval",
    "linked",
    "listed",
    "number",
    "opened",
    "plural",
    "points",
    "render",
    "sentences",
    "short_period",
    "table",
    "uncapital",
]
