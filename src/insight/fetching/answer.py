"""What an address answered: the file that holds it, and where it came from."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from insight.errors import BadAnswer
from insight.fetching.shelf import Version


@dataclass(frozen=True)
class Answer:
    """What an address answered: the file that holds it, and where it came from."""

    asked: str
    path: Path
    version: Version

    def json(self) -> Any:
        """Give what an answer of JSON holds."""
        return whole_letters(json.loads(self.path.read_bytes()))

    def listed(self, name: str, needed: Iterable[str]) -> list[dict[str, Any]]:
        """Give the list that an answer of JSON holds under a name, or refuse another shape.

        needed : what every item of the list must have; other things it has do not matter.
        """
        held = self.json()
        items = held.get(name) if isinstance(held, dict) else None
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            there = _few(held) if isinstance(held, dict) else type(held).__name__
            raise self.reshaped(f"holds no list called {name!r} (it holds: {there or 'nothing'})")
        lacking = [key for key in needed if any(key not in item for item in items)]
        if lacking:
            there = _few({key for item in items for key in item})
            raise self.reshaped(f"lacks {', '.join(map(repr, lacking))} in {name!r}, which has: {there}")
        strange = [key for key in needed if any(not isinstance(item[key], str | int) for item in items)]
        if strange:
            raise self.reshaped(f"has lists or nothing under {', '.join(map(repr, strange))} in {name!r}")
        return items

    def reshaped(self, words: str) -> BadAnswer:
        """Give the error that says in what way an answer has not the shape it should have."""
        return BadAnswer(
            f"The answer of {self.asked} {words}. The service has changed its shape: look for its notice of "
            "changes, and mend the reader in src/insight/sources. Nothing was stored."
        )


def whole_letters(held: Any) -> Any:
    """Give what JSON holds with whole letters: the halves of letters that it may hold stand in no file.

    Raises BadAnswer for what is nested too deeply to be read.
    """
    try:
        return _whole(held)
    except RecursionError as error:
        raise BadAnswer("An answer is nested too deeply to be read. Nothing was stored.") from error


def _whole(held: Any) -> Any:
    if isinstance(held, str):
        return held if held.isascii() else held.encode("utf-8", "replace").decode("utf-8")
    if isinstance(held, list):
        return [_whole(each) for each in held]
    if isinstance(held, dict):
        return {_whole(name): _whole(value) for name, value in held.items()}
    return held


def _few(names: Iterable[str]) -> str:
    """Give the first of some names, as they may be shown."""
    return ", ".join(name[:60] for name in sorted(names)[:10])


def _of_table(version: Version) -> dict[str, Any]:
    """Give what else is known of a table of a database: its rows, and what readers are told of it."""
    return {} if version.rows is None else {"rows": version.rows, "told": version.address}


def provenance(answers: Iterable[Answer]) -> list[dict[str, Any]]:
    """Give where answers came from, as it is written beside the data made of them."""
    return [
        {
            "asked": answer.asked,
            **({"through": answer.version.through} if answer.version.through else {}),
            "fetched": answer.version.fetched,
            "status": answer.version.status,
            "etag": answer.version.etag,
            "sha256": answer.version.sha256,
            "bytes": answer.version.bytes,
            **_of_table(answer.version),
        }
        for answer in answers
    ]
