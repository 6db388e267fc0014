"""Records, a row per person or event, counted into observations where they lie: DuckDB here, or Spark.

An extract is described in params/records/<extract>.yml. Small numbers are withheld before
anything is written; what is written is a source like any other.
"""

from insight.records.extract import Extract, extract, extracts
from insight.records.making import aggregate
from insight.records.tally import Tally
from insight.records.writing import source_yaml

__all__ = ["Extract", "Tally", "aggregate", "extract", "extracts", "source_yaml"]
