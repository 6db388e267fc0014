"""Finished pages read back: what a reader sees, as parts that can be set in type or compared."""

from insight.pages.blocks import (
    Block,
    Bullets,
    Figure,
    Folded,
    Heading,
    Page,
    Paragraph,
    Row,
    Run,
    Table,
    figures,
    tables,
    unfolded,
    words,
)
from insight.pages.reading import read

__all__ = [
    "Block",
    "Bullets",
    "Figure",
    "Folded",
    "Heading",
    "Page",
    "Paragraph",
    "Row",
    "Run",
    "Table",
    "figures",
    "read",
    "tables",
    "unfolded",
    "words",
]
