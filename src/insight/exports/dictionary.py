"""The data dictionary as a table of its own, for those who read no JSON."""

import csv
import io

from insight.exports.fields import KEYS, TABLES

HEAD = ("table", "column", "type", "unit", "key", "meaning", "empty when", "values")


def as_csv() -> bytes:
    """Give a line for each column of each table."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(HEAD)
    for table, fields in TABLES.items():
        for field in fields:
            key = "yes" if field.name in KEYS[table] else "no"
            values = "; ".join(field.values)
            missing = field.missing or "never"
            writer.writerow((table, field.name, field.kind, field.unit, key, field.words, missing, values))
    return made.getvalue().encode()
