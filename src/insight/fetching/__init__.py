"""Answers of services on the web: fetched politely, checked to be whole, and kept with where they came from.

The one room that speaks HTTP. Whoever needs an answer asks a `Fetcher` for an address and is given a file
of this machine. What is kept is never overwritten: another content is a revision, and both are kept.
"""

from insight.fetching.addresses import address
from insight.fetching.answer import Answer, provenance, whole_letters
from insight.fetching.fetcher import Fetcher
from insight.fetching.manners import Manners
from insight.fetching.paging import pages
from insight.fetching.revisions import Revision
from insight.fetching.shelf import Shelf, Version
from insight.fetching.trying import Passing, persevere
from insight.fetching.wholeness import Kind

__all__ = [
    "Answer",
    "Fetcher",
    "Kind",
    "Manners",
    "Passing",
    "Revision",
    "Shelf",
    "Version",
    "address",
    "pages",
    "persevere",
    "provenance",
    "whole_letters",
]
