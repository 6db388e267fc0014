"""One small site for all workers."""

import pytest
from filelock import FileLock

from browser.serving import served
from browser.small_site import small_site


@pytest.fixture(scope="session")
def site(browser, tmp_path_factory, worker_id):
    """The small site's folder. Workers share it: the first to come makes it, the others wait."""
    shared = tmp_path_factory.getbasetemp()
    home = (shared if worker_id == "master" else shared.parent) / "small-site"
    home.mkdir(exist_ok=True)
    with FileLock(f"{home}.lock"):
        return small_site(home)


@pytest.fixture(scope="session")
def home(site):
    """The address at which the small site is served."""
    with served(site) as address:
        yield address
