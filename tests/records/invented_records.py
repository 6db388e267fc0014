"""An invented extract: a project with one audit, and rows of patients written by hand."""

from datetime import date

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

import invented
from insight import records

EXTRACT = """
    title: An invented extract
    audit: naic
    url: care
    published: 2024-12-31
    columns:
      who: patient
      day: seen_on
      areas: {icb: icb}
      breakdowns:
        sex: {column: sex, names: {1: Male, 2: Female}}
        ethnicity: {column: ethnic, names: {A: White, H: Asian}, unknown: Unknown}
    metrics:
      - id: naic_seen
        denominator: {column: referred, equals: true}
        numerator: {column: hours, at_most: 24}
    periods: {every: quarter, first: 2024-01-01, last: 2024-06-30}
    leave_out:
      - {column: nation, values: [W], reason: seen in Wales}
"""
NAMES = ["patient", "seen_on", "icb", "sex", "ethnic", "referred", "hours", "nation"]
SCHEMA = pa.schema(
    [
        ("patient", pa.int64()), ("seen_on", pa.date32()), ("icb", pa.string()), ("sex", pa.string()),
        ("ethnic", pa.string()), ("referred", pa.bool_()), ("hours", pa.float64()), ("nation", pa.string()),
    ]
)  # fmt: skip


def project(folder, monkeypatch, rows, *, extract=EXTRACT):
    """Build the project and write its records; give the extract and the data folder."""
    invented.build(folder, monkeypatch)
    write(folder / "data" / "care" / "part.parquet", rows)
    return named(folder, extract), folder / "data"


def named(folder, text):
    """Write another definition of the extract and read it."""
    lines = text.replace("\n    ", "\n")
    invented.write(folder / "params" / "records" / "care.yml", lines)
    return records.extract("care")


def write(path, rows):
    """Write rows, each a tuple in the order of NAMES or a whole frame, as Parquet."""
    frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(rows, columns=NAMES)
    schema = SCHEMA if list(frame) == NAMES else None
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pandas(frame, schema=schema, preserve_index=False), path)


def row(patient, day, **more):
    """Give one row: a man in QWO, white, referred and seen in time, unless something else is said."""
    usual = {
        "icb": "QWO",
        "sex": "1",
        "ethnic": "A",
        "referred": True,
        "hours": 10.0,
        "nation": "E",
        **more,
    }
    return (patient, date.fromisoformat(day), *(usual[name] for name in NAMES[2:]))


def shown(counts, *keys):
    """Give counts as {(level or area, group, ...): (numerator, denominator)}."""
    return {
        tuple(one[key] for key in keys): (one["numerator"], one["denominator"])
        for one in counts.to_dict("records")
    }
