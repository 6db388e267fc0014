"""Pages: planned from what notebooks declare, run apart, and published whole or not at all."""

import json
import os
import time
from datetime import date

import nbformat
import pytest

import miniature
from insight import definitions, run
from insight.errors import BadDefinition, BadNotebook, InsightError, PageFailed, UnknownArea, UnknownName
from insight.making import Job, page
from insight.making.execute import execute
from insight.run import workers


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    return lambda *reports, **changes: miniature.project(
        tmp_path, monkeypatch, reports=list(reports), **changes
    )


PLANS = {
    # what a notebook declares: (the notebook, its pages)
    "icb, so once for each ICB": ("board", ["qwo-synthetic", "qox-synthetic"]),
    "audit, so once for each audit": ("topic", ["nhfd-synthetic", "flsdb-synthetic"]),
    "both, so for every pair": (
        "pair",
        ["qwo-nhfd-synthetic", "qwo-flsdb-synthetic", "qox-nhfd-synthetic", "qox-flsdb-synthetic"],
    ),
    "neither, so once": ("alone", ["alone-synthetic"]),
}


@pytest.mark.parametrize("report, names", PLANS.values(), ids=PLANS)
def test_a_notebook_runs_as_often_as_its_parameters_say(tiny, report, names):
    assert [job.name for job in run.plan(tiny(report))] == names


def test_all_the_icbs_of_the_geography_date_have_a_page(tiny):
    assert len(run.plan(tiny("board", areas="[]"))) == 36
    assert (
        len(run.plan(definitions.edition("tiny").model_copy(update={"geography_date": _day("2024-06-30")})))
        == 42
    )


def test_pages_are_titled_in_words_and_named_in_codes(tiny):
    titles = {job.name: job.title for job in run.plan(tiny("board", "topic", "pair"))}
    assert titles["qwo-synthetic"] == "West Yorkshire"
    assert titles["nhfd-synthetic"] == "Hip fracture care"
    assert titles["qwo-nhfd-synthetic"] == "Hip fracture care: West Yorkshire"


def test_a_real_edition_does_not_say_synthetic(tiny):
    assert run.plan(tiny("board", synthetic="false"))[0].name == "qwo"


def test_the_edition_is_handed_only_to_a_notebook_that_asks(tiny):
    given = {job.report: dict(job.parameters) for job in run.plan(tiny("board", "topic", areas="[QOX]"))}
    assert given["board"] == {"icb": "QOX", "edition": "tiny"}
    assert given["topic"] == {"audit": "flsdb"}


REFUSALS = {
    # what is wrong: (reports, lines of the edition, error, exit code, words)
    "a report that does not exist": (["bord"], {}, UnknownName, 11, "Did you mean 'board'"),
    "a report outside notebooks": (["../board"], {}, UnknownName, 11, "No report is called '../board'"),
    "a notebook without a parameters cell": (["no_parameters"], {}, BadNotebook, 17, "no parameters cell"),
    "parameters that are not Python": (
        ["no_python"],
        {},
        BadNotebook,
        17,
        "is not Python",
    ),
    "a notebook without a heading": (["no_heading"], {}, BadNotebook, 17, "does not begin with a heading"),
    "a notebook that is cut short": (["broken"], {}, BadNotebook, 17, "cannot be read as a notebook"),
    "an ICB that is no more": (["board"], {"areas": "[QHG]"}, UnknownArea, 16, "QHG"),
    "an area that is no ICB": (["board"], {"areas": "[RCB]"}, UnknownArea, 16, "RCB"),
}


@pytest.mark.parametrize("reports, changes, error, code, words", REFUSALS.values(), ids=REFUSALS)
def test_an_edition_that_cannot_be_planned_is_refused(tiny, tmp_path, reports, changes, error, code, words):
    edition = tiny(*reports, **changes)
    (tmp_path / "notebooks" / "broken.ipynb").write_text('{"cells": [')
    with pytest.raises(error, match="(?s)" + words.replace(".", r"\.")) as refusal:
        run.plan(edition)
    assert refusal.value.exit_code == code


def test_two_pages_never_share_a_file(tiny, tmp_path, monkeypatch):
    edition = tiny("topic")
    twin = definitions.audit("nhfd").model_copy(update={"id": "nh_fd"})
    other = definitions.audit("nhfd").model_copy(update={"id": "nh-fd"})
    monkeypatch.setattr(definitions, "audits_of", lambda edition: [twin, other])
    with pytest.raises(BadDefinition, match="share the file topic/nh-fd-synthetic"):
        run.plan(edition)


def test_a_page_is_published_without_times_code_paths_or_warnings(tiny, tmp_path):
    [job] = run.plan(tiny("board", areas="[QWO]"))
    published = execute(job)
    text = published.read_text()
    assert published == tmp_path / "_build" / "tiny" / "book" / "reports" / "board" / "qwo-synthetic.ipynb"
    assert not job.draft.exists()
    for unwanted in (str(tmp_path), "papermill", "a warning", " at 0x", "iopub", "start_time"):
        assert unwanted not in text
    cells = nbformat.reads(text, as_version=4).cells
    assert cells[0].source.startswith("# West Yorkshire\n")
    assert cells[0].source.endswith("What this page is.")
    assert all("remove-input" in cell.metadata.tags for cell in cells if cell.get("outputs"))
    assert all("remove-cell" in cell.metadata.tags for cell in cells if cell.get("outputs") == [])
    assert [cell.id for cell in cells] == [f"cell-{number}" for number in range(len(cells))]


def test_a_page_made_twice_is_the_same_to_the_byte(tiny, monkeypatch):
    [job] = run.plan(tiny("board", areas="[QWO]"))
    first = execute(job).read_bytes()
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("MPLBACKEND", "svg")
    assert execute(job).read_bytes() == first


def test_a_parameter_the_notebook_lacks_is_refused_by_name(tiny):
    [job] = run.plan(tiny("topic", audits="[nhfd]"))
    wrong = Job(**{**vars(job), "parameters": {"audti": "nhfd"}})
    with pytest.raises(UnknownName, match="No parameter is called 'audti'.*Did you mean 'audit'"):
        execute(wrong)


def test_a_notebook_that_fails_leaves_a_draft_and_takes_the_earlier_page_away(tiny):
    [job] = run.plan(tiny("raises", areas="[QOX]"))
    job.page.parent.mkdir(parents=True)
    job.page.write_text("last month's page")
    with pytest.raises(
        PageFailed, match="cell 4 of raises.ipynb stopped with ValueError: the analyst says: no beds"
    ):
        execute(job)
    assert job.draft.exists()
    assert not job.page.exists()


def test_a_notebook_that_leaves_early_is_no_page(tiny):
    [job] = run.plan(tiny("leaves", areas="[QOX]"))
    with pytest.raises(PageFailed, match="left before cell 4"):
        execute(job)
    assert not job.page.exists()


def test_the_surroundings_of_a_kernel_are_put_back(tiny):
    [job] = run.plan(tiny("alone"))
    before = dict(os.environ)
    execute(job)
    assert dict(os.environ) == before


@pytest.mark.slow
def test_pages_that_fail_hang_or_die_cost_no_other_page(tiny, tmp_path):
    edition = tiny("raises", "hangs", "dies", time_limit=5, areas="[QWO, QOX]")
    stray = tmp_path / "_build" / "tiny" / "book" / "reports" / "board" / "old.ipynb"
    stray.parent.mkdir(parents=True)
    stray.write_text("a page of an earlier edition")
    seen = []
    failures = run.make(edition, workers=2, report=lambda job, failure: seen.append(job.path))
    assert set(failures) == {
        "raises/qox-synthetic",
        "hangs/qox-synthetic",
        "dies/qwo-synthetic",
        "dies/qox-synthetic",
    }
    assert (
        "had not finished after 5 seconds, in the cell that begins 'import time'"
        in failures["hangs/qox-synthetic"]
    )
    assert "it ended with exit code 1" in failures["dies/qwo-synthetic"]
    assert len(seen) == 6
    assert not stray.exists()
    listed = json.loads((tmp_path / "_build" / "tiny" / "pages.json").read_text())
    assert [row["name"] for row in listed if not row["failure"]] == ["qwo-synthetic", "qwo-synthetic"]


def test_every_failure_is_named_at_the_end():
    error = run.failed({"board/qox": "cell 4 stopped", "board/qwo": "it hung"}, 36)
    assert error.exit_code == 20
    assert str(error).startswith("2 pages of 36 could not be made")
    assert "  board/qox: cell 4 stopped.\n  board/qwo: it hung.\n" in str(error)


@pytest.mark.slow
def test_a_worker_that_dies_or_will_not_stop_costs_one_page(tmp_path):
    jobs = [_job(tmp_path, name) for name in ("fine", "dies", "sleeps", "refuses", "bug", "fine again")]
    said = {job.name: why for job, why in workers.outcomes(jobs, _pretend, workers=2, grace=12.0)}
    assert said["fine"] is None and said["fine again"] is None
    assert "its worker died" in said["dies"]
    assert "did not stop when its time was up" in said["sleeps"]
    assert said["refuses"] == "A finished sentence."
    assert "ZeroDivisionError" in said["bug"] and "Traceback" in said["bug"]


def test_a_page_keeps_what_was_shown_and_drops_what_only_a_terminal_needs():
    output = nbformat.v4.new_output("display_data", {"text/html": "<p>1</p>", "text/plain": "<A at 0x7f12>"})
    assert page._clean(output, "/nowhere").data == {"text/html": "<p>1</p>"}


TITLES = {
    "a script": ("<script>alert(1)</script>", r"\<script\>alert\(1\)\</script\>"),
    "a way out": ("../../etc", "../../etc"),
    "two lines": ("Up\n# Down", r"Up \# Down"),
    "a role": ("{raw}`html`", r"\{raw\}\`html\`"),
}


@pytest.mark.parametrize("title, written", TITLES.values(), ids=TITLES)
def test_a_title_from_data_is_only_ever_words(tmp_path, title, written):
    executed = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# NAME")])
    job = Job(**{**vars(_job(tmp_path, "any")), "title": title})
    assert page.as_page(executed, job, root=tmp_path).cells[0].source.splitlines()[0] == f"# {written}"


def _pretend(job):
    if job.name == "dies":
        os._exit(3)
    if job.name == "sleeps":
        time.sleep(60)
    if job.name == "refuses":
        raise InsightError("A finished sentence.")
    if job.name == "bug":
        raise ZeroDivisionError


def _job(folder, name):
    return Job(
        report="board", report_title="Board", name=name, title=name, subtitle="An edition", time_limit=1.0,
        notebook=folder / "n.ipynb", page=folder / f"{name}.ipynb", draft=folder / f"{name}.draft",
    )  # fmt: skip


def _day(text):
    return date.fromisoformat(text)
