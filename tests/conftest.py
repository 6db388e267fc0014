"""What tests of every room share: one browser for each worker, as two cannot be driven from one process."""

import papermill  # noqa: F401  before our engine, which it loads by its entry point
import pytest

from browser.chromium import NONE, opened, where


@pytest.fixture(scope="session")
def browser():
    if where() is None:
        pytest.skip(NONE)
    with opened() as found:
        yield found
