"""The way of the data from the patient to the result, and of a patient through several audits."""

import textwrap

from insight.charts.chart import Chart, Charts
from insight.charts.drawing.palette import BAND, FOCUS, MUTED
from insight.charts.drawing.paper import wrapped
from insight.charts.drawing.sheet import WIDTH, Sheet
from insight.formats import Html, Lines, compiled, render
from insight.programmes.cells import NOT_RECORDED
from insight.programmes.loading import Described
from insight.programmes.programme import Joined

LINE, PAD, GAP, TOP = 13, 6, 28, 18  # points: a line, around its words, between boxes, above the first
LEFT, RIGHT, LETTERS, BESIDE = 2, WIDTH - 2, 56, 54  # letters of a line in a box, and beside an arrow
ROUTINE = {True: "collected anyway", False: "collected for the audit", None: NOT_RECORDED}
NO_DATA = "The way of this audit's data from the patient to the result is not recorded."
WAYS = compiled("""\
{% for way in ways %}
<p><strong>{{ way.title }}</strong> <small>{{ way.source }}</small></p>
<ol>
{% for stop in way.stops %}
<li>{% if stop.here %}<strong>{{ stop.audit }}</strong>
{%- elif stop.id %}<a href="insight:audit={{ stop.id }}">{{ stop.audit }}</a>
{%- else %}{{ stop.audit }}{% endif %}: {{ stop.gives }}</li>
{% endfor %}
</ol>
{% else %}
<p>No way of patients from this audit to another is recorded.</p>
{% endfor %}
""")


def journey(described: Described) -> Charts:
    """Draw the sets of data an audit joins, in order, with what each gives and how it is joined."""
    steps = described.programme.data
    if not steps:
        return Charts([], empty=NO_DATA)
    title = f"The way of the data in {described.audit.short}"
    cells = [
        (str(number), step.name, step.gives, step.how or "", ROUTINE[step.routine])
        for number, step in enumerate(steps, start=1)
    ]
    chart = Chart(
        _drawn(title, steps),
        alt=" ".join([f"{title}.", *(_said(number, step) for number, step in enumerate(steps, start=1))]),
        caption=f"{title}, from the patient's record to the result.{_source(described)}",
        lines=Lines(cells, ["Step", "Data", "What they give", "How", "Collected"]),
        name=f"journey {described.audit.id}",
    )
    return Charts([chart], empty="")


def ways(described: Described) -> Html:
    """Give the audits that a patient may pass through one after another, and what each adds."""
    found = [
        {
            "title": f"{way.title}.",
            "source": f"Source: {way.source}.",
            "stops": [stop.model_dump() | {"here": stop.id == described.audit.id} for stop in way.stops],
        }
        for way in described.programme.ways
    ]
    return render(WAYS, ways=found)


def _source(described: Described) -> str:
    known = described.programme.data_source
    return f" Source: {known}." if known else " Its source is not recorded."


def _said(number: int, step: Joined) -> str:
    joined = f", {step.how}" if step.how else ""
    collected = "" if step.routine is None else f" ({ROUTINE[step.routine]})"
    return f"{number}: {step.name}{collected}{joined}, gives {step.gives}."


def _drawn(title: str, steps: tuple[Joined, ...]) -> Sheet:
    """Draw a box for each set of data, and between two an arrow with how they are joined."""
    joins = [textwrap.wrap(step.how or "", BESIDE) for step in steps]
    gaps = [0, *(max(GAP, LINE * len(lines) + PAD) for lines in joins[1:])]
    boxes = [(wrapped(step.name), textwrap.wrap(step.gives, LETTERS)) for step in steps]
    heights = [2 * PAD + LINE * (len(names) + len(lines)) for names, lines in boxes]
    page = Sheet(TOP + sum(heights) + sum(gaps) + 4)
    page.write(LEFT, LINE - 2, title, weight="bold")
    top = TOP
    for (names, lines), join, gap, height in zip(boxes, joins, gaps, heights, strict=True):
        top += gap
        if gap:
            _arrow(page, top - gap, top, join)
        page.area([(LEFT, top), (RIGHT, top), (RIGHT, top + height), (LEFT, top + height)], BAND)
        page.lines([[(LEFT, top), (LEFT, top + height)]], color=FOCUS, linewidth=3)
        for down, words in enumerate((*names, *lines), start=1):
            weight = "bold" if down <= len(names) else "normal"
            page.write(LEFT + 10, top + PAD + LINE * down - 4, words, weight=weight)
        top += height
    return page


def _arrow(page: Sheet, start: float, end: float, lines: list[str]) -> None:
    x = LEFT + 16
    page.lines([[(x, start + 3), (x, end - 5)]], color=MUTED, linewidth=1.2)
    page.area([(x - 4, end - 9), (x + 4, end - 9), (x, end - 2)], MUTED)
    middle = (start + end - LINE * (len(lines) - 1)) / 2 + 3.5
    for down, words in enumerate(lines):
        page.write(x + 10, middle + LINE * down, words, color=MUTED)
