"""A server on this machine and a fetcher that does not really wait, for every test of the room."""

import pytest

import replay
from insight.fetching import Fetcher, Manners, Shelf

QUICK = Manners(per_second=0, first_wait=1, silence=0.3, connect=2, tries=3)


@pytest.fixture
def server():
    with replay.serving() as found:
        yield found


@pytest.fixture
def waits():
    """The seconds that were to be waited, which no test really waits."""
    return []


@pytest.fixture
def fetcher(tmp_path, waits):
    """Give a function that makes a fetcher; all of them share one shelf."""
    made = []

    def make(manners=QUICK, **about):
        made.append(Fetcher(manners=manners, shelf=Shelf(tmp_path / "answers"), sleep=waits.append, **about))
        return made[-1]

    yield make
    for each in made:
        each.__exit__()
