"""Synthetic patients counted: 50 million rows with DuckDB, then a sample with DuckDB, PySpark and pandas.

Prints seconds, rows a second and peak memory of making the rows and of counting, protecting and
writing them; then seconds for the sample, side by side, and whether the counts are equal.

python benchmarks/records.py [ROWS [SAMPLE]]        (default: 50,000,000 and 200,000)
"""

import os
import sys
import tempfile
import time
import warnings
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import pandas as pd

from insight import records
from insight.demo import patients
from insight.records.making import true_counts
from measure import measure
from plain.records import plain_counts

PROJECT = Path(__file__).parents[1]
EXTRACT = "synthetic_hip_fractures"
MAKE = "from pathlib import Path; from insight.demo import patients; patients.write(Path({folder!r}), {rows})"
COUNT = (
    "from pathlib import Path; from insight import records; "
    "records.aggregate({extract!r}, Path({data!r}), out=Path({out!r}))"
)


def whole(rows: int, home: Path) -> None:
    """Make and count so many rows, each step in a process of its own; print a line for each."""
    steps = {
        "make": MAKE.format(folder=str(home / "patients"), rows=rows),
        "count": COUNT.format(extract=EXTRACT, data=str(home), out=str(home / "counts.parquet")),
    }
    print(f"{'step':>8}{'rows':>12}{'seconds':>9}{'rows/s':>12}{'peak MiB':>10}")
    for name, code in steps.items():
        if name == "make" and (home / "patients").exists():
            continue
        step = measure(code, PROJECT)
        pace = rows / step["seconds"]
        print(f"{name:>8}{rows:>12,}{step['seconds']:>9.1f}{pace:>12,.0f}{step['mib']:>10.0f}", flush=True)


def side_by_side(rows: int, home: Path) -> None:
    """Count a sample in every way there is, one after another; print seconds and the ratio to DuckDB."""
    warnings.simplefilter("ignore")
    extract = records.extract(EXTRACT)
    patients.write(home / "patients", rows)
    ways = {
        "DuckDB": lambda: true_counts(extract, home)[2],
        "pandas": lambda: plain_counts(pd.concat(patients.pieces(rows))),
    }
    lacking = [
        name for name, there in (("Java", which("java")), ("pyspark", find_spec("pyspark"))) if not there
    ]
    if lacking:
        print(f"PySpark is left out: {' and '.join(lacking)} not installed.")
    else:
        session = spark()
        ways["PySpark"] = lambda: true_counts(extract, home, spark=session)[2]
    print(f"{'way':>8}{'rows':>12}{'seconds':>9}{'ratio':>8}  equal")
    first, took = None, 0.0
    for name, way in ways.items():
        began = time.perf_counter()
        found = way()
        seconds = time.perf_counter() - began
        first, took = (found, seconds) if first is None else (first, took)
        keys = [column for column in first.columns if column in found.columns]
        same = first[keys].astype(str).equals(found[keys].astype(str))
        print(
            f"{name:>8}{rows:>12,}{seconds:>9.1f}{seconds / took:>8.1f}  {'yes' if same else 'NO'}",
            flush=True,
        )


def spark():
    """Start Spark on this machine; its start is not timed."""
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2", "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
    }  # fmt: skip
    return SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()


def main(rows: str = "50000000", sample: str = "200000") -> None:
    """Run both parts; RECORDS_DATA names a folder whose patients were made before."""
    with tempfile.TemporaryDirectory() as folder:
        kept = os.environ.get("RECORDS_DATA")
        whole(int(rows), Path(kept) if kept else Path(folder) / "whole")
        side_by_side(int(sample), Path(folder) / "sample")


if __name__ == "__main__":
    main(*sys.argv[1:])
