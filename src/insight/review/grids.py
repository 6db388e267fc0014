"""Tables of two pages, cell by cell."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from insight.pages import Row, Table
from insight.review.changes import Change
from insight.review.pairing import paired
from insight.review.parts import Placed
from insight.review.skeleton import first_number, numbers_out, outline, periods_out

WIDEST = 4  # columns that may be needed to tell one row of a table from the others
Name = Callable[[Row], tuple]


def table_changes(old: Sequence[Placed], new: Sequence[Placed], names: tuple[str, str]) -> Iterator[Change]:
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
            side = {"old": text} if how == "removed" else {"new": text}
            yield Change(kind="table", how=how, section=place.section, what=caption, **side)


def _keys(names: tuple[str, str]) -> list[tuple[Callable, Callable]]:
    shapes: list[Callable[[str, Placed], object]] = [
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
    for how, gone, side in (
        ("removed", set(old.head) - set(new.head), "old"),
        ("added", set(new.head) - set(old.head), "new"),
    ):  # noqa: E501
        for column in sorted(gone):
            yield Change(
                kind="column", how=how, section=section, what=new.caption, column=column, **{side: column}
            )
    name = _name(old, new)
    both, gone_rows, come_rows = paired(old.rows, new.rows, [(lambda row: row,) * 2, (name, name)])
    at_old = {head: place for place, head in reversed(list(enumerate(old.head)))}
    same_head = old.head == new.head
    for before, after in both:
        if before != after:
            for place, cell in enumerate(after.cells):
                head = new.head[place] if place < len(new.head) else ""
                where = place if same_head else at_old.get(head)
                if where is not None and where < len(before.cells) and before.cells[where] != cell:
                    yield _cell(
                        before.cells[where],
                        cell,
                        section=section,
                        what=new.caption,
                        row=told(after),
                        column=head,
                    )
    for how, rows, side in (("removed", gone_rows, "old"), ("added", come_rows, "new")):
        for row in rows:
            text = " | ".join(row.cells)
            yield Change(
                kind="row", how=how, section=section, what=new.caption, row=told(row), **{side: text}
            )


def told(row: Row) -> str:
    """Give what a row is called: its group, its head, and its period where a cell is one."""
    period = [cell for cell in row.cells[1:3] if cell and not periods_out(cell).strip("~ ")]
    return ", ".join(part for part in (row.group, *row.cells[:1], *period[:1]) if part)


def _cell(old: str, new: str, **where: str) -> Change:
    number = numbers_out(old) == numbers_out(new)
    return Change(
        kind="number" if number else "words", how="changed", old=old, new=new, size=size(old, new), **where
    )


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
            name = partial(_first, width, soft)
            if all(len({name(row) for row in side.rows}) == len(side.rows) for side in (old, new)):
                return name
    return partial(_first, 1, False)


def _first(width: int, soft: bool, row: Row) -> tuple:
    group, cells = row.group or "", row.cells[:width]
    return (periods_out(group), *map(periods_out, cells)) if soft else (group, *cells)
