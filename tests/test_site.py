"""The built site: whole, readable without a network, and free of what is not for readers."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

import miniature
from insight import book, run

pytestmark = pytest.mark.slow


class Page(HTMLParser):
    """What the checks below need to know of one page."""

    def __init__(self, path: Path):
        super().__init__()
        self.links, self.loads, self.ids, self.tags, self.attributes = [], [], set(), [], []
        self.path, self.text = path, path.read_text()
        self.feed(self.text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append(tag)
        self.attributes.append((tag, found))
        if found.get("id"):
            self.ids.add(found["id"])
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])
        if tag in ("script", "img", "iframe") and found.get("src"):
            self.loads.append(found["src"])
        if tag == "link" and found.get("rel") == "stylesheet":
            self.loads.append(found["href"])


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Run two small reports and bind them, once for all the checks."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("site")
        edition = miniature.project(folder, patch, reports=["board", "topic"], sources="[smoking_2022_23]")
        assert run.make(edition, workers=2) == {}
        home = book.bind(edition).parent
        yield {str(path.relative_to(home)): Page(path) for path in sorted(home.rglob("*.html"))}


def test_every_page_asked_for_is_there(site):
    made = [name for name in site if name.endswith("-synthetic.html")]
    assert made == [
        "reports/board/qox-synthetic.html",
        "reports/board/qwo-synthetic.html",
        "reports/topic/flsdb-synthetic.html",
        "reports/topic/nhfd-synthetic.html",
    ]


def test_every_link_leads_somewhere(site):
    broken = []
    for name, page in site.items():
        for link in page.links:
            target, fragment = urldefrag(unquote(link))
            if target.startswith(("http://", "https://", "mailto:")):
                continue
            path = (page.path.parent / target).resolve() if target else page.path
            if not path.is_file() or fragment and path.suffix == ".html" and fragment not in Page(path).ids:
                broken.append(f"{name}: {link}")
    assert broken == []


def test_every_page_can_be_reached_from_the_landing_page(site):
    home = site["index.html"].path.parent
    reached, waiting = {"search.html"}, ["index.html"]  # the search page is where the form leads
    while waiting:
        name = waiting.pop()
        reached.add(name)
        ways = {urldefrag(unquote(link))[0] for link in site[name].links}
        found = {(site[name].path.parent / way).resolve() for way in ways if "//" not in way}
        names = {str(path.relative_to(home)) for path in found if path.is_relative_to(home)}
        waiting += sorted((names & set(site)) - reached - set(waiting))
    assert reached == set(site)


def test_a_page_of_a_report_leads_back_to_its_list_and_the_landing_page(site):
    page = site["reports/board/qwo-synthetic.html"]
    trail = page.text.partition('aria-label="Breadcrumb"')[2].partition("</nav>")[0]
    assert re.findall('href="([^"]*)"', trail) == ["../../index.html", "index.html"]
    assert "Breadcrumb" not in site["methods.html"].text


def test_nothing_is_loaded_from_another_place(site):
    for name, page in site.items():
        for load in page.loads:
            assert "//" not in load, f"{name} loads {load}"
            assert (page.path.parent / load.partition("?")[0]).is_file(), (
                f"{name} loads {load}, which is not there"
            )


UNWANTED = ("injected-parameters", "Traceback", "import os", " at 0x", "a warning", "papermill", '.ipynb"')


@pytest.mark.parametrize("unwanted", UNWANTED)
def test_no_report_shows_what_only_an_analyst_needs(site, unwanted):
    shown = [name for name, page in site.items() if name.startswith("reports/") and unwanted in page.text]
    assert shown == []


def test_every_page_has_one_heading_a_language_and_a_title_of_its_own(site):
    titles = [re.search(r"<title>(.*?)</title>", page.text, re.S)[1].strip() for page in site.values()]
    assert len(set(titles)) == len(titles)
    for name, page in site.items():
        assert page.tags.count("h1") == 1, name
        assert ("html", "en-GB") in [(tag, found.get("lang")) for tag, found in page.attributes], name


def test_report_pages_describe_themselves(site):
    page = site["reports/board/qwo-synthetic.html"]
    described = [found["content"] for _, found in page.attributes if found.get("name") == "description"]
    assert described == ["West Yorkshire. Tiny <edition> & sons."]


def test_the_side_bar_lists_the_part_a_reader_is_in_and_no_other(site):
    def links(page):
        return [link for link in page.links if "-synthetic" in link]

    assert not links(site["methods.html"])
    board = site["reports/board/qwo-synthetic.html"]
    assert "qox-synthetic.html" in links(board)
    assert not [link for link in links(board) if "nhfd" in link]


def test_the_search_index_is_loaded_by_the_search_page_alone(site):
    with_index = [name for name, page in site.items() if any("searchindex" in load for load in page.loads)]
    assert with_index == ["search.html"]


def test_a_new_kind_of_report_is_a_notebook_and_a_word(site, tmp_path, monkeypatch):
    miniature.project(tmp_path, monkeypatch, reports=["board"], areas="[QWO]")
    (tmp_path / "notebooks" / "spotlight.ipynb").write_text(
        (tmp_path / "notebooks" / "alone.ipynb").read_text()
    )
    edition = miniature.edition(tmp_path, reports=["board", "spotlight"], areas="[QWO]")
    run.make(edition)
    index = book.bind(edition)
    assert 'href="reports/spotlight/spotlight-synthetic.html"' in index.read_text()
    assert (index.parent / "reports" / "spotlight" / "spotlight-synthetic.html").is_file()
