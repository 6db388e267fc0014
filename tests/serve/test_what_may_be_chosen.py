"""Forms offer what notebooks declare, and nothing else is taken."""

import re

import pytest

import miniature
from insight.errors import BadChoice, MissingInput, UnknownName
from insight.serve.choices import choose, reports


def field(report, name):
    return next(field for field in report.fields if field.name == name)


def test_icbs_stand_under_their_regions_and_audits_by_topic(edition):
    found = reports(edition)
    boards = field(found["noted"], "icb")
    assert boards.groups == (
        ("North East and Yorkshire", (("QWO", "West Yorkshire"),)),
        ("South West", (("QOX", "Bath and North East Somerset, Swindon and Wiltshire"),)),
    )
    [(_, audits)] = field(found["topic"], "audit").groups
    assert {value for value, _ in audits} == {"nhfd", "flsdb"}
    assert [words for _, words in audits] == sorted(words for _, words in audits)


def test_a_report_offers_what_its_notebook_declares_and_never_the_edition(edition):
    found = reports(edition)
    assert [field.name for field in found["noted"].fields] == [
        "icb", "note", "limit", "adults", "set-against",
    ]  # fmt: skip
    assert [field.name for field in found["topic"].fields] == ["audit", "set-against"]
    assert [field.name for field in found["pair"].fields] == ["icb", "audit"]
    note = field(found["noted"], "note")
    assert (note.kind, note.default, note.help) == ("text", "as it is", "what to remember")
    assert field(found["noted"], "limit").kind == "number"
    assert field(found["noted"], "adults").values == ["True", "False"]


def test_trusts_and_readers_are_chosen_from_lists_by_what_they_are_called(tmp_path, monkeypatch):
    miniature.project(tmp_path, monkeypatch, reports=["board"])
    miniature.write_notebook(tmp_path, "ward", "# NAME", 'trust = "RR8"\nprofile = "analyst"', "print(1)")
    edition = miniature.edition(tmp_path, reports=["ward"], trusts="[RR8, RAE]", profiles="[analyst, board]")
    miniature.pretend_run(edition)
    report = reports(edition)["ward"]
    assert [(one.name, one.kind, one.label) for one in report.fields] == [
        ("trust", "list", "NHS trust"), ("profile", "list", "For whom"),
    ]  # fmt: skip
    [(_, trusts)] = field(report, "trust").groups
    assert dict(trusts)["RR8"] == "Leeds Teaching Hospitals NHS Trust" and set(dict(trusts)) == {"RR8", "RAE"}
    [(_, readers)] = field(report, "profile").groups
    assert dict(readers) == {"board": "For the board", "analyst": "Everyone: the whole page"}
    chosen = choose(report, {"trust": "RAE", "profile": "board"})
    assert chosen.page.name == "rae-board-synthetic.ipynb"
    for given in ({"trust": "RWX", "profile": "board"}, {"profile": "board"}):
        with pytest.raises(BadChoice, match="NHS trust: choose one from the list"):
            choose(report, given)


def test_the_page_set_against_is_the_one_that_was_chosen(edition):
    found = reports(edition)
    chosen = choose(found["pair"], {"icb": "QOX", "audit": "flsdb"})
    assert chosen.page.name == "qox-flsdb-synthetic.ipynb"
    assert chosen.parameters == {"icb": "QOX", "audit": "flsdb"}
    given = choose(found["noted"], {"icb": "QWO", "note": "", "limit": "0.25", "adults": "False"})
    assert given.parameters == {"icb": "QWO", "limit": "0.25", "adults": "False"}


def test_a_page_may_be_set_against_that_of_another_place(edition):
    chosen = choose(reports(edition)["noted"], {"icb": "QWO", "set-against": "QOX"})
    assert chosen.page.name == "qox-synthetic.ipynb"
    assert chosen.parameters == {"icb": "QWO"}
    assert (chosen.title, chosen.against[:4]) == ("West Yorkshire", "Bath")


@pytest.mark.parametrize(
    "given",
    [
        {"icb": "QYG"},
        {"icb": ""},
        {},
        {"icb": "../QWO"},
        {"icb": "QWO", "set-against": "../page"},
        {"icb": "QWO", "limit": "many"},
        {"icb": "QWO", "limit": "inf"},
        {"icb": "QWO", "limit": "nan"},
        {"icb": "QWO", "adults": "perhaps"},
        {"icb": "QWO", "note": "x" * 201},
        {"icb": "QWO", "note": "two\nlines"},
        {"icb": "QWO", "note": "a\0b"},
        {"icb": "QWO", "note": "../../etc/passwd"},
        {"icb": "QWO", "note": "/etc/passwd"},
        {"icb": "QWO", "note": "C:\\secrets"},
        {"icb": "QWO", "note": "~root"},
        {"icb": "QWO", "note": ".."},
    ],
)
def test_a_value_that_is_not_offered_is_refused(edition, given):
    with pytest.raises(BadChoice):
        choose(reports(edition)["noted"], given)


@pytest.mark.parametrize("name", ["edition", "many", "out", "--out", "kernel_name"])
def test_a_parameter_that_is_not_offered_is_refused(edition, name):
    with pytest.raises(UnknownName):
        choose(reports(edition)["noted"], {"icb": "QWO", name: "demo"})


def test_a_page_that_was_not_made_is_asked_for_by_name(edition):
    report = reports(edition)["noted"]
    next(job for job in report.jobs if job.parameters["icb"] == "QOX").page.unlink()
    with pytest.raises(MissingInput, match="insight run tiny --only noted/qox-synthetic"):
        choose(report, {"icb": "QOX"})


def test_a_refused_form_comes_back_with_what_was_given_and_what_is_wrong(site):
    form = {"token": site.token, "report": "noted", "icb": "QOX", "note": '/"><script>alert(1)</script>'}
    answer = site.post("/runs", form)
    assert answer.status == 400
    assert "no path can stand here" in answer.text
    assert '<option value="QOX" selected>' in answer.text
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text
    assert not site.runs.found


@pytest.mark.parametrize("report", ["", "nothing", "../noted", "<script>alert(1)</script>"])
def test_a_report_that_the_edition_has_not_is_refused(site, report):
    answer = site.post("/runs", {"token": site.token, "report": report, "icb": "QWO"})
    assert answer.status == 400
    assert "<script>alert" not in answer.text
    assert not site.runs.found


def test_every_field_has_a_label_and_its_help(site):
    text = site.get("/").text
    controls = re.findall(r'<(?:select|input) id="([^"]+)"', text)
    assert controls
    assert set(controls) == set(re.findall(r'<label for="([^"]+)"', text))
    assert 'aria-describedby="noted-note-help"' in text
    assert "what to remember" in text
