"""Every statistic over 20 million rows, beside plain Python and beside PHStatsMethods.

python benchmarks/every_statistic.py [ROWS] [NAME ...]

For each statistic: rows a second, and how many times faster that is than

    rows     plain Python (plain/) that is handed a frame's rows one by one, by apply: the
             columns it reads and, where rows are in groups, which group a row is in
    lists    the same with its columns ready as lists, nothing checked and only one column of
             the result made: the fastest that Python goes without numpy
    package  PHStatsMethods, installed for this alone, where that gives the right answer

All three are timed on a sample, and their answers compared with ours. Ours has all its checks
and makes all its columns. Rows are made and worked on a piece at a time; the making is not timed.
"""

import resource
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from statistics import median
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd

import package
from cases import CASES, Case
from invented_rows import rows

ROWS = 20_000_000
SAMPLE = 40_000  # rows for plain Python
FEW = 2_000  # rows for the package
LABELS = ["row"]  # says which group a row belongs to, as ours is told too
TIMES = 3  # times plain Python is timed, for the median
CLOSE = 1e-6  # by how much, as a share, two answers may differ
WANTED = {"rows": 50, "package": 5}


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Give the seconds something takes, and what it gives."""
    began = time.perf_counter()
    found = work()
    return time.perf_counter() - began, found


def pace(case: Case, number: int) -> float:
    """Give the rows a second of ours, over so many rows."""
    seconds, done = 0.0, 0
    number = max(number // case.slow, 200)
    while done < number:
        piece = case.prepare(rows(min(case.piece, number - done), seed=done))
        took, _ = timed(lambda piece=piece: case.ours(piece))
        seconds, done = seconds + took, done + len(piece)
    return number / seconds


def plainly(case: Case) -> tuple[float, float, bool]:
    """Give the rows a second of plain Python, by rows and by lists, and whether it gives what ours does."""
    sample = case.prepare(rows(max(SAMPLE // case.slow, 200), seed=1))
    columns = [sample[name].tolist() for name in case.columns]
    first = () if case.size == 1 else (case.size,)
    times = [timed(lambda: case.plain(*first, *columns, *case.arguments)) for _ in range(TIMES)]
    seconds, found = median(took for took, _ in times), times[0][1]
    names = [*case.columns, *LABELS[: case.size > 1]]
    named = sample[names]
    handing = median(
        timed(lambda: named.apply(lambda row: [row[name] for name in names], axis=1))[0] for _ in range(TIMES)
    )
    return len(sample) / (seconds + handing), len(sample) / seconds, same(found, case.ours(sample))


def packaged(case: Case, library: ModuleType | None) -> tuple[float, bool]:
    """Give the rows a second of the package, and whether it gives what ours does."""
    if library is None or case.name not in package.WAYS:
        return np.nan, True
    theirs, ours = package.WAYS[case.name]
    sample = rows(FEW, seed=1)
    seconds, found = timed(lambda: theirs(library, sample.copy()))
    return len(sample) / seconds, same(found, ours(sample))


def same(first, second) -> bool:
    """Say whether two answers agree, as words or as numbers."""
    first, second = list(first), list(second)
    if isinstance(first[0], str):
        return first == second
    one, two = (np.asarray(pd.Series(numbers), dtype=float) for numbers in (first, second))
    return len(one) == len(two) and np.allclose(one, two, rtol=CLOSE, atol=1e-9, equal_nan=True)


def line(case: Case, number: int, library: ModuleType | None) -> list[str]:
    """Time one statistic; print its line and give what it falls short of."""
    by_rows, by_lists, agree = plainly(case)
    by_package, right = packaged(case, library)
    ours = pace(case, number)
    times = {"rows": ours / by_rows, "lists": ours / by_lists, "package": ours / by_package}
    shown = "".join(f"{times[name]:>9,.1f}" if times[name] > 0 else f"{'':>9}" for name in times)
    fewer = f"  ({number // case.slow:,} rows)" if case.slow > 1 else ""
    print(f"{case.name:<24}{ours:>14,.0f}{shown}{fewer}", flush=True)
    short = [
        f"{case.name}: {times[name]:.1f} times the pace of {name}, not {most}"
        for name, most in WANTED.items()
        if times[name] < most
    ]
    return short + [f"{case.name}: another answer"] * (not (agree and right))


def main(*arguments: str) -> None:
    """Print a line per statistic, then what fell short."""
    number = int(arguments[0]) if arguments else ROWS
    chosen = [case for case in CASES if case.name in arguments[1:] or not arguments[1:]]
    warnings.simplefilter("ignore")  # the package's own
    with tempfile.TemporaryDirectory() as folder:
        library = package.installed(folder)
        if library is None:
            print(f"{package.PINNED} could not be installed, so it is left out.")
        print(f"{number:,} rows\n{'statistic':<24}{'rows/s':>14}{'x rows':>9}{'lists':>9}{'package':>9}")
        short = [words for case in chosen for words in line(case, number, library)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"Peak memory {peak:,.0f} MiB")
    print("\n".join(short) or "Every statistic is as fast as it should be, and gives the same answer.")


if __name__ == "__main__":
    main(*sys.argv[1:])
