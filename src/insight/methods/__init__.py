"""The methods page's examples: worked out by the statistics themselves when the book is built."""

from insight.methods.example import Example
from insight.methods.page import examples

__all__ = ["Example", "examples"]
