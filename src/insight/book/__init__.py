"""Finished pages, and the pages people write, bound into a site."""

from insight.book.bind import bind
from insight.book.pages import Page, failures, pages

__all__ = ["Page", "bind", "failures", "pages"]
