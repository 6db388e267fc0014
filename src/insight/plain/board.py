"""One page for a board: what is good, what to ask, and where to read more, in few words and fewer numbers."""

from collections.abc import Sequence

import pandas as pd

from insight.formats import Html, bare, compiled, day, render
from insight.formats.rows import is_synthetic, newest, place
from insight.formats.written import SYNTHETIC
from insight.plain.standing_out import Result, changed, standing_out, widest_gap
from insight.plain.words import every, metrics

MOST = 3  # results told on each side, and questions
OPENING = compiled("""\
{% if synthetic %}
<p class="insight-synthetic"><strong>{{ synthetic }}</strong></p>
{% endif %}
<p class="insight-lead">{{ lead }}</p>
<p class="insight-dates">{{ dates }}</p>
""")
RESULTS = compiled("""\
{% if results %}
<ul class="insight-findings">
{% for one in results %}
<li><strong>{{ one.said.name }}</strong> \
(<a href="insight:audit={{ one.audit }}">{{ titles[one.audit] }}</a>)\
{{ ": " ~ beside if loop.first }}.{{ " An outlier." if one.outlier }}\
{% if loop.first and why %} <em>Why it matters:</em> {{ why }}{% endif %}</li>
{% endfor %}
</ul>
{% else %}
<p>{{ nothing }}</p>
{% endif %}
{% for words in more %}
<p>{{ words }}</p>
{% endfor %}
""")
QUESTIONS = compiled("""\
<ol class="insight-questions">
{% for one in questions %}
<li>{% if one.about %}<strong>{{ one.about }}.</strong> {% endif %}{{ one.words }}</li>
{% endfor %}
</ol>
""")
MORE = compiled("""\
<ul>
<li><a href="insight:icb_insight={{ area }}">The full report</a>: every result, with its interval.</li>
<li><a href="insight:icb_public={{ area }}">The same in plain words</a>, for the people who live here.</li>
</ul>
""")
ANY_BOARD = (  # asked where fewer than three results need asking about
    "Which of our hospitals and services do not take part in the audits they should, and why?",
    "What did we change after the last results, and how do we know that it worked?",
    "Who on this board answers for what the audits find, and when do we look again?",
)


def opening(findings: pd.DataFrame, area: str) -> Html:
    """Count the results better and worse than England's, as the full report does; say how old they are."""
    rows = newest(findings, area)
    counts = rows["verdict"].value_counts()
    better, worse = (int(counts.get(word, 0)) for word in ("better", "worse"))
    name = place(findings, area)
    lead = f"{name}: {_are(better)} better than England's and {worse} worse. "
    lead += "The others are similar or cannot be compared. " * (len(rows) > better + worse)
    lead += "The order below is for reading, not a rank."
    if not better + worse:
        lead = f"{name}: no result is clearly better or worse than England's."
    ends = rows["period_end"].dropna()
    dates = f"Newest data to {day(ends.max())}, oldest to {day(ends.min())}." if len(ends) else ""
    if ends.nunique() == 1:
        dates = f"All data to {day(ends.max())}."
    return render(OPENING, synthetic=SYNTHETIC if is_synthetic(findings) else "", lead=lead, dates=dates)


def good(findings: pd.DataFrame, signals: pd.DataFrame, area: str) -> Html:
    """Tell the results that stand out for the better, and what has improved."""
    said = metrics()
    results = standing_out(findings, signals, area, "better", said)[:MOST]
    better = changed(signals, area, "better", said)
    more = [f"Improving: {better[0].name}."] if better else []
    return _results(results, "No result is clearly better than England's.", more)


def asking(findings: pd.DataFrame, signals: pd.DataFrame, gaps: pd.DataFrame, area: str) -> Html:
    """Tell the results that stand out for the worse, what has become worse, and where care is least equal."""
    said = metrics()
    results = standing_out(findings, signals, area, "worse", said)[:MOST]
    worse, gap = changed(signals, area, "worse", said), widest_gap(gaps, area, said)
    more = [f"Becoming worse: {worse[0].name}."] if worse else []
    more += [f"The most deprived do clearly worse in: {gap.name}."] if gap else []
    why = results[0].why if results and not _holds_figure(results[0].why) else ""
    return _results(results, "No result is clearly worse than England's.", more, why)


def questions(findings: pd.DataFrame, signals: pd.DataFrame, area: str) -> Html:
    """Give three questions: those of the metrics that stand out for the worse, then those for any board.

    A question that holds a figure is passed over, as the page has room for few.
    """
    results = standing_out(findings, signals, area, "worse", metrics())
    asked = [one for one in results if one.prompt and not _holds_figure(one.prompt)]
    listed = [{"about": one.said.name, "words": one.prompt} for one in asked]
    listed += [{"about": "", "words": words} for words in ANY_BOARD]
    return render(QUESTIONS, questions=listed[:MOST])


def more(area: str) -> Html:
    """Give links to the area's other pages."""
    return render(MORE, area=area)


def _holds_figure(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _results(results: Sequence[Result], nothing: str, more: Sequence[str], why: str = "") -> Html:
    beside = ""
    if results:
        first = results[0]
        values = (bare(value, first.unit, first.decimals) for value in (first.value, first.england))
        beside = " against England's ".join(values)
    titles = {audit: said.title for audit, said in every().items()}
    about = {"results": results, "beside": beside, "why": why, "titles": titles}
    return render(RESULTS, **about, nothing=nothing, more=more)


def _are(number: int) -> str:
    return "1 result is" if number == 1 else f"{number or 'no'} results are"
