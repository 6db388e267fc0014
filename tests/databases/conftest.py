"""How long a database is waited for in tests."""

import pytest

from insight.fetching import Manners

QUICK = Manners(connect=2, silence=5, whole=5, tries=2, first_wait=0)


@pytest.fixture
def quick():
    return QUICK
