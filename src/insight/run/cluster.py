"""Pages made by many machines: the same plan, handed out by dask.distributed.

    insight run demo --scheduler tcp://scheduler:8786 --share s3://bucket/insight

Needs the extra `cluster`. Pages travel by a share under the name of their key, so a page that any
machine has made is never made again: not after a worker is lost, nor after the scheduler is.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from insight.errors import InsightError
from insight.making import Job
from insight.run.keys import Key, digest, listed
from insight.run.machines import Machines
from insight.run.remote import make_page
from insight.run.share import Share, send
from insight.writing import write

if TYPE_CHECKING:
    from distributed import Client

RETRIES = 3  # of a page whose worker was lost while it made it
AGAIN = 5  # times a scheduler that went away is looked for
Waiting = dict[str, tuple[Job, Key]]  # by the name of the page's file in the share


def outcomes(wanted: Sequence[tuple[Job, Key]], machines: Machines) -> Iterator[tuple[Job, str | None]]:
    """Have every page made; give each as it is there, with what went wrong or None.

    wanted : pages and their keys, which a page's file in the share is named for.
    """
    share = Share(machines.share)
    bundle = send(share, [*machines.beside, *{listed(key.ingredients) for _, key in wanted}])
    waiting = {f"{digest([asdict(key), job.path])}.ipynb": (job, key) for job, key in wanted}
    for name in sorted(share.names("pages") & set(waiting)):
        yield _fetched(waiting.pop(name)[0], share, name), None
    for _ in range(AGAIN):
        if not waiting:
            return
        with machines.client() as client, _lost_scheduler():
            yield from _made(client, share, bundle, waiting)
    for job, _ in waiting.values():
        yield job, f"the scheduler went away {AGAIN} times. Run again: what is made is kept"


def _made(client: "Client", share: Share, bundle: str, waiting: Waiting) -> Iterator[tuple[Job, str | None]]:
    """Have the pages that are waited for made; each that has ended is waited for no longer."""
    tasks = {
        client.submit(
            make_page, share.url, bundle, job, key.ingredients, name, pure=False, retries=RETRIES
        ): name
        for name, (job, key) in waiting.items()
    }
    for task in _as_they_end(client, list(tasks)):
        name, failure = tasks[task], _failure(task)
        job, _ = waiting.pop(name)
        yield (job, failure) if failure else (_fetched(job, share, name), None)


def _as_they_end(client: "Client", tasks: list[Any]) -> Iterator[Any]:
    from distributed import as_completed

    for task in as_completed(tasks, loop=client.loop, raise_errors=False):
        if task.status in ("cancelled", "lost"):
            raise ConnectionError("the scheduler is gone")
        yield task


@contextmanager
def _lost_scheduler() -> Iterator[None]:
    """Let go of a scheduler that went away: what is left is asked for again."""
    try:
        yield
    except (ConnectionError, TimeoutError):
        return


def _failure(task: Any) -> str | None:
    if task.status == "finished":
        return task.result()
    error = task.exception()
    if isinstance(error, InsightError):
        return str(error)
    return f"no worker could finish it ({type(error).__name__}: {error})"


def _fetched(job: Job, share: Share, name: str) -> Job:
    """Bring a page from the share to its place."""
    write(job.page, share.read(f"pages/{name}"))
    return job
