"""The invented edition of the data package, made once, and databases to put it into."""

from pathlib import Path

import pytest

from exports.invented_data import invented
from insight import warehouse
from insight.databases import address


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        yield invented(tmp_path_factory.mktemp("warehouse"), patch)


@pytest.fixture
def at(database):
    return address(database, where="--to", below=Path("/"))


@pytest.fixture
def schema(at):
    return warehouse.schema_of(at, None)
