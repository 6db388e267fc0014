"""How many recommendations stood where on each day that something changed, as bars in parts."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from insight.charts.chart import SYNTHETIC, Chart, Charts
from insight.charts.drawing.palette import BAD, BAND, FOCUS, GOOD, GRID, INK, MUTED, OTHERS, PAPER
from insight.charts.drawing.paper import LINE, depth, heading
from insight.charts.drawing.sheet import WIDTH, Sheet
from insight.formats import Lines, capital, day, listed, plural
from insight.formats.statuses import BANDS, band

COLOURS = {
    "evidenced": GOOD,
    "said to be done": FOCUS,
    "in hand": BAND,
    "no answer yet": OTHERS,
    "not evidenced": BAD,
    "no longer followed": GRID,
}
DARK = {"said to be done"}  # parts on which words are light
LEFT, RIGHT, ROW, TALL = 76, 8, 22, 16  # where bars begin and end; how far apart and how tall they are
LETTER, GAP, SIDE = 5.6, 24, 9  # points for a letter of the key, and for a mark with the space around it
ROOM = 14  # points a number needs to stand within its part


def statuses(tracked: Any, *, reported: bool = False) -> Charts:
    """Draw how many recommendations stood where, one bar for each day that something changed.

    tracked : see recommendations.Tracked. reported : draw what ICBs report, not the documents' own history.
    """
    days = tracked.reported_days if reported else tracked.days
    days = [(on, _banded(counts)) for on, counts in days]
    if not any(counts for _, counts in days):
        return Charts([], empty="Nobody has written down where these recommendations stood on any day.")
    what = "answers of ICBs" if reported else "recommendations"
    title = f"Where {what} stood"
    made_up = tracked.reported_synthetic if reported else any(one.synthetic for one in tracked.standings)
    mark = SYNTHETIC if made_up else ""
    chart = Chart(
        _drawn(title, days),
        alt=_alt(title, days),
        caption=f"{mark}{title}, on each day that something changed. Source: {_source(tracked, reported)}.",
        lines=_table(days),
        name=f"statuses {'icbs' if reported else 'documents'}",
    )
    return Charts([chart], empty="")


def _banded(counts: Counter) -> Counter:
    found: Counter = Counter()
    for status, many in counts.items():
        found[band(status)] += many
    return found


def _source(tracked: Any, reported: bool) -> str:
    return (
        "what ICBs wrote"
        if reported or tracked.icb
        else listed([book.document.title for book in tracked.books])
    )


def _drawn(title: str, days: Sequence[tuple[date, Counter]]) -> Sheet:
    shown = [name for name in BANDS if any(counts[name] for _, counts in days)]
    keys = _key_lines(shown)
    top = depth(title, []) + LINE * len(keys)
    page = Sheet(top + ROW * len(days) + 6)
    heading(page, title, [])
    _key(page, depth(title, []) - 6, keys)
    most = max(sum(counts.values()) for _, counts in days)
    wide = WIDTH - LEFT - RIGHT
    for at, (on, counts) in enumerate(days):
        y = top + ROW * at
        page.write(LEFT - 6, y + TALL - 4, _short(on), color=MUTED, ha="right")
        x = float(LEFT)
        for name in shown:
            long = wide * counts[name] / most
            if counts[name]:
                _part(page, x, y, long, name, counts[name])
            x += long
    return page


def _part(page: Sheet, x: float, y: float, long: float, name: str, many: int) -> None:
    end = x + max(
        long - 1, 0.5
    )  # a point of ground between parts, so that colour is not all that tells them apart
    page.area([(x, y), (end, y), (end, y + TALL), (x, y + TALL)], COLOURS[name])
    if long >= ROOM:
        page.write(x + long / 2, y + TALL - 4, str(many), color=PAPER if name in DARK else INK, ha="center")


def _key_lines(shown: Sequence[str]) -> list[list[tuple[float, str]]]:
    lines: list[list[tuple[float, str]]] = [[]]
    x = 2.0
    for name in shown:
        wide = GAP + LETTER * len(name)
        if lines[-1] and x + wide > WIDTH:
            lines.append([])
            x = 2.0
        lines[-1].append((x, name))
        x += wide
    return lines


def _key(page: Sheet, top: float, lines: Sequence[Sequence[tuple[float, str]]]) -> None:
    for number, line in enumerate(lines):
        foot = top + LINE * number + SIDE
        for x, name in line:
            box = [(x, foot - SIDE), (x + SIDE, foot - SIDE), (x + SIDE, foot), (x, foot)]
            page.area(box, COLOURS[name])
            page.write(x + SIDE + 4, foot, name, color=MUTED)


def _short(on: date) -> str:
    return f"{on.day} {day(on).split()[1][:3]} {on.year}"


def _alt(title: str, days: Sequence[tuple[date, Counter]]) -> str:
    (first, before), (last, after) = days[0], days[-1]
    return f"{title}. On {day(first)}: {_said(before)}. On {day(last)}: {_said(after)}."


def _said(counts: Counter) -> str:
    return listed(f"{counts[name]} {name}" for name in BANDS if counts[name]) or plural(0, "recommendation")


def _table(days: Sequence[tuple[date, Counter]]) -> Lines:
    shown = [name for name in BANDS if any(counts[name] for _, counts in days)]
    cells = [
        (day(on), *(str(counts[name]) for name in shown), str(sum(counts.values()))) for on, counts in days
    ]
    return Lines(cells, ["Day", *map(capital, shown), "All"])
