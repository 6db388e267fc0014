"""Making ICB pages: ours beside papermill's command, papermill in two processes, and jupyter-book.

python benchmarks/making_pages.py [PAGES] [ROUNDS]

All ways make the same pages of the demonstration edition (42 unless said otherwise; where the
edition has fewer ICBs, some are made again under another name), one after another in each round,
and the medians of the rounds are compared. Wall seconds and processor seconds are of whole
commands. Then the processor seconds of a page's cells alone, run in an interpreter that has
imported everything, beside those of a page of ours.
"""

import ctypes
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import nbformat

from insight import definitions, run
from scratch import project

PYTHON = sys.executable
POOL = """
import sys
from multiprocessing import Pool

import papermill

def make(job):
    for turn in range(5):
        try:
            papermill.execute_notebook(*job, kernel_name="python3", cwd="notebooks", progress_bar=False)
            return
        except RuntimeError:  # two kernels that start at once may be given the same port
            if turn == 4:
                raise

if __name__ == "__main__":
    import json
    with Pool(2) as pool:
        pool.map(make, json.loads(sys.argv[1]), chunksize=1)
"""
ALONE = """
import json, sys, time
from contextlib import suppress
from importlib import import_module
from types import SimpleNamespace
import nbformat
from insight.engine.child import new_shell
from insight.engine.imports import imported
from insight.engine.messages import Messages
notebook = nbformat.read(sys.argv[1], 4)
for name in imported([notebook]):
    with suppress(ImportError):
        import_module(name)
shell = new_shell()
nowhere = Messages(SimpleNamespace(send=lambda message: None))
for teller in (shell.displayhook, shell.display_pub):
    teller.set_trait("session", nowhere)
    teller.set_trait("pub_socket", nowhere)
spent = []
for _ in range(3):
    began = time.process_time()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            shell.run_cell(cell.source)
    spent.append(time.process_time() - began)
print(json.dumps([spent[0], min(spent[1:])]))
"""


def ours(home: Path, pages: list[str]) -> list[list[str]]:
    """Give the command that makes pages our way, from nothing."""
    code = (
        "import sys; from insight import definitions, run; edition = definitions.edition('demo');"
        "jobs = [job for job in run.plan(edition) if job.report == 'icb_insight'];"
        f"jobs = [jobs[n % len(jobs)] for n in range({len(pages)})];"
        "from dataclasses import replace;"
        "jobs = [replace(job, page=job.page.with_name(f'{n}.ipynb'), name=str(n), "
        "draft=job.draft.with_name(f'{n}.ipynb')) for n, job in enumerate(jobs)];"
        "sys.exit(bool(run.make(edition, jobs, workers=2)))"
    )
    return [[PYTHON, "-c", code]]


def loop(home: Path, pages: list[str]) -> list[list[str]]:
    """Give the commands of a shell loop over papermill."""
    return [
        [
            PYTHON, "-m", "papermill", "--kernel", "python3", "--no-progress-bar", "--cwd", "notebooks",
            "notebooks/icb_insight.ipynb", f"out-{n}.ipynb", "-p", "icb", icb, "-p", "edition", "demo",
        ]
        for n, icb in enumerate(pages)
    ]  # fmt: skip


def pool(home: Path, pages: list[str]) -> list[list[str]]:
    """Give the command that runs papermill in two processes."""
    jobs = [
        ["notebooks/icb_insight.ipynb", f"out-{n}.ipynb", {"icb": icb, "edition": "demo"}]
        for n, icb in enumerate(pages)
    ]
    (home / "pool.py").write_text(POOL)
    return [[PYTHON, "pool.py", json.dumps(jobs)]]


def jupyter_book(home: Path, pages: list[str]) -> list[list[str]]:
    """Give the command by which jupyter-book runs notebooks itself."""
    plain = home / "plain"
    plain.mkdir(exist_ok=True)
    for n, icb in enumerate(pages):
        made = nbformat.read(home / "notebooks" / "icb_insight.ipynb", as_version=4)
        [cell] = [cell for cell in made.cells if "parameters" in cell.metadata.get("tags", [])]
        cell.source = f'edition = "demo"\nicb = "{icb}"'
        made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(made, plain / f"page-{n}.ipynb")
    chapters = "".join(f"  - file: page-{n}\n" for n in range(1, len(pages)))
    (plain / "_toc.yml").write_text(
        f"format: jb-book\nroot: page-0\nchapters:\n{chapters}"
        if chapters
        else "format: jb-book\nroot: page-0\n"
    )
    (plain / "_config.yml").write_text("title: Plain\nexecute:\n  execute_notebooks: force\n  timeout: 600\n")
    return [[str(Path(PYTHON).with_name("jupyter-book")), "build", "--all", str(plain)]]


WAYS = {
    "ours, two at a time": ours,
    "papermill in a loop": loop,
    "papermill, two processes": pool,
    "jupyter-book's own": jupyter_book,
}
ADOPT = 36  # prctl's PR_SET_CHILD_SUBREAPER
WANTED = {"papermill in a loop": 8, "papermill, two processes": 4, "jupyter-book's own": 8}


def timed(commands: list[list[str]], home: Path) -> tuple[float, float]:
    """Give the wall and processor seconds of commands, one after another."""
    environment = os.environ | {"INSIGHT_ROOT": str(home), "IPYTHONDIR": str(home / "ipython")}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    for command in commands:
        done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{command[:4]} failed:\n{done.stdout[-1500:]}\n{done.stderr[-1500:]}")
    wall = time.perf_counter() - began
    with suppress(ChildProcessError):  # what a command left to end by itself counts too
        while True:
            os.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def cells_alone(home: Path) -> list[float]:
    """Give the processor seconds of a page's cells in an interpreter that has everything imported.

    The first time, and again, when everything that is kept from one page to the next is there too.
    """
    environment = os.environ | {
        "INSIGHT_ROOT": str(home),
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    command = [PYTHON, "-c", ALONE, str(home / "notebooks" / "icb_insight.ipynb")]
    done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


def main(pages: int = 42, rounds: int = 3) -> None:
    """Print a line per way, and what it comes to."""
    ctypes.CDLL(None).prctl(ADOPT, 1)
    jobs = [job for job in run.plan(definitions.edition("demo")) if job.report == "icb_insight"]
    icbs = [jobs[n % len(jobs)].parameters["icb"] for n in range(pages)]
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in WAYS}
    alone = []
    for _ in range(rounds):
        for name, way in WAYS.items():
            with project() as home:
                found[name].append(timed(way(home, icbs), home))
                print(f"{name}: {found[name][-1][0]:.1f} s", file=sys.stderr, flush=True)
        with project() as home:
            alone.append(cells_alone(home))
    wall = {name: statistics.median(seconds for seconds, _ in times) for name, times in found.items()}
    cpu = {name: statistics.median(seconds for _, seconds in times) for name, times in found.items()}
    print(
        f"{pages} pages, medians of {rounds} rounds\n"
        f"{'way':<28}{'wall s':>9}{'CPU s':>9}{'s a page':>10}{'ratio':>8}"
    )
    for name in WAYS:
        ratio = wall[name] / wall["ours, two at a time"]
        print(f"{name:<28}{wall[name]:>9.1f}{cpu[name]:>9.1f}{wall[name] / pages:>10.2f}{ratio:>8.1f}")
    own = cpu["ours, two at a time"] / pages
    cells, again = (statistics.median(times) for times in zip(*alone, strict=True))
    print(
        f"CPU a page: ours {own:.2f} s with starting up, its cells alone {cells:.2f} s "
        f"({again:.2f} s when run again): {own / cells:.2f} times (at most 1.25)"
    )
    for name, least in WANTED.items():
        if wall[name] < least * wall["ours, two at a time"]:
            print(f"Not {least} times as fast as {name}.")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
