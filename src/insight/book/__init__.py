"""Finished pages, and the pages people write, bound into a site."""

from insight.book.pages import Page, failures, pages
from insight.book.site import bind

__all__ = ["Page", "bind", "failures", "pages"]
