"""Each check finds the fault it is for, and passes pages that have none."""

import pytest
from small_site import EDITION, change, lay

from insight.errors import UnfitToPublish
from insight.publish import checking
from insight.publish.checking import faults
from insight.publish.checks import checks, name_of, rule_of
from insight.publish.staging import stage

ALT = 'aria-label="A board rises."'
SVG = f'<svg role="img" {ALT} viewBox="0 0 9 9"><path d="M0 0L9 9" /></svg>'
SAY = "<p>Words."
HEADING = "A board</h1>"
PLANTED = {
    # what is wrong: (check, text of the page, what it becomes, what is told of it)
    "a link to no file": ("links", 'a href="../index.html#top-of-it"', 'a href="../no.html"', "to no file"),
    "a link to no place": ("links", "../index.html#top-of-it", "../index.html#no", "no place called 'no'"),
    "a file spelt otherwise": ("links", "../reports/a.html", "../reports/A.html", "is spelt reports/a.html"),
    "a link out of the site": ("links", "../reports/a.html", "../../a.html", "out of the site"),
    "a link from the root": ("links", "../reports/a.html", "/reports/a.html", "begins with /"),
    "a link to a folder": ("links", "../reports/a.html", "../reports/", "leads to no file"),
    "a link that is a script": ("links", "https://example.org/", "javascript:alert(1)", "runs a script"),
    "a picture that is not there": ("links", SAY, '<img src="no.png" alt="A line">' + SAY, "no file"),
    "a picture without words": ("alternatives", ALT, "", "<svg> has no words"),
    "an image without words": ("alternatives", SAY, '<img src="../_static/look.png">' + SAY, "has no words"),
    "an image with empty words": (
        "alternatives",
        SAY,
        '<img src="../_static/look.png" alt=" ">' + SAY,
        "no words",
    ),
    "words that are a file's name": ("alternatives", ALT, 'aria-label="_images/ab12.svg"', "a file's name"),
    "two pictures of the same words": ("alternatives", SVG, SVG + SVG, "the same words as line"),
    "a drawing without a role": ("alternatives", f'role="img" {ALT}', ALT, "no role='img'"),
    "a label that is not there": ("alternatives", ALT, 'aria-labelledby="no"', "no words"),
    "a script from elsewhere": (
        "elsewhere",
        SAY,
        '<script src="https://cdn.example/x.js"></script>' + SAY,
        "x.js",
    ),
    "a style from elsewhere": (
        "elsewhere",
        "</title>",
        '</title><link rel="stylesheet" href="//cdn.example/x.css">',
        "x.css",
    ),
    "a connection to elsewhere": (
        "elsewhere",
        "</title>",
        '</title><link rel="preconnect" href="https://fonts.example">',
        "fonts.example",
    ),
    "a picture from elsewhere": (
        "elsewhere",
        SAY,
        '<img alt="A" src="https://cdn.example/x.png">' + SAY,
        "x.png",
    ),
    "one of a set from elsewhere": (
        "elsewhere",
        SAY,
        '<img alt="A" src="../_static/look.png" srcset="https://cdn.example/y.png 2x">' + SAY,
        "y.png",
    ),
    "a frame from elsewhere": ("elsewhere", SAY, '<iframe src="https://x.example/f"></iframe>' + SAY, "/f"),
    "an import from elsewhere": (
        "elsewhere",
        "</title>",
        "</title><style>@import 'https://x.example/i.css'; </style>",
        "i.css",
    ),
    "a background from elsewhere": (
        "elsewhere",
        "<p>Words.",
        '<p style="background: url(https://x.example/b.png)">Words.',
        "b.png",
    ),
    "a drawing that uses another": (
        "elsewhere",
        '<path d="M0 0L9 9" />',
        '<use href="https://x.example/u.svg#a" />',
        "u.svg",
    ),
    "a form sent elsewhere": (
        "elsewhere",
        SAY,
        '<form action="https://x.example/form"></form>' + SAY,
        "would be sent",
    ),
    "a table without a caption": ("tables", "<caption>Counts of A board</caption>", "", "no caption"),
    "an empty caption": ("tables", "<caption>Counts of A board<", "<caption> <", "no caption"),
    "a heading without a scope": ("tables", '<th scope="col">', "<th>", "1 <th> without a scope"),
    "a heading of a strange scope": ("tables", 'scope="col"', 'scope="column"', "1 <th> without a scope"),
    "a table without headings": ("tables", '<th scope="col">Area</th>', "<td>Area</td>", "no headings"),
    "two main headings": ("headings", HEADING, HEADING + "<h1>B</h1>", "2 visible <h1>"),
    "a main heading that is hidden": ("headings", '<h1 id="top-of-it">', "<h1 hidden>", "0 visible <h1>"),
    "a level passed over": ("headings", HEADING, HEADING + "<h3>Deep</h3>", "<h3> 'Deep' follows <h1>"),
    "an empty heading": ("headings", HEADING, HEADING + "<h2> </h2>", "<h2> is empty"),
    "no language": ("titles", '<html lang="en-GB">', "<html>", "its language is None"),
    "another language": ("titles", "en-GB", "en", "its language is 'en'"),
    "no title": ("titles", "<title>A board</title>", "<title> </title>", "no title"),
    "another page's title": ("titles", "<title>A board</title>", "<title>B</title>", "has the title of"),
    "no description": ("titles", '<meta name="description"', '<meta name="other"', "no description"),
    "a figure's name": ("leftovers", SAY, SAY + "&lt;Figure size 640x480 with 1 Axes&gt;", "<Figure size"),
    "an axes' name": ("leftovers", SAY, SAY + "&lt;AxesSubplot: &gt;", "<AxesSubplot"),
    "an object's name": ("leftovers", SAY, SAY + "&lt;object object at 0x7f00&gt;", "object at 0x7f00"),
    "a traceback": ("leftovers", SAY, SAY + "Traceback (most recent call last)", "Traceback"),
    "a share that is missing": ("leftovers", SAY, SAY + "It was nan%.", "nan%"),
    "a template's brackets": ("leftovers", SAY, SAY + "{{ name }}", "{{ name }}"),
    "a list's brackets": ("leftovers", SAY, SAY + "[[1, 2]]", "[[1, 2]]"),
    "a cell that says None": ("leftovers", "<td>7</td>", "<td>None</td>", "a cell says 'None'"),
    "a cell that says nan": ("leftovers", "<td>7</td>", "<td> nan </td>", "a cell says 'nan'"),
    "such words in what is read out": ("leftovers", ALT, 'aria-label="From nan% up"', "nan%"),
    "code of a notebook": ("leftovers", SAY, '<div class="cell_input">x</div>' + SAY, "code of a notebook"),
    "a tag that closes nothing": ("validity", SAY, "</b>" + SAY, "unexpected-end-tag"),
    "a tag that is not closed": ("validity", SAY, "<div>" + SAY, "line"),
    "a table's cell outside a row": ("validity", "<tbody>", "<tbody><td>9</td>", "unexpected-cell"),
    "an attribute given twice": ("validity", 'role="img"', 'role="img" role="img"', "duplicate-attribute"),
    "a name given twice": ("identifiers", "<caption", '<caption id="top-of-it"', "'top-of-it' is given 2"),
    "a label for nothing": ("identifiers", SAY, '<label for="no">A</label>' + SAY, "for='no' names nothing"),
    "a clip that is not there": (
        "identifiers",
        "<path d",
        '<path clip-path="url(#no)" d',
        "url='no' names nothing",
    ),
    "a handler in the page": ("policies", "<p>Words.", '<p onclick="go()">Words.', "<p onclick>"),
    "a second policy": (
        "policies",
        "</title>",
        '</title><meta http-equiv="Content-Security-Policy" content="default-src *">',
        "2 policies",
    ),
    "a page without a head": ("policies", '<head>\n<meta charset="utf-8" />', "", "it has 0 policies"),
}


@pytest.fixture
def site(tmp_path):
    return lay(tmp_path / "site")


def found(site, tmp_path):
    """Give the faults of the site as it would be published, each with its check."""
    copy = tmp_path / "copy"
    stage(site, copy)
    return [(check, fault) for check, each in faults(copy).items() for fault in each]


def test_a_clean_site_passes_every_check(site, tmp_path):
    assert found(site, tmp_path) == []


@pytest.mark.parametrize("check, old, new, words", PLANTED.values(), ids=PLANTED)
def test_a_planted_fault_is_found_where_it_is(site, tmp_path, check, old, new, words):
    change(site, old, new)
    told = [fault for name, fault in found(site, tmp_path) if name == check]
    assert any(words in fault for fault in told), told
    assert all("reports/a.html" in fault or "reports/b.html: has the title" in fault for fault in told)


INNOCENT = {
    "a link to elsewhere": (
        SAY,
        '<p><a href="http://a.uk/x?y#z">x</a> <a href="mailto:a@b.uk">y</a></p>' + SAY,
    ),
    "a picture that only decorates": (
        SAY,
        '<img src="../_static/look.png" alt="" role="presentation">' + SAY,
    ),
    "a drawing that is not read out": (SAY, '<svg aria-hidden="true"><path d="M0 0" /></svg>' + SAY),
    "a drawing with a title": (f'{ALT} viewBox="0 0 9 9">', "><title>It rises.</title>"),
    "a table for looks": (SAY, '<table role="presentation"><tr><td>x</td></tr></table>' + SAY),
    "code shown as code": (
        SAY,
        "<pre><code>{{ x }} [[1]] Traceback (most recent call last)</code></pre>" + SAY,
    ),
    "words that begin so": (SAY, SAY + " Nancy found 3 infants; none is None of these."),
    "back up a level": (HEADING, HEADING + "<h2>A</h2><h3>B</h3><h2>C</h2>"),
    "a style attribute": ("<p>Words.", '<p style="--share: 40%">Words.'),
    "a picture within the page": (
        SAY,
        '<img alt="A dot" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">' + SAY,
    ),
    "data in a script": (SAY, '<script type="application/json">{"a": 1}</script>' + SAY),
    "the canonical address": ("</title>", '</title><link rel="canonical" href="https://a.nhs.uk/">'),
    "a link to the top": (SAY, '<p><a href="#">top</a></p>' + SAY),
    "a link with a question": (SAY, '<p><a href="b.html?from=a#top-of-it">b</a></p>' + SAY),
}


@pytest.mark.parametrize("old, new", INNOCENT.values(), ids=INNOCENT)
def test_what_is_no_fault_is_passed(site, tmp_path, old, new):
    change(site, old, new)
    assert found(site, tmp_path) == []


def test_every_check_has_a_planted_fault_and_a_rule():
    tried = {case[0] for case in PLANTED.values()} | {"weight"}
    assert {name_of(check) for check in checks()} == tried
    assert all(rule_of(check).endswith(".") for check in checks())


@pytest.mark.parametrize(
    "style, check", [("@import url(//x.example/i.css);", "elsewhere"), ("b { c: url(no.png) }", "links")]
)
def test_style_sheets_are_looked_through(site, tmp_path, style, check):
    (site / "_static/look.css").write_text(style)
    assert [name for name, _ in found(site, tmp_path)] == [check]


def test_a_heavy_page_is_found_with_what_it_loads(site, tmp_path):
    noise = bytes((index * 2654435761 >> 13) & 255 for index in range(300_000))
    (site / "_static/look.png").write_bytes(noise)
    change(site, SAY, '<p><img src="../_static/look.png" alt="Noise"></p>' + SAY)
    [(check, fault)] = found(site, tmp_path)
    assert check == "weight" and fault.startswith("reports/a.html: 30") and "at most 250 KB" in fault


def test_the_landing_page_must_be_lighter(site, tmp_path):
    (site / "_static/look.png").write_bytes(bytes(200_000))
    change(site, SAY, '<p><img src="_static/look.png" alt="Noise"></p>' + SAY, "index.html")
    [(check, fault)] = found(site, tmp_path)
    assert check == "weight" and "at most 150 KB" in fault


def test_scripts_that_differ_from_page_to_page_make_headers_no_host_takes(site, tmp_path):
    scripts = "".join(f"<script>let x = {number};</script>" for number in range(40))
    change(site, SAY, scripts + SAY)
    [(check, fault)] = found(site, tmp_path)
    assert check == "policies" and fault.startswith("_headers: Content-Security-Policy has")


def test_all_faults_are_told_at_once_the_first_ten_of_each_check(site, tmp_path):
    change(site, SAY, "".join(f'<p><a href="no{number}.html">x</a></p>' for number in range(12)) + SAY)
    change(site, "<caption>Counts of A board</caption>", "")
    copy = tmp_path / "copy"
    stage(site, copy)
    with pytest.raises(UnfitToPublish) as raised:
        checking.check_all(EDITION, copy)
    told = str(raised.value)
    assert "13 faults" in told and "links (12)" in told and "tables (1)" in told
    assert "no9.html" in told and "no10.html" not in told and "and 2 more" in told
    assert raised.value.exit_code == 23


def test_a_page_of_the_same_bytes_is_looked_at_once(site, tmp_path, monkeypatch):
    copy, known = tmp_path / "copy", tmp_path / "checked.json"
    change(site, "<caption>Counts of A board</caption>", "")
    stage(site, copy)
    first, looked = faults(copy, known), []
    whole = checking.look
    monkeypatch.setattr(checking, "look", lambda path: looked.append(path.name) or whole(path))
    assert faults(copy, known) == first and looked == []
    (copy / "reports/b.html").write_text((copy / "reports/b.html").read_text() + "</b>")
    found = faults(copy, known)
    assert looked == ["b.html"] and found["validity"] and found["tables"] == first["tables"]


@pytest.mark.parametrize("spoilt", ["", "{", '{"checks": "other", "pages": {}}', '{"pages": 3}'])
def test_what_was_remembered_by_other_checks_counts_for_nothing(site, tmp_path, spoilt):
    copy, known = tmp_path / "copy", tmp_path / "checked.json"
    change(site, "<caption>Counts of A board</caption>", "")
    stage(site, copy)
    known.write_text(spoilt)
    assert faults(copy, known)["tables"]


def test_many_pages_are_looked_at_by_workers_with_the_same_faults(site, tmp_path, monkeypatch):
    for number in range(6):
        text = (site / "reports/b.html").read_text().replace(">B<", f">B {number}<")
        (site / f"reports/b{number}.html").write_text(text.replace("</table>", "</table></i>"))
    copy = tmp_path / "copy"
    stage(site, copy)
    together = faults(copy)
    monkeypatch.setattr(checking, "processors", lambda: 1)
    assert faults(copy) == together and len(together["validity"]) == 6


def test_a_page_that_is_not_utf_8_is_a_fault_of_it(site, tmp_path):
    (site / "reports/a.html").write_bytes(b"<html>\xff\xfe</html>")
    with pytest.raises(UnfitToPublish, match="a.html"):
        stage(site, tmp_path / "copy")
