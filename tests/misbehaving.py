"""Ways in which a service misbehaves, and what is promised for each."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from insight.errors import BadAnswer, InsightError, NoAnswer, Refused, UnsafeAddress
from replay import Asked, Reply, in_turn

Answer = Callable[[Asked], Reply]
AS_EVER = None  # the promise that everything is as if the service behaved
MOST = 1_000_000  # bytes the fetcher of these tests takes
PAGE = b"<!DOCTYPE html><html><head><title>Down for <b>repair</b></title></head><body>Sorry</body></html>"


@dataclass(frozen=True)
class Misbehaviour:
    """What is done with every good answer of a service, what is promised, and the words that tell it."""

    done: Callable[[Answer], Answer]
    promise: type[InsightError] | None
    words: str = ""
    waited: int = 0  # seconds that were asked for, at least


def always(change: Callable[[Reply], Reply]) -> Callable[[Answer], Answer]:
    """Spoil every answer."""
    return lambda good: lambda asked: change(good(asked))


def at_first(change: Callable[[Reply], Reply], times: int = 1) -> Callable[[Answer], Answer]:
    """Spoil the first answers to each address, and none after."""

    def done(good: Answer) -> Answer:
        seen: dict[str, int] = {}

        def answer(asked: Asked) -> Reply:
            key = f"{asked.path} {sorted(asked.query.items())}"
            seen[key] = seen.get(key, 0) + 1
            return change(good(asked)) if seen[key] <= times else good(asked)

        return answer

    return done


def for_everyone(change: Callable[[Reply], Reply]) -> Callable[[Answer], Answer]:
    """Spoil every answer, and send it whole to those who ask only whether it has changed, for it has."""
    return lambda good: lambda asked: change(good(replace(asked, headers={})))


def instead(status: int, **headers: str) -> Callable[[Reply], Reply]:
    """Answer with another status and a few words."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda reply: Reply(b"no", "text/plain", status, named)


def short(reply: Reply) -> Reply:
    """End in the middle of a row, and hide it: no length is told, so nothing seems to be missing."""
    middle = reply.body.rfind(b",", 0, len(reply.body) * 6 // 10) + 1 or len(reply.body) // 2
    return replace(reply, body=reply.body[:middle], length=False, headers={})


def page(type: str | None) -> Callable[[Reply], Reply]:
    """Answer with a web page, said to be one or (None) said to be what was asked for."""
    return lambda reply: Reply(PAGE, type or reply.type)


def redirect(to: Callable[[Asked], str]) -> Callable[[Answer], Answer]:
    """Send everybody elsewhere."""
    return lambda good: lambda asked: Reply(b"", "text/plain", 302, {"Location": to(asked)})


def once_elsewhere(good: Answer) -> Answer:
    """Move everything by one redirect, as after a tidying up of addresses."""

    def answer(asked: Asked) -> Reply:
        if "moved" in asked.query:
            return good(asked)
        query = "&".join(f"{name}={value}" for name, value in {**asked.query, "moved": "1"}.items())
        return Reply(b"", "text/plain", 301, {"Location": f"{asked.path}?{query}".replace(" ", "+")})

    return answer


def deeper(asked: Asked) -> str:
    """Give an address that is a new one each time."""
    return f"{asked.path}?deep={int(asked.query.get('deep', '0')) + 1}"


def drip(pieces: int, seconds: float) -> Callable[[Reply], Reply]:
    """Send an answer bit by bit."""
    return lambda reply: replace(reply, drip=(max(1, len(reply.body) // pieces), lambda: time.sleep(seconds)))


def in_half_a_minute() -> str:
    """Give the time half a minute from now, as HTTP writes it."""
    return format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)


def cut(reply: Reply) -> Reply:
    """Break off half way."""
    return replace(reply, cut=len(reply.body) // 2)


def padded(reply: Reply) -> Reply:
    """Send more than anybody wants, and tell how much."""
    return replace(reply, body=reply.body + b" " * MOST)


MISBEHAVIOURS = {
    "behaves": Misbehaviour(always(lambda reply: reply), AS_EVER),
    "slow, but sends everything": Misbehaviour(always(drip(8, 0.01)), AS_EVER),
    "falls silent half way": Misbehaviour(always(drip(2, 0.3)), NoAnswer, "fell silent"),
    "so slow that it never ends": Misbehaviour(always(drip(200, 0.02)), NoAnswer, "sends so slowly"),
    "cut off once": Misbehaviour(at_first(cut), AS_EVER),
    "cut off every time": Misbehaviour(
        always(lambda reply: replace(cut(reply), headers={})), NoAnswer, "broke off"
    ),
    "hangs up at once": Misbehaviour(always(lambda reply: replace(reply, cut=0)), NoAnswer, "broke off"),
    "429, asks to wait 7 seconds": Misbehaviour(at_first(instead(429, Retry_After="7")), AS_EVER, waited=7),
    "429, asks to wait until a time": Misbehaviour(
        at_first(lambda reply: instead(429, Retry_After=in_half_a_minute())(reply)), AS_EVER, waited=25
    ),
    "429, asks to wait a day": Misbehaviour(
        always(instead(429, Retry_After="86400")), NoAnswer, "asks not to be asked again for 86,400 seconds"
    ),
    "500 once": Misbehaviour(at_first(instead(500)), AS_EVER),
    "503 for ever": Misbehaviour(always(instead(503)), NoAnswer, "answered 503"),
    "403": Misbehaviour(always(instead(403)), Refused, "does not let this program"),
    "404": Misbehaviour(always(instead(404)), Refused, "nothing at that address"),
    "another content type": Misbehaviour(
        always(lambda reply: replace(reply, type="image/png")), BadAnswer, "sent 'image/png'"
    ),
    "a web page, said to be one": Misbehaviour(always(page("text/html")), BadAnswer, "Down for repair"),
    "a web page, said to be data": Misbehaviour(always(page(None)), BadAnswer, "page .'Down for repair'"),
    "truncated, and hides it": Misbehaviour(always(short), BadAnswer, "was cut off"),
    "truncated once, and hides it": Misbehaviour(at_first(short), AS_EVER),
    "nothing at all": Misbehaviour(
        always(lambda reply: replace(reply, body=b"", headers={})), BadAnswer, "nothing came"
    ),
    "a huge answer": Misbehaviour(always(padded), BadAnswer, "are allowed"),
    "a huge answer of untold length": Misbehaviour(
        always(lambda reply: replace(padded(reply), length=False)), BadAnswer, "are allowed"
    ),
    "moved by one redirect": Misbehaviour(once_elsewhere, AS_EVER),
    "redirects in a circle": Misbehaviour(redirect(lambda asked: asked.path), UnsafeAddress, "a circle"),
    "redirects without end": Misbehaviour(redirect(deeper), UnsafeAddress, "leads on more than 5 times"),
    "redirects to a file": Misbehaviour(
        redirect(lambda asked: "file:///etc/passwd"), UnsafeAddress, "not of the web"
    ),
    "redirects out of https": Misbehaviour(
        redirect(lambda asked: f"http://publisher.example{asked.path}"), UnsafeAddress, "nobody proves who"
    ),
}  # fmt: skip


def renamed(old: str, new: str) -> Callable[[Answer], Answer]:
    """Call a column, or a key of JSON, something else."""
    return always(
        lambda reply: replace(reply, body=reply.body.replace(old.encode(), new.encode()), headers={})
    )


def widened(reply: Reply) -> Reply:
    """Add a column, or a key, that nobody knows yet."""
    if reply.type.startswith("application/json"):
        return replace(reply, body=json.dumps({"added": 1} | json.loads(reply.body)).encode(), headers={})
    lines = reply.body.splitlines()
    rows = [lines[0] + b",Added", *(line + b",1" for line in lines[1:])]
    return replace(reply, body=b"\n".join(rows) + b"\n", headers={})


def round_again(good: Answer) -> Answer:
    """Give the first page for every page."""
    first: dict[str, Reply] = {}

    def answer(asked: Asked) -> Reply:
        return first.setdefault(asked.path, good(asked))

    return answer


def endless(good: Answer) -> Answer:
    """Give an empty page that says more follows."""
    return in_turn(good, Reply(b'{"features": [], "exceededTransferLimit": true}', "application/json"))
