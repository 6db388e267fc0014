"""1,700 pages of which nothing has changed, or one ICB's figure: what is decided, made and bound.

python benchmarks/nothing_twice.py [PAGES]

An edition of the demonstration's findings with several reports for each ICB and audit is made and
bound. Then, for nothing changed, for a figure of an older quarter of
one ICB, and for its newest figure: the seconds to decide which pages must be made, the pages by
report, and the seconds to make them and to bind the site again.
"""

import json
import shutil
import sys
import time
from collections import Counter
from pathlib import Path

import pandas as pd

from scratch import PROJECT, project

EDITION = """
title: Many pages
sources: [demo]
audits: all
geography_date: 2026-04-01
as_at: 2026-09-30
reports: [{reports}]
synthetic: true
"""
SHOWN = "print(f'{len(found)} figures, which come to {found.value.sum():.4f} in all')"  # tells any change
CELLS = {
    "pair": (
        'icb = "QWO"  # ICB\naudit = "ssnap"  # audit\nedition = "many"  # edition',
        "from insight import findings, tables",
        "found = findings.load(edition, area=icb, audit=audit)",
        "tables.provenance(found, icb)",
        SHOWN,
    ),
    "board": (
        'icb = "QWO"  # ICB\nedition = "many"  # edition',
        "from insight import findings, tables",
        "found = findings.load(edition, area=icb)",
        "tables.provenance(found, icb)",
        SHOWN,
    ),
}


def lay_out(home: Path, pages: int) -> None:
    """Write notebooks and an edition of them for about so many pages: 756 a pair, 36 a board."""
    sys.path.insert(0, str(PROJECT / "tests"))
    from miniature import notebook

    kinds = ["pair"] * (pages // 756) + ["board"] * round(pages % 756 / 36)
    names = [f"{kind}_{number:02}" for number, kind in enumerate(kinds)]
    for name, kind in zip(names, kinds, strict=True):
        cells = notebook("# NAME", *CELLS[kind], title=f"Report {name}")
        (home / f"notebooks/{name}.ipynb").write_text(json.dumps(cells))
    (home / "params/editions/many.yml").write_text(EDITION.format(reports=", ".join(names)))
    shutil.copytree(home / "_store/demo", home / "_store/many", dirs_exist_ok=True)


def change(home: Path, *, latest: bool) -> str:
    """Change one figure of one ICB; say which."""
    from insight.findings import shelves, slices

    path = home / "_store/many/findings/audits/ssnap.parquet"
    rows = pd.read_parquet(path)
    wanted = (rows["area_type"] == "icb") & rows["value"].notna() & (rows["breakdown"] == "all")
    row = rows.index[wanted & (rows["latest"] == latest)][0]
    rows.loc[row, "value"] += 0.01
    rows.to_parquet(path, index=False)
    for kept in (slices, shelves):
        kept.write(home / "_store/many/findings")
    return f"{rows.loc[row, 'metric']} of {rows.loc[row, 'area']}, {rows.loc[row, 'period']}"


def turn(what: str) -> None:
    """Print what is decided, and what it takes to make and bind it."""
    from insight import book, definitions, findings, run

    edition = definitions.edition("many")
    began = time.perf_counter()
    jobs = run.plan(edition)
    slices = findings.Slices("many")
    planned = time.perf_counter()
    stale = run.stale(jobs, slices.digest)
    decided = time.perf_counter()
    reports = Counter(each.job.report.split("_")[0] for each in stale)
    run.make(edition, jobs, slice_of=slices.digest)
    made = time.perf_counter()
    book.bind(edition)
    bound = time.perf_counter()
    listed = ", ".join(f"{number} {report}" for report, number in reports.items()) or "none"
    print(
        f"{what:<46}{planned - began:>8.2f}{decided - planned:>8.2f}"
        f"{made - decided:>8.1f}{bound - made:>8.1f}  {listed}",
        flush=True,
    )


def main(pages: int = 1700) -> None:
    """Print a line for each thing that changed."""
    import os

    with project() as home:
        os.environ["INSIGHT_ROOT"] = str(home)
        os.chdir(home)
        lay_out(home, pages)
        from insight import definitions, run

        jobs = run.plan(definitions.edition("many"))
        heads = "".join(f"{word:>8}" for word in ("plan", "decide", "make", "bind"))
        print(f"{len(jobs)} pages, seconds\n{'what changed':<46}{heads}  pages to make")
        turn("everything")
        turn("nothing")
        turn(change(home, latest=False))
        turn(change(home, latest=True))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
