"""Pages made side by side, each worker a process of its own that may hang or die alone."""

import multiprocessing
import os
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any

from insight.errors import InsightError
from insight.making import Job

GRACE = 90  # seconds beyond a page's own limit before its worker is stopped from outside
METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
HEAVY = "insight.making.execute"  # what takes a worker long to import
Work = Callable[[Job], object]


def prepare() -> None:
    """Begin to import what workers need, once for all of them, and do not wait for it."""
    if METHOD == "forkserver":
        from multiprocessing import forkserver  # which is not there on Windows

        forkserver.set_forkserver_preload([HEAVY])
        forkserver.ensure_running()


def outcomes(
    jobs: Sequence[Job], work: Work, *, workers: int, grace: float = GRACE
) -> Iterator[tuple[Job, str | None]]:
    """Do every job; give each as it ends with what went wrong, or None.

    work : a function of a module, called with a job in a worker. An InsightError gives its
    sentence, anything else its traceback. A worker that dies, or is still busy `grace`
    seconds after its page's time is up, costs that page alone: another takes its place.

    Processes rather than threads, as a working directory belongs to a whole process and
    kernels started together from one process can be given the same port.
    """
    waiting, staff = deque(jobs), [Worker(work) for _ in range(min(workers, len(jobs)))]
    try:
        while waiting or any(worker.job for worker in staff):
            for worker in staff:
                if waiting and worker.job is None:
                    worker.give(waiting.popleft(), grace)
            _wait(staff)
            for place, worker in enumerate(staff):
                if worker.job and (worker.answered or worker.overdue):
                    yield worker.job, worker.outcome()
                    if not worker.alive:
                        staff[place] = Worker(work)
    finally:
        for worker in staff:
            worker.stop()


class Worker:
    """One process that does a job at a time."""

    def __init__(self, work: Work):
        context: Any = multiprocessing.get_context(METHOD)
        self.pipe, there = context.Pipe()
        arguments = (there, work, dict(os.environ))
        self.process = context.Process(target=_serve, args=arguments, daemon=True)
        self.process.start()
        there.close()
        self.job: Job | None = None
        self.deadline = 0.0
        self.alive = True

    def give(self, job: Job, grace: float) -> None:
        """Hand over a job."""
        self.job, self.deadline = job, time.monotonic() + job.time_limit + grace
        with suppress(OSError):  # a worker that died while idle is found when its answer is read
            self.pipe.send(job)

    @property
    def answered(self) -> bool:
        """Say whether the job has ended, or the process has."""
        return self.pipe.poll()

    @property
    def overdue(self) -> bool:
        """Say whether the job has had all its time and the grace."""
        return time.monotonic() > self.deadline

    def outcome(self) -> str | None:
        """Give what went wrong with the job, or None, and be ready for another."""
        self.job = None
        try:
            if self.answered:
                return self.pipe.recv()
            words = "it did not stop when its time was up, and was ended"
        except (EOFError, OSError):
            words = "its worker died, most often for want of memory. Make fewer pages at a time: --jobs 1"
        self.stop()
        return words

    def stop(self) -> None:
        """End the process, letting it end its kernel first if it still can."""
        self.alive = False
        self.process.terminate()
        self.process.join(10)
        self.process.kill()
        self.pipe.close()


def _wait(staff: Sequence[Worker]) -> None:
    busy = [worker for worker in staff if worker.job]
    nearest = min(worker.deadline for worker in busy) - time.monotonic()
    wait([worker.pipe for worker in busy], timeout=max(0.0, nearest) + 0.01)


def _serve(pipe: Connection, work: Work, environment: dict[str, str]) -> None:
    """Do jobs as they come, until nobody is there to give one.

    environment : as it is where the jobs come from; a process that forks has its own from earlier.
    """
    os.environ.clear()
    os.environ.update(environment)
    while True:
        try:
            job = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            work(job)
            pipe.send(None)
        except InsightError as error:
            pipe.send(str(error))
        except Exception:  # a fault of ours costs one page, and keeps its traceback
            pipe.send(traceback.format_exc())
