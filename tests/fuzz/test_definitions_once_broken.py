"""Definitions that once ended in a traceback, or in no end at all: each is refused in words."""

import time

import pytest

from fuzz.promise import HERE
from insight import definitions
from insight.definitions import strict
from insight.definitions.strict import Record, build, read
from insight.errors import BadDefinition, UnknownName

LAUGHS = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)
REFUSED = {
    "lists in lists, deeper than Python goes": "a: " + "[" * 3000 + "]" * 3000,
    "lists in lists, as deep as nobody writes": "a: " + "[" * 90 + "]" * 90,
    "aliases of aliases of aliases": LAUGHS,
    "a list that holds itself": "a: &a [*a]",
    "a day that no month has": "a: 2024-02-30",
    "a month that no year has": "a: 2024-13-01",
    "a number of more digits than Python reads": f"a: {'9' * 5000}",
    "a tag with another thing under it": "a: !!int x",
    "an object of Python's": "a: !!python/object/apply:os.system [ls]",
    "a set of lists": "? [1, 2]\n: 3",
}


def written(folder, text):
    (folder / "a.yml").write_text(text)
    return folder / "a.yml"


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_yaml_nobody_writes_is_refused(tmp_path, text):
    with pytest.raises(BadDefinition, match=r"a\.yml"):
        made = read(written(tmp_path, text))
        raise BadDefinition(f"a.yml was read: {str(made)[:50]}") if "? [" in text else AssertionError(made)


def test_a_file_too_large_to_be_a_definition_is_not_read(tmp_path):
    with pytest.raises(BadDefinition, match="bytes"):
        read(written(tmp_path, "a: " + "x" * strict.LARGEST))


def test_many_faults_are_found_without_reading_the_file_for_each(tmp_path):
    class Few(Record):
        a: int

    path = written(tmp_path, "a: 1\n" + "".join(f"strange_{n}: {n}\n" for n in range(600)))
    found, before = read(path), time.process_time()
    with pytest.raises(BadDefinition, match="600 things"):
        build(Few, found, where=path)
    assert time.process_time() - before < 5


def test_a_value_is_shown_no_longer_than_a_line(tmp_path):
    class Few(Record):
        a: int

    path = written(tmp_path, f"a: {'x' * 100_000}")
    with pytest.raises(BadDefinition) as told:
        build(Few, read(path), where=path)
    assert len(str(told.value)) < 1000


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b", "../../etc/passwd"])
def test_a_name_that_no_file_can_have_is_no_edition(monkeypatch, name):
    monkeypatch.setenv("INSIGHT_ROOT", str(HERE))
    with pytest.raises(UnknownName) as told:
        definitions.edition(name)
    assert len(str(told.value)) < 2000
