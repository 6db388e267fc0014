"""Counts given away by where they were written: the page is right, something beside it is not.

Each is a file, a text into which x, n and a percentage are filled, and how an attacker reads x.
"""

import json
import re

PAGE = "<html><body><h1>Good care in 2024</h1>{}</body></html>"
X = r"(\d+)"


def _notebook(output):
    return json.dumps({"cells": [{"cell_type": "code", "source": "", "outputs": [output]}]})


FILES = {
    # name: (file, text, what an attacker looks for)
    "text of a drawing": ("p.html", PAGE.format("<svg><text>Hull {x}</text></svg>"), rf"<text>Hull {X}"),
    "alt text": (
        "p.html",
        PAGE.format("<img src='a.png' alt='Good care, 2024. Hull: {x} of {n}.'>"),
        rf"Hull: {X} of",
    ),
    "an aria label": ("p.html", PAGE.format("<svg aria-label='Hull: {x} of {n}.'></svg>"), rf"Hull: {X} of"),
    "a tooltip": (
        "p.html",
        PAGE.format("<svg><g><title>Hull, {x} people</title></g></svg>"),
        rf"Hull, {X} people",
    ),
    "a title attribute": (
        "p.html",
        PAGE.format("<p title='Hull: {x}'>Hull is withheld.</p>"),
        rf"title='Hull: {X}",
    ),
    "a hidden column": (
        "p.html",
        PAGE.format(
            "<table><tr><th>ICB</th><th>Value</th><th hidden>x</th></tr>"
            "<tr><th>Hull</th><td>withheld</td><td hidden>{x}</td></tr></table>"
        ),
        rf"<td hidden>{X}",
    ),
    "a sort key": (
        "p.html",
        PAGE.format(
            "<table><tr><th>ICB</th><th>Value</th></tr>"
            "<tr><th>Hull</th><td data-sort='{x}'>withheld</td></tr></table>"
        ),
        rf"data-sort='{X}",
    ),
    "a data attribute": (
        "p.html",
        PAGE.format("<div data-area='Hull' data-count='{x}'></div>"),
        rf"data-count='{X}",
    ),
    "a comment": ("p.html", PAGE.format("<!-- Hull numerator {x} -->"), rf"numerator {X}"),
    "a folded table": (
        "p.html",
        PAGE.format(
            "<details><summary>Good care</summary><table><tr><th>ICB</th><th>People</th></tr>"
            "<tr><th>Hull</th><td>{x}</td></tr></table></details>"
        ),
        rf"Hull</th><td>{X}",
    ),
    "a sentence": (
        "p.html",
        PAGE.format("<p>In Hull, {x} of {n} people had good care.</p>"),
        rf"In Hull, {X} of",
    ),
    "a caption": (
        "p.html",
        PAGE.format("<figure><figcaption>Hull had {x} of {n}.</figcaption></figure>"),
        rf"Hull had {X}",
    ),
    "a mark under an area's name": (
        "p.html",
        PAGE.format("<svg><circle id='point-Hull' cx='20' cy='{x}'/></svg>"),
        rf"cy='{X}",
    ),
    "the height of a bar": (
        "p.html",
        PAGE.format("<svg><g id='Hull'><rect x='3' y='0' height='{x}'/></g></svg>"),
        rf"height='{X}",
    ),
    "data of a script": (
        "p.html",
        PAGE.format('<script type="application/json">{{"area": "Hull", "x": {x}}}</script>'),
        rf'"x": {X}',
    ),
    "a CSV beside the page": (
        "p.csv",
        "metric,area,period,group,numerator,withheld\ncare,N2,2024,all,{x},few people\n",
        rf"all,{X}",
    ),
    "JSON beside the page": (
        "p.json",
        '[{{"metric": "care", "area": "N2", "period": "2024", "numerator": {x}}}]',
        rf'numerator": {X}',
    ),
    "columns of JSON": ("p.json", '{{"metric": "care", "x": ["York", "Hull"], "y": [60, {x}]}}', rf"60, {X}"),
    "a notebook's table": (
        "p.ipynb",
        _notebook({"data": {"text/html": PAGE.format("<table><tr><th>Hull</th><td>XX</td></tr></table>")}})
        .replace("{", "{{")
        .replace("}", "}}")
        .replace("XX", "{x}"),
        rf"<td>{X}",
    ),
    "a notebook's printed frame": (
        "p.ipynb",
        _notebook({"text": ["Good care, 2024, Hull: XX\n"]})
        .replace("{", "{{")
        .replace("}", "}}")
        .replace("XX", "{x}"),
        rf"Hull: {X}",
    ),
    "plain text": ("p.txt", "Good care, 2024. Hull: {x} of {n}.", rf"Hull: {X} of"),
}


def read(text, pattern):
    """Give the count an attacker reads, or None."""
    found = re.search(pattern, text)
    return int(found[1]) if found else None
