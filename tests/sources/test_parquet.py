"""Parquet files pass through the same checks, so their cells become text too."""

from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import invented
from insight import store
from insight.sources import parquet


@pytest.fixture
def project(tmp_path, monkeypatch):
    return invented.build(tmp_path, monkeypatch)


def test_cells_of_every_type_become_text_and_missing_ones_blank(project):
    columns = {
        "code": pa.array(["QWO", None]).dictionary_encode(),
        "seen": pa.array([310, None], pa.int64()),
        "share": pa.array([77.5, 80.0]),
        "day": pa.array([date(2024, 3, 31), None]),
    }
    pq.write_table(pa.table(columns), project / "care.parquet")
    grid = parquet.read(project / "care.parquet", invented.source_of(invented.SOURCE))
    assert grid.cells.to_numpy().tolist() == [
        ["code", "seen", "share", "day"], ["QWO", "310", "77.5", "2024-03-31"], ["", "", "80", ""],
    ]  # fmt: skip
    assert grid.cells.index.tolist() == [0, 1, 2]


def test_a_parquet_file_gives_the_same_observations_as_its_csv(project):
    store.fetch("first", project / "data")
    before = store.load("first").drop(columns=["file", "file_hash", "row"])
    lines = [line.split(",") for line in (project / "data/care.csv").read_text().splitlines()]
    lines[4] = ["QOX", "ICB", "2024-Q1", "All", "1250", "2000", "62.5", "60.4", "64.6", ""]
    table = pa.table({name: [row[place] for row in lines[1:]] for place, name in enumerate(lines[0])})
    pq.write_table(table, project / "data/care.parquet")
    invented.source_of(invented.SOURCE.replace("delimited", "parquet").replace("care.csv", "care.parquet"))
    store.fetch("first", project / "data")
    assert store.load("first").drop(columns=["file", "file_hash", "row"]).equals(before)
