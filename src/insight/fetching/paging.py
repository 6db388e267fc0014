"""Answers that come in pages."""

from collections.abc import Callable, Iterator
from typing import Any

from insight.errors import BadAnswer
from insight.fetching.answer import Answer

MOST = 500  # pages


def pages(
    ask: Callable[[int], Answer],
    items: Callable[[Answer], list[Any]],
    key: Callable[[Any], str],
    more: Callable[[Answer, list[Any]], bool],
) -> Iterator[tuple[Answer, list[Any]]]:
    """Give each page with its items, until there are no more.

    ask : fetches the page that begins after so many items. items : those of a page. key : tells an item
    from others. more : whether another page follows one. Raises BadAnswer when a page gives again what an
    earlier one gave, when one that should follow is empty, and when there is no end to them.
    """
    seen: set[str] = set()
    for _ in range(MOST):
        answer = ask(len(seen))
        found = items(answer)
        keys = [key(item) for item in found]
        again = next((each for each in keys if each in seen), None)
        if again is not None or len(set(keys)) < len(keys):
            raise BadAnswer(
                f"{answer.asked} gives again what came before ({again or 'the same twice'}): its pages go "
                "round in a circle, or changed while they were read. Fetch again later. Nothing was stored."
            )
        seen.update(keys)
        yield answer, found
        if not more(answer, found):
            return
        if not found:
            raise BadAnswer(f"{answer.asked} is empty, and says that more follows. Fetch again later.")
    raise BadAnswer(f"{answer.asked} is page {MOST:,}, and says that more follows. Ask for less.")
