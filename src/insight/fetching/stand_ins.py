"""Other servers that answer for a service: a mirror inside a closed network, or a replay in a test."""

import os
from collections.abc import Mapping

import httpx

from insight.errors import BadDefinition

VARIABLE = "INSIGHT_STAND_INS"


def stand_ins() -> dict[str, str]:
    """Give what INSIGHT_STAND_INS says: the beginning of an address -> what is asked instead.

    It holds pairs parted by blanks, as in
    https://api.cvdprevent.nhs.uk=http://127.0.0.1:8000
    """
    found = {}
    for pair in os.environ.get(VARIABLE, "").split():
        real, equals, instead = pair.partition("=")
        if not (equals and _is_web(real) and _is_web(instead)):
            raise BadDefinition(
                f"{VARIABLE} holds {pair!r}, which is not a pair of addresses. Write each as "
                "https://api.cvdprevent.nhs.uk=http://127.0.0.1:8000, with blanks between pairs."
            )
        found[real.rstrip("/")] = instead.rstrip("/")
    return found


def instead(address: str, stand_ins: Mapping[str, str]) -> str | None:
    """Give the address that is asked instead of a real one, or None where the real one is.

    >>> instead("https://a.nhs.uk/api/list?x=1", {"https://a.nhs.uk": "http://127.0.0.1:8000"})
    'http://127.0.0.1:8000/api/list?x=1'
    """
    for real in sorted(stand_ins, key=len, reverse=True):
        rest = address.removeprefix(real)
        if rest != address and rest[:1] in ("", "/", "?"):
            return stand_ins[real] + rest
    return None


def _is_web(address: str) -> bool:
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL:
        return False
    return url.scheme in ("http", "https") and bool(url.host)
