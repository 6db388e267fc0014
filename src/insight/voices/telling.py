"""The involvement statement of a report, and its quotes, as HTML."""

from insight.formats import Html, compiled, day, render
from insight.voices.records import voices

NOBODY = (
    "Nobody who uses health services has yet been asked about this page. If you would like to help, "
    "please tell us."
)
INVOLVED = compiled("""\
{% if involved %}
<ul class="insight-involved">
{% for one in involved %}
<li><strong>{{ one.who }}</strong> ({{ one.stage }}, {{ one.day }}). What changed: {{ one.changed }}</li>
{% endfor %}
</ul>
{% else %}
<p class="insight-involved">{{ nobody }}</p>
{% endif %}
""")
QUOTES = compiled("""\
{% for one in quotes %}
<figure class="insight-quote"><blockquote><p>{{ one.words }}</p></blockquote>
<figcaption>{{ one.by }}, with their consent</figcaption></figure>
{% endfor %}
""")


def involvement(report: str) -> Html:
    """Say who was involved in a report, at which stage, and what changed; or that nobody was yet."""
    found = [one.model_dump() | {"day": day(one.when)} for one in voices(report).involved]
    return render(INVOLVED, involved=found, nobody=NOBODY)


def quotes(report: str) -> Html:
    """Give what people say, each with whom it is by; nothing where nobody is quoted."""
    return render(QUOTES, quotes=voices(report).quotes)
