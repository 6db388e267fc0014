"""What changed since the last edition, in short, for the page on which readers arrive."""

from collections.abc import Iterator

from insight.markup import markdown
from insight.review.changes import Change, Comparison, PageChanges

VALUES = ("Value", "England", "Region")  # columns of results; others say how sure or how many
LARGEST = 10
HEADS = ("Page", "What", "Before", "Now", "Reason")


def since(comparison: Comparison) -> str:
    """Give a block of Markdown: how many changes there are of each reason, and the ten largest.

    The largest are of results, by how far the number moved as a share of the larger of the two; a result
    that stands on several pages counts once.
    """
    if not comparison.changed:
        return "Nothing has changed since the last edition.\n"
    changed = [page for page in comparison.pages if page.changes]
    total = sum(comparison.reasons().values())
    reasons = [f"- {reason}: {count:,}" for reason, count in comparison.reasons().items()]
    pages = f"{len(changed)} of {len(comparison.pages)} pages"
    parts = [f"{pages} differ from the last edition, in {total:,} places. By reason:", "\n".join(reasons)]
    rows = list(largest(comparison))
    if rows:
        lines = [" | ".join(map(markdown, row)) for row in (HEADS, *map(_cells, rows))]
        lines.insert(1, " | ".join(["---"] * len(HEADS)))
        table = "\n".join(f"| {line} |" for line in lines)
        parts.append(f"```{{table}} The largest changes of results\n{table}\n```")
    return "\n\n".join(parts) + "\n"


def largest(comparison: Comparison, count: int = LARGEST) -> list[tuple[PageChanges, Change]]:
    """Give the changes of results that are furthest, the furthest first; each result once."""
    found: dict[tuple, tuple[PageChanges, Change]] = {}
    for page, change in _results(comparison):
        found.setdefault((change.row, change.column, change.old, change.new), (page, change))
    return sorted(found.values(), key=lambda both: -(both[1].size or 0))[:count]


def _results(comparison: Comparison) -> Iterator[tuple[PageChanges, Change]]:
    for page, change in comparison.all():
        if change.kind == "number" and change.size and change.column in VALUES:
            yield page, change


def _cells(both: tuple[PageChanges, Change]) -> tuple[str, ...]:
    page, change = both
    return page.title, change.row or change.what, change.old or "", change.new or "", change.reason
