"""One small site for all workers."""

import pytest

from browser.serving import served


@pytest.fixture(scope="session")
def site(browser, small_edition):
    """Give the small site's folder."""
    return small_edition.site


@pytest.fixture(scope="session")
def home(site):
    """The address at which the small site is served."""
    with served(site) as address:
        yield address
