"""The book: made of the pages that succeeded, bound whole or not at all, and the same each time."""

import runpy
from datetime import date

import pytest
from ruamel.yaml import YAML

import miniature
from insight import book, definitions, paths
from insight.book import facts, lists, site, stage
from insight.errors import BookFailed, MissingInput, SmallNumbersTold


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    def lay_out(*reports, failing=(), titles=None, **changes):
        edition = miniature.project(tmp_path, monkeypatch, reports=list(reports), **changes)
        miniature.pretend_run(edition, failing, titles or {})
        return edition

    return lay_out


def fragment(name):
    return (paths.build() / "tiny" / "book" / "generated" / f"{name}.md").read_text()


def test_icbs_are_listed_by_region_and_topics_by_name(tiny):
    edition = tiny("board", "topic")
    stage.stage(edition, book.pages("tiny"))
    reports = fragment("reports")
    assert reports.index("North East and Yorkshire") < reports.index(">West Yorkshire</a>")
    assert '<a href="reports/board/qwo-synthetic.html">West Yorkshire</a>' in reports
    assert '<a href="reports/topic/nhfd-synthetic.html">Hip fracture care</a>' in reports


def test_a_site_that_does_not_pass_its_last_check_leaves_the_one_that_stands(tiny):
    edition = tiny("board")
    index = book.bind(edition)
    before = index.read_bytes()

    def refuse(folder):
        assert (folder / "index.html").is_file()
        raise SmallNumbersTold("Seven people can be counted.")

    index.write_bytes(before + b"<!-- the one that stands -->")
    with pytest.raises(SmallNumbersTold, match="Seven people"):
        book.bind(edition, check=refuse)
    assert index.read_bytes().endswith(b"<!-- the one that stands -->")


def test_a_page_that_failed_is_named_and_not_linked(tiny):
    edition = tiny("board", failing=["qwo-synthetic"])
    stage.stage(edition, book.pages("tiny"))
    assert "Not available in this edition: West Yorkshire." in fragment("reports")
    assert "qwo-synthetic" not in fragment("reports")
    contents = YAML(typ="safe").load((paths.build() / "tiny" / "book" / "_toc.yml").read_text())
    [listed] = contents["parts"][0]["chapters"]
    assert listed["sections"] == [{"file": "reports/board/qox-synthetic"}]
    assert book.failures("tiny") == {"board/qwo-synthetic": "cell 4 stopped"}


def test_pages_not_made_yet_are_counted(tiny):
    edition = tiny("board")
    (paths.build() / "tiny" / "book" / "reports" / "board" / "qwo-synthetic.ipynb").unlink()
    stage.stage(edition, book.pages("tiny"))
    assert "1 more page not made yet." in fragment("reports")


def test_a_made_up_edition_says_so_wherever_a_reader_may_begin(tiny):
    edition = tiny("board")
    stage.stage(edition, book.pages("tiny"))
    index = (paths.build() / "tiny" / "book" / "reports" / "board" / "index.md").read_text()
    for words in (fragment("edition"), fragment("sources"), index):
        assert "Synthetic data. Every figure in this edition was made up" in words


def test_a_real_edition_carries_no_warning(tiny):
    edition = tiny("board", synthetic="false")
    stage.stage(edition, book.pages("tiny"))
    assert "Synthetic" not in fragment("edition")


def test_sources_say_who_published_them_when_and_on_what_terms(tiny):
    edition = tiny("board", sources="[smoking_2022_23]")
    source = definitions.source("smoking_2022_23")
    stage.stage(edition, book.pages("tiny"))
    for words in (
        source.publisher,
        source.licence,
        source.files[0].sha256[:12],
        "33 months before 30 September 2026",
    ):
        assert words in fragment("sources")


def test_a_service_on_the_web_is_named_with_what_is_asked_of_it(tiny):
    edition = tiny("board", sources="[cvdprevent_live]")
    stage.stage(edition, book.pages("tiny"))
    assert 'href="https://api.cvdprevent.nhs.uk"' in fragment("sources")
    assert "periods To March 2026; levels England and ICB; indicators CVDP007HYP" in fragment("sources")
    assert fragment("answers").strip() == ""


def test_what_services_answered_is_listed_with_who_answered(tiny):
    answer = {
        "source": "A <source>", "asked": "https://a.nhs.uk/x?y=1&z=2", "fetched": "2026-10-01T09:30:00+00:00",
        "sha256": "0123456789abcdef", "bytes": 12345, "through": "http://127.0.0.1:8000/x?y=1&z=2",
    }  # fmt: skip
    edition = tiny("board")
    told = {"answers": book.answers([answer, {**answer, "through": None}])}
    stage.stage(edition, book.pages("tiny"), told=told)
    said = fragment("answers")
    assert "A &lt;source&gt;" in said and "12,345" in said and "0123456789ab" in said and "2026-10-01" in said
    assert said.count("not the service itself, but http://127.0.0.1:8000") == 1


def test_staging_again_leaves_nothing_of_before(tiny):
    edition = tiny("board", "topic")
    folder = stage.stage(edition, book.pages("tiny"))
    (folder / "stray.md").write_text("# Stray")
    (folder / "reports" / "board" / "qwo-synthetic.ipynb").unlink()
    stage.stage(edition, book.pages("tiny"))
    assert not (folder / "stray.md").exists()
    assert "qwo-synthetic" not in (folder / "_toc.yml").read_text()


def test_a_page_people_write_joins_the_contents(tiny, tmp_path):
    edition = tiny("board")
    (tmp_path / "book").unlink()
    (tmp_path / "book").mkdir()
    for name in ("index", "methods", "a_new_page"):
        (tmp_path / "book" / f"{name}.md").write_text(f"# {name}")
    folder = stage.stage(edition, book.pages("tiny"))
    contents = YAML(typ="safe").load((folder / "_toc.yml").read_text())
    assert contents["parts"][1]["chapters"] == [{"file": "methods"}, {"file": "a_new_page"}]


def test_nothing_to_bind_is_said_with_the_command_that_helps(tiny):
    edition = tiny("board")
    (paths.build() / "tiny" / "pages.json").unlink()
    with pytest.raises(MissingInput, match="insight run tiny"):
        book.bind(edition)


AGES = {
    "the same day": (date(2024, 9, 26), date(2024, 9, 26), 0),
    "a day short of a month": (date(2024, 9, 26), date(2024, 10, 25), 0),
    "a month": (date(2024, 9, 26), date(2024, 10, 26), 1),
    "over a new year": (date(2024, 9, 26), date(2026, 1, 1), 15),
}


@pytest.mark.parametrize("earlier, later, months", AGES.values(), ids=AGES)
def test_ages_are_whole_months(earlier, later, months):
    assert facts.months(earlier, later) == months


def test_words_from_data_cannot_become_markup():
    page = book.Page(
        report="board", report_title="B", name="x", title="<script>alert(1)</script>", icb=None, audit=None,
        failure=None, made=True,
    )  # fmt: skip
    shown = lists.listed([page], date(2026, 4, 1), {}, up="")
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


@pytest.mark.slow
def test_a_book_is_bound_the_same_to_the_byte_and_old_pages_go(tiny):
    edition = tiny("board", "topic")
    home = book.bind(edition).parent
    first = contents_of(home)
    (home / "left over.html").write_text("an old page")
    book.bind(edition)
    assert contents_of(home) == first
    assert not [path for path in home.parent.iterdir() if path.name.startswith("binding-")]
    for unwanted in ("_sources", ".buildinfo", "objects.inv"):
        assert not (home / unwanted).exists()


def contents_of(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_a_warning_stops_the_book_and_the_last_good_one_stands(tiny, tmp_path):
    edition = tiny("board")
    index = book.bind(edition)
    good = index.read_text()
    (tmp_path / "book").unlink()
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "index.md").write_text("# Title\n\n[nowhere](nowhere.md)\n")
    with pytest.raises(BookFailed, match="index.md:3: WARNING.*nowhere") as refusal:
        book.bind(edition)
    assert refusal.value.exit_code == 21
    assert index.read_text() == good


@pytest.mark.slow
def test_a_name_that_is_markup_is_harmless_in_the_site(tiny):
    hostile = "<script>alert(1)</script> ../../x {raw}`y`"
    edition = tiny("board", titles={"qwo-synthetic": hostile})
    home = book.bind(edition).parent
    for path in (*home.rglob("*.html"), home / "searchindex.js"):
        assert "<script>alert" not in path.read_text()
    shown = (home / "reports" / "board" / "qwo-synthetic.html").read_text()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; ../../x {raw}`y`" in shown


def test_the_configuration_leaves_notebooks_alone_and_scripts_out(tiny):
    edition = tiny("board")
    folder = stage.stage(edition, book.pages("tiny"))
    site._write_conf(folder, edition)
    conf = runpy.run_path(str(folder / "conf.py"))
    assert conf["nb_execution_mode"] == "off"
    assert conf["external_toc_exclude_missing"] is True
    assert conf["language"] == "en_GB"
    assert not {"sphinx_thebe", "sphinx_comments"} & set(conf["extensions"])
