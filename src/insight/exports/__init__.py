"""What an edition found, as data for others: tables with their dictionary, and a workbook for each topic."""

from insight.exports.making import current, files, folder, make
from insight.exports.offers import Offer, offers, size
from insight.exports.page import page

__all__ = ["Offer", "current", "files", "folder", "make", "offers", "page", "size"]
