"""Each page has one visible main heading, and below it no level is passed over."""

from collections.abc import Iterator

from insight.publish.page import Page, seen, where, words

LEVELS = ("h1", "h2", "h3", "h4", "h5", "h6")


def faults(page: Page) -> Iterator[str]:
    """Give headings that are too many, too few, empty, or a level too deep."""
    visible = [heading for heading in page.all(*LEVELS) if seen(heading)]
    main = [heading for heading in visible if heading.tag == "h1"]
    if len(main) != 1:
        yield f"it has {len(main)} visible <h1>"
    level = 0
    for heading in visible:
        deep = int(heading.tag[1])
        if not words(heading).strip("#¶ "):
            yield f"{where(heading)}: <{heading.tag}> is empty"
        if deep > level + 1:
            above = f"<h{level}>" if level else "nothing"
            yield f"{where(heading)}: <{heading.tag}> {words(heading)[:50]!r} follows {above}"
        level = deep
