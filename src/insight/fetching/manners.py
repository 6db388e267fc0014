"""How services are asked: who asks, how often, how long an answer is waited for, and how much is taken."""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version


def agent() -> str:
    """Give the name this program goes by, with whom to write to where INSIGHT_CONTACT says so."""
    try:
        number = version("insight")
    except PackageNotFoundError:  # run from a folder, never installed
        number = "0"
    contact = os.environ.get("INSIGHT_CONTACT", "").strip()
    return f"Insight/{number} (reports from national clinical audit{f'; {contact}' if contact else ''})"


@dataclass(frozen=True)
class Manners:
    """How one program asks. Times are seconds.

    The NHS Organisation Data Service asks for fewer than 5 requests a second; the others say nothing.
    """

    agent: str = field(default_factory=agent)
    per_second: float = 4  # requests to one host
    together: int = 4  # requests under way at once
    tries: int = 5
    first_wait: float = 1  # before the second try; doubled for each one after
    longest_wait: float = 60  # a service that asks for more is not waited for
    connect: float = 15
    silence: float = 60  # without a byte
    whole: float = 1800  # for all of one answer
    most_bytes: int = 512 * 2**20
    redirects: int = 5


class Pace:
    """Keeps requests to one host apart. Used from many threads."""

    def __init__(
        self,
        per_second: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ):
        self._apart = 1 / per_second if per_second else 0.0
        self._clock, self._sleep = clock, sleep
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str) -> None:
        """Wait until the host may be asked again."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + self._apart
        if turn > now:
            self._sleep(turn - now)
