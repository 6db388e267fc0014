"""Readers fuzzed for hours: how many executions, and what was found.

    python benchmarks/fuzz.py --hours 2
    python benchmarks/fuzz.py --hours 0.1 --only documents

The tests in tests/fuzz are its targets. With atheris (pip install atheris; no requirement of ours) inputs
are guided by the code they reach; without it hypothesis draws other examples every time. Each target has a
process of its own, an equal share of the time, and 3 GiB of memory. What is found is told with the input that
shows it, and can be tried again with --only.
"""

import argparse
import importlib
import inspect
import os
import re
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
FAMILIES = ("tables", "services", "written_definitions", "documents", "notebooks", "served_requests")
LEFT_OUT = ("test_bytes_of_a_workbook",)  # makes its own examples, of a library that is not ours
DONE = re.compile(r"Done (\d+) runs|stat::number_of_executed_units:\s*(\d+)|#(\d+)\s")
MEMORY = 3072  # MiB


def targets(only: str) -> list[tuple[str, str]]:
    """Give every test with examples: its module and its name."""
    found = []
    for family in FAMILIES:
        module = importlib.import_module(f"fuzz.test_{family}")
        names = [name for name, made in inspect.getmembers(module) if hasattr(made, "hypothesis")]
        found += [(f"fuzz.test_{family}", name) for name in names if only in f"{family}.{name}"]
    return found


def guided() -> bool:
    """Tell whether atheris is there."""
    return find_spec("atheris") is not None


def one(module: str, name: str, seconds: float) -> None:
    """Fuzz one target in this process until its time is up, or something is found."""
    if guided():
        import atheris

        with atheris.instrument_imports(include=["insight"]):
            test = getattr(importlib.import_module(module), name)
        corpus = HERE / "_build" / "fuzz" / name
        corpus.mkdir(parents=True, exist_ok=True)
        limits = [f"-max_total_time={int(seconds)}", f"-rss_limit_mb={MEMORY}", "-timeout=120"]
        told = [f"-artifact_prefix={corpus}/", "-print_final_stats=1", "-max_len=8192"]
        options = [*limits, *told, str(corpus)]
        atheris.Setup([sys.argv[0], *options], test.hypothesis.fuzz_one_input)
        atheris.Fuzz()
        return
    os.environ["INSIGHT_FUZZ"] = "200"
    test = getattr(importlib.import_module(module), name)
    ends, runs = time.monotonic() + seconds, 0
    while time.monotonic() < ends:
        test()
        runs += 200
        print(f"#{runs} ", flush=True)


def main() -> None:
    """Fuzz every target in turn, and print what came of it."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--hours", type=float, default=1.0)
    asked.add_argument("--only", default="", help="targets named with this")
    asked.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    given = asked.parse_args()
    sys.path[:0] = [str(HERE / "src"), str(HERE / "tests")]
    if given.one:
        one(given.one[0], given.one[1], float(given.one[2]))
        return
    wanted = targets(given.only)
    share = 3600 * given.hours / len(wanted)
    how = "guided by coverage (atheris)" if guided() else "drawn by hypothesis: atheris is not installed"
    print(f"{len(wanted)} targets, {share:,.0f} seconds each, {how}", flush=True)
    executions, found, began = 0, [], time.monotonic()
    for module, name in wanted:
        runs, fault = tried(module, name, share)
        executions += runs
        print(
            f"  {module.removeprefix('fuzz.test_')}.{name}: {runs:,} executions{', FOUND' if fault else ''}",
            flush=True,
        )
        if fault:
            found.append(name)
            print(fault, flush=True)
    hours = (time.monotonic() - began) / 3600
    print(
        f"{executions:,} executions in {hours:.2f} hours; {len(found)} findings: {', '.join(found) or 'none'}"
    )
    sys.exit(bool(found))


def tried(module: str, name: str, seconds: float) -> tuple[int, str]:
    """Fuzz a target in a process of its own; give how often it was tried, and the fault, if one was found."""
    paths = os.pathsep.join([str(HERE / "src"), str(HERE / "tests"), *sys.path[1:]])
    about = {**os.environ, "PYTHONPATH": paths, "INSIGHT_ROOT": str(HERE), "INSIGHT_FUZZ_AS_FOUND": "1"}
    done = subprocess.run(
        [sys.executable, __file__, "--one", module, name, str(seconds)],
        capture_output=True, text=True, errors="replace", env=about, check=False, cwd=HERE,
    )  # fmt: skip
    said = done.stdout + done.stderr
    runs = max((int(next(filter(None, each))) for each in DONE.findall(said)), default=0)
    return runs, "" if done.returncode == 0 else said[-6000:]


if __name__ == "__main__":
    main()
