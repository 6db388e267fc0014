"""The pack in words: what stands out, what to ask, how the time is spent, who is there, and the guides."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from insight import filled
from insight.actions import Action, Log
from insight.errors import refuse_unknown
from insight.formats import (
    Html,
    Lines,
    bare,
    compiled,
    day,
    folded,
    listed,
    opened,
    plural,
    render,
    sentences,
    table,
    uncapital,
)
from insight.formats.rows import is_synthetic, place
from insight.formats.written import SYNTHETIC, written
from insight.sessions.pack import Invited, Primer, pack, primers
from insight.sessions.pack import questions as asked_before
from insight.sessions.signals import Signal, counted

STANDING = compiled("""\
<ul class="insight-findings">
{% for one in items %}
<li><strong>{% if one.audit %}<a href="insight:audit={{ one.audit }}">{{ one.about }}</a>\
{% else %}{{ one.about }}{% endif %}</strong>: {{ one.said }}</li>
{% endfor %}
</ul>
""")
PROMPTS = compiled("""\
<ul class="insight-questions">
{% for one in items %}
<li><strong>{{ one.about }}.</strong> {{ one.asks }} <small>{{ one.traced }}</small></li>
{% endfor %}
</ul>
""")
AGENDA = compiled("""\
<ul>
{% for clock, item in items %}
<li><strong>{{ clock }}, {{ item.title }}.</strong> {{ item.how }}.</li>
{% endfor %}
</ul>
""")
ASKED = compiled("<ol>\n{% for one in questions %}<li>{{ one.asks }}</li>\n{% endfor %}</ol>")
GUIDE = compiled("""\
<p>{{ guide.for_what }}</p>
<ol>
{% for step in guide.steps %}
<li>{{ step }}</li>
{% endfor %}
</ol>
<p><strong>Easily got wrong</strong></p>
<ul>
{% for words in guide.pitfalls %}
<li>{{ words }}</li>
{% endfor %}
</ul>
<p><strong>Try it.</strong> {{ guide.try_it }}{% if example %} {{ example }}{% endif %}
 <a href="../../methods.html#{{ guide.method }}">More on the page of methods</a>.</p>
""")
CHANGED = {
    "worsened": "has become worse, by more than usual movement",
    "improved": "has improved, by more than usual movement",
}
KINDS = {
    "worse": "worse than England", "worsened": "worsening here", "gap": "a gap by deprivation",
    "better": "better than England", "improved": "improving here", "action": "an action of the log",
}  # fmt: skip
HOLDS = {  # what each column of the action log holds
    "action": "what is done, in a sentence",
    "owner": "a role, not a person's name",
    "organisation": "whose the owner is",
    "start": "the day it begins",
    "due": "the day it is to be done by",
    "measure": "one of the metrics that the workbook lists, or how else you would know",
    "aim": "what the measure is to come to, if that is agreed",
    "status": "planned, under way, done or stopped",
    "done_on": "the day it was done, and only then",
    "note": "anything else that readers should know",
}
MORE = '<ul><li><a href="insight:icb_insight={{ icb }}">The full report, with every result and chart</a></li>\
<li><a href="insight:icb_board={{ icb }}">The one page for the board</a></li>\
<li><a href="insight:information_streams_icb={{ icb }}">Who reports what for this area</a></li>\
<li><a href="insight:report=evaluation">How sessions are evaluated</a></li></ul>'


def opening(found: Sequence[Signal], findings: pd.DataFrame, icb: str) -> Html:
    """Say in a sentence how much there is to talk about, and how long the session takes.

    found : as `signals` gives them. findings : of the ICB, which give its name.
    """
    name, synthetic = place(findings, icb), is_synthetic(findings)
    ask, learn = counted(found, "worse", "worsened", "gap"), counted(found, "better", "improved")
    late = counted(found, "action")
    parts = [f"{plural(ask, 'result')} to ask about"] * bool(ask)
    parts += [f"{plural(learn, 'result')} to learn from"] * bool(learn)
    parts += [f"{plural(late, 'overdue action')} to ask after"] * bool(late)
    lead = f"{name} has {listed(parts)}." if parts else f"Nothing stands out in {name}'s results this time."
    minutes = sum(one.minutes for one in pack().agenda)
    below = (
        f"This pack is for a session of {minutes} minutes. What it asks comes from this edition's results."
    )
    return opened(lead, [below], synthetic=SYNTHETIC if synthetic else "")


def standing(found: Sequence[Signal]) -> Html:
    """Tell each signal in a sentence made of its finding, the good ones first."""
    order = ("better", "improved", "worse", "worsened", "gap", "action")
    items = [
        {"about": one.about, "said": sentence(one), "audit": one.audit}
        for one in sorted(found, key=lambda one: order.index(one.kind))
    ]
    return render(STANDING, items=items) if items else _nothing()


def sentence(one: Signal) -> str:
    """Say what a signal is, from its own fields alone."""
    if one.kind == "action":
        return f"an action, overdue by {plural(one.days, 'day')} ({one.owner})."
    if one.kind == "gap":
        return f"the most deprived fifth do clearly worse ({one.period})."
    if one.kind in CHANGED:
        return f"{CHANGED[one.kind]} ({one.period})."
    here, england = (bare(float(value or 0), one.unit, one.decimals) for value in (one.value, one.england))
    called = " An outlier: it passed every check." if one.outlier else ""
    return f"{here} here against {england} in England, clearly {one.kind} ({one.period}).{called}"


def prompts(found: Sequence[Signal]) -> Html:
    """Give a question or more for each signal, and what each traces to."""
    items = [
        {"about": one.about, "asks": " ".join(one.asks), "traced": f"From: {_traced(one)}."} for one in found
    ]
    return render(PROMPTS, items=items) if items else _nothing()


def agenda() -> Html:
    """Give the parts of the session, each with the minutes from the beginning at which it starts."""
    clock, items = 0, []
    for item in pack().agenda:
        items.append((f"{clock} to {clock + item.minutes} minutes", item))
        clock += item.minutes
    return render(AGENDA, items=items)


def preread(here: Any) -> Html:
    """Give the questions that go out beforehand, and how many answers have come back.

    here : what was written about the ICB (see local.Local), or None. Raises UnknownName for an answer to a
    question that nobody asks.
    """
    questions = pack().preread
    answered = [one.question for one in (here.context if here else ()) if one.question is not None]
    refuse_unknown(answered, kind="question", known=asked_before(), where="params/local")
    count = Counter(answered)
    said = f"{plural(len(answered), 'answer')} came back; the ICB's report shows them as local context."
    if not answered:
        said = "No answer has come back yet. Those that do will stand in the ICB's report as local context."
    parts = [f"“{one.asks}” {count[one.id]}" for one in questions if count[one.id]]
    more = [f"By question: {listed(parts)}. {written(here)}"] if parts else []
    return render(ASKED, questions=questions) + sentences([said, *more])


def guests(asked: Sequence[Invited]) -> Html:
    """Give each role with who was asked and who comes; roles nobody fills are flagged, and come first."""
    rows = []
    for role in pack().roles:
        own = [one for one in asked if one.role == role.id]
        coming = [one.organisation for one in own if one.answer == "coming"]
        waiting = [f"{one.organisation} ({one.answer})" for one in own if one.answer != "coming"]
        gap = "" if coming else "▼ Gap: nobody comes yet" if own else "▼ Gap: nobody was asked"
        who = listed([*coming, *waiting]) or "nobody"
        rows.append((bool(coming), (role.name, gap or "○ Somebody comes", who, role.from_, role.why)))
    rows.sort(key=lambda row: row[0])
    missing = [uncapital(cells[0]) for filled, cells in rows if not filled]
    lead = f"Nobody comes yet as {listed(missing)}." if missing else "Somebody comes in every role."
    names = ["Role", "Is it filled?", "Who", "Ask", "Because whoever it is"]
    made = table(Lines([cells for _, cells in rows], names), "Who should be there, by role.")
    return sentences([lead]) + made


def checklist() -> Html:
    """Give what to ask about how patients and the public are involved, step by step."""
    steps = pack().checklist
    cells = [(one.asks, "☐") for one in steps]
    caption = "Before, during and after: involving patients and the public."
    return table(Lines(cells, ["Ask", "Yes"]), caption, groups=[one.step for one in steps])


def guides(found: Sequence[Signal], log: Log | None = None) -> Html:
    """Give the one-page guides, each with an example from the ICB's own results where there is one."""
    shown = primers()
    return folded(
        [
            {
                "summary": f"{one.title} ({one.short})",
                "table": render(GUIDE, guide=one, example=_example(one, found, log)),
            }
            for one in shown
        ]
    )


def form(log: Log | None) -> Html:
    """Say how the action log is filled and comes back, and what each of its columns holds."""
    said = [
        "The log is a workbook. Whoever sends you this pack has it, with what is recorded filled in.",
        "Send it back when you have added to it. You are told of every row that cannot be used, and nothing "
        "is kept until all can.",
        "The next edition's page shows how each action stands on its day.",
    ]
    if log is not None:
        newest = max(one.start for one in log.actions)
        said.append(f"The newest action in the log began on {day(newest)}.")
    cells = [(filled.shown(field), HOLDS[field]) for field in Action.model_fields]
    return sentences(said) + table(Lines(cells, ["Column", "What it holds"]), "The action log.")


def more(icb: str) -> Html:
    """Give the ways to the ICB's other pages."""
    return render(MORE, icb=icb)


def _traced(one: Signal) -> str:
    where = f", {one.period}" if one.period else ""
    return f"{KINDS[one.kind]}{where}"


def _example(guide: Primer, found: Iterable[Signal], log: Log | None) -> str:
    own = next((one for kind in guide.uses for one in found if one.kind == kind), None)
    if own is not None:
        return f"One of your own: {own.about}."
    if "action" in guide.uses and log is not None:
        return f"One of your own: {log.actions[0].action}."
    return ""


def _nothing() -> Html:
    words = "Nothing stands out. Ask whether care is alike, or whether numbers are too small to tell."
    return sentences([words])
