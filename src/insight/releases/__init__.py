"""When editions come out, what is new in them, and the feed that tells of it. Every date comes from data."""

from insight.releases.calendar import Release, calendar, series_of
from insight.releases.feed import base_url, feed
from insight.releases.news import Entry, news
from insight.releases.pages import calendar_page, news_page

__all__ = [
    "Entry", "Release", "base_url", "calendar", "calendar_page", "feed", "news", "news_page", "series_of",
]  # fmt: skip
