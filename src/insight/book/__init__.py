"""Finished pages, and the pages people write, bound into a site."""

from importlib import import_module

from insight.book.answers import answers
from insight.book.offered import Offer
from insight.book.pages import Page, failures, pages

__all__ = ["Offer", "Page", "answers", "bind", "failures", "pages", "watch"]
LATER = {"bind": "site", "watch": "watching"}  # looked up when asked for, as Sphinx takes long to load


def __getattr__(name: str):
    if name in LATER:
        return getattr(import_module(f"insight.book.{LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
