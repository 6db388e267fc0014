"""Editions one after another in one process: what it holds, and whether the end is what a fresh build gives.

python benchmarks/soak.py [EDITIONS] [BIND_EVERY]

A small edition is fetched, worked out, made and bound in this process, again and again. Before each time
something drawn at random (seeded) changes: data, a definition, a notebook, the edition, a page of words.
After each, the memory of this process, its open files, threads and processes, temporary and half-written
files, and the size of the store are noted. A straight line is laid through each but for the first quarter,
in which caches fill. At the end all is built afresh from the same inputs in a process of its own, and every
file of the store, the pages and the site is compared. Sphinx binds the site in each edition that BIND_EVERY
divides, and in the last.
"""

import atexit
import gc
import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np

PROJECT = Path(__file__).parents[1]
sys.path[:0] = [str(PROJECT / "tests"), str(PROJECT / "tests" / "faults")]
CARE = "QWO,ICB,2024-Q1,All,{seen},400,{share},73.2,81.3,"
INPUTS = ("params", "notebooks", "book", "data", "_config.yml", "CHANGELOG.md")
RESULTS = ("_store/first", "_build/first/book", "_build/first/html", "_build/first/pages.json")
MADE_TO_WAIT = (".lock", "looked-at.json")  # what holds no result
MOST = {"memory, MB": 0.05, "open files": 0.0, "threads": 0.0, "processes": 0.0, "temporary files": 0.0}


def lay_out(home: Path) -> None:
    """Lay out a small project, with the looks of the real book and one written page."""
    from small_project import lay

    lay(home)
    shutil.rmtree(home / "book")
    for name in ("_static", "_templates"):
        shutil.copytree(PROJECT / "book" / name, home / "book" / name)
    (home / "book" / "index.md").write_text("# Home\n\nWords.\n")


def edited(path: Path, write: Callable[[str], str]) -> None:
    """Change the text of a file."""
    path.write_text(write(path.read_text()))


def change(home: Path, draw: random.Random, number: int) -> str:
    """Change something; say what."""
    what = draw.choice(("data", "definition", "notebook", "edition", "page"))
    if what == "data":
        seen = draw.randint(296, 324)
        row = CARE.format(seen=seen, share=round(seen / 4, 1))
        edited(
            home / "data/care.csv",
            lambda text: (
                "\n".join(
                    row if line.startswith("QWO,ICB,2024-Q1,All") else line for line in text.splitlines()
                )
                + "\n"
            ),
        )
    elif what == "definition":
        edited(
            home / "params/audits/naic.yml", lambda text: _line(text, "    why: ", f"Delay harms {number}.")
        )
    elif what == "notebook":
        name = draw.choice(("alone", "board"))
        edited(home / f"notebooks/{name}.ipynb", lambda text: text.replace("print(", f"print({number}, ", 1))
    elif what == "edition":
        edited(home / "params/editions/first.yml", lambda text: _line(text, "title: ", f"Edition {number}"))
    else:
        (home / "book/index.md").write_text(f"# Home\n\nWords of edition {number}.\n")
    return what


def _line(text: str, begins: str, value: str) -> str:
    """Give a text with another value in the first line that begins so."""
    lines = text.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith(begins))
    lines[place] = begins + value
    return "\n".join(lines) + "\n"


def build(bind: bool) -> None:
    """Fetch, work out, make and bind the edition, as the verbs do."""
    from insight import book, definitions, findings, run, store

    edition = definitions.edition("first")
    store.fetch(edition, Path("data"))
    findings.make(edition)
    slices = findings.Slices(edition.id)
    failures = run.make(edition, slice_of=slices.digest, workers=1)
    assert not failures, failures
    if bind:
        book.bind(edition, check=lambda site: findings.nothing_told(edition, site))


def held(home: Path) -> dict[str, float]:
    """Give what this process and its project hold."""
    gc.collect()
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    store = [path.stat().st_size for path in (home / "_store").rglob("*") if path.is_file()]
    strays = [path for path in home.rglob("*") if ".half-" in path.name or ".draft-" in path.name]
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return {
        "memory, MB": int(status["VmRSS"].split()[0]) / 1024,
        "open files": len(list(Path("/proc/self/fd").iterdir())),
        "threads": threading.active_count(),
        "processes": len(children),
        "temporary files": len(list(Path(tempfile.gettempdir()).rglob("*"))) + len(strays),
        "store, KB": sum(store) / 1024,
        "files kept of definitions": len(list((home / "_build/definitions").iterdir())),
    }


def digests(home: Path) -> dict[str, str]:
    """Give a digest of every result."""
    files = [path for name in RESULTS for path in [home / name, *(home / name).rglob("*")]]
    return {
        path.relative_to(home).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.is_file() and not path.name.endswith(MADE_TO_WAIT)
    }


def verdicts(noted: list[dict[str, float]]) -> bool:
    """Print what was held first and last, the slope for 100 editions, and whether it is flat."""
    flat = True
    print(f"{'':<28}{'first':>10}{'last':>10}{'most':>10}{'per 100':>10}")
    for name in noted[0]:
        values = np.array([one[name] for one in noted])
        late = values[len(values) // 4 :]
        slope = float(np.polyfit(np.arange(len(late)), late, 1)[0]) * 100 if len(late) > 1 else 0.0
        words = ""
        if name in MOST:
            level = slope <= max(MOST[name] * float(np.median(late)), 0.5)
            words, flat = "flat" if level else "NOT FLAT", flat and level
        print(f"{name:<28}{values[0]:>10.1f}{values[-1]:>10.1f}{values.max():>10.1f}{slope:>10.2f}  {words}")
    return flat


def afresh(home: Path, elsewhere: Path) -> None:
    """Build from the same inputs in another folder, in a process of its own."""
    for name in INPUTS:
        (shutil.copytree if (home / name).is_dir() else shutil.copy)(home / name, elsewhere / name)
    code = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import soak; soak.build(True)"
    environment = os.environ | {"INSIGHT_ROOT": str(elsewhere)}
    subprocess.run([sys.executable, "-c", code], cwd=elsewhere, env=environment, check=True)


def main(editions: int = 200, bind_every: int = 10) -> None:
    """Print what is held after every tenth edition, the slopes, and what differs from a fresh build."""
    draw, noted = random.Random(1), []
    temporary = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, temporary, ignore_errors=True)  # after multiprocessing put away its own
    with tempfile.TemporaryDirectory() as folder:
        home, other = (Path(folder) / name for name in ("project", "afresh"))
        for place in (home, other):
            place.mkdir()
        lay_out(home)
        os.environ["INSIGHT_ROOT"], os.environ["TMPDIR"] = str(home), str(temporary)
        os.environ["PYTHONPATH"] = str(PROJECT / "src")  # for processes that stand elsewhere
        tempfile.tempdir = str(temporary)
        os.chdir(home)
        for number in range(1, editions + 1):
            what = change(home, draw, number)
            build(number % bind_every == 0 or number == editions)
            noted.append(held(home))
            if number % max(1, editions // 20) == 0:
                told = ", ".join(f"{value:,.0f} {name}" for name, value in noted[-1].items())
                print(f"{number:>4} {what:<11} {told}", flush=True)
        flat = verdicts(noted)
        afresh(home, other)
        mine, fresh = digests(home), digests(other)
        differs = sorted(name for name in {*mine, *fresh} if mine.get(name) != fresh.get(name))
        print(f"{len(fresh)} files compared with a fresh build, {len(differs)} differ: {differs[:10]}")
        os.chdir(PROJECT)
    sys.exit(bool(differs) or not flat)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
