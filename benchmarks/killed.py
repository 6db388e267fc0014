"""Builds killed at random moments: the next always ends in the bytes of an undisturbed one.

python benchmarks/killed.py [KILLS_AT_WORK] [EDITION_PAGES]

A small edition is built undisturbed once. Then, as often as asked, the same build is begun in a
copy, killed with its whole process group after a random part of its time (SIGKILL), and begun again
undisturbed; every third time it is killed twice. Every page and every file of the site is compared.
It goes on until so many kills came while a build was at work: how long one takes is learnt on the way, for
each state it may begin in, as a kill that comes too late shows that it was thought to take longer.
"""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from scratch import project

EDITION = """
title: A small edition
sources: [demo]
audits: [nvr]
geography_date: 2026-04-01
as_at: 2026-09-30
areas: [{areas}]
reports: [icb_insight, audit_topic]
synthetic: true
"""
AREAS = ("S1Y5D", "D7T5G", "T6Y0W", "Z9B2Z")


def digests(home: Path) -> dict[str, str]:
    """Give a digest of every page and of every file of the site."""
    build = home / "_build" / "small"
    places = [*build.glob("book/reports/*/*.ipynb"), *build.glob("html/**/*")]
    return {
        path.relative_to(build).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in places
        if path.is_file()
    }


def begin(home: Path) -> subprocess.Popen:
    """Begin to build, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "insight", "build", "small"],
        cwd=home,
        env=os.environ | {"INSIGHT_ROOT": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def killed(home: Path, after: float) -> bool:
    """Begin to build and kill all of it after so many seconds; say whether it was still at work."""
    process = begin(home)
    try:
        process.wait(after)
        return False
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True


def main(kills: int = 100, pages: int = 2) -> None:
    """Print how many builds were killed at work, and how many ended in other bytes."""
    draw = random.Random(1)
    with project(store=False) as home:
        (home / "params/editions/small.yml").write_text(EDITION.format(areas=", ".join(AREAS[:pages])))
        began = time.perf_counter()
        assert begin(home).wait() == 0, "the build did not succeed undisturbed"
        took, wanted = time.perf_counter() - began, digests(home)
        at_work = other = late = 0
        long = {}  # how long a build is thought to take, by what it finds there
        while at_work < kills:
            for made in ("_build", "_store"):
                if draw.random() < 0.5:  # sometimes all is to be made, sometimes only what is left
                    shutil.rmtree(home / made, ignore_errors=True)
            for _ in range(1 + ((at_work + late) % 3 == 2)):
                there = tuple((home / made).is_dir() for made in ("_build", "_store"))
                if killed(home, draw.uniform(0, long.setdefault(there, took))):
                    at_work += 1
                else:
                    late, long[there] = late + 1, max(1.0, 0.7 * long[there])
            assert begin(home).wait() == 0, "the build after a kill did not succeed"
            other += digests(home) != wanted
            strays = [path.name for path in (home / "_build/small").glob("binding-*")]
            print(f"{at_work} killed at work, {late} too late, {other} in other bytes {strays}", flush=True)
    print(f"{len(wanted)} files compared each time. An undisturbed build takes {took:.0f} s.")
    sys.exit(bool(other))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
