"""Which rows of a list of requirements have a test, and with --run, whether it passes.

python benchmarks/requirement_rows.py REQUIREMENTS [--only K] [--run]

REQUIREMENTS is a Markdown file whose tables have rows that begin with an id, such as K02, and a
column P with M (must), S (should) or C (could). A test belongs to a row when its name carries the
row's id: test_k02_builds_clean. --only takes rows whose id begins so. Ends with 1 when a row that
must be there has no test, or when a test that was run failed.
"""

import argparse
import ast
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from scratch import PROJECT

ID = re.compile(r"[A-Z]\d{2}")
CARRIED = re.compile(r"(?<![a-z0-9])([a-z]\d{2})(?![a-z0-9])")
CELLS = re.compile(r"(?<!\\)\|")


class Row(NamedTuple):
    """One requirement."""

    id: str
    item: str
    priority: str


class Test(NamedTuple):
    """One test function: the file it is in, and its name."""

    file: str
    name: str

    @property
    def node(self) -> str:
        """Give how pytest calls it."""
        return f"{self.file}::{self.name}"


def rows(path: Path) -> list[Row]:
    """Give the requirements of a Markdown file, in its order."""
    found, head = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in CELLS.split(line.strip())[1:-1]] if line.startswith("|") else []
        if "ID" in cells and "P" in cells:
            head = cells
        elif cells and ID.fullmatch(cells[0]) and head:
            told = dict(zip(head, cells, strict=False))
            item = next((told[name] for name in head[1:] if name not in ("P", "Seed")), "")
            found.append(Row(cells[0], item, told.get("P", "")[:1]))
    return found


def tests(folder: Path) -> dict[str, list[Test]]:
    """Give the test functions below a folder by the ids their names carry."""
    found: dict[str, list[Test]] = {}
    for path in sorted(folder.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for carried in CARRIED.findall(node.name.replace("_", " ")):
                    test = Test(path.relative_to(folder.parent).as_posix(), node.name)
                    found.setdefault(carried.upper(), []).append(test)
    return found


def results(wanted: list[Test]) -> dict[Test, str]:
    """Run tests and give how each ended: passed, failed or skipped; the worst of its cases."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}"]
        nodes = list(dict.fromkeys(test.node for test in wanted))
        subprocess.run([*command, *nodes], cwd=PROJECT, check=False)
        if not report.is_file():
            return {}
        found: dict[Test, str] = {}
        for case in ElementTree.parse(report).iter("testcase"):
            name = (case.get("name") or "").partition("[")[0]
            file = (case.get("classname") or "").replace(".", "/") + ".py"
            how = "failed" if {"failure", "error"} & {part.tag for part in case} else "passed"
            how = "skipped" if how == "passed" and case.find("skipped") is not None else how
            test = Test(file, name)
            worst = ("failed", "skipped", "passed")
            found[test] = min(found.get(test, how), how, key=worst.index)
    return found


def main() -> int:
    """Print the table; give 1 when a row that must be there has no test, or a test failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("requirements", type=Path)
    parser.add_argument("--only", default="", metavar="ID", help="rows whose id begins so, such as K")
    parser.add_argument("--run", action="store_true", help="run the tests, and say how they end")
    said = parser.parse_args()
    wanted = [row for row in rows(said.requirements) if row.id.startswith(said.only.upper())]
    if not wanted:
        parser.error(f"{said.requirements} has no row whose id begins with {said.only!r}.")
    known = tests(PROJECT / "tests")
    ended = results([test for row in wanted for test in known.get(row.id, [])]) if said.run else {}
    return _told(wanted, known, ended, ran=said.run)


def _told(wanted: list[Row], known: dict[str, list[Test]], ended: dict[Test, str], *, ran: bool) -> int:
    counts: Counter[str] = Counter()
    for row in wanted:
        own = known.get(row.id, [])
        hows = [ended.get(test, "not run") for test in own]
        state = "no test" if not own else _worst(hows) if ran else "has tests"
        counts[f"{row.priority} {state}"] += 1
        print(f"{row.id} {row.priority}  {state:<9} {row.item[:80]}")
        for test, how in zip(own, hows, strict=True):
            print(f"          {how if ran else '':<9} {test.node}")
    print()
    for state, count in sorted(counts.items()):
        print(f"{count:4}  {state}")
    missing = any(count for state, count in counts.items() if state == "M no test")
    broken = any(count for state, count in counts.items() if state.endswith(("failed", "not run")))
    return int(missing or (ran and broken))


def _worst(hows: list[str]) -> str:
    return min(hows, key=("failed", "not run", "skipped", "passed").index)


if __name__ == "__main__":
    sys.exit(main())
