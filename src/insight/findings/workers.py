"""Audits worked on side by side, each in a process of its own, as none needs another."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from insight.definitions import Audit
from insight.errors import MissingInput
from insight.machine import processors


def side_by_side(
    work: Callable[[Audit], Audit], audits: Sequence[Audit], workers: int | None = None
) -> Iterator[Audit]:
    """Do what is to be done for each audit; give each as it is done.

    work : can be pickled; it gives the audit back. workers : processes; one for each processor
    when not given. What one raises is raised here, and the others are not begun.
    """
    many = min(workers or processors(), len(audits))
    if many <= 1:
        yield from map(work, audits)
        return
    context = multiprocessing.get_context("spawn")  # DuckDB's threads do not live through a fork
    with ProcessPoolExecutor(many, mp_context=context) as pool:
        doing = [pool.submit(work, audit) for audit in audits]
        try:
            for done in as_completed(doing):
                yield done.result()
        except BrokenProcessPool as error:
            raise MissingInput(
                "A process that worked out findings ended before its time, most often for want of memory. "
                "Run the command again: it makes what is missing."
            ) from error
        finally:
            for waiting in doing:
                waiting.cancel()
