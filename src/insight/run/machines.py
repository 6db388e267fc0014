"""Other machines that pages can be made on, and how they are reached."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from insight.errors import PageFailed

if TYPE_CHECKING:
    from distributed import Client

    from insight.definitions.edition import Cluster

PATIENCE = "20s"  # for a scheduler to answer in


@dataclass(frozen=True, kw_only=True)
class Machines:
    """Where pages are made, if not here: a scheduler, or a cluster to be started, and what all see."""

    share: str  # a folder or a URL
    scheduler: str | None = None  # an address, such as tcp://scheduler:8786
    cluster: "Cluster | None" = None  # as the edition names it
    beside: tuple[Path, ...] = ()  # what pages read besides notebooks and definitions: the findings

    @contextmanager
    def client(self) -> Iterator["Client"]:
        """Give a client of the scheduler, or of a cluster that is started and ended with the block."""
        with ExitStack() as stack:
            where = self.scheduler if self.cluster is None else stack.enter_context(_started(self.cluster))
            yield stack.enter_context(_connected(where))


@contextmanager
def _started(wanted: "Cluster") -> Iterator[Any]:
    """Start a cluster, with as many workers as it should have."""
    module, _, name = wanted.kind.rpartition(".")
    try:
        kind = getattr(import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise PageFailed(
            f"The edition's cluster is a {wanted.kind}, which cannot be found: {error}. "
            f"Install {module.partition('.')[0].replace('_', '-')}, or mend 'cluster' in the edition."
        ) from error
    with kind(**wanted.options) as cluster:
        cluster.scale(wanted.workers)
        yield cluster


def _connected(where: Any) -> "Client":
    try:
        from distributed import Client
    except ImportError as error:
        raise PageFailed(
            "Making pages on other machines needs dask.distributed, which is not installed. "
            "Install the extra: pip install 'insight[cluster]'"
        ) from error
    try:
        return Client(where, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise PageFailed(
            f"No scheduler answers at {where}: {error}. Start one with `dask scheduler`, workers with "
            f"`dask worker {where} --nthreads 1`, and give its address."
        ) from error
