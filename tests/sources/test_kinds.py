"""A kind of source is a file in the folder, and nothing else."""

import pytest

import invented
from insight import sources, store
from insight.errors import UnknownName

LETTERS = '''
"""Files whose cells are parted by letters Q."""

import pandas as pd

from insight.observations import Grid


def read(path, source):
    rows = [line.split("|") for line in path.read_text().splitlines()]
    return Grid(pd.DataFrame(rows, dtype="str").set_axis(range(1, len(rows) + 1)))
'''


@pytest.fixture
def project(tmp_path, monkeypatch):
    return invented.build(tmp_path, monkeypatch)


def test_the_kinds_are_the_files_of_the_folder():
    assert sources.names() == {
        "cvdprevent", "delimited", "fingertips", "ods", "open_geography", "parquet", "spreadsheet",
        "synthetic", "warehouse",
    }  # fmt: skip


def test_a_new_kind_is_one_file(project, monkeypatch):
    invented.write(project / "kinds" / "letters.py", LETTERS)
    monkeypatch.setattr(sources, "__path__", [*sources.__path__, str(project / "kinds")])
    text = (project / "data/care.csv").read_text().replace('"1,250","2,000"', "1250,2000")
    invented.write(project / "data/care.csv", text.replace(",", "|"))
    invented.source_of(invented.SOURCE.replace("kind: delimited", "kind: letters"))
    store.fetch("first", project / "data")
    assert len(store.load("first")) == 7


def test_a_kind_nobody_wrote_is_refused(project):
    source = invented.source_of(invented.SOURCE.replace("kind: delimited", "kind: delimted"))
    with pytest.raises(UnknownName, match="Did you mean 'delimited'"):
        sources.kind(source)
