"""One page: a notebook run to its end in a fresh kernel, then moved into the book."""

import time
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill import PapermillExecutionError
from papermill.engines import papermill_engines
from papermill.execute import raise_for_execution_errors
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from insight import paths
from insight.engine.plugin import WarmEngine
from insight.errors import UNWRITABLE, PageFailed, UnknownName
from insight.making.job import Job
from insight.making.notebook import parameters, place
from insight.making.page import as_page, written
from insight.making.profiles import seen
from insight.making.surroundings import Step, surroundings

ENGINE = "insight"
papermill_engines.register(ENGINE, WarmEngine)  # also where the package is not installed


def execute(job: Job, step: Step = lambda number, total: None) -> Path:
    """Run one job; give the page. The page appears only when the notebook has finished.

    step : called before each cell of code, those left empty not counted.

    An earlier page goes first and a notebook that fails stays in drafts, so neither half a
    report nor last month's can reach the book. Raises PageFailed with the cell and the
    analyst's own message, or the cell that was running when the page's time was up; and
    UnknownName for a parameter the notebook lacks, where papermill would only warn.
    """
    declared = parameters(job.notebook)
    for name in job.parameters:
        if name not in declared:
            raise UnknownName.among("parameter", name, known=declared, where=job.notebook.name)
    whole = _loaded(job.notebook, job.notebook.stat().st_mtime_ns)
    cells = seen(whole, job.parameters.get("profile"), name=job.notebook.name)
    for folder in (job.draft.parent, job.page.parent):
        folder.mkdir(parents=True, exist_ok=True)
    job.page.unlink(missing_ok=True)
    finished = _run(job, whole, cells, step)
    _refuse_unfinished(finished, job, cells)
    half = job.draft.with_suffix(".page")
    with _room_on_disk(job):
        half.write_text(written(as_page(finished, job, root=paths.root())), encoding="utf-8")
        half.replace(job.page)
    job.draft.unlink(missing_ok=True)
    return job.page


def _run(job: Job, whole: NotebookNode, cells: list[int], step: Step) -> NotebookNode:
    deadline = Deadline(job.time_limit, step, _count(job, whole, cells))
    try:
        with surroundings(job.clock), _room_on_disk(job), chdir(job.notebook.parent):
            return _by_papermill(job, _cut(whole, cells), deadline)
    except PapermillExecutionError as error:
        said = f"{error.ename}: {error.evalue}".strip().rstrip(".:")
        cell = _cell_number(job, error.cell_index, cells)
        if error.ename == "MemoryError":
            said += (
                f". A page may take {job.memory_limit:,} MiB: raise memory_limit in the edition, or use less"
            )
        raise PageFailed(f"cell {cell} of {job.notebook.name} stopped with {said}") from error
    except CellTimeoutError as error:
        line = next(iter(str(deadline.cell.get("source", "")).strip().splitlines()), "")
        raise PageFailed(
            f"{job.notebook.name} had not finished after {job.time_limit:g} seconds, in the cell that begins "
            f"{line!r}. Find what keeps it, or raise time_limit in the edition"
        ) from error
    except DeadKernelError as error:
        how = str(error).rstrip(".").removeprefix("Kernel died").lstrip(": ") or "without a word"
        line = next(iter(str(deadline.cell.get("source", "")).strip().splitlines()), "")
        raise PageFailed(
            f"the process of {job.notebook.name} ended before its time ({how}), in the cell that begins "
            f"{line!r}. Most often that is for want of memory: make fewer pages at a time, --jobs 1"
        ) from error


def _by_papermill(job: Job, notebook: NotebookNode, deadline: "Deadline") -> NotebookNode:
    """Do what papermill.execute_notebook does with a notebook that was read, but write none: a page does."""
    kernel = "python3"  # this environment's own, whatever the author's was called
    if job.parameters:
        given = dict(job.parameters)
        notebook = parameterize_notebook(notebook, given, kernel_name=kernel, engine_name=ENGINE)
    finished = papermill_engines.execute_notebook_with_engine(
        ENGINE,
        notebook,
        kernel,
        progress_bar=False,
        timeout_func=deadline,
        draft=job.draft,  # of a page that fails
        memory_limit=job.memory_limit,
        shutdown_kernel="immediate",
        extra_arguments=["--log-level=CRITICAL"],
    )
    raise_for_execution_errors(finished, None)
    return finished


@lru_cache(maxsize=64)
def _loaded(path: Path, changed: int) -> NotebookNode:
    """Give a notebook as papermill loads it, not to be changed: many pages are made of one.

    changed : when the file was, so that it is looked at again then.
    """
    return load_notebook_node(str(path))


@dataclass
class Deadline:
    """What is left of a page's time, asked before each cell; it remembers the cell."""

    seconds: float
    step: Step = lambda number, total: None
    total: int = 0  # cells
    begun: int = 0
    start: float = field(default_factory=time.monotonic)
    cell: Any = field(default_factory=dict)

    def __call__(self, cell: Any) -> float:
        """Give the seconds this cell may take."""
        self.cell = dict(cell)
        self.begun += 1
        self.step(self.begun, self.total)
        return max(1.0, self.seconds - (time.monotonic() - self.start))


@contextmanager
def _room_on_disk(job: Job) -> Iterator[None]:
    """Say in words that a page could not be written."""
    try:
        yield
    except OSError as error:
        if error.errno not in UNWRITABLE:
            raise
        raise PageFailed(
            f"{job.path} could not be written: {error.strerror or error}. Make room in "
            f"{job.draft.parent}, or make it writable, and run again; the pages that are finished are kept"
        ) from error


def _cut(whole: NotebookNode, cells: list[int]) -> NotebookNode:
    """Give a notebook of some cells of another, its own to be changed."""
    return deepcopy(NotebookNode({**whole, "cells": [whole.cells[number] for number in cells]}))


def _count(job: Job, whole: NotebookNode, cells: list[int]) -> int:
    """Count the cells of code that will run, with the one that hands parameters over."""
    wanted = [whole.cells[number] for number in cells]
    return bool(job.parameters) + sum(
        cell.cell_type == "code" and bool(cell.source.strip()) for cell in wanted
    )


def _cell_number(job: Job, index: int, cells: list[int]) -> int:
    """Give the cell as a person counts it in the notebook, where none was injected or left out.

    index : of the cell that ran. cells : those of the notebook that the page's profile sees.
    """
    return cells[index - (bool(job.parameters) and index > cells.index(place(job.notebook)))] + 1


def _refuse_unfinished(finished: NotebookNode, job: Job, cells: list[int]) -> None:
    """Refuse a notebook that left by sys.exit(), which papermill takes for the end."""
    for index, cell in enumerate(finished.cells):
        if cell.cell_type == "code" and cell.source.strip() and cell.execution_count is None:
            raise PageFailed(
                f"{job.notebook.name} left before cell {_cell_number(job, index, cells)}, so the page would "
                "be half a page. Take out whatever ends it early, such as exit()"
            )
