"""Hostile files, names and values are refused or read as words, and would do harm where nothing guards."""

import pytest

from hostile import hostile_files
from hostile.corpus import files
from insight.definitions import strict

NEEDS_BOUNDS = {"yaml_aliases", "yaml_deep"}


@pytest.mark.parametrize("entry", files(), ids=lambda entry: f"{entry.family}, {entry.name}")
def test_a_hostile_file_does_no_harm_and_would_without_guards(entry, tmp_path):
    if entry.file in NEEDS_BOUNDS and not hasattr(strict, "HEAVIEST"):
        pytest.skip("definitions here set no bound to what aliases repeat and how deep values lie")
    tried = getattr(hostile_files, entry.file)(tmp_path)
    assert tried.guarded() is None
    assert tried.unguarded(), "the test could not fail: nothing would have happened"
