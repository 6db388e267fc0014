"""Parts of two pages that stand for one thing, found by what they are called."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

T = TypeVar("T")
Key = Callable[[T], Hashable]
Pairs = tuple[list[tuple[T, T]], list[T], list[T]]


def paired(old: Sequence[T], new: Sequence[T], keys: Sequence[tuple[Key, Key]]) -> Pairs:
    """Pair things of two lists by each key in turn, those of one key in their order.

    keys : pairs of functions, for the old side and for the new; a thing with the key None waits for
    the next. Give the pairs in the order of the new list, then what is left of the old and of the new.
    The work grows with the length of the lists, not with its square.
    """
    left_old, left_new = list(range(len(old))), list(range(len(new)))
    found: list[tuple[int, int]] = []
    for key_old, key_new in keys:
        if not left_old or not left_new:
            break
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for place in left_old:
            if (key := key_old(old[place])) is not None:
                waiting[key].append(place)
        unpaired = []
        for place in left_new:
            key = key_new(new[place])
            if key is not None and waiting.get(key):
                found.append((waiting[key].popleft(), place))
            else:
                unpaired.append(place)
        taken = {before for before, _ in found}
        left_old = [place for place in left_old if place not in taken]
        left_new = unpaired
    pairs = [(old[before], new[after]) for before, after in sorted(found, key=lambda both: both[1])]
    return pairs, [old[place] for place in left_old], [new[place] for place in left_new]
