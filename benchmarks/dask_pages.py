"""Pages handed out by Dask beside the same pages made by --jobs 2, and where it stops scaling.

python benchmarks/dask_pages.py [PAGES] [ROUNDS]

Both make the same pages, of a notebook that takes about half a second, one after the other in each
round; the medians are compared. Then from what was measured: how many workers one scheduler and
one client can keep busy with pages of several lengths.
"""

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from measure import measure
from scratch import project

CELLS = (
    "# PLACE",
    'icb = "QWO"\naudit = "nhfd"\nedition = "many"',
    "import time\nend = time.process_time() + 0.4\nwhile time.process_time() < end:\n    pass",
    "print(icb, audit, edition)",
)
EDITION = """
title: Many pages
sources: []
audits: all
geography_date: 2026-04-01
as_at: 2026-09-30
reports: [many]
synthetic: true
"""
PLAN = (
    "import time; from pathlib import Path; from insight import definitions, run;"
    "edition = definitions.edition('many'); jobs = run.plan(edition)[:{pages}]; start = time.perf_counter()\n"
)
SPENT = "Path('spent.txt').write_text(str(time.perf_counter() - start))"
HERE = PLAN + "assert not run.make(edition, jobs, slice_of=lambda icb, audit: '', workers=2)\n" + SPENT
DASK = "from distributed import LocalCluster\n" + (
    "if __name__ == '__main__':\n"
    "    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as started:\n"
    f"        {PLAN}"
    "        where = run.Machines(share='{share}', scheduler=started.scheduler_address)\n"
    "        assert not run.make(edition, jobs, slice_of=lambda icb, audit: '', machines=where)\n"
    f"        {SPENT}\n"
)


def write_notebook(home: Path) -> None:
    """Write the notebook and the edition that is made of it."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    from miniature import notebook

    (home / "notebooks/many.ipynb").write_text(json.dumps(notebook(*CELLS)))
    (home / "params/editions/many.yml").write_text(EDITION)


def submit_seconds(pages: int) -> float:
    """Give the seconds that scheduler and client spend on a page that takes no time."""
    from distributed import Client, LocalCluster

    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as started,
        Client(started) as client,
    ):
        client.gather(client.map(str, range(10)))
        began = time.perf_counter()
        client.gather(client.map(repr, range(pages), pure=False))
        return (time.perf_counter() - began) / pages


def main(pages: int = 200, rounds: int = 3) -> None:
    """Print the two ways side by side, then a table of what many workers would come to."""
    whole: dict[str, list[float]] = {"--jobs 2": [], "Dask, two workers": []}
    making: dict[str, list[float]] = {name: [] for name in whole}
    with tempfile.TemporaryDirectory() as share:
        for turn in range(rounds):
            for name, code in zip(whole, (HERE, DASK), strict=True):
                with project(store=False) as home:
                    write_notebook(home)
                    text = code.format(pages=pages, share=f"{share}/{turn}")
                    whole[name].append(measure(text, home)["seconds"])
                    making[name].append(float((home / "spent.txt").read_text()))
    for what, times in (("making them", making), ("with starting Python and the cluster", whole)):
        here, dask = (statistics.median(seconds) for seconds in times.values())
        print(
            f"{pages} pages, medians of {rounds}, {what}: --jobs 2 {here:.1f} s, Dask {dask:.1f} s, "
            f"{dask / here - 1:+.0%}"
        )
    each = submit_seconds(2000)
    print(f"Scheduler and client: {1000 * each:.1f} ms a page, so at most {1 / each:,.0f} pages a second.\n")
    print(
        f"{'workers':>8}"
        + "".join(f"{f'{s:g} s a page':>16}" for s in (0.5, 1.5, 5))
        + "   (1,700 pages, seconds)"
    )
    for workers in (1, 2, 10, 100, 1000):
        times = [max(1700 * s / workers, s, 1700 * each) + 5 for s in (0.5, 1.5, 5)]  # 5 s: workers import
        print(f"{workers:>8}" + "".join(f"{seconds:>16.0f}" for seconds in times))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
