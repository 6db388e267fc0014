"""The page that shows a comparison: its template and its look."""

STYLE = """
:root { color-scheme: light dark; --ink: #212b32; --soft: #4c6272; --line: #aeb7bd; --paper: #fff;
  --wash: #f0f4f5; --link: #005eb8; }
@media (prefers-color-scheme: dark) { :root { --ink: #f0f4f5; --soft: #c0cad0; --line: #4c6272;
  --paper: #161c20; --wash: #222b31; --link: #8cc4f5; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.25rem; max-width: 84rem; color: var(--ink); background: var(--paper);
  font: 1.0625rem/1.55 "Segoe UI", Roboto, Arial, "Liberation Sans", sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.5rem; margin: 2.5rem 0 .5rem; border-top: 1px solid var(--line); padding-top: .75rem; }
h3 { font-size: 1.2rem; margin: 1.75rem 0 .5rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); }
summary { cursor: pointer; min-height: 1.75rem; }
.wide { overflow-x: auto; margin: 0 0 1.25rem; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
.short { width: auto; min-width: 20rem; }
caption { text-align: left; font-weight: 600; padding: .5rem 0; }
caption span, .soft { color: var(--soft); font-weight: 400; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line);
  overflow-wrap: break-word; }
thead th { background: var(--wash); border-bottom: 2px solid var(--line); }
tbody th { font-weight: 400; }
.number { font-variant-numeric: tabular-nums; }
figure { margin: 1rem 0 2rem; }
figcaption { font-weight: 600; margin-bottom: .5rem; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 1rem; }
.pair > div { border: 1px solid var(--line); padding: .75rem; background: #fff;
  color: #212b32; min-width: 0; }
.pair p { margin: 0 0 .5rem; font-weight: 600; }
pre { overflow-x: auto; background: var(--wash); padding: .75rem; font-size: .85rem; }
"""

TABLES = """
{% macro reason(change) %}{{ change.reason }}{% if change.because %}<br>
<span class="soft">{{ change.because }}</span>{% endif %}{% endmacro %}
{% macro side(text) %}{% if text is none %}<span class="soft">not there</span>{% else %}{{ text }}{% endif %}
{% endmacro %}
{% macro changes(part) %}
<div class="wide" tabindex="0" role="region" aria-label="{{ part.caption or part.section or 'Changes' }}">
<table>
<caption>
{% if part.kind == "cells" %}{{ part.caption or "A table without a caption" }}
{% elif part.kind == "sentences" %}Sentences
{% else %}Tables, pictures and pages that came or went{% endif %}
{% if part.section %}<br><span>{{ part.section }}</span>{% endif %}</caption>
<thead><tr><th scope="col">{{ "What" if part.kind != "cells" else "Row" }}</th>
{% if part.kind == "cells" %}<th scope="col">Column</th>{% endif %}
<th scope="col">Before</th><th scope="col">After</th><th scope="col">Reason</th></tr></thead>
<tbody>
{% for change in part.rows %}
<tr><th scope="row">
{% if part.kind == "cells" %}{{ change.row or "The table" }}{% if change.how != "changed" %}
<span class="soft">({{ change.kind }} {{ change.how }})</span>{% endif %}
{% elif part.kind == "sentences" %}{% if change.how != "changed" %}Sentence {{ change.how }}
{% elif change.numbers_only %}Numbers only{% else %}Words{% endif %}
{% if change.row %}: {{ change.row }}{% endif %}
{% else %}{{ change.kind | capitalize }} {{ change.how }}: {{ change.what }}{% endif %}</th>
{% if part.kind == "cells" %}<td>{{ change.column }}</td>{% endif %}
<td class="number">{{ side(change.old) }}</td><td class="number">{{ side(change.new) }}</td>
<td>{{ reason(change) }}</td></tr>
{% endfor %}
</tbody></table></div>
{% endmacro %}
"""

PAGE = (
    TABLES
    + """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
img-src data:; form-action 'none'; base-uri 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="What changed between two finished pages or editions, and why.">
<title>What changed{% if title %}: {{ title }}{% endif %}</title>
<style>"""
    + STYLE
    + """</style>
</head>
<body>
<main>
<h1>What changed{% if title %}: {{ title }}{% endif %}</h1>
<p class="soft">Before: {{ comparison.old }}<br>After: {{ comparison.new }}</p>
{% if not comparison.changed %}
<p>No change.</p>
{% else %}
<table class="short">
<caption>Changes by reason</caption>
<thead><tr><th scope="col">Reason</th><th scope="col">Changes</th></tr></thead>
<tbody>{% for name, count in reasons %}
<tr><th scope="row">{{ name }}</th><td class="number">{{ "{:,}".format(count) }}</td></tr>{% endfor %}
</tbody></table>
<table class="short">
<caption>Changes by kind</caption>
<thead><tr><th scope="col">Kind</th><th scope="col">Changes</th></tr></thead>
<tbody>{% for name, count in kinds %}
<tr><th scope="row">{{ name }}</th><td class="number">{{ "{:,}".format(count) }}</td></tr>{% endfor %}
</tbody></table>
{% if links %}
<h2>Pages that changed: {{ links | length }} of {{ total }}</h2>
<ul>{% for page, link in links %}
<li><a href="{{ link }}">{{ page.name }}: {{ page.title }}</a>, {{ "{:,}".format(page.changes | length) }}
change{{ "" if page.changes | length == 1 else "s" }}</li>{% endfor %}
</ul>
{% endif %}
{% for one in pages %}
{% if pages | length > 1 %}<h2>{{ one.page.name }}: {{ one.page.title }}</h2>{% endif %}
{% for part in one.tables if part.kind != "cells" %}
{% if loop.first %}<h2>Words</h2>{% endif %}
{{ changes(part) }}
{% endfor %}
{% for picture in one.pictures %}
{% if loop.first %}<h2>Pictures</h2>{% endif %}
<figure>
<figcaption>{{ picture.what }}
{% if picture.section %}<br><span class="soft">{{ picture.section }}</span>{% endif %}
<br><span class="soft">Reason: {{ reason(picture) }}</span></figcaption>
<div class="pair"><div><p>Before</p>{{ picture.old }}</div><div><p>After</p>{{ picture.new }}</div></div>
</figure>
{% endfor %}
{% for part in one.tables if part.kind == "cells" %}
{% if loop.first %}<h2>Tables</h2>{% endif %}
{{ changes(part) }}
{% endfor %}
{% for change in one.code %}
<h2>Code</h2>
<p>The cells of code differ.</p>
<pre tabindex="0">{{ change.new }}</pre>
{% endfor %}
{% endfor %}
{% endif %}
</main>
</body>
</html>
"""
)
