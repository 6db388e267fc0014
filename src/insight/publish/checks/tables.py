"""Every table has a caption, and each of its headings says what it is the heading of."""

from collections.abc import Iterator

from insight.publish.page import Page, where, words

SCOPES = {"col", "row", "colgroup", "rowgroup"}


def faults(page: Page) -> Iterator[str]:
    """Give tables without a caption or without headings, and headings without a scope."""
    for table in page.all("table"):
        if table.get("role") in ("presentation", "none"):
            continue
        caption = table.find("caption")
        if caption is None or not words(caption):
            yield f"{where(table)}: a table has no caption"
        if table.find(".//th") is None:
            yield f"{where(table)}: a table has no headings"
        bare = [heading for heading in table.iter("th") if heading.get("scope") not in SCOPES]
        if bare:
            yield f"{where(bare[0])}: {len(bare)} <th> without a scope, the first {words(bare[0])[:40]!r}"
