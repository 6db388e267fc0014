"""Documents are made once, whole or not at all; one that fails stops no other; what is unchanged is left."""

import threading
import time
from datetime import datetime
from importlib import import_module

import invented_pages
import pytest
from typer.testing import CliRunner

import miniature
from insight import cli, documents, paths
from insight.documents import making, packing, pdf
from insight.documents.ods import page_ods
from insight.errors import DocumentFailed, UnknownName

SMALL = ("xlsx", "ods", "pptx")


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    edition = miniature.project(tmp_path, monkeypatch, reports=["board", "topic"])
    miniature.pretend_run(edition)
    return edition


def planned(edition, *kinds, volume=False):
    home = paths.build() / edition.id / "book" / "reports"
    return documents.plan(edition, sorted(home.glob("*/*.ipynb")), kinds, volume=volume)


def made(edition, wanted, workers=1):
    done = []
    return documents.make(edition, wanted, workers=workers, report=done.append), done


def contents():
    home = documents.folder("tiny")
    return {path.relative_to(home): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def run(*words):
    return CliRunner().invoke(cli.app, ["documents", "tiny", *words])


@pytest.mark.slow
def test_the_verb_makes_every_kind_for_every_page_and_one_volume(tiny):
    result = run("--jobs", "2")
    assert result.exit_code == 0, result.output
    assert "21 of 21 documents were made" in result.output
    home = documents.folder("tiny")
    found = {str(path.relative_to(home)) for path in home.rglob("[!.]*") if path.is_file()}
    names = ["board/qwo-synthetic", "board/qox-synthetic", "topic/nhfd-synthetic", "topic/flsdb-synthetic"]
    assert found == {"tiny.pdf"} | {f"{name}.{kind}" for name in names for kind in documents.KINDS}


def test_a_dry_run_lists_and_makes_nothing(tiny):
    result = run("--only", "QWO", "--kind", "docx,pdf", "--dry-run")
    assert result.output.split() == ["board/qwo-synthetic.docx", "board/qwo-synthetic.pdf"]
    assert not documents.folder("tiny").exists()


def test_what_has_not_changed_is_not_made_again(tiny):
    wanted = planned(tiny, *SMALL)
    made(tiny, wanted)
    assert documents.stale(wanted, tiny) == []
    page = wanted[0].pages[0]
    page.write_text(page.read_text().replace("Words.", "Other words."))
    assert {document.pages[0] for document in documents.stale(wanted, tiny)} == {page}


def test_a_document_that_was_touched_an_edition_or_code_that_changed_is_made_again(tiny, monkeypatch):
    wanted = planned(tiny, "xlsx")
    made(tiny, wanted)
    wanted[0].place.write_bytes(b"touched")
    assert documents.stale(wanted, tiny) == [wanted[0]]
    assert len(documents.stale(wanted, tiny.model_copy(update={"title": "Another"}))) == 4
    monkeypatch.setattr(import_module("insight.documents.plan"), "_code", lambda: "other code")
    assert documents.stale(wanted, tiny) == wanted


@pytest.mark.slow
def test_many_processes_give_the_bytes_that_one_gives(tiny):
    wanted = planned(tiny, *SMALL)
    made(tiny, wanted)
    one = contents()
    failures, done = made(tiny, wanted, workers=2)
    assert failures == {} and len(done) == 4 and contents() == one


def test_a_page_that_fails_is_told_and_stops_no_other(tiny):
    wanted = planned(tiny, *SMALL)
    made(tiny, wanted)
    broken = wanted[0].pages[0]
    broken.write_text("{")
    result = run("--kind", ",".join(SMALL))
    assert isinstance(result.exception, DocumentFailed) and result.exception.exit_code == 26
    assert "3 of 12 documents could not be made" in str(result.exception)
    assert str(broken) in str(result.exception)
    there = {document for document in wanted if document.place.exists()}
    assert there == {document for document in wanted if document.pages[0] != broken}, "last month's is gone"


def test_a_fault_of_ours_costs_one_document_and_keeps_its_traceback(tiny, monkeypatch):
    wanted, right = planned(tiny, *SMALL), making.made

    def wrong(pages, document, edition):
        if document is wanted[0]:
            raise ZeroDivisionError("a fault of ours")
        return right(pages, document, edition)

    monkeypatch.setattr(making, "made", wrong)
    failures, _ = made(tiny, wanted)
    assert list(failures) == [wanted[0].name] and "a fault of ours" in failures[wanted[0].name]
    assert [document for document in wanted if not document.place.exists()] == [wanted[0]]


def test_work_cut_short_leaves_nothing_half_written(tiny, monkeypatch):
    wanted = planned(tiny, "xlsx")[:1]

    def cut(half, place):
        raise KeyboardInterrupt

    monkeypatch.setattr("insight.writing.os.getpid", lambda: 7)
    monkeypatch.setattr("pathlib.Path.replace", cut)
    with pytest.raises(KeyboardInterrupt):
        made(tiny, wanted)
    monkeypatch.undo()
    monkeypatch.setenv("INSIGHT_ROOT", str(wanted[0].pages[0].parents[5]))
    assert contents() == {}
    assert documents.stale(wanted, tiny) == wanted
    assert made(tiny, wanted)[0] == {} and wanted[0].place.read_bytes().startswith(b"PK")


def test_documents_of_pages_that_are_gone_are_taken_away(tiny):
    wanted = planned(tiny, *SMALL)
    made(tiny, wanted)
    volume = documents.folder("tiny") / "tiny.pdf"
    volume.write_bytes(b"the volume, made when all kinds were asked for")
    wanted[0].pages[0].unlink()
    left = planned(tiny, *SMALL)
    assert len(documents.tidy(tiny, left)) == 3
    assert not any(document.place.exists() for document in wanted if document not in left)
    assert all(document.place.exists() and document.record.exists() for document in left)
    assert documents.tidy(tiny, left[:1] + left[3:4] + left[6:7]) == [] and volume.exists()


def test_a_kind_and_a_page_that_do_not_exist_are_refused_with_what_is_known(tiny):
    assert isinstance(run("--kind", "docz").exception, UnknownName)
    assert "Did you mean 'docx'?" in str(run("--kind", "docz").exception)
    assert "None of the 4 pages" in str(run("--only", "elsewhere").exception)


def test_a_library_that_refuses_is_a_failure_of_that_document_alone(tiny, monkeypatch):
    def refuse(page, edition):
        raise DocumentFailed("it could not be set in type: no room")

    monkeypatch.setattr(pdf, "page_pdf", refuse)
    failures, _ = made(tiny, planned(tiny, "pdf", "xlsx"))
    assert len(failures) == 4 and all(name.endswith(".pdf") for name in failures)
    assert sum(path.suffix == ".xlsx" for path in contents()) == 4


def test_archives_have_one_time_only_and_keep_what_they_hold(tmp_path, edition):
    page = invented_pages.every_part(tmp_path / "p.ipynb")
    held = page_ods(page, edition)
    assert held[30:38] == b"mimetype" and packing.settled(held, edition.clock) == held
    assert b"2026-09-30T00:00:00Z" in packing.ZipFile(packing.io.BytesIO(held)).read("meta.xml")


def test_a_clock_before_1980_is_told_and_leaves_what_is_there(tiny, monkeypatch):
    wanted = planned(tiny, "ods")
    made(tiny, wanted)
    before = contents()

    class Early(datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(1970, 1, 3)

    monkeypatch.setattr(making, "datetime", Early)
    with pytest.raises(DocumentFailed, match="says that it is 1970-01-03"):
        made(tiny, wanted)
    assert contents() == before


def test_two_that_make_documents_at_once_make_each_once(tiny, monkeypatch):
    wanted = planned(tiny, "xlsx")
    waiting, made_now = threading.Event(), []

    def work(edition, some, real=making._work):
        made_now.append(some[0].name)
        assert len(made_now) > 1 or waiting.wait(60)
        return real(edition, some)

    monkeypatch.setattr(making, "_work", work)
    first = threading.Thread(target=made, args=(tiny, wanted))
    first.start()
    while not made_now:
        time.sleep(0.01)
    failures = documents.make(tiny, wanted, workers=1, report=lambda name: None, wait=waiting.set)
    first.join()
    assert failures == {} and sorted(made_now) == sorted(document.name for document in wanted)
    assert documents.stale(wanted, tiny) == []
