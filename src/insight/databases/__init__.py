"""Databases: addresses without passwords, connections that end in time, rows out and rows in.

The one room that speaks SQL. No text of a definition or of data is ever part of a statement: names are those
that the database itself gave, quoted for it, and values are handed over beside the statement.
"""

from insight.databases.address import Address, address
from insight.databases.opening import opened
from insight.databases.reading import ADVICE, Wanted, copied
from insight.databases.writing import Writer

__all__ = ["ADVICE", "Address", "Wanted", "Writer", "address", "copied", "opened"]
