"""Tables of two pages, cell by cell."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from insight.pages import Row, Table
from insight.review.changes import Change, one_sided
from insight.review.pairing import paired
from insight.review.parts import Placed
from insight.review.skeleton import first_number, numbers_out, outline, periods_out

WIDEST = 4  # columns that may be needed to tell one row of a table from the others


@dataclass(frozen=True)
class Name:
    """What tells the rows of a table apart: its first columns, `width` of them; `soft` without periods."""

    width: int
    soft: bool

    def key(self, row: Row) -> tuple[str, ...]:
        """Give what a row is found by."""
        words = (row.group or "", *row.cells[: self.width])
        return tuple(map(periods_out, words)) if self.soft else words

    def label(self, row: Row) -> str:
        """Give what a row is called, with its period where one of its next cells is one."""
        rest = row.cells[self.width : 3]
        period = [cell for cell in rest if "~" in periods_out(cell) and not periods_out(cell).strip("~ ")]
        return ", ".join(part for part in (row.group, *row.cells[: self.width], *period[:1]) if part)


def table_changes(
    old: Sequence[Placed[Table]], new: Sequence[Placed[Table]], names: tuple[str, str]
) -> Iterator[Change]:
    """Give what differs between the tables of two pages.

    names : the titles of the two pages, which captions may hold. Tables that are alike to the last cell
    are paired first, then those of one section, caption and head, at last those of one caption or of one
    section and head; of several with one caption, the first goes with the first. Periods and numbers in
    captions do not count.
    """
    both, gone, come = paired(old, new, _keys(names))
    for before, after in both:
        if before.what.rows != after.what.rows or before.what.head != after.what.head:
            yield from _of_one(before.what, after.what, after.section)
    for how, places in (("removed", gone), ("added", come)):
        for place in places:
            caption = place.what.caption
            text = f"{caption} ({len(place.what.rows)} rows)"
            yield one_sided(how, text, kind="table", section=place.section, what=caption)


def _keys(names: tuple[str, str]) -> list[tuple[Callable, Callable]]:
    shapes: list[Callable[[str, Placed[Table]], object]] = [
        lambda name, place: (place.section, place.what),
        lambda name, place: (outline(place.section, name), _caption(place.what, name), place.what.head),
        lambda name, place: (_caption(place.what, name), place.what.head),
        lambda name, place: _caption(place.what, name) if place.what.caption else None,
        lambda name, place: (outline(place.section, name), place.what.head),
    ]
    return [(partial(shape, names[0]), partial(shape, names[1])) for shape in shapes]


def _caption(table: Table, name: str) -> str:
    return outline(table.caption.partition(" Source: ")[0], name)


def _of_one(old: Table, new: Table, section: str) -> Iterator[Change]:
    """Give what differs between two tables that stand for one."""
    where = {"section": section, "what": new.caption}
    for how, heads in (("removed", {*old.head} - {*new.head}), ("added", {*new.head} - {*old.head})):
        for head in sorted(heads):
            yield one_sided(how, head, kind="column", column=head, **where)
    name = _name(old, new)
    both, gone, come = paired(old.rows, new.rows, [(lambda row: row,) * 2, (name.key, name.key)])
    at_old = {head: place for place, head in reversed(list(enumerate(old.head)))}
    for before, after in both:
        if before != after:
            labels = name.label(before), name.label(after)
            for place, cell in enumerate(after.cells):
                head = new.head[place] if place < len(new.head) else ""
                there = place if old.head == new.head else at_old.get(head, len(before.cells))
                if there < len(before.cells) and before.cells[there] != cell:
                    yield Change(
                        kind="number" if numbers_out(before.cells[there]) == numbers_out(cell) else "words",
                        how="changed", section=section, what=new.caption, what_before=old.caption,
                        row=labels[1], row_before=labels[0], column=head, old=before.cells[there], new=cell,
                        size=size(before.cells[there], cell),
                    )  # fmt: skip
    for how, rows in (("removed", gone), ("added", come)):
        for row in rows:
            yield one_sided(how, " | ".join(row.cells), kind="row", row=name.label(row), **where)


def size(old: str, new: str) -> float | None:
    """Give how far the first number of a text moved, as a share of the larger of the two.

    >>> size("20% of people", "25% of people")
    0.2
    """
    a, b = first_number(old), first_number(new)
    if a is None or b is None or a == b:
        return None
    return round(abs(a - b) / max(abs(a), abs(b)), 6)


def _name(old: Table, new: Table) -> Name:
    """Give what tells the rows of two tables apart: as few of their first columns as will do.

    A period within a name does not count where the name does without it, so that a metric's newest row
    is one row whatever its period; where a table has a row for each period it does.
    """
    widest = min(WIDEST, max(len(old.head), 1), max(len(new.head), 1))
    for width in range(1, widest + 1):
        for soft in (True, False):
            name = Name(width, soft)
            if all(len({name.key(row) for row in side.rows}) == len(side.rows) for side in (old, new)):
                return name
    return Name(1, False)
