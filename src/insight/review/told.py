"""What a comparison says: plain lines for a terminal, JSON for programs."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from insight.review.changes import Change, Comparison, PageChanges, place
from insight.review.pictures import digest

SHOWN = 10  # changes of each page that a terminal shows
LONGEST = 100  # letters of a text that a terminal shows
SCHEMA = "insight-comparison-1"
FIELDS = (
    "kind", "how", "section", "what", "what_before", "row", "row_before", "column", "old", "new",
    "numbers_only", "size", "reason", "because",
)  # fmt: skip


def lines(comparison: Comparison, shown: int = SHOWN) -> Iterator[str]:
    """Give a comparison in plain lines: counts, then each page with its first few changes.

    >>> list(lines(Comparison("a", "b", ())))
    ['No change.']
    """
    if not comparison.changed:
        yield "No change."
        return
    changed = [page for page in comparison.pages if page.changes]
    total = sum(len(page.changes) for page in changed)
    of = f" on {len(changed)} of {len(comparison.pages)} pages" if len(comparison.pages) > 1 else ""
    yield f"{_count(total, 'change')}{of}: {_listed(comparison.kinds())}."
    yield f"Reasons: {_listed(comparison.reasons())}."
    for page in changed:
        yield f"{page.name} ({page.title}): {_count(len(page.changes), 'change')}"
        for change in page.changes[:shown]:
            yield f"  {said(change)}"
        if len(page.changes) > shown:
            yield f"  and {len(page.changes) - shown} more"


def said(change: Change) -> str:
    """Say one change on one line."""
    where = ", ".join(part for part in (change.row or _short(change.what), change.column) if part)
    reason = f" [{change.reason}]"
    if change.kind == "picture":
        return f"picture drawn anew: {where or _short(change.section)}{reason}"
    if change.kind == "code":
        return f"the notebook's code differs{reason}"
    if change.how == "moved":
        return f"sentence moved: {_short(change.new or '')}{reason}"
    if change.how in ("added", "removed"):
        return f"{change.kind} {change.how}: {where or _short(change.new or change.old or '')}{reason}"
    if change.kind == "sentence":
        kind = "numbers of a sentence" if change.numbers_only else "sentence"
        return f"{kind}: {_short(change.old or '')} -> {_short(change.new or '')}{reason}"
    return f"{where}: {_short(change.old or '')} -> {_short(change.new or '')}{reason}"


def as_json(comparison: Comparison) -> str:
    """Give a comparison as JSON, the same bytes for the same comparison.

    schema : insight-comparison-1. old, new : what was compared. changed : whether anything differs.
    reasons, kinds : how many changes of each. pages : one object each in the order of names, with name,
    title, old and new (files, null where there is none) and changes: objects with the names in FIELDS, as
    `insight.review.Change` has them. A picture has old_drawing and new_drawing too, a digest of each,
    while its old and new are the words that describe it. Keys are sorted.
    """
    return json.dumps(_whole(comparison), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _whole(comparison: Comparison) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "old": comparison.old,
        "new": comparison.new,
        "changed": comparison.changed,
        "reasons": comparison.reasons(),
        "kinds": comparison.kinds(),
        "pages": [_page(page) for page in comparison.pages],
    }


def _page(page: PageChanges) -> dict[str, Any]:
    return {
        "name": page.name,
        "title": page.title,
        "old": _path(page.old),
        "new": _path(page.new),
        "changes": [_change(change) for change in page.changes],
    }


def _path(path: Path | None) -> str | None:
    return None if path is None else place(path)


def _change(change: Change) -> dict[str, Any]:
    found = {name: getattr(change, name) for name in FIELDS}
    if change.drawings is not None:
        found["old_drawing"], found["new_drawing"] = map(digest, change.drawings)
    return found


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items())


def _count(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3].rstrip()}..."
