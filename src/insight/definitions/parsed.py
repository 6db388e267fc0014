"""YAML that was parsed before, kept as JSON by a digest of its text, as parsing is slow."""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from insight import passwords, paths
from insight.errors import MissingInput
from insight.writing import write

DAY = "a day"  # how JSON says that a text is one
MOST = 2000  # texts that are kept; a large project has some hundreds


def parsed(text: str, parse: Callable[[str], Any]) -> Any:
    """Give what a text says, by parsing it unless that was done before.

    parse : gives mappings, lists, texts, numbers, truths, dates and None; what it gives besides
    is given too, but not kept. What it raises is not kept either, nor a text with a password in it.
    """
    if passwords.holds_one(text):
        return parse(text)
    try:
        place = paths.build() / "definitions" / f"{hashlib.sha256(text.encode()).hexdigest()}.json"
    except MissingInput:  # no project, so nowhere to keep it
        return parse(text)
    with suppress(OSError, ValueError):
        return json.loads(place.read_text(encoding="utf-8"), object_hook=_from_json)
    found = parse(text)
    with suppress(OSError, TypeError, ValueError):
        written = json.dumps(found, default=_to_json)
        if json.loads(written, object_hook=_from_json) == found:
            write(place, written)
            _bound(place.parent)
    return found


def _bound(folder: Path) -> None:
    """Let the older half of what is kept go where it is too much."""
    kept = [(path.stat().st_mtime_ns, path) for path in folder.glob("*.json")]
    if len(kept) > MOST:
        for _, path in sorted(kept)[: -MOST // 2]:
            path.unlink(missing_ok=True)


def _to_json(value: Any) -> dict[str, str]:
    if type(value) is date:
        return {DAY: value.isoformat()}
    raise TypeError


def _from_json(mapping: dict[str, Any]) -> Any:
    return date.fromisoformat(mapping[DAY]) if set(mapping) == {DAY} else mapping
