"""The way of the data from the patient to the result, and of a patient through several audits."""

from insight.charts.chart import Chart, Charts
from insight.charts.drawing.boxes import Box, boxed
from insight.formats import Html, Lines, compiled, render
from insight.programmes.cells import NOT_RECORDED
from insight.programmes.loading import Described
from insight.programmes.programme import Joined

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
        boxed(title, [Box(step.name, step.gives, step.how or "") for step in steps]),
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
