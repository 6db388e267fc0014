"""What tests of every room share: a browser and a database for each worker, findings for all."""

import insight  # noqa: F401, I001  before papermill, which would load what insight spares every process
import papermill  # noqa: F401  before our engine, which it loads by its entry point
import pytest
import sqlalchemy as sa
from filelock import FileLock

import cluster
from browser.chromium import NONE, opened, where
from insight import findings
from requirements.small_edition import small_edition as built


def pytest_collection_modifyitems(config, items):
    """Let workers take up dear files first, so that none is left with one when the others have ended.

    First of all one that wants the demonstration's findings: one worker makes them, and the others have
    files to go on with that do not wait for them.
    """
    if not hasattr(config, "workerinput"):
        return
    dear = {item.path for item in items if item.get_closest_marker("slow")}
    wanting = [item.path for item in items if "demo_findings" in getattr(item, "fixturenames", ())]
    first, waiting = {*wanting[:1]}, {*wanting}
    turns = (first, dear - waiting, waiting)
    items.sort(key=lambda item: next((n for n, files in enumerate(turns) if item.path in files), len(turns)))


@pytest.fixture(scope="session")
def browser():
    if where() is None:
        pytest.skip(NONE)
    with opened() as found:
        yield found


@pytest.fixture(scope="session")
def postgres():
    if cluster.programs() is None:
        pytest.skip(cluster.NONE)
    with cluster.running() as found:
        yield found


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    """The address of an empty database, as one would write it, of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'care.db'}"
    return request.getfixturevalue("fresh")


@pytest.fixture
def fresh(postgres, tmp_path):
    """The address of an empty PostgreSQL database."""
    name = f"t{abs(hash(tmp_path))}"
    engine = sa.create_engine(postgres.address(), isolation_level="AUTOCOMMIT")
    with engine.connect() as line:
        line.execute(sa.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return postgres.address(name)


@pytest.fixture(scope="session")
def demo_findings(tmp_path_factory):
    """Have the demonstration's findings made; the first worker does, the others wait."""
    with FileLock(tmp_path_factory.getbasetemp().parent / "demonstration.lock"):
        findings.load("demo", area="QWO")


@pytest.fixture(scope="session")
def small_edition(tmp_path_factory, worker_id):
    """Give the small edition, for tests that only read it; the first worker to come builds it for all."""
    shared = tmp_path_factory.getbasetemp()
    root = (shared if worker_id == "master" else shared.parent) / "small-edition"
    root.mkdir(exist_ok=True)
    with FileLock(f"{root}.lock"):
        return built(root)
