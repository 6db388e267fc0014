"""Sentences of two pages: those that were changed, those that came and went."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from insight.review.changes import Change, one_sided
from insight.review.grids import size
from insight.review.pairing import paired
from insight.review.parts import Sentence
from insight.review.skeleton import numbers_out, outline

ALIKE = 0.5  # the share of all their words that two sentences must have in common to be one that was changed


def sentence_changes(
    old: Sequence[Sentence], new: Sequence[Sentence], names: tuple[str, str]
) -> Iterator[Change]:
    """Give what differs between the sentences of two pages.

    names : the titles of the pages. A sentence is looked for in its own section first: word for word, then
    without its numbers, then by the metric that leads it. What is left is looked for on the whole page,
    and at last by the words it shares with those of its section.
    """
    both, gone, come = paired(old, new, _keys(names))
    alike, gone, come = _alike(gone, come, names)
    order = {id(sentence): place for place, sentence in enumerate(new)}
    for before, after in sorted([*both, *alike], key=lambda pair: order[id(pair[1])]):
        if before.text != after.text:
            yield _changed(before, after)
        elif outline(before.section, names[0]) != outline(after.section, names[1]):
            yield Change(kind="sentence", how="moved", section=after.section, what=before.section,
                         row=after.lead, old=before.text, new=after.text)  # fmt: skip
    for how, left in (("removed", gone), ("added", come)):
        for one in left:
            yield one_sided(how, one.text, kind="sentence", section=one.section, row=one.lead)


def _changed(old: Sentence, new: Sentence) -> Change:
    only = numbers_out(old.text) == numbers_out(new.text)
    return Change(
        kind="sentence", how="changed", section=new.section, row=new.lead, old=old.text, new=new.text,
        numbers_only=only, size=size(old.text, new.text) if only else None,
    )  # fmt: skip


def _keys(names: tuple[str, str]) -> list[tuple[Callable, Callable]]:
    shapes: list[Callable[[str, Sentence], object]] = [
        lambda name, one: (one.section, one.text),
        lambda name, one: (outline(one.section, name), one.text),
        lambda name, one: (outline(one.section, name), one.lead, outline(one.text, name)),
        lambda name, one: one.text,
        lambda name, one: (one.lead, outline(one.text, name)) if one.lead else None,
        lambda name, one: (outline(one.section, name), one.lead) if one.lead else None,
    ]
    return [(partial(shape, names[0]), partial(shape, names[1])) for shape in shapes]


def _alike(
    old: Sequence[Sentence], new: Sequence[Sentence], names: tuple[str, str]
) -> tuple[list[tuple[Sentence, Sentence]], list[Sentence], list[Sentence]]:
    """Pair sentences of one section by the words they share, the most alike first."""
    by_word: dict[tuple[str, str], list[int]] = defaultdict(list)
    words_old = [_words(one, names[0]) for one in old]
    for place, one in enumerate(old):
        for word in words_old[place]:
            by_word[outline(one.section, names[0]), word].append(place)
    found = []
    for place, one in enumerate(new):
        words = _words(one, names[1])
        section = outline(one.section, names[1])
        shared = Counter(other for word in words for other in by_word.get((section, word), ()))
        for other, count in shared.most_common(3):
            share = count / len(words | words_old[other])
            if share >= ALIKE:
                found.append((-share, place, other))
    taken: dict[int, int] = {}
    for _, place, other in sorted(found):
        if place not in taken and other not in taken.values():
            taken[place] = other
    pairs = [(old[other], new[place]) for place, other in taken.items()]
    gone = [one for place, one in enumerate(old) if place not in set(taken.values())]
    return pairs, gone, [one for place, one in enumerate(new) if place not in taken]


def _words(sentence: Sentence, name: str) -> frozenset[str]:
    return frozenset(outline(sentence.text, name).split())
