"""What several files of requirements stand on, made once although workers run beside each other."""

import pytest
from filelock import FileLock

from insight import findings


@pytest.fixture(scope="session")
def demo_findings(tmp_path_factory):
    """Have the demonstration's findings made; the first worker does, the others wait."""
    with FileLock(tmp_path_factory.getbasetemp().parent / "demonstration.lock"):
        findings.load("demo", area="QWO")
