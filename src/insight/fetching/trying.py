"""What is tried again, when, and what is said once nothing more is tried."""

import random
from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

import tenacity

from insight.errors import InsightError, NoAnswer
from insight.fetching.manners import Manners

T = TypeVar("T")
ON_THE_WEB = (
    "Fetch again later. If it goes on, try the address in a browser on this machine: perhaps the network "
    "wants a proxy (HTTPS_PROXY). What has come already is kept; with --offline, answers of earlier days are "
    "used."
)


class Passing(Exception):  # caught here: users read the InsightError it becomes
    """A failure that may pass: what happened, how long the service asks to wait, what it is if it stays."""

    def __init__(self, words: str, wait: float = 0, becomes: type[InsightError] = NoAnswer):
        super().__init__(words)
        self.wait, self.becomes = wait, becomes


def persevere(
    once: Callable[[], T],
    address: str,
    manners: Manners,
    sleep: Callable[[float], None],
    advice: str = ON_THE_WEB,
) -> T:
    """Do something until it works, waiting longer each time, and as long as a service asks for.

    Raises NoAnswer, or what a failure becomes, after the last try, and at once when a service
    asks for a longer wait than anyone should sit through. advice : what a reader may do about it.
    """
    asks = tenacity.Retrying(
        stop=lambda state: state.attempt_number >= manners.tries or _asked(state) > manners.longest_wait,
        wait=lambda state: _wait(state, manners),
        retry=tenacity.retry_if_exception_type(Passing),
        sleep=sleep,
        reraise=True,
    )
    try:
        return asks(once)
    except Passing as failure:
        raise failure.becomes(
            _told(failure, address, asks.statistics["attempt_number"], manners, advice)
        ) from failure


def asked_wait(header: str | None, now: datetime) -> float:
    """Give the seconds a Retry-After header asks for, as a number or as a day and time; 0 for neither.

    >>> from datetime import UTC
    >>> asked_wait("Wed, 21 Oct 2026 07:28:30 GMT", datetime(2026, 10, 21, 7, 28, tzinfo=UTC))
    30.0
    >>> asked_wait("120", datetime.now(UTC)), asked_wait("soon", datetime.now(UTC))
    (120.0, 0.0)
    """
    words = (header or "").strip()
    if words.isascii() and words.isdigit():
        return float(words[:9])
    try:
        return max(0.0, (parsedate_to_datetime(words) - now).total_seconds())
    except (ValueError, TypeError):
        return 0.0


def _wait(state: tenacity.RetryCallState, manners: Manners) -> float:
    """Give the seconds until the next try: doubled each time, a little apart from everybody else's."""
    own = manners.first_wait * 2 ** (state.attempt_number - 1)
    own *= random.uniform(1, 1.25)  # noqa: S311  many machines should not come back at once
    return max(_asked(state), min(own, manners.longest_wait))


def _asked(state: tenacity.RetryCallState) -> float:
    failure = state.outcome.exception() if state.outcome else None
    return failure.wait if isinstance(failure, Passing) else 0.0


def _told(failure: Passing, address: str, tries: int, manners: Manners, advice: str) -> str:
    if failure.wait > manners.longest_wait:
        return (
            f"{address} asks not to be asked again for {failure.wait:,.0f} seconds ({failure}), which is "
            f"longer than the {manners.longest_wait:,.0f} that are waited for. Fetch again after that. "
            "What has come already is kept."
        )
    times = "once" if tries == 1 else f"{tries} times"
    return f"{address} was asked {times}, and each time it failed; at last: {failure}. {advice}"
