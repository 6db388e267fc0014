"""One run as a process of its own: started, listened to, and ended with whatever it started."""

import asyncio
import os
import re
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

PATIENCE = 5.0  # seconds for a process to end in when it is asked to, and for its last words
PROGRESS = re.compile(rb"\s*cell (\d{1,6}) of (\d{1,6})\s*")
ENDS = re.compile(rb"[\r\n]+")
LINES, LONGEST = 40, 2000  # of what it says, as much is kept
OURS = "insight: "  # how the command begins what a user can mend


class End(NamedTuple):
    """How a process ended, and what it had to say."""

    code: int
    words: str


async def follow(command: Sequence[str], heard: Callable[[int, int], None], *, scratch: str) -> End:
    """Run a command to its end; give how it ended. Nothing it started outlives this call.

    heard : told of each line such as 'cell 12 of 40'. scratch : the folder of its temporary files.
    """
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=DEVNULL,
        stdout=DEVNULL,
        stderr=PIPE,
        env=os.environ | {"TMPDIR": scratch, "PYTHONUNBUFFERED": "1"},
        start_new_session=True,
    )
    assert process.stderr is not None
    reading = asyncio.create_task(_listen(process.stderr, heard))
    try:
        code = await process.wait()
        with suppress(TimeoutError):
            return End(code, await asyncio.wait_for(reading, PATIENCE))
        return End(code, "")
    finally:
        await _end(process)
        reading.cancel()


async def _end(process: Process) -> None:
    """End a process and its group: asked first, then made to."""
    if process.returncode is None:
        _signal(process.pid, signal.SIGTERM)
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), PATIENCE)
    _signal(process.pid, signal.SIGKILL)
    with suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), PATIENCE)


def _signal(group: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


async def _listen(stream: asyncio.StreamReader, heard: Callable[[int, int], None]) -> str:
    """Give what was said, without the lines that tell of progress."""
    said: deque[bytes] = deque(maxlen=LINES)
    rest = b""
    while chunk := await stream.read(4096):
        *lines, rest = ENDS.split(rest + chunk)
        rest = rest[-LONGEST:]
        for line in lines:
            if match := PROGRESS.fullmatch(line):
                heard(int(match[1]), int(match[2]))
            elif line.strip():
                said.append(line[:LONGEST])
    return b"\n".join([*said, rest]).decode(errors="replace").strip()


def complaint(words: str) -> str:
    """Give the paragraph for the user out of all that a command said.

    >>> complaint("UserWarning: an old file\\ninsight: The disk is full. Make room.")
    'The disk is full. Make room.'
    """
    if OURS in words:
        return words.rpartition(OURS)[2]
    last = words.rpartition("\n")[2] or "it said nothing"
    return f"The page could not be made, for a reason that was not foreseen: {last}"
