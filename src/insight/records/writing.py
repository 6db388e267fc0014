"""The counts as one Parquet file, and as a source that reads it."""

import io
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from ruamel.yaml import YAML

from insight import places
from insight.definitions import Audit
from insight.disclosure import SMALL_NUMBER, SO_OTHERS
from insight.records.extract import Extract
from insight.records.withholding import rule_of
from insight.writing import halfway

SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("metric", "level", "area", "period", "breakdown", "group")),
        ("numerator", pa.int64()), ("denominator", pa.int64()), ("note", pa.string()),
    ]
)  # fmt: skip


def write(rows: pd.DataFrame, out: Path) -> None:
    """Write protected counts to `out` at once: it holds all of them, or what it held before."""
    columns = rows.rename(columns={"withheld": "note", "written": "period"})[SCHEMA.names]
    table = pa.Table.from_pandas(columns, schema=SCHEMA, preserve_index=False).replace_schema_metadata()
    out.parent.mkdir(parents=True, exist_ok=True)
    with halfway(out) as half:
        pq.write_table(table, half, compression="zstd")
        half.replace(out)


def source_yaml(extract: Extract, audit: Audit, rows: pd.DataFrame, out: Path) -> str:
    """Give the text of params/sources/<extract>.yml, by which `insight fetch` reads the file written.

    rows : the counts written, for their metrics, levels and breakdowns.
    """
    breakdowns: list[dict[str, Any]] = []
    for name in dict.fromkeys(rows["breakdown"]):
        group = {} if name == "all" else {"group": {"column": "group"}}
        breakdowns.append({"breakdown": name, "where": {"breakdown": name}, **group})
    counts = {name: name for name in ("numerator", "denominator")}
    source = {
        "title": extract.title,
        "publisher": extract.publisher or audit.provider,
        "licence": extract.licence,
        "published": extract.published,
        "note": f"Counted from records ({extract.id}). {rule_of(extract, audit).title}.",
        "kind": "parquet",
        "files": [{"path": out.name, "sha256": places.digest(out)}],
        "area": {"column": "area"},
        "level": {"column": "level", "names": {level: level for level in dict.fromkeys(rows["level"])}},
        "period": {"column": "period", "format": extract.periods.every},
        "measures": [
            {"metric": name, "where": {"metric": name}, "columns": counts.copy()}
            for name in dict.fromkeys(rows["metric"])
        ],
        "breakdowns": breakdowns,
        "suppressed": {"note": {"column": "note", "contains": [SMALL_NUMBER, SO_OTHERS]}},
        "rounded_to": rule_of(extract, audit).nearest,
        "status": extract.status,
        "control": "as_published",
    }
    stream = io.StringIO()
    yaml = YAML()
    yaml.width = 110
    yaml.dump(source, stream)
    made = f"# Made by insight aggregate {extract.id}. Save as params/sources/{extract.id}.yml.\n"
    return made + stream.getvalue()
