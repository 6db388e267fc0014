"""The invented edition, its data written once for all tests that only read them."""

import pytest
from invented_data import invented

from insight import exports


@pytest.fixture
def edition(tmp_path, monkeypatch):
    return invented(tmp_path, monkeypatch)


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        edition = invented(tmp_path_factory.mktemp("data"), patch)
        return exports.make(edition)
