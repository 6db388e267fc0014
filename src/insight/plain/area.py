"""How care stands in one area, for the people who live there."""

from collections.abc import Sequence

import pandas as pd

from insight.formats import Html, compiled, opened, render, sentences
from insight.formats.rows import is_synthetic, newest, place
from insight.formats.words import MONTHS
from insight.plain.numbers import side_by_side
from insight.plain.standing_out import Result, standing_out
from insight.plain.words import every, metrics

MOST = 5
MADE_UP = "These numbers are made up, to show what this page can do. They say nothing about real care."
RESULTS = compiled("""\
{% if results %}
<ul class="insight-findings">
{% for one in results %}
<li><strong>{{ one.result.said.name }}.</strong> {{ one.beside }}</li>
{% endfor %}
</ul>
{% else %}
<p>{{ nothing }}</p>
{% endif %}
""")
SAID = compiled("""\
{% if said %}
<ul>
{% for words in said %}
<li>{{ words }}</li>
{% endfor %}
</ul>
{% else %}
<p>Nobody has written this yet.</p>
{% endif %}
""")
TOPICS = compiled("""\
{% if topics %}
<ul class="insight-topics">
{% for audit, title in topics %}
<li><a href="insight:topic_public={{ audit }}">{{ title }}</a></li>
{% endfor %}
</ul>
{% endif %}
""")
MORE = compiled("""\
<p>{{ dates }}
<a href="insight:icb_insight={{ area }}">The full report</a> gives every result, and says how sure we are.</p>
""")
ASKED = compiled("""\
<ul class="insight-questions">
{% for one in results %}
<li><strong>{{ one.said.name }}.</strong> {{ one.said.ask }}</li>
{% endfor %}
{% for words in anyone %}
<li>{{ words }}</li>
{% endfor %}
</ul>
""")
FOR_ANYONE = (
    "What will happen next, and when?",
    "What are my choices, and what are the risks of each?",
    "Whom do I call if I am worried?",
)


def opening(findings: pd.DataFrame, area: str) -> Html:
    """Say what the page is, and how many results are better or worse than England's."""
    rows = newest(findings, area)
    counts = rows["verdict"].value_counts()
    better, worse = (int(counts.get(word, 0)) for word in ("better", "worse"))
    lead = f"How good is health care in {place(findings, area)}? Here is what we found, in plain words."
    more = [
        f"We looked at {len(rows)} results for this area. {_are(better)} clearly better than in England as a "
        f"whole. {_are(worse)} clearly worse. The rest are much the same, or we cannot tell."
    ]
    return opened(lead, more, synthetic=MADE_UP if is_synthetic(findings) else "")


def better(findings: pd.DataFrame, signals: pd.DataFrame, area: str) -> Html:
    """Tell what goes well: the clearest results on the good side of England's."""
    return _told(_first(findings, signals, area, "better"), "No result is clearly better than in England.")


def worse(findings: pd.DataFrame, signals: pd.DataFrame, area: str) -> Html:
    """Tell what could be better: the clearest results on the other side."""
    return _told(_first(findings, signals, area, "worse"), "No result is clearly worse than in England.")


def good_care(findings: pd.DataFrame, signals: pd.DataFrame, area: str) -> Html:
    """Say what good care looks like, where results stand out either way."""
    results = _first(findings, signals, area, "worse") + _first(findings, signals, area, "better")
    said = dict.fromkeys(one.said.good for one in results)
    return render(SAID, said=list(said)) if said else sentences(["See the topics below."])


def ask(findings: pd.DataFrame, signals: pd.DataFrame, area: str) -> Html:
    """Give questions people can ask: about what stands out for the worse, then those for anyone."""
    return render(ASKED, results=_first(findings, signals, area, "worse"), anyone=FOR_ANYONE)


def topics(findings: pd.DataFrame) -> Html:
    """Give links to the plain pages of the topics these findings are about."""
    covered, said = set(findings["audit"].astype(str)), every()
    titles = {audit: found.title for audit, found in said.items() if audit in covered}
    return render(TOPICS, topics=sorted(titles.items(), key=lambda one: one[1]))


def more(findings: pd.DataFrame, area: str) -> Html:
    """Say when the numbers are of, and lead to the full report."""
    return render(MORE, dates=dates(newest(findings, area)), area=area)


def dates(rows: pd.DataFrame) -> str:
    """Say of which months the newest and the oldest numbers are; nothing where there are none."""
    ends = rows["period_end"].dropna()
    if ends.empty:
        return ""
    if ends.min() == ends.max():
        return f"The newest are of {_month(ends.max())}."
    return f"The newest are of {_month(ends.max())}, and the oldest of {_month(ends.min())}."


def _month(when: pd.Timestamp) -> str:
    return f"{MONTHS[when.month - 1]} {when.year}"


def _first(findings: pd.DataFrame, signals: pd.DataFrame, area: str, verdict: str) -> list[Result]:
    return standing_out(findings, signals, area, verdict, metrics())[:MOST]


def _told(results: Sequence[Result], nothing: str) -> Html:
    shown = [
        {"result": one, "beside": side_by_side(one.value, one.england, one.unit, one.decimals)}
        for one in results
    ]
    return render(RESULTS, results=shown, nothing=nothing)


def _are(number: int) -> str:
    return "One is" if number == 1 else f"{number or 'None'} are"
