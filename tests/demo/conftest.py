"""The demonstration data, made once for all of its tests, by whichever worker comes to them first."""

import pickle

import pytest
from filelock import FileLock

from insight import definitions, demo


@pytest.fixture(scope="session")
def once_for_all(tmp_path_factory, worker_id):
    """Give a function that gives what another makes, or what it made in another worker."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent

    def given(name, make):
        path = shared / f"{name}.pickle"
        with FileLock(f"{path}.lock"):
            if not path.exists():
                path.write_bytes(pickle.dumps(make()))
        return pickle.loads(path.read_bytes())

    return given


@pytest.fixture(scope="package")
def edition():
    return definitions.edition("demo")


@pytest.fixture(scope="package")
def source():
    return definitions.source("demo")


@pytest.fixture(scope="package")
def rows(edition, source, once_for_all):
    return once_for_all("demonstration", lambda: demo.observations(edition, source))


@pytest.fixture(scope="package")
def key(edition, source, once_for_all):
    return once_for_all("answers", lambda: demo.answer_key(edition, source))
