"""Whatever goes wrong in a step: nothing is half-written or lost, it is told, and the next run makes it good.

The table of faults and steps is printed by: pytest -s tests/faults

Each fault is tried at some moments of a step, spread over all of it; with INSIGHT_EVERY_MOMENT=1 at every
one, which takes an hour.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from small_project import STEPS

EVERY = os.environ.get("INSIGHT_EVERY_MOMENT")
TRIAL = Path(__file__).with_name("trial.py")
TOLD = {
    # fault: (how it is brought about, exit codes it may have, words that tell it, moments that are tried)
    "disk full": ("full", {34, 20, 26}, "No space left on device", 3),
    "a disk so small": ("small_disk", {34, 20, 26}, "No space left on device", 1),
    "read-only folder": ("read_only", {34, 20, 26}, "Read-only file system", 1),
    "read-only disk": ("mounted_read_only", {34, 20, 26}, "Read-only file system", 1),
    "clock set back": ("set_back", {0, 26}, "The clock of this computer", 2),
    "two runs at once": ("beside", {0}, "", 1),
    "killed": ("killed", {-9}, "", 4),
}
NEEDS_DISK = {"small_disk", "mounted_read_only"}
table: dict[tuple[str, str], str] = {}


class Bench:
    """The process that makes trials."""

    def __init__(self, folder: Path):
        own = (
            shutil.which("unshare")
            and not subprocess.run(
                ["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", str(folder)],
                check=False,
                capture_output=True,
            ).returncode
        )
        command = [sys.executable, str(TRIAL), str(folder)]
        self.has_disk = bool(own)
        self.process = subprocess.Popen(
            ["unshare", "-m", "--propagation", "private", *command, "--disk"] if own else command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(folder / "stderr.txt").open("w"),
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
            text=True,
        )
        self.folder = folder
        self.moments = self._answer()

    def _answer(self):
        line = self.process.stdout.readline()
        assert line, (self.folder / "stderr.txt").read_text()
        return json.loads(line)

    def trial(self, way, step, at):
        self.process.stdin.write(json.dumps({"way": way, "step": step, "at": at}) + "\n")
        self.process.stdin.flush()
        return self._answer()


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    found = Bench(tmp_path_factory.mktemp("bench"))
    yield found
    found.process.stdin.close()
    found.process.wait()
    print("\n" + "\n".join(_lines()))


def _lines():
    faults = list(dict.fromkeys(fault for fault, _ in table))
    width = max(map(len, faults), default=0)
    yield " | ".join([" " * width, *(f"{step:18}" for step in STEPS)])
    for fault in faults:
        yield " | ".join([fault.ljust(width), *(f"{table.get((fault, step), '-'):18}" for step in STEPS)])


def moments_of(bench, way, step, many):
    """Give some moments of a step, spread over all of it; all when `many` is None."""
    if way in ("read_only", "mounted_read_only"):
        return [0]
    if way == "set_back":  # to 1970, and to 1990, which only documents take otherwise
        return [0, 1] if many is None or step == "documents" else [0]
    if way == "small_disk":  # pages of 4 KB
        return list(range(40)) if many is None else list(range(many))
    count = bench.moments[step]
    if many is None or many >= count:
        return list(range(count))
    return sorted({round((number + 0.5) * (count - 1) / many) for number in range(many)})


def refuse_broken_promise(outcome, step, codes, words, at):
    """Hold what came of a trial against everything that is promised."""
    said = f"{step}, moment {at}: exit code {outcome['code']}\n{outcome['said']}"
    told = STEPS[step]
    assert "Traceback" not in outcome["said"], said
    assert outcome["code"] in codes | {0}, said
    if outcome["code"] > 0:
        lines = outcome["said"].split("insight: ")
        assert len(lines) == 2 and words in lines[1] and " again" in lines[1], said
    before, after, wanted = outcome["before"], outcome["after"], outcome["wanted"]
    if outcome["code"] == 0:
        assert after == wanted, said
    elif told.at_once:
        whole = before.items() <= after.items() or wanted.items() <= after.items()
        assert whole or (told.may_go and not after), said
    else:
        whole = {name: held for name, held in after.items() if ".half-" not in name}
        assert all(held in (before.get(name), wanted.get(name)) for name, held in whole.items()), said
    assert outcome["inputs_same"], said
    assert outcome["next_code"] == 0, f"{said}\nthen: {outcome['next_said']}"
    assert outcome["next_same"], f"{said}\ndiffers: {outcome['differs']}"


def hold(bench, fault, step, many):
    way, codes, words, _ = TOLD[fault]
    if way in NEEDS_DISK and not bench.has_disk:
        pytest.skip("no file system can be mounted here")
    tried = moments_of(bench, way, step, many)
    refused = 0
    for at in tried:
        outcome = bench.trial(way, step, at)
        refuse_broken_promise(outcome, step, codes, words, at)
        refused += outcome["code"] != 0
    if min(codes):
        assert refused, "the fault never came to pass"
    table[fault, step] = f"{len(tried)} of {bench.moments[step]}" if len(tried) > 1 else "held"


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("fault", TOLD)
def test_a_step_keeps_its_promise_when_something_goes_wrong(bench, fault, step):
    hold(bench, fault, step, None if EVERY else TOLD[fault][3])


def test_the_page_on_running_tells_of_every_fault():
    rows = (TRIAL.parents[2] / "book" / "running.md").read_text().splitlines()
    told = {row.split(" | ")[0].removeprefix("| ") for row in rows if row.startswith("| ")}
    ours = {"a disk so small": "disk full", "read-only disk": "read-only folder"}
    assert {ours.get(fault, fault) for fault in TOLD} <= told
