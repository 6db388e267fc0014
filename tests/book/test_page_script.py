"""What a page's script does, in a browser: under a strict policy, from a file, by keyboard alone."""

import csv
import io
from pathlib import Path

import pandas as pd
import pytest

from insight.charts.overview import overview
from insight.formats import Lines, grid, table
from insight.formats.html import small as small_print
from insight.formats.statuses import facet, values
from insight.formats.verdicts import mark
from invented_findings import HERE, wrists

CHROMIUM = Path("/usr/bin/chromium")
STATIC = Path(__file__).parents[2] / "book" / "_static"
POLICY = "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src data:"
PAGE = """<!doctype html><html lang="en-GB" data-theme="light"><head>
<meta charset="utf-8"><title>Page</title><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<link rel="stylesheet" href="insight-parts.css"><link rel="stylesheet" href="frame.css">
<script defer src="insight-page.js"></script><script defer src="insight-facets.js"></script></head>
<body><article class="bd-article"><h1>Page</h1>
<p>A <a id="link" href="m.html#funnel">funnel</a> and a <a id="other" href="m.html#trend">trend</a>.</p>
{body}</article>
<script type="application/json" id="insight-terms">
{{"m.html#funnel": ["Funnel", "Wide &lt; narrow."]}}</script>
</body></html>"""
CELLS = [
    # name, value, interval, period, verdict
    ("Elm", "67.5%", "60% to 70%", "April to June 2024", mark("worse")),
    ("=Ash & Oak", "7.0%", "−8.6% to 1%", "October to December 2023", mark("better")),
    ("Yew, north", "[withheld]", "no interval", "July to September 2024", mark(None)),
    ("Fir", "−8.6%", "24% to 41%", "January to March 2024", mark("similar")),
    ("Bay", "7,980", "1,000 to 9,000", "October to December 2024", mark("better")),
]
NAMES = ["Place", "Value", "Interval", "Period", "Verdict"]


@pytest.fixture
def shown(browser, tmp_path):
    """Show a page with some HTML in it, its script and its look; any fault of the page fails the test."""
    faults, opened = [], []

    def show(*parts, script=True, width=1280):
        for name in ("insight-page.js", "insight-facets.js", "insight-parts.css"):
            (tmp_path / name).write_bytes((STATIC / name).read_bytes())
        (tmp_path / "frame.css").write_text("body { margin: 0; } article { padding: 1rem; }")
        place = tmp_path / "page.html"
        place.write_text(PAGE.format(policy=POLICY, body="\n".join(parts)))
        viewport = {"width": width, "height": 800}
        context = browser.new_context(viewport=viewport, java_script_enabled=script, accept_downloads=True)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.goto(place.as_uri())
        opened.append(context)
        return page

    yield show
    for context in opened:
        context.close()
    assert faults == []


def small(groups=None):
    return str(table(grid(CELLS, NAMES), "Five places.", groups=groups))


def long(rows=20):
    cells = [(f"Place {n}", f"{n}.0%") for n in range(rows)]
    return str(
        table(grid(cells, ["Place", "Value"]), "Many places.", groups=pd.Series(["A"] * 10 + ["B"] * 10))
    )


def column(page, number):
    return page.locator(f"tbody tr:visible > :nth-child({number})").all_inner_texts()


def saved(page, button):
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_the_script_is_small_and_asks_for_nothing():
    script = (STATIC / "insight-page.js").read_text()
    assert len(script.encode()) < 12 * 1024
    lists = (STATIC / "insight-facets.js").read_text()
    assert len(lists.encode()) < 3 * 1024
    asking = ("http", "fetch(", "innerHTML", "eval(", "import ")
    assert not any(word in text for text in (script, lists) for word in asking)


SORTED = {
    # what: (column, places from the lowest up); what is missing is last both ways
    "names, whatever their signs": ("Place", ["=Ash & Oak", "Bay", "Elm", "Fir", "Yew, north"]),
    "per cents, thousands and minus": ("Value", ["Fir", "=Ash & Oak", "Elm", "Bay", "Yew, north"]),
    "ranges, by where they begin": ("Interval", ["=Ash & Oak", "Fir", "Elm", "Bay", "Yew, north"]),
    "periods, by when they end": ("Period", ["=Ash & Oak", "Fir", "Elm", "Yew, north", "Bay"]),
}


@pytest.mark.parametrize("name, wanted", SORTED.values(), ids=SORTED)
def test_a_heading_sorts_up_then_down_then_as_published(shown, name, wanted):
    page = shown(small())
    press, head = page.get_by_role("button", name=name), page.locator("thead th", has_text=name)
    press.click()
    assert column(page, 1) == wanted
    assert head.get_attribute("aria-sort") == "ascending"
    press.click()
    last = ["Yew, north"] if name in ("Value", "Interval") else []
    assert column(page, 1) == [place for place in reversed(wanted) if place not in last] + last
    assert head.get_attribute("aria-sort") == "descending"
    press.click()
    assert column(page, 1) == [cells[0] for cells in CELLS]
    assert head.get_attribute("aria-sort") is None


def test_rows_are_sorted_within_their_block_and_its_heading_stays_first(shown):
    page = shown(small(pd.Series(["North", "North", "North", "South", "South"])))
    page.get_by_role("button", name="Place").click()
    assert column(page, 1) == ["North", "=Ash & Oak", "Elm", "Yew, north", "South", "Bay", "Fir"]


def test_a_heading_is_reached_and_pressed_by_the_keyboard(shown):
    page = shown(small())
    page.get_by_role("button", name="Value").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    assert column(page, 1)[0] == "Bay"
    assert page.evaluate("document.activeElement.textContent") == "Value"


def test_a_long_table_is_filtered_and_says_how_many_rows_are_left(shown):
    page = shown(long())
    page.get_by_label("Filter rows").fill("place 1")
    assert len(page.locator("tbody tr:visible th[scope=row]").all()) == 11
    assert page.get_by_role("status").inner_text() == "11 of 20 rows"
    page.get_by_label("Filter rows").fill("b 17")
    assert column(page, 1) == ["B", "Place 17"]
    page.get_by_label("Filter rows").fill("")
    assert len(column(page, 1)) == 22
    assert page.get_by_role("status").inner_text() == ""


def tracked(rows=20):
    """Give a table with a column of states, and one of audiences, that can be filtered by."""
    who = [["Boards"], ["Trusts", "Boards"], ["Trusts"]]
    cells = [
        (
            f"{number}",
            values(who[number % 3]),
            small_print("due" if number % 2 else "overdue", f"{number} days"),
        )
        for number in range(rows)
    ]
    return table(Lines(cells, ["Number", facet("Audience"), facet("When due")]), "Asks.")


def test_marked_headings_give_lists_to_filter_by_which_work_beside_the_filter_of_words(shown):
    page = shown(tracked())
    page.get_by_label("Audience").select_option("Boards")
    assert len(page.locator("tbody tr:visible").all()) == 14
    page.get_by_label("When due").select_option("overdue")
    assert len(page.locator("tbody tr:visible").all()) == 7
    assert page.get_by_role("status").nth(1).inner_text() == "7 of 20 rows"
    page.get_by_label("Filter rows").fill("18 days")
    assert len(page.locator("tbody tr:visible").all()) == 1
    page.get_by_label("Audience").select_option("")
    page.get_by_label("When due").select_option("")
    assert page.get_by_role("status").nth(1).inner_text() == ""


def test_a_short_table_has_no_lists_to_filter_by(shown):
    assert shown(tracked(12)).locator("select").count() == 0


def test_a_short_table_has_no_filter(shown):
    assert shown(small()).get_by_label("Filter rows").count() == 0


def test_a_table_that_scrolls_has_a_name_and_can_be_reached_and_another_is_passed_by(shown):
    page = shown(long(20), small())
    page.locator(".insight-table:not([tabindex])").wait_for()
    box = page.get_by_role("group", name="Many places.")
    assert box.get_attribute("tabindex") == "0"
    assert box.evaluate("box => box.scrollHeight > box.clientHeight")


def figure():
    [chart] = overview(wrists(synthetic=True), HERE)
    return chart


def test_numbers_are_saved_as_they_stand_and_none_becomes_a_formula(shown):
    html = figure()._repr_html_()
    start, end = html.index('<div class="insight-table"'), html.index("</details>")
    page = shown(html[:start] + small(pd.Series(list("aabbb"))) + html[end:])
    name, content = saved(page, "Download these numbers (CSV)")
    assert name == "overview-care.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["Group", *NAMES]
    assert rows[1][:3] == ["a", "Elm", "67.5%"] and rows[1][5] == "worse"
    assert rows[2][1] == "'=Ash & Oak"
    assert [row[2] for row in rows[1:6]] == ["67.5%", "7.0%", "[withheld]", "-8.6%", "7980"]
    assert rows[2][3] == "−8.6% to 1%"
    assert rows[6:] == [[], ["Five places."]]


def test_sorting_and_filtering_change_nothing_of_what_is_saved(shown):
    html = figure()._repr_html_()
    start, end = html.index('<div class="insight-table"'), html.index("</details>")
    page = shown(html[:start] + long() + html[end:])
    page.locator("summary").click()
    before = saved(page, "Download these numbers (CSV)")
    page.get_by_role("button", name="Value").click()
    page.get_by_role("button", name="Value").click()
    page.get_by_label("Filter rows").fill("17")
    assert saved(page, "Download these numbers (CSV)") == before


FORMULAS = ["=1+1", "+cmd", "-cmd|x", "@SUM(1)"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_a_spreadsheet_would_run_is_text(shown, text):
    html = figure()._repr_html_()
    start, end = html.index('<div class="insight-table"'), html.index("</details>")
    cells = str(table(grid([("Elm", text)], ["Place", "Note"]), "One."))
    content = saved(shown(html[:start] + cells + html[end:]), "Download these numbers (CSV)")[1]
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1] == ["Elm", f"'{text}"]


def test_a_picture_is_copied_in_the_colours_of_the_page_with_its_source(shown):
    page = shown(figure()._repr_html_())
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.get_by_role("button", name="Copy picture").click()
    page.get_by_text("Picture copied.").wait_for()
    size, corner, drawn = page.evaluate(
        """async () => {
        const [item] = await navigator.clipboard.read();
        const image = await createImageBitmap(await item.getType("image/png"));
        const sheet = document.createElement("canvas");
        [sheet.width, sheet.height] = [image.width, image.height];
        const pen = sheet.getContext("2d");
        pen.drawImage(image, 0, 0);
        const dots = (y, high) => [...pen.getImageData(0, y, image.width, high).data];
        const foot = dots(image.height - 120, 100).filter((_, place) => place % 4 === 0);
        return [[image.width, image.height], dots(0, 1).slice(0, 3), new Set(foot).size];
        }"""
    )
    assert size[0] == 3 * 376 and size[1] > 300
    assert corner == [0x16, 0x1C, 0x21]  # the dark ground
    assert drawn > 10  # the caption stands below the drawing


def test_a_picture_is_saved_where_it_may_not_be_copied(shown):
    page = shown(figure()._repr_html_())
    page.evaluate("() => { navigator.clipboard.write = () => Promise.reject(new Error('no')); }")
    name, content = saved(page, "Copy picture")
    assert name == "overview-care.png" and content.startswith(b"\x89PNG")


def test_a_term_is_explained_while_it_is_pointed_at_or_focused(shown):
    page = shown()
    note, link = page.get_by_role("tooltip"), page.locator("#link")
    assert note.count() == 0
    link.focus()
    assert note.inner_text().split("\n")[0] == "Funnel"
    assert "Wide &lt; narrow." in note.inner_text()  # data of a page are text, never markup
    described = link.get_attribute("aria-describedby")
    assert note.get_attribute("id") == described
    page.keyboard.press("Escape")
    assert note.count() == 0
    assert page.evaluate("document.activeElement.id") == "link"
    page.mouse.move(600, 600)
    link.hover()
    assert note.is_visible()
    note.hover()  # the pointer may move onto it, WCAG 1.4.13
    page.wait_for_timeout(600)
    assert note.is_visible()
    page.mouse.move(600, 600)
    page.locator(".insight-note").wait_for(state="hidden")


def test_a_link_that_is_no_term_has_no_explanation(shown):
    page = shown()
    assert page.locator("#other").get_attribute("aria-describedby") is None


def test_an_explanation_stays_on_a_narrow_screen(shown):
    page = shown(width=320)
    page.locator("#link").focus()
    box = page.get_by_role("tooltip").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 320


def test_all_can_be_read_and_nothing_is_offered_without_the_script(shown):
    page = shown(figure()._repr_html_(), small(), script=False)
    assert page.get_by_role("button").count() == 0
    assert page.get_by_role("searchbox").count() == 0
    assert page.locator("svg text:visible").count() > 3
    assert column(page, 1)[-5:] == [cells[0] for cells in CELLS]


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_labels_can_be_read_and_the_page_never_scrolls_sideways(shown, width):
    page = shown(figure()._repr_html_(), long(), small(), width=width)
    page.locator("summary").first.click()
    wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert page.evaluate(wide)
    sizes = page.evaluate(
        """[...document.querySelectorAll("figure svg text")].map((text) => {
        const sheet = text.ownerSVGElement;
        const inside = sheet.clientWidth - 2 * parseFloat(getComputedStyle(sheet).paddingLeft);
        return parseFloat(getComputedStyle(text).fontSize) * inside / sheet.viewBox.baseVal.width; })"""
    )
    assert sizes and min(sizes) >= 9


def test_everything_that_is_pressed_is_24_pixels_or_more(shown):
    page = shown(figure()._repr_html_(), long(), small(), width=375)
    page.locator("summary").first.click()
    pressed = page.locator("button:visible, input:visible, summary:visible").all()
    assert len(pressed) > 8
    for one in pressed:
        box = one.bounding_box()
        assert min(box["width"], box["height"]) >= 24, one.inner_text()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_drawing_takes_the_colours_of_the_mode_and_paper_is_always_light(shown, mode):
    page = shown(figure()._repr_html_())
    page.evaluate(f"document.documentElement.dataset.theme = '{mode}'")
    ink = "getComputedStyle(document.querySelector('figure svg text[fill=\"#222222\"]')).fill"
    assert page.evaluate(ink) == {"light": "rgb(34, 34, 34)", "dark": "rgb(240, 243, 245)"}[mode]
    page.emulate_media(media="print")
    assert page.evaluate(ink) == "rgb(34, 34, 34)"
    assert not page.get_by_text("Copy picture").is_visible()


def test_where_the_reader_leaves_it_to_the_system_a_drawing_follows_it(shown):
    page = shown(figure()._repr_html_())
    page.emulate_media(color_scheme="dark")
    ground = "getComputedStyle(document.querySelector('figure')).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"  # the page was asked to be light
    page.evaluate("document.documentElement.dataset.theme = 'auto'")
    assert page.evaluate(ground) == "rgb(22, 28, 33)"
