"""DuckDB, PySpark and plain pandas give the same numbers, and the same file."""

import sys
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import pandas as pd
import pytest

from insight import places, records
from insight.demo import patients
from insight.records import making
from insight.records.making import true_counts

pytest.importorskip("ibis", reason="counting records needs the extra `records`")
sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
from plain.records import plain_counts  # noqa: E402

ROWS = 3_000
EXTRACT = "synthetic_hip_fractures"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("records")
    patients.write(folder / "patients", ROWS, piece=1_000)
    return folder


@pytest.fixture(scope="module")
def by_duckdb(data):
    return true_counts(records.extract(EXTRACT), data)[2]


def test_duckdb_counts_as_plain_pandas_does(by_duckdb):
    plain = plain_counts(pd.concat(patients.pieces(ROWS, piece=1_000)))
    pd.testing.assert_frame_equal(by_duckdb[list(plain)], plain, check_dtype=False)


def test_the_same_records_in_other_pieces_give_the_same_file(data, tmp_path):
    whole = pd.concat(pd.read_parquet(path) for path in sorted((data / "patients").rglob("*.parquet")))
    (tmp_path / "patients" / "year=2024").mkdir(parents=True)
    whole.sample(frac=1, random_state=3).to_parquet(tmp_path / "patients" / "year=2024" / "all.parquet")
    for home in (data, tmp_path):
        records.aggregate(EXTRACT, home, out=home / "counts.parquet")
    assert places.digest(data / "counts.parquet") == places.digest(tmp_path / "counts.parquet")


@pytest.mark.slow
@pytest.mark.skipif(not find_spec("pyspark"), reason="pyspark is not installed (the extra `spark`)")
@pytest.mark.skipif(not which("java"), reason="Spark needs Java, which is not installed")
def test_spark_counts_as_duckdb_does_and_writes_the_same_file(data, tmp_path, monkeypatch):
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.codegen.wholeStage", "false")  # so few rows are counted before it is compiled
        .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.warehouse.dir", str(tmp_path / "warehouse"))
        .getOrCreate()
    )
    counts = []

    def noted(*given, **how):
        found = true_counts(*given, **how)
        counts.append(found[2].copy())
        return found

    monkeypatch.setattr(making, "true_counts", noted)
    try:
        records.aggregate(EXTRACT, data, out=tmp_path / "spark.parquet", spark=session)
    finally:
        session.stop()
    records.aggregate(EXTRACT, data, out=tmp_path / "duckdb.parquet")
    by_spark, by_duckdb = counts
    pd.testing.assert_frame_equal(by_spark, by_duckdb)
    assert places.digest(tmp_path / "spark.parquet") == places.digest(tmp_path / "duckdb.parquet")
