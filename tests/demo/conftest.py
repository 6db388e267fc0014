"""The demonstration data, made once for all of its tests."""

import pytest

from insight import definitions, demo


@pytest.fixture(scope="package")
def edition():
    return definitions.edition("demo")


@pytest.fixture(scope="package")
def source():
    return definitions.source("demo")


@pytest.fixture(scope="package")
def rows(edition, source):
    return demo.observations(edition, source)


@pytest.fixture(scope="package")
def key(edition, source):
    return demo.answer_key(edition, source)
