"""`insight warehouse` says what it wrote, or in one paragraph why it did not."""

import sqlite3

import pytest
from typer.testing import CliRunner

from insight.cli import app
from insight.errors import BadDefinition
from insight.warehouse import page


def run(*words):
    return CliRunner().invoke(app, ["warehouse", *words])


def test_the_command_writes_an_edition_and_the_sources_that_read_it(edition, tmp_path):
    done = run("first", "--to", f"sqlite:///{tmp_path}/a.db", "--definitions", str(tmp_path / "back"))
    assert done.exit_code == 0, done.output
    assert "first, as at 2024-12-31, is in sqlite:///" in done.output and "90 of findings" in done.output
    assert "kind: warehouse" in (tmp_path / "back" / "table.yml").read_text()
    with sqlite3.connect(tmp_path / "a.db") as line:
        assert line.execute("SELECT count(*) FROM findings").fetchone() == (90,)


def test_a_dry_run_prints_the_statements_and_asks_nobody(edition):
    done = run("first", "--to", "postgresql://ann@db.none.example/audits", "--dry-run")
    assert done.exit_code == 0 and "CREATE SCHEMA IF NOT EXISTS insight;" in done.output
    assert (
        "CREATE TABLE insight.findings" in done.output
        and "COMMENT ON COLUMN insight.findings.value" in done.output
    )
    assert "CONSTRAINT no_number_where_withheld CHECK" in done.output


def test_a_password_on_the_command_line_is_refused(edition):
    done = run("first", "--to", "postgresql://ann:hush@db.none.example/audits")
    assert isinstance(done.exception, BadDefinition) and "hush" not in str(done.exception)


@pytest.mark.parametrize(
    "words", ["`editions`", "`findings`", "CREATE TABLE insight.findings", "PRIMARY KEY"]
)
def test_the_page_tells_the_tables_from_the_code(words):
    assert words in page()


def test_a_definition_written_by_hand_is_not_lost_to_one_that_reads_the_data_back(edition, tmp_path):
    theirs = tmp_path / "table.yml"
    theirs.write_text("title: Ours\n")
    words = ("first", "--to", f"sqlite:///{tmp_path}/a.db", "--definitions", str(tmp_path))
    done = run(*words)
    assert isinstance(done.exception, BadDefinition) and str(theirs) in str(done.exception)
    assert theirs.read_text() == "title: Ours\n" and not (tmp_path / "a.db").exists()
    theirs.unlink()
    assert run(*words).exit_code == run(*words).exit_code == 0  # its own may be written again
