"""What an edition found, as data for others: tables with their dictionary, and a workbook for each topic."""

from insight.exports.field import Field
from insight.exports.fields import KEYS, TABLES, TITLES
from insight.exports.made_up import made_up
from insight.exports.making import current, files, folder, make, tables_of
from insight.exports.offers import Offer, offers, size
from insight.exports.package import description, licences
from insight.exports.page import page
from insight.exports.rows import NUMBERS, withheld_as
from insight.exports.writing import cells

__all__ = [
    "KEYS", "NUMBERS", "TABLES", "TITLES", "Field", "Offer", "cells", "current", "description", "files",
    "folder", "licences", "made_up", "make", "offers", "page", "size", "tables_of", "withheld_as",
]  # fmt: skip
