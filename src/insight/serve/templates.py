"""The pages that are served, as templates: every word is escaped on its way in."""

from insight.formats import compiled

FRAME = compiled("""\
<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }} - ICB Insight</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/insight.css">
<link rel="stylesheet" href="/serve.css">
{% if refresh %}
<noscript><meta http-equiv="refresh" content="2"></noscript>
<script src="/serve.js" defer></script>
{% endif %}
</head>
<body>
<a class="serve-skip" href="#main">Skip to the main content</a>
<header class="insight-masthead"><div class="insight-masthead-inner">
<a class="insight-brand" href="/">ICB Insight</a>
<span class="insight-brand-edition">{{ edition }}</span>
</div></header>
{{ body }}
<footer><div class="serve-narrow">On this computer alone: nothing you choose or see here is sent
anywhere.</div></footer>
</body>
</html>
""")

HOME = compiled("""\
<main id="main"><article class="bd-article serve-narrow">
<h1>Make a page again</h1>
{% if fault %}
<p class="serve-fault" id="fault" role="alert" tabindex="-1">{{ fault }}</p>
{% endif %}
<p>Choose what a page is about. It is made anew from this edition's findings, and you see what differs
from the page the edition has now. The edition itself is not changed.</p>
{% if synthetic %}
<p class="insight-warning">Synthetic data. Every figure in this edition was made up by a program.</p>
{% endif %}
{% for report in reports %}
<h2 id="{{ report.name }}">{{ report.title }}</h2>
<form method="post" action="/runs" aria-labelledby="{{ report.name }}" autocomplete="off">
<input type="hidden" name="token" value="{{ token }}">
<input type="hidden" name="report" value="{{ report.name }}">
{% for field in report.fields %}
{% set id = report.name ~ "-" ~ field.name %}
{% set now = given.get(field.name, "") if chosen == report.name else "" %}
<div class="serve-field">
<label for="{{ id }}">{{ field.label }}</label>
{% if field.help %}
<span class="serve-help" id="{{ id }}-help">{{ field.help }}</span>
{% endif %}
{% if field.kind == "list" %}
<select id="{{ id }}" name="{{ field.name }}"{{ " required" if field.needed }}
 {%- if field.help %} aria-describedby="{{ id }}-help"{% endif %}>
<option value="">{{ field.empty }}</option>
{% for group, options in field.groups %}
{% if group %}
<optgroup label="{{ group }}">
{% endif %}
{% for value, words in options %}
<option value="{{ value }}"{{ " selected" if value == now }}>{{ words }}</option>
{% endfor %}
{% if group %}
</optgroup>
{% endif %}
{% endfor %}
</select>
{% else %}
<input id="{{ id }}" name="{{ field.name }}" type="text" maxlength="200" value="{{ now }}"
 placeholder="{{ field.default }}"
 {%- if field.kind == "number" %} inputmode="decimal"{% endif %}
 {%- if field.help %} aria-describedby="{{ id }}-help"{% endif %}>
{% endif %}
</div>
{% endfor %}
<button type="submit">Make this page</button>
</form>
{% endfor %}
</article></main>
""")

CHOSEN = compiled("""\
{% if words %}
<dl class="insight-facts insight-source">
{% for label, value in words %}
<div><dt>{{ label }}</dt><dd>{{ value }}</dd></div>
{% endfor %}
</dl>
{% endif %}
""")

PROGRESS = compiled("""\
<main id="main"><article class="bd-article serve-narrow">
<h1>{{ title }}</h1>
{{ chosen }}
<div data-events="/runs/{{ id }}/events">
<p class="serve-state" role="status" data-state>{{ words }}</p>
<progress aria-label="How far the page is"
 {%- if total %} max="{{ total }}" value="{{ done }}"{% endif %}></progress>
</div>
<p>This address is yours alone. You may close this tab and come back to it.</p>
<form class="serve-plain" method="post" action="/runs/{{ id }}/cancel">
<input type="hidden" name="token" value="{{ token }}">
<button class="serve-quiet" type="submit">Cancel this run</button>
</form>
</article></main>
""")

FINISHED = compiled("""\
<main id="main"><article class="bd-article serve-narrow">
<h1>{{ title }}</h1>
{{ chosen }}
<p class="serve-state">{{ words }}</p>
<ul class="serve-buttons">
<li><a class="serve-button" href="/runs/{{ id }}/page">See the page</a></li>
<li><a class="serve-button serve-second" href="/runs/{{ id }}/changes">See what changed</a></li>
</ul>
<h2>Take it with you</h2>
<ul class="serve-files">
<li><a href="/runs/{{ id }}/files/page.html" download>The page, to read in any browser (HTML)</a></li>
<li><a href="/runs/{{ id }}/files/page.ipynb" download>The notebook it was made with (Jupyter)</a></li>
<li><a href="/runs/{{ id }}/files/changes.html" download>What changed, to read in any browser (HTML)</a></li>
<li><a href="/runs/{{ id }}/files/changes.json" download>What changed, for another program (JSON)</a></li>
</ul>
<p>These files go when you delete the run, or when the program is closed.</p>
<form class="serve-plain" method="post" action="/runs/{{ id }}/cancel">
<input type="hidden" name="token" value="{{ token }}">
<button class="serve-quiet" type="submit">Delete this run</button>
</form>
<p><a href="/">Make another page</a></p>
</article></main>
""")

ENDED = compiled("""\
<main id="main"><article class="bd-article serve-narrow">
<h1>{{ title }}</h1>
{{ chosen }}
{% if fault %}
<p class="serve-state">No page was made.</p>
<p class="serve-fault">{{ fault }}</p>
{% else %}
<p class="serve-state">{{ words }}</p>
{% endif %}
<p><a href="/">Make another page</a></p>
</article></main>
""")

READING = compiled("""\
<aside class="serve-banner serve-banner-room" aria-label="What this page is"><div>
<p>Made on request, not the published page.
{% for label, value in words %}{{ label }}: {{ value }}. {% endfor %}
{% if back %}<a href="{{ back }}">Back to the run</a>{% endif %}</p>
</div></aside>
<main id="main"><article class="bd-article serve-wide">
{% if parts %}
<details class="serve-parts"><summary>On this page</summary>
<ul>{% for id, words in parts %}<li><a href="#{{ id }}">{{ words }}</a></li>{% endfor %}</ul>
</details>
{% endif %}
{{ article }}
</article></main>
""")

ABOUT = compiled("""\
<main id="main"><article class="bd-article serve-wide">
{{ article }}
</article></main>
""")

FILE = compiled("""\
<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{{ policy }}">
<title>{{ title }}</title>
<style>
{{ style }}
</style>
</head>
<body>
{{ body }}
</body>
</html>
""")
