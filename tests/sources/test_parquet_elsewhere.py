"""A source may be a folder of Parquet in partitions, here or at a URL, and is the same source."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import invented
from insight import store
from insight.errors import BadDefinition, MissingInput, WrongChecksum
from insight.sources import parquet

SOURCE = invented.SOURCE.replace("delimited", "parquet")
LINE = ["QOX", "ICB", "2024-Q1", "All", "1250", "2000", "62.5", "60.4", "64.6", ""]
APART = ["file", "file_hash", "row"]


@pytest.fixture
def project(tmp_path, monkeypatch):
    return invented.build(tmp_path, monkeypatch)


@pytest.fixture
def partitioned(project):
    """Write the invented table in folders, one for each group; give what one file of it holds."""
    store.fetch("first", project / "data")
    lines = [line.split(",") for line in (project / "data/care.csv").read_text().splitlines()]
    lines[4] = LINE
    head, rows = lines[0], lines[1:]
    place = head.index("group")
    for group in dict.fromkeys(row[place] for row in rows):
        table = pa.table(
            {
                name: [row[column] for row in rows if row[place] == group]
                for column, name in enumerate(head)
                if column != place
            }
        )
        home = project / "data" / "care" / f"group={group}"
        home.mkdir(parents=True)
        pq.write_table(table, home / "part.parquet")
    return same(store.load("first"))


def same(observed):
    keys = ["area", "period", "breakdown", "group"]
    return observed.drop(columns=APART).sort_values(keys, ignore_index=True)


def fetched(project, path, data):
    invented.source_of(SOURCE.replace("care.csv", path))
    store.fetch("first", data)
    return same(store.load("first"))


def test_a_folder_in_partitions_gives_the_same_observations_as_one_file(project, partitioned):
    assert fetched(project, "care", project / "data").equals(partitioned)
    assert store.load("first")["file"].unique().tolist() == ["care"]


def test_a_file_url_gives_the_same(project, partitioned):
    assert fetched(project, f"file://{project}/data/care", None).equals(partitioned)


def test_a_memory_url_gives_the_same_and_is_read_again_when_it_changes(project, partitioned):
    fsspec = pytest.importorskip("fsspec", reason="URLs need the extra `records`")
    system = fsspec.filesystem("memory")
    system.put(str(project / "data" / "care"), "/elsewhere/care", recursive=True)
    try:
        assert fetched(project, "memory://elsewhere/care", None).equals(partitioned)
        system.rm("/elsewhere/care/group=Female", recursive=True)
        assert len(fetched(project, "memory://elsewhere/care", None)) < len(partitioned)
    finally:
        system.rm("/elsewhere", recursive=True)


def test_names_of_partitions_stay_text(project):
    home = project / "data" / "months" / "month=01"
    home.mkdir(parents=True)
    pq.write_table(pa.table({"a": [1]}), home / "part.parquet")
    grid = parquet.read(project / "data" / "months", invented.source_of(SOURCE))
    assert grid.cells.to_numpy().tolist() == [["a", "month"], ["1", "01"]]


def test_a_folder_of_another_checksum_is_refused(project, partitioned):
    with pytest.raises(WrongChecksum, match="care is not the file"):
        fetched(project, f"care, sha256: {'a' * 64}", project / "data")


def test_a_folder_without_parquet_is_missing(project):
    (project / "data" / "empty").mkdir()
    with pytest.raises(MissingInput, match="empty"):
        fetched(project, "empty", project / "data")


def test_a_url_of_another_kind_than_parquet_is_refused(project, partitioned):
    pytest.importorskip("fsspec", reason="URLs need the extra `records`")
    invented.source_of(invented.SOURCE.replace("care.csv", "care"))
    with pytest.raises(BadDefinition, match="read as 'kind: parquet'"):
        store.fetch("first", project / "data")
