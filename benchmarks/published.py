"""Publishing killed at random moments while someone reads: what is read is always one whole version.

python benchmarks/published.py [KILLS] [PAGES]

A site of so many pages is published once. Then, as often as asked, a changed one is published in a
process of its own and killed after a random part of its time (SIGKILL). Beside it a reader follows
`current` over and over, reads every file it leads to, and holds each against that version's manifest
and against the site the version was made from. After each kill a publishing that is left alone must
succeed and leave nothing half made.
"""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{name}</title>
<meta name="description" content="About {name}."></head>
<body><h1>{name}</h1><p id="words">{words}</p>{filling}</body></html>
"""
PUBLISH = """
import sys
from datetime import date
from pathlib import Path
from insight import publish
from insight.definitions import Edition
edition = Edition(id="tiny", title="Tiny", sources=(), audits="all", geography_date=date(2026, 4, 1),
                  as_at=date(2026, 9, 30))
site, place = map(Path, sys.argv[1:])
print("ready", flush=True)
sys.stdin.readline()
publish.publish(edition, place, site, known=site.parent / "checked.json")
"""


def lay(site: Path, pages: int, words: str) -> None:
    """Put a site in a folder; two pages of three say these words, the others are the same each time."""
    site.mkdir(exist_ok=True)
    for number in range(pages):
        name = f"page{number}" if number else "index"
        said = words if number % 3 != 2 else "always the same"
        filling = "".join(f"<p>Line {line} of {name}.</p>" for line in range(400))
        text = PAGE.format(name=name, words=said, filling=filling)
        (site / f"{name}.html").write_text(text)


def begin(site: Path, place: Path) -> subprocess.Popen:
    """Start a process that is ready to publish, and let it."""
    process = subprocess.Popen(
        [sys.executable, "-c", PUBLISH, str(site), str(place)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        text=True,
    )
    assert process.stdin is not None and process.stdout is not None
    process.stdout.readline()
    process.stdin.write("\n")
    process.stdin.flush()
    return process


def faults_read(place: Path, seen: dict[str, str]) -> list[str]:
    """Follow `current` once and read all it leads to; give what is not of one whole version.

    seen : gathers each version met, with the words its pages say.
    """
    version = place / (place / "current").readlink()
    listed = json.loads((version / "manifest.json").read_text())["files"]
    there = {path.relative_to(version).as_posix() for path in version.rglob("*") if path.is_file()}
    found = [f"{version.name}/{name}" for name in there ^ {*listed, "manifest.json"}]
    said = set()
    for name, file in listed.items():
        content = (version / name).read_bytes()
        if hashlib.sha256(content).hexdigest() != file["sha256"]:
            found.append(f"{version.name}/{name}: other bytes")
        if name.endswith(".html"):
            said.add(content.partition(b'id="words">')[2].partition(b"</p>")[0].decode())
    words = " ".join(sorted(said - {"always the same"}))
    if len(said) > 2 or seen.setdefault(version.name, words) != words:
        found.append(f"{version.name}: pages of two versions, {words}")
    return found


class Reader(threading.Thread):
    """Reads what is served, over and over, until told to stop."""

    def __init__(self, place: Path):
        super().__init__(daemon=True)
        self.place, self.times, self.stopped = place, 0, threading.Event()
        self.seen: dict[str, str] = {}
        self.faults: list[str] = []

    def run(self) -> None:
        """Read until stopped; a file that cannot be opened is a fault like any other."""
        while not self.stopped.is_set():
            try:
                self.faults += faults_read(self.place, self.seen)
            except (OSError, ValueError) as error:
                self.faults.append(repr(error))
            self.times += 1


def killed(site: Path, place: Path, after: float) -> bool:
    """Begin to publish and kill it after so many seconds; say whether it was still at work."""
    process = begin(site, place)
    try:
        process.wait(after)
        return False
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True


def main(kills: int = 20, pages: int = 30) -> None:
    """Print how many were killed at work, the versions readers met, and how much of it was not whole."""
    draw = random.Random(1)
    with TemporaryDirectory() as folder:
        site, place = Path(folder) / "site", Path(folder) / "public"
        lay(site, pages, "first")
        assert begin(site, place).wait() == 0, "the first site was not published"
        lay(site, pages, "second")
        began = time.perf_counter()
        assert begin(site, place).wait() == 0, "the second site was not published"
        took = time.perf_counter() - began
        reader = Reader(place)
        reader.start()
        at_work = left = 0
        for number in range(kills):
            lay(site, pages, f"of kill {number}")
            at_work += killed(site, place, draw.uniform(0, took))
            lay(site, pages, f"after kill {number}")
            assert begin(site, place).wait() == 0, "the publishing after a kill did not succeed"
            left += len([*place.glob("versions/.*"), *place.glob("current.new")])
            print(
                f"{number + 1} kills, {at_work} of them at work; {reader.times} readings, "
                f"{len(reader.seen)} versions seen, {len(reader.faults)} faults, {left} left half made",
                flush=True,
            )
        reader.stopped.set()
        reader.join()
    print(f"{pages} pages; a publishing left alone takes {took:.1f} s. {reader.faults[:5]}")
    sys.exit(bool(reader.faults or left))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
