"""Trials: a step goes wrong in one way at one moment, and is then taken again undisturbed.

A process of its own imports what steps need once, and forks for each command. Where it may, it works on a
small disk in memory that nobody else sees, which can be filled and made read-only.

    python tests/faults/trial.py FOLDER [--disk]

reads one trial a line, as JSON, and answers each with a line. --disk : there is one, mounted for this alone.
"""

import importlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

import clock  # noqa: E402
import moments  # noqa: E402
from small_project import (  # noqa: E402
    INPUTS,
    OUTPUTS,
    STEPS,
    change,
    changed,
    contents,
    here,
    lay,
    stand_in,
    stand_in_for_statistics,
)  # fmt: skip

SIZE = 64 * 2**20  # bytes of the small disk
PAGE = 4096  # bytes that a disk in memory gives at a time
DAY = 24 * 3600
YEAR_1971, YEAR_1990, YEAR_2033 = (years * 365.25 * DAY for years in (1, 20, 63))


@dataclass
class Outcome:
    """How a step ended, what it said, and what there was then and after it was taken again."""

    code: int = 0  # its exit code; less than 0 for the signal that ended it
    said: str = ""
    before: dict[str, str] = field(default_factory=dict)  # results as they stood
    after: dict[str, str] = field(default_factory=dict)  # results as the fault left them
    wanted: dict[str, str] = field(default_factory=dict)  # results of an undisturbed step
    inputs_same: bool = True
    next_code: int = 0
    next_said: str = ""
    next_same: bool = True  # whether all there is then is as after an undisturbed step
    differs: list[str] = field(default_factory=list)
    moments: int = 0


NEEDED = (  # what steps load when they begin
    "insight.book.stage", "insight.documents.making", "insight.documents.ods", "insight.documents.xlsx",
    "insight.exports", "insight.feedback", "insight.findings.making", "insight.plain", "insight.proof",
    "insight.publish", "insight.publish.checking", "insight.releases", "insight.review", "insight.store",
    "insight.voices", "insight.making.execute", "insight.book.site", "pandera.pandas", "pyarrow.csv",
    "pyarrow.dataset",
)  # fmt: skip


class Bench:
    """Where trials are made: the project as it stands before each step, and as it should after."""

    def __init__(self, folder: Path, project: Path):
        self.folder, self.project = folder, project
        self.before, self.after, self.count = {}, {}, {}
        self.found = folder / "found"  # findings of the changed data
        for name in NEEDED:
            importlib.import_module(name)
        self._prepare()

    def _prepare(self) -> None:
        """Take every step, change what editions are made of, and take every step again."""
        first = self.folder / "laid"
        lay(first)
        _copy(first, self.project)
        for step in STEPS.values():
            self._sound(self.command(step.words))
        change(self.project)
        for name, step in STEPS.items():
            self.before[name] = self.folder / f"before-{name}"
            _copy(self.project, self.before[name])
            self._sound(self.command(step.words))
            self.after[name] = contents(self.project, *OUTPUTS)
            self.count[name] = self.counted
            if name == "findings":
                _copy(self.project / step.result, self.found)

    def _sound(self, ended: tuple[int, str]) -> None:
        assert ended[0] == 0, ended[1]

    def command(self, words, *, watch=None, at_clock=None) -> tuple[int, str]:
        """Give a command to a process forked for it; give its exit code, and what it said."""
        return self.ended(self.begin(words, watch=watch, at_clock=at_clock))

    def begin(self, words, *, watch=None, at_clock=None, said="said.txt") -> tuple[int, Path]:
        """Begin a command; give the number of its process, and where it writes what it says."""
        place = self.folder / said
        place.write_text("")
        pid = os.fork()
        if pid:
            return pid, place
        self._be_command(list(words), place, watch, at_clock)
        raise AssertionError("a command that was forked for never comes back")

    def _be_command(self, words, place, watch, at_clock) -> None:
        code = 99
        try:
            out = os.open(place, os.O_WRONLY | os.O_CREAT)
            for number in (1, 2):
                os.dup2(out, number)
            here(self.project)
            stand_in(fetching=words[0] == "fetch")
            if self.found.is_dir():
                stand_in_for_statistics(self.found)
            if at_clock is not None:
                clock.set_to(at_clock)
            tally = self.folder / "moments.txt"
            count = 0

            def happen(number, event, path):
                nonlocal count
                count = number + 1
                if watch is not None:
                    watch(number, event, path)

            moments.watch(self.project, happen)
            sys.argv = ["insight", *words]
            from insight.cli import main

            try:
                main()
                code = 0
            except SystemExit as leaving:
                code = leaving.code or 0
            tally.write_text(str(count))
        except BaseException:
            import traceback

            traceback.print_exc()
            code = 1
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def ended(self, begun: tuple[int, Path]) -> tuple[int, str]:
        """Wait for a command to end."""
        pid, place = begun
        _, status = os.waitpid(pid, 0)
        return os.waitstatus_to_exitcode(status), place.read_text()

    @property
    def counted(self) -> int:
        """Give at how many moments the last command changed its disk."""
        return int((self.folder / "moments.txt").read_text())

    def trial(self, step: str, disturbed: Callable[[], tuple[int, str]]) -> Outcome:
        """Let a step be taken in some disturbed way, then as it should be; give what came of it."""
        _copy(self.before[step], self.project)
        result = STEPS[step].result
        inputs = contents(self.project, *INPUTS)
        found = Outcome(before=contents(self.project, result), moments=self.count[step])
        wanted = self.after[step].items()
        found.wanted = {name: held for name, held in wanted if name.startswith(f"{result}/")}
        found.code, found.said = disturbed()
        found.after = contents(self.project, result)
        found.next_code, found.next_said = self.command(STEPS[step].words)
        ended = contents(self.project, *OUTPUTS)
        found.differs = sorted(
            name for name in {*ended, *self.after[step]} if ended.get(name) != self.after[step].get(name)
        )
        found.next_same = not found.differs
        found.inputs_same = contents(self.project, *INPUTS) == inputs
        return found

    def killed(self, step: str, at: int) -> Outcome:
        """End a step at a moment."""
        return self.trial(step, lambda: self.command(STEPS[step].words, watch=moments.killed(at)))

    def full(self, step: str, at: int) -> Outcome:
        """Let the disk be full from a moment on."""
        return self.trial(step, lambda: self.command(STEPS[step].words, watch=moments.full(at)))

    def read_only(self, step: str, at: int = 0) -> Outcome:
        """Let nothing be changed."""
        return self.trial(step, lambda: self.command(STEPS[step].words, watch=moments.read_only()))

    def set_back(self, step: str, at: int) -> Outcome:
        """Let it be 1970, or 1990, where files are of the year 2033, and those that changed are of 1971."""

        def disturbed() -> tuple[int, str]:
            for path in [*self.project.rglob("*"), self.project]:
                if not path.is_symlink():
                    os.utime(path, (YEAR_2033, YEAR_2033))
            for path in changed(self.project):
                os.utime(path, (YEAR_1971, YEAR_1971))
            return self.command(STEPS[step].words, at_clock=at * YEAR_1990 + 2 * DAY)

        return self.trial(step, disturbed)

    def beside(self, step: str, at: int) -> Outcome:
        """Take a step twice at once: the first stands still at a moment until the second ends or waits."""

        def disturbed() -> tuple[int, str]:
            sign, go = self.folder / "stands-still", self.folder / "go-on"
            for path in (sign, go):
                path.unlink(missing_ok=True)
            words = STEPS[step].words
            first = self.begin(words, watch=moments.held_up(at, sign, go.exists))
            _until(lambda: sign.exists() or self.gone(first))
            second = self.begin(words, said="said-second.txt")
            _until(lambda: self.gone(second) or "waiting for it" in second[1].read_text())
            go.touch()
            ends = [self.ended(first), self.ended(second)]
            return next((code for code, _ in ends if code), 0), "\n".join(said for _, said in ends)

        return self.trial(step, disturbed)

    def small_disk(self, step: str, at: int) -> Outcome:
        """Leave a disk only so many pages of room; there must be one that can be filled."""

        def disturbed() -> tuple[int, str]:
            if not STEPS[step].at_once:  # each goes before it is made again, and would leave its room
                for path in (self.project / STEPS[step].result).rglob("*.*"):
                    if path.suffix != ".md":  # a list of pages is the book's
                        path.unlink()
            filler = self.project.parent / "filler"
            free = shutil.disk_usage(filler.parent).free
            with filler.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, max(1, free - at * PAGE))
            try:
                return self.command(STEPS[step].words)
            finally:
                filler.unlink()

        return self.trial(step, disturbed)

    def mounted_read_only(self, step: str, at: int = 0) -> Outcome:
        """Have the disk refuse to be written to."""

        def disturbed() -> tuple[int, str]:
            _mount("-o", "remount,ro", str(self.project.parent))
            try:
                return self.command(STEPS[step].words)
            finally:
                _mount("-o", "remount,rw", str(self.project.parent))

        return self.trial(step, disturbed)

    def gone(self, begun: tuple[int, Path]) -> bool:
        """Say whether a command has ended, and leave it to be waited for."""
        return os.waitid(os.P_PID, begun[0], os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _until(so: Callable[[], bool], seconds: float = 120) -> None:
    ends = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < ends, "neither of two commands ended or said that it waits"
        time.sleep(0.005)


def _copy(old: Path, new: Path) -> None:
    if new.exists():
        shutil.rmtree(new)
    shutil.copytree(old, new, symlinks=True)


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True)


def main(folder: Path, disk: bool) -> None:
    """Prepare a bench, and make trials as they are asked for."""
    place = folder / "disk"
    place.mkdir()
    if disk:
        _mount("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place))
    bench = Bench(folder, place / "project")
    print(json.dumps(bench.count), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        outcome = getattr(bench, asked["way"])(asked["step"], asked["at"])
        print(json.dumps(asdict(outcome)), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--disk" in sys.argv)
