"""Pages for tests of documents: one of every kind of part with every awkward case, and one of real charts."""

from pathlib import Path

import nbformat

from insight import pages
from insight.charts.caterpillar import caterpillar
from insight.charts.funnel import funnel
from insight.charts.groups import groups
from insight.charts.overview import overview
from insight.charts.spc import spc
from insight.charts.trend import trend
from insight.charts.trends import trends
from insight.pages import Page
from invented_findings import HERE, as_tests, funnel_lines, points, signal, wrists

SYNTHETIC = "Synthetic data. Every number is made up."
TOP = f"""# Ashby & <b>Sons</b> #1 *of* $5

<p class="insight-edition">Edition 7</p>
<p class="insight-synthetic"><strong>{SYNTHETIC}</strong></p>
<p class="insight-lead">12 of <strong>20</strong> &lt; 30, see <a href="#ladder">the ladder</a>.</p>"""
DRAWING = """<svg role="img" aria-label="{alt}" viewBox="0 0 360 120" width="100%"
 xmlns="http://www.w3.org/2000/svg" font-family="Arial"><rect x="10" y="10" width="90" height="40"
 fill="var(--insight-focus, #12436d)"/><text x="12" y="90" fill="var(--ink, rgb(3, 3, 3))">Label 99</text>
</svg>"""
ODD = [
    "=1+1",
    "-2 points",
    "@SUM(A1)",
    "+3",
    "<i>&amp;",
    "#let x = 4",
    "_a_ *b* $c$",
    "[withheld]",
    "24% to 41%",
]
NUMBERS = ["67.5%", "7,980", "−8.6", "0.0%", "16.7 hours", "2.16 per 1,000 births", "2024", "100%", "0.30"]


def table(caption: str, head: list[str], rows: list[list[str]], group: str = "") -> str:
    """Give a table as a page has it."""
    heads = "".join(f'<th scope="col">{name}</th>' for name in head)
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    block = f'<tr><th scope="rowgroup" colspan="{len(head)}">{group}</th></tr>' if group else ""
    return (
        f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{block}{lines}</tbody></table>"
    )


def figure(kind: str, alt: str, inside: str) -> str:
    """Give a figure as a page has it."""
    return (
        f'<figure class="insight-figure insight-{kind}">{DRAWING.format(alt=alt)}<figcaption>Fig. {alt}'
        f"</figcaption><details><summary>Show the data as a table</summary>{inside}</details></figure>"
    )


def page(path: Path, *shown: str, top: str = TOP, parameters: str = 'icb = "QAA"') -> Page:
    """Write a finished page that shows some HTML, and read it."""
    code, output = nbformat.v4.new_code_cell, nbformat.v4.new_output
    cells = [nbformat.v4.new_markdown_cell(top), code(parameters, metadata={"tags": ["parameters"]})]
    for part in shown:
        if part.startswith("#"):
            cells.append(nbformat.v4.new_markdown_cell(part))
        else:
            cells.append(code("x", outputs=[output("execute_result", {"text/html": part})]))
    for number, cell in enumerate(cells):
        cell["id"] = f"c{number}"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return pages.read(path)


def every_part(path: Path) -> Page:
    """Give a page with every kind of part and every awkward cell."""
    odd = table("Odd cells. Source: nobody, 2 May 2025.", ["Cell", "Said"], [[cell, cell] for cell in ODD])
    told = table(
        "Numbers", ["Name", "Value"], [[f"row {cell}", cell] for cell in NUMBERS], group="Group 8 of 9"
    )
    trend = table(
        "By period",
        ["Period", "Value", "95% interval", "England"],
        [["2023/24", "61%", "55% to 67%", "60%"], ["2024/25", "[withheld]", "", "62%"],
         ["2025/26", "65.5%", "60% to 70%", "63%"]],
    )  # fmt: skip
    return page(
        path,
        "## What stands out 3\n\nText with [a link](https://example.org/9) and 45.",
        "<ul><li>One 1,234</li><li>Two −5.6</li></ul><ol><li>First 77</li></ol>",
        odd,
        figure("trend", "It rose to 65.5% &amp; stayed. 3 of 4.", trend),
        f"<details><summary>Show 2 more</summary>{told}</details>",
        "<details><summary>Show 6 more</summary><ul><li>Left 6</li></ul></details>",
        "## Part\n\n### Deeper 10",
        f"<details><summary>Outer 11</summary><details><summary>Inner 12</summary>{odd}</details></details>",
        '<p class="insight-nothing">Nothing for 13.</p>',
    )


def real_charts(path: Path) -> Page:
    """Give a page of every chart there is, drawn from invented findings."""
    found = wrists()
    tests = as_tests(signal(z=5), signal("QBB", 1), signal("QCC", -4))
    series = points([0.6] * 15 + [0.68])
    drawn = [
        funnel(tests, funnel_lines(), found, HERE),
        spc(series, found, HERE),
        overview(found, HERE),
        trends(found, HERE),
        trend(found, HERE),
        caterpillar(found, HERE),
        groups(found, HERE),
    ]
    shown = [part for chart in drawn for part in ("## Part", chart._repr_html_())]
    return page(path, *shown, top=TOP.replace("Ashby & <b>Sons</b> #1 *of* $5", "Ashby"))
