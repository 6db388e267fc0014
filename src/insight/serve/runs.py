"""Runs of those who asked: two at once, the others in turn; each in a folder that goes with it."""

import asyncio
import fcntl
import json
import secrets
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Literal

from insight.errors import TooBusy
from insight.serve.choices import Choice
from insight.serve.process import complaint, follow

State = Literal["waiting", "running", "same", "changed", "failed", "removed"]
FILES = ("page.ipynb", "changes.html", "changes.json")  # what a finished run leaves
LOCK = ".lock"


@dataclass(eq=False)
class Run:
    """One request: what was chosen, how far it is, and how it ended. Its id is known to who asked alone."""

    id: str
    choice: Choice
    folder: Path
    state: State = "waiting"
    done: int = 0
    total: int = 0
    differences: int = 0  # from the edition's page, if they can be counted
    said: str = ""
    ending: bool = False
    task: asyncio.Task[None] | None = field(default=None, repr=False)

    @property
    def made(self) -> Path:
        """Give the folder of what was made."""
        return self.folder / "made"

    @property
    def at_work(self) -> bool:
        """Tell whether there is anything to wait for."""
        return self.state in ("waiting", "running")

    @property
    def finished(self) -> bool:
        """Tell whether there is a page to see."""
        return self.state in ("same", "changed")


class Runs:
    """All runs of one server.

    folder : below it each run has a folder of its own. command : what makes a page, to which
    the page, the parameters and the folder are added. at_once : runs that work; waiting :
    others that may stand in the queue; kept : finished ones whose files are kept.
    """

    def __init__(
        self, folder: Path, command: Sequence[str], *, at_once: int = 2, waiting: int = 20, kept: int = 40
    ):
        self.folder, self.command = folder, tuple(command)
        self.waiting, self.kept = waiting, kept
        self.found: dict[str, Run] = {}
        self.changed = asyncio.Event()
        self._turns = asyncio.Semaphore(at_once)
        self._lock: IO[str] | None = None
        self._closed = False

    def open(self) -> None:
        """Clear what earlier servers left, unless another serves this edition now."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = (self.folder / LOCK).open("w")
        if _alone(self._lock):
            for left in self.folder.iterdir():
                if left.is_dir():
                    shutil.rmtree(left, ignore_errors=True)
        fcntl.flock(self._lock, fcntl.LOCK_SH)

    def start(self, choice: Choice) -> Run:
        """Begin a run, or put it in the queue. Raises TooBusy when the queue is full, or all is closing."""
        if self._closed:
            raise TooBusy("The program is being closed, so that nothing new can begin.")
        if sum(run.state == "waiting" for run in self.found.values()) >= self.waiting:
            raise TooBusy(
                f"{self.waiting} runs are waiting already. Cancel one of yours, or ask again later."
            )
        self._forget()
        id = secrets.token_hex(16)
        run = Run(id, choice, self.folder / id)
        self.found[id] = run
        run.task = asyncio.create_task(self._work(run))
        return run

    def ahead(self, run: Run) -> int:
        """Give how many runs wait before this one."""
        queue = [other for other in self.found.values() if other.state == "waiting"]
        return queue.index(run) if run in queue else 0

    async def remove(self, run: Run) -> None:
        """End a run, if it is at work, and remove its folder."""
        if run.task is not None and not run.task.done():
            if not run.ending:
                run.ending = True
                run.task.cancel()
            await asyncio.wait([run.task])
        shutil.rmtree(run.folder, ignore_errors=True)
        self._now(run, "removed")

    async def close(self) -> None:
        """End every run and leave nothing behind."""
        self._closed = True
        await asyncio.gather(*(self.remove(run) for run in list(self.found.values())))
        if self._lock is not None:
            if _alone(self._lock):
                shutil.rmtree(self.folder, ignore_errors=True)
            self._lock.close()
            self._lock = None

    async def _work(self, run: Run) -> None:
        async with self._turns:
            self._now(run, "running")
            scratch = tempfile.mkdtemp(prefix="insight-serve-")
            try:
                state = await self._make(run, scratch)
            except OSError as error:
                run.said, state = f"The page could not be made: {error}.", "failed"
            finally:
                shutil.rmtree(scratch, ignore_errors=True)
            if state == "failed":
                shutil.rmtree(run.folder, ignore_errors=True)
            self._now(run, state)

    async def _make(self, run: Run, scratch: str) -> State:
        run.folder.mkdir(mode=0o700)
        given = [part for item in run.choice.parameters.items() for part in ("-p", "=".join(item))]
        command = [*self.command, str(run.choice.page), *given, "--out", str(run.made), "--progress"]
        code, words = await follow(command, lambda *far: self._heard(run, *far), scratch=scratch)
        if code in (0, 1) and all((run.made / name).is_file() for name in FILES):
            run.differences = _counted(run.made / "changes.json")
            return "changed" if code else "same"
        run.said = complaint(words)
        return "failed"

    def _heard(self, run: Run, done: int, total: int) -> None:
        run.done, run.total = min(done, total), total
        self._tell()

    def _now(self, run: Run, state: State) -> None:
        run.state = state
        self._tell()

    def _tell(self) -> None:
        """Wake whoever watches; the next news has an event of its own."""
        self.changed.set()
        self.changed = asyncio.Event()

    def _forget(self) -> None:
        """Drop the oldest runs beyond those that are kept, with their folders."""
        ended = [run for run in self.found.values() if not run.at_work]
        for run in ended[: max(0, len(ended) - self.kept + 1)]:
            shutil.rmtree(run.folder, ignore_errors=True)
            del self.found[run.id]


def _counted(changes: Path) -> int:
    """Give how many differences a comparison holds; 0 when it does not count them."""
    found = json.loads(changes.read_bytes())
    kinds = found.get("kinds") if isinstance(found, dict) else None
    return sum(kinds.values()) if isinstance(kinds, dict) else 0


def _alone(lock: IO[str]) -> bool:
    """Tell whether no other server holds the folder, and keep it so."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
