"""Pages with numbers that an edition puts right say so above everything else."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from insight.formats import day
from insight.markup import plain

FILE = "generated/corrected.json"  # in the staged book
Corrected = Mapping[
    str, Sequence[tuple[str, date, str]]
]  # page -> place of each correction, its day, what it is


def staged(corrected: Corrected) -> bytes:
    """Give what the binder must know: for each page, its corrections in words."""
    found = {
        page: [[place, day(on), what] for place, on, what in each] for page, each in sorted(corrected.items())
    }
    return json.dumps(found, indent=0).encode()


def read(folder: Path) -> dict[str, list[list[str]]]:
    """Give the corrections each page of a staged book tells; {} where there are none."""
    path = folder / FILE
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def told(each: Iterable[Sequence[str]], way: Callable[[str], str]) -> str:
    """Give the banner of a page as HTML; '' where nothing is put right. way : from the page to another."""
    items = "".join(
        f"<li>{plain(what)} Put right on {plain(on)}. "
        f'<a href="{plain(way("corrections"))}#{plain(place)}">What was wrong, and what is right</a></li>'
        for place, on, what in each
    )
    if not items:
        return ""
    return (
        f'<div class="insight-corrected" role="note"><p>Corrected in this edition</p><ul>{items}</ul></div>'
    )
