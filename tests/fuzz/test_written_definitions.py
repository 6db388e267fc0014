"""What colleagues write in params/, spoiled: YAML as text, and every kind of record as names and values."""

import json
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

import insight.definitions as definitions
from fuzz import hostile
from fuzz.promise import HERE, examples, scratch, survives, within
from fuzz.records import RECORDS
from insight.definitions import strict
from insight.definitions.strict import Record

FILES = sorted(RECORDS)
TEXTS = {name: (HERE / "params" / name).read_bytes() for name in FILES}
SHORT = [name for name in FILES if len(TEXTS[name]) < 4000]


@cache
def tree(name: str) -> dict:
    """Give what one of our files says."""
    return strict.read(HERE / "params" / name)


def written(raw: bytes, record: type[Record]) -> object:
    """Read a file of bytes as a record, as the room that reads it does."""
    path = scratch() / "written.yml"
    path.write_bytes(raw)

    def read():
        found = strict.read(path)
        return strict.build(
            record, found | {"id": "written"} if "id" in record.model_fields else found, where=path
        )

    return survives(read)


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_ours_is_a_record_as_it_stands(name):
    found = tree(name)
    record = RECORDS[name]
    found = found | {name: "written" for name in ("id", "icb") if name in record.model_fields}
    assert strict.build(record, found, where=HERE / "params" / name)


@examples(60)
@given(name=st.sampled_from(SHORT), data=st.data())
def test_bytes_of_a_definition(name, data):
    written(data.draw(hostile.bytes_of(TEXTS[name][:2000])), RECORDS[name])


@examples(60)
@given(name=st.sampled_from(FILES), data=st.data())
def test_names_and_values_of_a_definition(name, data):
    about = data.draw(hostile.tree_of(tree(name)))
    if not isinstance(about, dict):
        return
    path = HERE / "params" / name
    survives(strict.build, RECORDS[name], about, where=path)


@examples(12)
@given(name=st.sampled_from(SHORT), data=st.data())
def test_definitions_written_as_json(name, data):
    written(hostile.as_json(data.draw(hostile.tree_of(tree(name)))), RECORDS[name])


@examples(100)
@given(record=st.sampled_from(sorted(set(RECORDS.values()), key=str)), data=st.data())
def test_any_values_at_all_for_any_record(record, data):
    fields = dict.fromkeys(record.model_fields, hostile.values)
    about = data.draw(st.fixed_dictionaries({}, optional=fields))
    survives(strict.build, record, about, where=scratch() / "nowhere.yml")


@examples(60)
@given(name=hostile.words)
def test_names_of_editions_audits_and_sources(name):
    with within(HERE):
        for read in (definitions.edition, definitions.audit, definitions.source, definitions.population):
            survives(read, name)


def test_numbers_that_json_has_not_are_told_apart_from_text():
    assert json.loads(hostile.as_json({"a": float("inf")})) == {"a": float("inf")}
