"""Answers for addresses: from the web if they have changed, else as they are kept."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx

from insight.errors import BadAnswer, NotKept, WrongChecksum
from insight.fetching.answer import Answer
from insight.fetching.asking import Asker, Head
from insight.fetching.manners import Manners, Pace
from insight.fetching.revisions import Revision, compare
from insight.fetching.shelf import Begun, Shelf, Version, now
from insight.fetching.stand_ins import stand_ins
from insight.fetching.trying import Passing, persevere
from insight.fetching.wholeness import CutOff, Kind, check


class Fetcher:
    """Fetches answers, each once however often it is asked for. Use it in a `with` block.

    offline : use what is kept, and nothing else. manners : how services are asked. client : another
    way to speak HTTP, for tests. sleep : how waits are waited.
    """

    def __init__(
        self,
        *,
        offline: bool = False,
        manners: Manners | None = None,
        shelf: Shelf | None = None,
        client: httpx.Client | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ):
        self.offline, self.manners, self.shelf = offline, manners or Manners(), shelf or Shelf()
        self.revisions: list[Revision] = []
        self._answers: dict[str, Answer] = {}
        self._notes: list[dict[str, Answer]] = []
        self._client, self._sleep = client, sleep
        self._pace = Pace(self.manners.per_second, sleep=sleep)
        self._asker: Asker | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(self, *_: object) -> None:
        if self._client is not None:
            self._client.close()

    @property
    def answers(self) -> list[Answer]:
        """Give every answer so far, in the order of their addresses."""
        return [self._answers[asked] for asked in sorted(self._answers)]

    def get(
        self, address: str, kind: Kind = "file", *, sha256: str | None = None, most: int | None = None
    ) -> Answer:
        """Give what an address answers.

        kind : what it must be. sha256 : the checksum it must have. most : bytes it may have.

        Raises NoAnswer (not reached, or failing on and on), Refused (it says no), BadAnswer (a web page,
        another kind, cut off, too large), UnsafeAddress (no proof of who answers, a bad redirect),
        WrongChecksum, and NotKept where the network may not be used and nothing is kept.
        """
        answer = self._answers.get(address)
        if answer is None:
            answer = (
                self._kept(address, sha256) if self.offline else self._fetched(address, kind, sha256, most)
            )
        if sha256 is not None and answer.version.sha256 != sha256.lower():
            raise _other_file(address, answer.version.sha256, sha256)
        return self._noted(address, answer)

    def take(self, asked: str, told: str, write: Callable[[Path], int], advice: str) -> Answer:
        """Give what is not spoken for over HTTP, such as rows of a database: kept as other answers are.

        asked : what it is called. told : what readers of a page are told of it. write : writes all of it to
        a file and counts its rows; raises Passing for what may be tried again. advice : what a reader may do
        when it goes on failing.
        """
        answer = self._answers.get(asked)
        if answer is None:
            answer = self._kept(asked, None) if self.offline else self._taken(asked, told, write, advice)
        return self._noted(asked, answer)

    def _noted(self, asked: str, answer: Answer) -> Answer:
        with self._lock:
            answer = self._answers.setdefault(asked, answer)
            for notes in self._notes:
                notes[asked] = answer
        return answer

    @contextmanager
    def noting(self) -> Iterator[list[Answer]]:
        """Give a list that holds, once the block has ended, every answer given in it, by address."""
        notes: dict[str, Answer] = {}
        noted: list[Answer] = []
        self._notes.append(notes)
        try:
            yield noted
        finally:
            self._notes.remove(notes)
            noted += [notes[asked] for asked in sorted(notes)]

    def many(self, addresses: Iterable[str], kind: Kind = "file") -> list[Answer]:
        """Give what several addresses answer, in their order. A few are asked at once."""
        wanted = list(addresses)
        with ThreadPoolExecutor(self.manners.together) as pool:
            begun = [pool.submit(self.get, address, kind) for address in wanted]
            try:
                return [future.result() for future in begun]
            except BaseException:
                pool.shutdown(wait=True, cancel_futures=True)
                raise

    def _kept(self, address: str, sha256: str | None) -> Answer:
        versions = self.shelf.versions(address)
        if pinned := self._pinned(address, versions, sha256):
            return pinned
        path = self.shelf.content(versions[-1]) if versions else None
        if path is None:
            why = "is kept no longer, or was damaged" if versions else "was never fetched on this machine"
            raise NotKept(
                f"{address} {why}, and --offline uses only what is kept. Fetch it once without --offline, or "
                f"copy {self.shelf.folder} from a machine that has it."
            )
        return Answer(address, path, versions[-1])

    def _fetched(self, address: str, kind: Kind, sha256: str | None, most: int | None) -> Answer:
        with self.shelf.held(address):
            if address in self._answers:  # another thread has it meanwhile
                return self._answers[address]
            versions = self.shelf.versions(address)
            if pinned := self._pinned(address, versions, sha256):
                return pinned
            known = versions[-1] if versions else None
            old = self.shelf.content(known) if known else None
            usable = known if old is not None else None  # a damaged content is asked for whole
            came = persevere(
                lambda: self._once(address, usable, kind, sha256, most), address, self.manners, self._sleep
            )
            if came is None:  # which only what was usable can be answered with
                version, path = self.shelf.confirm(address, now().isoformat()), old
            else:
                version, path = came
            assert path is not None
            self._compare(address, versions, version, old, path)
            return self._answers.setdefault(address, Answer(address, path, version))

    def _taken(self, asked: str, told: str, write: Callable[[Path], int], advice: str) -> Answer:
        with self.shelf.held(asked):
            if asked in self._answers:  # another thread has it meanwhile
                return self._answers[asked]
            versions = self.shelf.versions(asked)
            begun = self.shelf.begun(asked)
            try:
                rows = persevere(lambda: write(begun.path), asked, self.manners, self._sleep, advice)
                size, digest = self.shelf.measure(begun)
            except BaseException:
                self.shelf.drop(begun)
                raise
            moment = now().isoformat()
            version = Version(
                sha256=digest,
                bytes=size,
                fetched=moment,
                checked=moment,
                status=200,
                address=told,
                rows=rows,
            )
            old = self.shelf.content(versions[-1]) if versions else None
            version, path = self.shelf.keep(asked, begun, version)
            self._compare(asked, versions, version, old, path)
            return self._answers.setdefault(asked, Answer(asked, path, version))

    def _compare(
        self, asked: str, versions: tuple[Version, ...], version: Version, old: Path | None, path: Path
    ) -> None:
        """Note a revision where what was kept last is another content."""
        if versions and versions[-1].sha256 != version.sha256:
            with self._lock:
                self.revisions.append(compare(asked, versions[-1], version, old, path))

    def _pinned(self, address: str, versions: tuple[Version, ...], sha256: str | None) -> Answer | None:
        """Give the version whose checksum is written down: it cannot have changed, so nobody is asked."""
        for version in reversed(versions):
            if sha256 is not None and version.sha256 == sha256.lower():
                path = self.shelf.content(version)
                return Answer(address, path, version) if path else None
        return None

    def _once(
        self, address: str, known: Version | None, kind: Kind, sha256: str | None, most: int | None
    ) -> tuple[Version, Path] | None:
        """Ask once; keep what came if it is whole and the right thing. None when what is known stands."""
        begun = self.shelf.begun(address)
        limit = most or self.manners.most_bytes
        head = self._asking().ask(address, self.shelf, begun, known, kind, limit)
        if head is None:
            return None
        try:
            check(begun.path, head.address, head.content_type, kind)
        except CutOff as error:
            self.shelf.drop(begun)
            raise Passing(f"what it sent was cut off: {error}", becomes=BadAnswer) from error
        except BadAnswer:
            self.shelf.drop(begun)
            raise
        return self._keep(address, begun, head, sha256)

    def _keep(self, address: str, begun: Begun, head: Head, sha256: str | None) -> tuple[Version, Path]:
        size, digest = self.shelf.measure(begun)
        if sha256 is not None and digest != sha256.lower():
            self.shelf.drop(begun)
            raise _other_file(address, digest, sha256)
        moment = now().isoformat()
        version = Version(
            sha256=digest, bytes=size, fetched=moment, checked=moment, status=head.status,
            address=head.address, through=head.through, etag=head.etag,
            last_modified=head.last_modified, content_type=head.content_type,
        )  # fmt: skip
        return self.shelf.keep(address, begun, version)

    def _asking(self) -> Asker:
        with self._lock:
            if self._asker is None:
                self._client = self._client or _client(self.manners)
                self._asker = Asker(self._client, self.manners, self._pace, stand_ins())
            return self._asker


def _client(manners: Manners) -> httpx.Client:
    """Give a client that respects HTTPS_PROXY, NO_PROXY and SSL_CERT_FILE, as httpx reads them."""
    return httpx.Client(
        headers={"User-Agent": manners.agent},
        timeout=httpx.Timeout(manners.silence, connect=manners.connect),
        limits=httpx.Limits(max_connections=manners.together),
        trust_env=True,
    )


def _other_file(address: str, found: str, expected: str) -> WrongChecksum:
    return WrongChecksum(
        f"{address} is not the file that was expected: its SHA-256 is {found}, and {expected.lower()} was "
        "written down for it. If its publisher has replaced it, check what has changed, then write the new "
        "sum and publication date in params/sources. Nothing was kept."
    )
