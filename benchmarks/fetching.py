"""Fetching 1,000 indicator files from a server on this machine, beside a plain loop of requests.

python benchmarks/fetching.py [FILES] [ROUNDS]

Each round fetches all files twice in each way, in turn: the loop asks for each file and writes it; the
fetcher also checks that it is whole, sums it, keeps it under its checksum and records where it came from. The
second time nothing has changed, so the fetcher is told so and the loop gets everything again. Waiting between
requests is switched off: what is measured is work, not politeness. Prints the least seconds of each, and the
ratios.
"""

import json
import multiprocessing
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

import requests

from insight.fetching import Fetcher, Manners, Shelf

ROWS = 300  # of each file, about what CVDPREVENT gives for all ICBs
HEADER = "AreaCode,IndicatorCode,MetricCategoryName,Numerator,Denominator,Value\n"


def table(number: int) -> bytes:
    """Give the table of one indicator."""
    rows = (f"E5400{row:04},IND{number:04},Persons,{row * 7},{row * 9 + 1},77.7\n" for row in range(ROWS))
    return (HEADER + "".join(rows)).encode()


def serve(pipe: Connection, files: int) -> None:
    """Serve the tables, with an ETag each, in a process of its own."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    import replay

    with replay.serving() as server:
        for number in range(files):
            server.answers[f"/indicator/{number}"] = replay.parts(table(number), etag=f'"{number}"')
        pipe.send(server.address)
        pipe.recv()


def timed(step: Callable[[], None]) -> float:
    """Give the seconds a step takes."""
    began = time.perf_counter()
    step()
    return time.perf_counter() - began


def loop(addresses: list[str], folder: Path) -> None:
    """Fetch as a short script does."""
    for number, address in enumerate(addresses):
        answer = requests.get(address, timeout=60)
        answer.raise_for_status()
        (folder / f"{number}.csv").write_bytes(answer.content)


def fetch(addresses: list[str], folder: Path) -> None:
    """Fetch as an edition does."""
    with Fetcher(manners=Manners(per_second=0), shelf=Shelf(folder)) as fetcher:
        fetcher.many(addresses, "csv")


def main(files: int = 1000, rounds: int = 3) -> None:
    """Measure and print."""
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(there, files), daemon=True)
    server.start()
    base = here.recv()
    addresses = [f"{base}/indicator/{number}" for number in range(files)]
    seconds: dict[str, list[float]] = {"loop": [], "loop again": [], "fetch": [], "fetch again": []}
    for _ in range(rounds):
        with TemporaryDirectory() as one, TemporaryDirectory() as two:
            for name, step, folder in (("loop", loop, Path(one)), ("fetch", fetch, Path(two))):
                for again in ("", " again"):
                    seconds[name + again].append(timed(lambda s=step, f=folder: s(addresses, f)))
    here.send("done")
    server.join()
    least = {name: min(each) for name, each in seconds.items()}
    told = {
        "files": files,
        "rounds": rounds,
        "seconds": {name: round(each, 2) for name, each in least.items()},
        "first time, fetch / loop": round(least["fetch"] / least["loop"], 2),
        "unchanged, fetch / loop": round(least["fetch again"] / least["loop again"], 2),
    }
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
