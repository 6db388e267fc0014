"""The data of an edition in a database: its tables, written at once, and how to read them back."""

from insight.warehouse.layout import FIELDS, SCHEMA, statements
from insight.warehouse.page import page
from insight.warehouse.putting import put, schema_of
from insight.warehouse.reading_back import definitions_of

__all__ = ["FIELDS", "SCHEMA", "definitions_of", "page", "put", "schema_of", "statements"]
