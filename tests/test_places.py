"""Data are found in a file, a folder, by a pattern or at a URL, in one order and with one digest."""

import hashlib
from pathlib import Path

import pytest

from insight import places
from insight.errors import MissingInput, MissingLibrary

NAMES = ["year=2023/a.parquet", "year=2024/b.parquet", "year=2024/c.parquet"]
MARKS = ["_SUCCESS", "year=2024/_metadata.parquet", "_old/a.parquet", "year=2024/.b.parquet.crc", "notes.txt"]


@pytest.fixture
def folder(tmp_path):
    for name in (*NAMES, *MARKS):
        (tmp_path / "care" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "care" / name).write_text(name)
    return tmp_path


@pytest.fixture
def memory(folder):
    fsspec = pytest.importorskip("fsspec", reason="URLs need the extra `records`")
    system = fsspec.filesystem("memory")
    system.put(str(folder / "care"), "/records/care", recursive=True)
    yield "memory://records"
    system.rm("/records", recursive=True)


def names(at):
    found = places.files(at)
    return [found.relative(path) for path in found.paths]


def test_the_files_of_a_folder_are_its_parquet_files_in_order(folder):
    at = places.place("care", folder, where="a.yml")
    assert names(at) == NAMES
    assert places.files(at).partitions() == ("year",)


def test_a_pattern_gives_what_it_matches(folder):
    assert names(places.place("care/*/b.parquet", folder, where="a.yml")) == ["year=2024/b.parquet"]
    assert not places.exists(places.place("care/*/z.parquet", folder, where="a.yml"))


@pytest.mark.parametrize("path, found", {"care": NAMES, "care/*/*.parquet": NAMES, "care/none": []}.items())
def test_a_url_gives_the_same_as_the_folder(memory, path, found):
    at = places.place(f"{memory}/{path}", None, where="a.yml")
    assert names(at) == found
    assert places.exists(at) == bool(found)


def test_a_file_url_is_a_path_of_this_machine(folder):
    assert places.place(f"file://{folder}/care", None, where="a.yml") == folder / "care"


def test_one_file_has_the_digest_that_sha256sum_prints(folder, memory):
    expected = hashlib.sha256(NAMES[0].encode()).hexdigest()
    assert places.digest(folder / "care" / NAMES[0]) == expected
    assert places.digest(places.Remote(f"{memory}/care/{NAMES[0]}")) == expected


def test_a_folder_has_one_digest_wherever_it_lies_and_another_when_a_file_changes(folder, memory):
    before = places.digest(folder / "care")
    assert before == places.digest(places.Remote(f"{memory}/care"))
    (folder / "care" / NAMES[1]).write_text("changed")
    assert places.digest(folder / "care") != before


def test_a_path_below_no_folder_is_refused():
    with pytest.raises(MissingInput, match="--data DIR"):
        places.place("care", None, where="a.yml")


def test_a_url_is_refused_where_only_files_of_this_machine_can_be_read():
    with pytest.raises(MissingInput, match="s3://bucket/a.csv"):
        places.here([Path("a.csv"), places.Remote("s3://bucket/a.csv")])


def test_a_library_that_is_missing_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "fsspec", None)
    with pytest.raises(MissingLibrary, match=r"insight\[records\]"):
        places.files(places.Remote("s3://bucket/care"))


def test_a_url_that_cannot_be_reached_is_refused_with_its_reason(monkeypatch):
    fsspec = pytest.importorskip("fsspec", reason="URLs need the extra `records`")

    def cut_off(*parts, **settings):
        raise ConnectionError("no route")

    monkeypatch.setattr(fsspec.filesystem("memory").__class__, "isdir", cut_off)
    with pytest.raises(MissingInput, match=r"memory://x \(a.yml\) cannot be reached .*no route"):
        places.files(places.Remote("memory://x", "a.yml"))
