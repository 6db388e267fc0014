"""One request: redirects followed with care, an answer written as it comes, or the rest of a broken one."""

import re
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from insight.errors import BadAnswer, NoAnswer, Refused, UnsafeAddress
from insight.fetching.manners import Manners, Pace
from insight.fetching.shelf import Begun, Shelf, Version, now
from insight.fetching.stand_ins import instead
from insight.fetching.trying import Passing, asked_wait
from insight.fetching.wholeness import Kind, refuse_type

PASSING = {408, 425, 429, 500, 502, 503, 504}
MOVED = {301, 302, 303, 307, 308}
WORTH_RESUMING = 256 * 1024  # bytes; what is smaller is asked for anew
PART = re.compile(r"bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18})")
SIZE = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True)
class Head:
    """What came before an answer's content."""

    status: int
    address: str  # the one that answered, after redirects
    through: str | None
    etag: str | None
    last_modified: str | None
    content_type: str | None


class Asker:
    """Asks over HTTP. Safe to use from many threads."""

    def __init__(self, client: httpx.Client, manners: Manners, pace: Pace, stand_ins: Mapping[str, str]):
        self._client, self._manners, self._pace, self._stand_ins = client, manners, pace, stand_ins

    def ask(
        self, address: str, shelf: Shelf, begun: Begun, known: Version | None, kind: Kind, most: int
    ) -> Head | None:
        """Ask an address once and write what it answers; give None when what is known still stands.

        begun : where to write, and what is there already. known : the version that is kept.
        Raises Passing for what may be tried again, else one of the errors of the web.
        """
        with self._answering(address, _conditions(begun, known)) as (response, final, through):
            if response.status_code == 304 and known is not None:
                return None
            if response.status_code == 416:  # the beginning that is kept is of something else
                shelf.drop(begun)
                raise Passing(f"{final} no longer has what broke off")
            _refuse_status(response, final)
            refuse_type(final, response.headers.get("content-type"), kind)
            head = Head(
                200,
                final,
                through,
                *(response.headers.get(name) for name in ("etag", "last-modified", "content-type")),
            )
            self._write(response, shelf, begun, head, most)
        return head

    @contextmanager
    def _answering(
        self, address: str, conditions: Mapping[str, str]
    ) -> Iterator[tuple[httpx.Response, str, str | None]]:
        """Follow redirects to the response that is the answer; give it, its address and what stood in."""
        been: list[str] = []
        while True:
            through = instead(address, self._stand_ins)
            been.append(address)
            request = self._request(through or address, address, conditions)
            self._pace.wait(request.url.host)
            with _network_faults(address), self._stream(request) as response:
                if response.status_code not in MOVED or "location" not in response.headers:
                    yield response, address, through
                    return
                address = _onwards(address, response, been, self._manners.redirects)

    def _request(self, to: str, address: str, conditions: Mapping[str, str]) -> httpx.Request:
        headers = {"Accept-Encoding": "identity", **conditions}  # sizes and sums are those of what is sent
        try:
            request = self._client.build_request("GET", to, headers=headers)
        except (httpx.InvalidURL, ValueError) as error:
            raise UnsafeAddress(f"{address!r} is no address of the web ({error}). Mend it.") from error
        if request.url.scheme not in ("http", "https") or not request.url.host:
            raise UnsafeAddress(
                f"{address!r} is no address of the web. It must begin with https://. Mend it."
            )
        return request

    @contextmanager
    def _stream(self, request: httpx.Request) -> Iterator[httpx.Response]:
        response = self._client.send(request, stream=True, follow_redirects=False)
        try:
            yield response
        finally:
            response.close()

    def _write(self, response: httpx.Response, shelf: Shelf, begun: Begun, head: Head, most: int) -> None:
        resumed = response.status_code == 206
        if resumed:
            _refuse_other_part(response, begun, shelf)
        else:
            shelf.begin(begun, _validator(response))
        have = begun.bytes if resumed else 0
        coming = _length(response)
        if coming is not None and have + coming > most:
            shelf.drop(begun)
            raise _too_large(head.address, have + coming, most)
        ends = time.monotonic() + self._manners.whole
        with begun.path.open("ab" if resumed else "wb") as file:
            for chunk in response.iter_bytes():
                have += len(chunk)
                file.write(chunk)
                if have > most or time.monotonic() > ends:
                    break
        if have > most:
            shelf.drop(begun)
            raise _too_large(head.address, have, most)
        if time.monotonic() > ends:
            raise NoAnswer(
                f"{head.address} sends so slowly that {have:,} bytes took more than "
                f"{self._manners.whole:,.0f} seconds. Fetch again: it goes on from there if it may."
            )


def _conditions(begun: Begun, known: Version | None) -> dict[str, str]:
    """Give the headers that ask for the rest of what broke off, else for what has changed since."""
    if begun.bytes and begun.validator:
        return {"Range": f"bytes={begun.bytes}-", "If-Range": begun.validator}
    if known is None:
        return {}
    found = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in found.items() if value}


def _validator(response: httpx.Response) -> str | None:
    """Give what proves that the rest of an answer is of the same; None if small or not sent in parts."""
    length, headers = _length(response), response.headers
    if length is not None and length < WORTH_RESUMING:
        return None
    if headers.get("content-encoding") or headers.get("accept-ranges") == "none":
        return None
    etag = response.headers.get("etag", "")
    return etag if etag.startswith('"') else response.headers.get("last-modified")


def _length(response: httpx.Response) -> int | None:
    told = response.headers.get("content-length", "")
    return int(told) if SIZE.fullmatch(told) else None


def _onwards(address: str, response: httpx.Response, been: list[str], most: int) -> str:
    """Give where a redirect leads, or refuse it."""
    try:
        to = httpx.URL(address).join(response.headers["location"])
    except httpx.InvalidURL as error:
        raise UnsafeAddress(
            f"{address} leads on to what is no address ({error}). Nothing was kept."
        ) from error
    what = f"{address} leads on to {to}"
    if to.scheme not in ("http", "https") or not to.host:
        raise UnsafeAddress(
            f"{what}, which is not of the web. Nothing was fetched from there. Mend the address."
        )
    if to.scheme == "http" and address.startswith("https:"):
        raise UnsafeAddress(
            f"{what}, where nobody proves who answers. Nothing was fetched from there. Ask the publisher for "
            "an address that begins with https://."
        )
    if str(to) in been:
        raise UnsafeAddress(
            f"{what}, which leads back to it: a circle. Look at it in a browser, and mend it."
        )
    if len(been) > most:
        raise UnsafeAddress(f"{been[0]} leads on more than {most} times, at last to {to}. Mend the address.")
    return str(to)


def _refuse_status(response: httpx.Response, address: str) -> None:
    status = response.status_code
    if status in PASSING:
        wait = asked_wait(response.headers.get("retry-after"), now())
        raise Passing(f"it answered {status} {response.reason_phrase}".rstrip(), wait)
    if status not in (200, 206):
        hints = {
            401: "It wants a password, which is not for us to have.",
            403: "It does not let this program or this network in.",
            404: "There is nothing at that address (any more).",
            410: "What stood at that address was taken away.",
        }
        hint = hints.get(status, "It does not give what was asked for in this way.")
        raise Refused(
            f"{address} answered {status} {response.reason_phrase}. {hint} Look at it in a browser, then "
            "mend the address, or what is asked of it, in params/sources. Nothing was kept."
        )


def _refuse_other_part(response: httpx.Response, begun: Begun, shelf: Shelf) -> None:
    words = response.headers.get("content-range", "")
    part = PART.fullmatch(words)
    if part is None or int(part[1]) != begun.bytes or int(part[2]) + 1 != int(part[3]):
        shelf.drop(begun)
        raise Passing(f"it sent another part than was asked for ({words!r})")


def _too_large(address: str, size: int, most: int) -> BadAnswer:
    return BadAnswer(
        f"{address} sends {size:,} bytes or more, where {most:,} are allowed. Check that the address is the "
        "right one. Nothing was kept."
    )


@contextmanager
def _network_faults(address: str) -> Iterator[None]:
    """Tell faults of the network: what may pass, and a server that cannot prove who it is."""
    try:
        yield
    except httpx.TransportError as error:
        proof = _certificate_fault(error)
        if proof:
            raise UnsafeAddress(
                f"{address} cannot prove who it is ({proof}). Nothing was fetched. If your network looks "
                "into its traffic, name its certificate in SSL_CERT_FILE; otherwise tell the publisher."
            ) from error
        raise Passing(f"{_spoken(error)}") from error
    except (httpx.InvalidURL, UnicodeError) as error:  # in a header that says where to go on
        raise UnsafeAddress(
            f"{address} leads on to what is no address ({str(error)[:200]}). Nothing was kept."
        ) from error
    except httpx.DecodingError as error:
        raise Passing(f"what it sent cannot be unpacked ({error})", becomes=BadAnswer) from error


def _certificate_fault(error: BaseException | None) -> str | None:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return error.verify_message
        error = error.__cause__ or error.__context__
    return None


def _spoken(error: httpx.TransportError) -> str:
    if isinstance(error, httpx.RemoteProtocolError):
        return f"it broke off ({error})"
    if isinstance(error, httpx.ConnectTimeout):
        return "it did not take up the connection in time"
    if isinstance(error, httpx.TimeoutException):
        return "it fell silent"
    if isinstance(error, httpx.ProxyError):
        return f"the proxy failed ({error})"
    return str(error) or type(error).__name__
