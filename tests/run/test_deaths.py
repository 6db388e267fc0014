"""Ways for a page to die, by ways to run: each is contained, told of, and made good by the next run."""

import os
from contextlib import contextmanager

import pytest

import miniature
from insight import run

pytestmark = pytest.mark.slow
WAYS = {
    # what happens in a cell: (its code, the words that tell of it)
    "it raises": ("raise ValueError('no beds')", "ValueError: no beds"),
    "it hangs": ("import time\ntime.sleep(600)", "had not finished after"),
    "it hangs and will not be interrupted": (
        "import signal, time\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32))\ntime.sleep(600)",
        "had not finished after",
    ),
    "it is killed": ("import os\nos.kill(os.getpid(), 9)", "SIGKILL"),
    "it leaves at once": ("import os\nos._exit(3)", "exit code 3"),
    "it leaves politely": ("import sys\nsys.exit()", "left before cell"),
    "it leaves by IPython's way": ("exit()", "ended before its time"),
    "it touches memory that is not its own": ("import ctypes\nctypes.string_at(0)", "SIGSEGV"),
    "it aborts": ("import os\nos.abort()", "SIGABRT"),
    "it takes too much memory": ("import numpy\nnumpy.ones(10**10)", "MemoryError"),
    "it fills the disk": (
        "with open('/dev/full', 'w') as file:\n    file.write('x')",
        "No space left on device",
    ),
    "it is no Python": ("for", "SyntaxError"),
}


@contextmanager
def here(workers):
    yield {"workers": workers}


@contextmanager
def by_dask(folder):
    distributed = pytest.importorskip("distributed", reason="dask.distributed is not installed")
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(**options, local_directory=folder / "dask") as cluster:
        yield {"machines": run.Machines(share=str(folder / "share"), scheduler=cluster.scheduler_address)}


PLACES = {
    "one at a time": lambda folder: here(1),
    "two at a time": lambda folder: here(2),
    "by Dask": by_dask,
}


def lay_out(folder, *codes):
    """Write a notebook of each piece of code; give an edition of these and one more."""
    names = [f"way{number:02}" for number in range(len(codes))]
    for name, code in zip(names, codes, strict=True):
        cells = ["# NAME", "edition = 'tiny'", "print('before')", code, "print('after')"]
        miniature.write_notebook(folder, name, *cells)
    return miniature.edition(folder, reports=["alone", *names], time_limit="6", areas="[QWO]")


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_page_that_dies_costs_no_other_and_is_made_by_the_next_run(tmp_path, monkeypatch, place):
    miniature.project(tmp_path, monkeypatch, reports=["alone"])
    edition = lay_out(tmp_path, *(code for code, _ in WAYS.values()))
    with place(tmp_path) as how:
        failures = run.make(edition, slice_of=lambda icb, audit: "", **how)
        assert set(failures) == {f"way{n:02}/way{n:02}-synthetic" for n in range(len(WAYS))}
        for (path, why), (name, (_, words)) in zip(sorted(failures.items()), WAYS.items(), strict=True):
            assert words in why, (name, path, why)
        pages = tmp_path / "_build" / "tiny" / "book" / "reports"
        assert [page.parent.name for page in pages.glob("*/*.ipynb")] == ["alone"]
        edition = lay_out(tmp_path, *["1"] * len(WAYS))
        assert run.make(edition, slice_of=lambda icb, audit: "", **how) == {}
        assert len(list(pages.glob("*/*.ipynb"))) == 1 + len(WAYS)


def test_a_folder_that_cannot_be_written_to_is_told_of(tmp_path, monkeypatch):
    edition = miniature.project(tmp_path, monkeypatch, reports=["board"], areas="[QWO]")
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    (tmp_path / "_build" / "tiny").mkdir(parents=True)
    (tmp_path / "_build" / "tiny" / "book").mkdir(mode=0o500)
    failures = run.make(edition, workers=1)
    assert "could not be written" in failures["board/qwo-synthetic"]
