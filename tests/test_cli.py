"""The command: a verb for each step, one paragraph for what a user can mend, an exit code for each kind."""

import os
import subprocess
import sys
from dataclasses import dataclass, field

import pytest
from typer.testing import CliRunner

import miniature
from insight import book, cli, definitions, findings, records, run, store
from insight.errors import InsightError, MissingInput, PageFailed, UnknownName

COMMANDS = (
    "fetch", "run", "book", "build", "list", "check", "watch", "aggregate", "attack", "documents", "rerun",
    "compare", "publish", "refresh", "serve",
)  # fmt: skip


@dataclass
class Tally:
    source: str = "care"
    rows_in: int = 10
    used: int = 7
    foot_notes: int = 1
    left_out: dict = field(default_factory=lambda: {"outside England": 2})


class Found:
    """Digests of findings, of which those about QWO differ from what pages were made of."""

    def digest(self, area, audit):
        return f"{area} {audit}"


@pytest.fixture
def steps(tmp_path, monkeypatch):
    """Stand in for every step, and note which were taken, on the edition called tiny."""
    miniature.project(tmp_path, monkeypatch, reports=["board", "topic"])
    taken, failures = [], {}

    def make(edition, jobs, *, slice_of, workers, machines, report, wait, data):
        taken.append(("pages", [job.path for job in jobs], workers, machines))
        assert data in (None, tmp_path)
        return failures

    def bind(edition, *, check, told, offered, corrected, icb, wait):
        assert "corrections" in told and "releases" in told and icb is None and not offered and not corrected
        check(tmp_path)
        taken.append(("book", edition.id))
        return tmp_path / "index.html"

    found = [book.Page(report="board", report_title="Board", name="qwo", title="West Yorkshire", icb="QWO",
                       audit=None, failure=None, made=True)]  # fmt: skip
    monkeypatch.setattr(
        store,
        "fetch",
        lambda edition, data, report, fetcher, wait: taken.append(("fetch", data, fetcher.offline)),
    )
    monkeypatch.setattr(store, "check", lambda edition, data: [Tally()])
    monkeypatch.setattr(findings, "made", lambda edition: False)
    monkeypatch.setattr(findings, "Slices", lambda edition: Found())
    monkeypatch.setattr(findings, "make", lambda edition, report: taken.append(("findings",)))
    monkeypatch.setattr(findings, "nothing_told", lambda edition, site, vouched: taken.append(("told", site)))
    monkeypatch.setattr("insight.cli.binding.judged", lambda edition: {})
    monkeypatch.setattr(run, "make", make)
    monkeypatch.setattr(book, "bind", bind)
    monkeypatch.setattr(book, "pages", lambda edition: found)
    monkeypatch.setattr(book, "failures", lambda edition: failures)
    return taken, failures


def call(*words):
    return CliRunner().invoke(cli.app, [str(word) for word in words], catch_exceptions=True)


def test_build_takes_every_step_in_order_and_says_where_the_site_is(steps, tmp_path):
    taken, _ = steps
    result = call("build", "tiny", "--data", tmp_path, "--jobs", 3)
    assert result.exit_code == 0
    assert [step[0] for step in taken] == ["fetch", "findings", "pages", "told", "book"]
    assert taken[0] == ("fetch", tmp_path, False)
    assert taken[2][2] == 3
    assert result.output.strip().endswith(str(tmp_path / "index.html"))


def test_an_edition_is_named_by_its_file_or_its_name(steps, tmp_path):
    path = tmp_path / "params" / "editions" / "tiny.yml"
    assert call("list", "tiny").output == call("list", path).output


def test_only_chooses_pages_by_code_or_by_name_in_any_case(steps):
    taken, _ = steps
    assert call("list", "tiny", "--only", "QWO").output == "board/qwo-synthetic  West Yorkshire\n"
    assert call("list", "tiny", "--only", "hip frac").output == "topic/nhfd-synthetic  Hip fracture care\n"
    call("run", "tiny", "--only", "qwo")
    assert taken[-1][1] == ["board/qwo-synthetic"]


@pytest.mark.parametrize("command", ["fetch", "run", "book", "build"])
def test_a_dry_run_does_nothing(steps, command):
    taken, _ = steps
    assert call(command, "tiny", "--dry-run").exit_code == 0
    assert taken == []


def test_it_explains_which_pages_would_be_made_and_makes_none(steps):
    taken, _ = steps
    lines = call("run", "tiny", "--explain", "--only", "board").output.splitlines()
    assert lines == [
        "board/qwo-synthetic: it is not there",
        "board/qox-synthetic: it is not there",
        "2 of 2 pages would be made; the others have not changed.",
    ]
    assert [step[0] for step in taken] == ["findings"]


def test_pages_are_handed_to_the_machines_that_are_named(steps, tmp_path):
    taken, _ = steps
    call("run", "tiny", "--scheduler", "tcp://there:8786", "--share", tmp_path)
    where = taken[-1][3]
    assert (where.scheduler, where.share) == ("tcp://there:8786", str(tmp_path))
    assert where.beside == (findings.folder("tiny"),)


def test_pages_are_handed_to_the_cluster_the_edition_names(steps, tmp_path):
    taken, _ = steps
    named = "{kind: dask_jobqueue.SLURMCluster, workers: 2, share: /scratch, options: {queue: short}}"
    miniature.edition(tmp_path, reports=["board"], cluster=named)
    call("run", "tiny")
    where = taken[-1][3]
    assert (where.scheduler, where.share, where.cluster.workers) == (None, "/scratch", 2)


def test_watching_builds_in_a_new_process_each_time(steps, monkeypatch, tmp_path):
    watched, commands = [], []
    monkeypatch.setattr(book, "watch", lambda edition, build, port: watched.append((edition.id, build, port)))
    monkeypatch.setattr(subprocess, "run", lambda command, check: commands.append(command))
    assert call("watch", "tiny", "--only", "QWO", "--port", 8123).exit_code == 0
    [(name, build, port)] = watched
    build()
    assert (name, port) == ("tiny", 8123)
    assert commands == [[sys.executable, "-m", "insight", "build", "tiny", "--only", "QWO"]]


def test_records_are_counted_into_a_file_and_the_source_is_printed(steps, monkeypatch, tmp_path):
    class Counted:
        source = "title: Care"

        def lines(self):
            return ["10 rows"]

    monkeypatch.setattr(records, "aggregate", lambda extract, data, out, spark: Counted())
    result = call("aggregate", "care", "--data", tmp_path, "--out", tmp_path / "x.parquet")
    assert result.output.splitlines() == ["10 rows", "title: Care"]


def test_a_failed_page_is_named_after_the_book_is_bound(steps):
    taken, failures = steps
    failures["board/qox-synthetic"] = "cell 4 of board.ipynb stopped with ValueError: no beds"
    for command in ("build", "book"):
        result = call(command, "tiny")
        assert isinstance(result.exception, PageFailed)
        assert "board/qox-synthetic: cell 4 of board.ipynb stopped with ValueError: no beds." in str(
            result.exception
        )
        assert taken[-1] == ("book", "tiny")


def test_check_reads_everything_and_counts_the_rows_of_sources(steps, tmp_path):
    output = call("check", "tiny", "--data", tmp_path).output
    assert f"{len(definitions.audits())} audits" in output
    assert "tiny asks for 4 pages." in output
    assert "care: 10 rows in, 7 used." in output
    assert "  2 left out: outside England" in output


def test_check_without_data_reads_no_source(steps, monkeypatch):
    monkeypatch.setattr(store, "check", lambda edition, data: pytest.fail("a source was read"))
    assert call("check", "tiny").exit_code == 0


REFUSALS = {
    # what was typed: (words, error, what is said)
    "an edition that does not exist": (["list", "tinyy"], UnknownName, "Did you mean 'tiny'"),
    "a word no page is named with": (["list", "tiny", "--only", "zzz"], UnknownName, "None of the 4 pages"),
}


@pytest.mark.parametrize("words, error, said", REFUSALS.values(), ids=REFUSALS)
def test_what_cannot_be_found_is_said(steps, words, error, said):
    result = call(*words)
    assert isinstance(result.exception, error)
    assert said in str(result.exception)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_a_sentence_and_a_line_to_copy(command):
    output = call(command, "--help").output
    assert f"insight {command} " in output


def exit_codes(kind=InsightError):
    yield kind
    for child in kind.__subclasses__():
        yield from exit_codes(child)


def test_every_kind_of_error_has_an_exit_code_of_its_own():
    ours = [kind for kind in exit_codes() if kind.__module__ == "insight.errors"]
    assert len({kind.exit_code for kind in ours}) == len(ours)


def test_an_error_is_one_paragraph_without_a_traceback_and_its_code(monkeypatch, capsys):
    def refuse():
        raise MissingInput("A finished sentence.")

    monkeypatch.setattr(cli, "app", refuse)
    with pytest.raises(SystemExit) as leaving:
        cli.main()
    assert leaving.value.code == 14
    assert capsys.readouterr().err == "insight: A finished sentence.\n"


def test_a_disk_without_room_is_told_as_a_paragraph_that_says_how_much_is_left(monkeypatch, capsys):
    def full():
        raise OSError(28, "No space left on device", "_store/first/ledger.json")

    monkeypatch.setattr(cli, "app", full)
    with pytest.raises(SystemExit) as leaving:
        cli.main()
    assert leaving.value.code == 34
    said = capsys.readouterr().err
    assert said.startswith("insight: _store/first/ledger.json could not be written: No space left on device.")
    assert " MB left" in said and "run the command again" in said and said.count("\n") == 1


def test_a_folder_that_may_not_be_written_to_is_named(monkeypatch, capsys):
    def refused():
        raise PermissionError(13, "Permission denied", "_build/demo/run.lock")

    monkeypatch.setattr(cli, "app", refused)
    with pytest.raises(SystemExit) as leaving:
        cli.main()
    assert leaving.value.code == 34
    assert "_build/demo/run.lock could not be written: Permission denied. Make" in capsys.readouterr().err


def test_a_fault_of_ours_keeps_its_traceback(monkeypatch):
    def fault():
        raise KeyError("ours")

    monkeypatch.setattr(cli, "app", fault)
    with pytest.raises(KeyError):
        cli.main()


@pytest.mark.slow
def test_python_m_insight_is_the_same_command(tmp_path, monkeypatch):
    miniature.project(tmp_path, monkeypatch, reports=["board"])
    done = subprocess.run(
        [sys.executable, "-m", "insight", "list", "nowhere"],
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 11
    assert done.stderr.startswith("insight: No edition is called 'nowhere'")
    assert "Traceback" not in done.stderr


def test_no_command_waits_for_a_grammar_of_addresses_that_it_has_no_use_for():
    code = (
        "import sys, insight.cli, insight.run, nbformat;"
        "print(sys.modules['rfc3987_syntax'], 'lark' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["None", "False"]
