"""A PostgreSQL database that is not there, refuses, breaks off or falls silent is told in one paragraph."""

import os
import signal
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from care_tables import at, filled, wanted

import cluster
from insight.databases import ADVICE, copied, opened, reading
from insight.errors import BadAnswer, MissingInput, NoAnswer, Refused, UnsafeAddress
from insight.fetching import Fetcher, Passing, Shelf

MANY = (
    "CREATE TABLE care (code TEXT, seen INTEGER)",
    "INSERT INTO care SELECT 'a' || i, i FROM generate_series(1, 30000) i",
)


@pytest.fixture
def take(tmp_path, quick):
    """Give a function that reads a table as a source does, and the folder of what is kept."""
    waits = []

    def read(where, asked, manners=quick):
        fetcher = Fetcher(manners=manners, shelf=Shelf(tmp_path / "kept"), sleep=waits.append)
        return fetcher.take("care", "care", lambda to: copied(where, asked, to, manners), ADVICE)

    read.waits = waits
    read.kept = lambda: [*tmp_path.glob("kept/content/*/*"), *tmp_path.glob("kept/begun/*")]
    return read


def test_one_that_is_not_there_is_tried_again_and_then_told(take):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(NoAnswer, match="asked 2 times.*refused.*Fetch again later"):
        take(at(f"postgresql://ann@127.0.0.1:{port}/audits"), wanted())
    assert len(take.waits) == 1 and take.kept() == []


def test_one_that_takes_up_the_line_and_says_nothing_is_told(take, quick):
    with socket.create_server(("127.0.0.1", 0)) as dumb, pytest.raises(NoAnswer, match="timeout"):
        where = at(f"postgresql://ann@127.0.0.1:{dumb.getsockname()[1]}/audits")
        take(where, wanted(), replace(quick, tries=1))


REFUSED = {
    # who asks for which database: what is said
    "a database that is not there": ({"database": "nobodys"}, 'database "nobodys" does not exist'),
    "somebody who is not known": ({"user": "stranger"}, 'role "stranger" does not exist'),
}


@pytest.mark.parametrize("about, said", REFUSED.values(), ids=REFUSED)
def test_one_that_refuses_is_not_asked_again(postgres, take, about, said):
    with pytest.raises(Refused, match=said):
        take(at(postgres.address(**about)), wanted())
    assert take.waits == [] and take.kept() == []


def test_passwords_open_the_line_and_stand_in_no_message(postgres, take, monkeypatch):
    filled(postgres.address(), "CREATE TABLE IF NOT EXISTS locked (code TEXT)")
    where = at(postgres.over_the_network(), variable="WAREHOUSE_PASSWORD")
    for wrong in ("wr0ng-one", cluster.PASSWORD + "x"):
        monkeypatch.setenv("WAREHOUSE_PASSWORD", wrong)
        with pytest.raises(Refused, match="password authentication failed") as refused:
            take(where, wanted("locked", ("code",)))
        told = refused.value
        while told is not None:  # nor in what led to it
            assert wrong not in str(told)
            told = told.__cause__ or told.__context__
    monkeypatch.setenv("WAREHOUSE_PASSWORD", cluster.PASSWORD)
    answer = take(where, wanted("locked", ("code",)))
    assert answer.version.rows == 0 and answer.path.read_text() == "code\n"


def test_the_password_may_come_from_a_file_of_postgresqls_own(postgres, take, tmp_path, monkeypatch):
    filled(postgres.address(), "CREATE TABLE IF NOT EXISTS locked (code TEXT)")
    secret = cluster.PASSWORD.replace("\\", "\\\\").replace(":", "\\:")
    (tmp_path / "pgpass").write_text(f"127.0.0.1:{postgres.port}:*:postgres:{secret}\n")
    (tmp_path / "pgpass").chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "pgpass"))
    assert take(at(postgres.over_the_network()), wanted("locked", ("code",))).version.rows == 0


def test_a_server_without_tls_on_another_machine_is_refused(postgres, take, monkeypatch):
    monkeypatch.setenv("PGPASSWORD", cluster.PASSWORD)
    where = at(f"{postgres.over_the_network()}?sslmode=require")
    with pytest.raises(Refused, match="SSL"):
        take(where, wanted())
    with pytest.raises((UnsafeAddress, Refused)):
        take(at(f"{postgres.over_the_network()}?sslmode=verify-full&sslrootcert=/none.pem"), wanted())


def test_a_table_nobody_let_us_see_is_refused(postgres, fresh, take):
    filled(fresh, *MANY, "DROP ROLE IF EXISTS reader", "CREATE ROLE reader LOGIN")
    with pytest.raises(Refused, match="permission denied for table care"):
        take(at(fresh.replace("postgres@", "reader@")), wanted())


def test_a_view_that_writes_is_refused(fresh, take):
    where = filled(
        fresh, "CREATE TABLE log (at TEXT)",
        "CREATE FUNCTION noted() RETURNS INTEGER LANGUAGE sql "
        "AS $$ INSERT INTO log VALUES ('x'); SELECT 1 $$",
        "CREATE VIEW care AS SELECT 'a'::TEXT AS code, noted() AS seen",
    )  # fmt: skip
    with pytest.raises(Refused, match="read-only transaction"):
        take(where, wanted())


def test_a_view_that_cannot_be_worked_out_is_told(fresh, take):
    where = filled(fresh, "CREATE VIEW care AS SELECT 'a'::TEXT AS code, 1 / (random() * 0)::INTEGER AS seen")
    with pytest.raises(BadAnswer, match="division by zero"):
        take(where, wanted())


def broken_off(fresh, monkeypatch, times):
    """Have the database end our line while rows come, some times over."""
    left, honest = [times], reading.as_text

    def as_text(cell):
        if cell == 20000 and left[0]:
            left[0] -= 1
            filled(
                fresh,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'insight'",
            )
        return honest(cell)

    monkeypatch.setattr(reading, "as_text", as_text)


def test_a_line_that_is_cut_while_rows_come_is_begun_again_from_the_start(fresh, take, monkeypatch):
    where = filled(fresh, *MANY)
    broken_off(fresh, monkeypatch, 1)
    answer = take(where, wanted(where={}))
    assert answer.version.rows == 30000 and len(answer.path.read_text().splitlines()) == 30001
    assert len(take.waits) == 1


def test_a_line_that_is_cut_each_time_leaves_nothing(fresh, take, monkeypatch):
    where = filled(fresh, *MANY)
    broken_off(fresh, monkeypatch, 9)
    with pytest.raises(NoAnswer, match="each time it failed"):
        take(where, wanted())
    assert take.kept() == []


def test_what_takes_too_long_is_ended_by_the_database(fresh, take, quick):
    where = filled(fresh, "CREATE VIEW care AS SELECT 'a'::TEXT AS code, 1 AS seen FROM pg_sleep(30)")
    with pytest.raises(NoAnswer, match="statement timeout"):
        take(where, wanted(), replace(quick, whole=0.3))
    assert take.waits == [] and take.kept() == []


def test_a_database_that_falls_silent_while_rows_come_is_left(fresh, take, quick, monkeypatch):
    where, honest, frozen = filled(fresh, *MANY), reading.as_text, []
    engine = sa.create_engine(fresh)

    def as_text(cell):
        if cell == 20000 and not frozen:
            with engine.connect() as line:
                query = "SELECT pid FROM pg_stat_activity WHERE application_name = 'insight'"
                frozen.append(line.exec_driver_sql(query).scalar_one())
            os.kill(frozen[0], signal.SIGSTOP)
        return honest(cell)

    monkeypatch.setattr(reading, "as_text", as_text)
    try:
        with pytest.raises(NoAnswer, match="said nothing for 1 seconds, so the line was cut"):
            take(where, wanted(), replace(quick, silence=1))
    finally:
        for pid in frozen:
            os.kill(pid, signal.SIGCONT)
        engine.dispose()
    assert take.kept() == []


def test_text_that_is_no_text_is_told(postgres, take):
    engine = sa.create_engine(postgres.address(), isolation_level="AUTOCOMMIT")
    with engine.connect() as line:
        line.exec_driver_sql("DROP DATABASE IF EXISTS loose")
        line.exec_driver_sql("CREATE DATABASE loose ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0")
    engine.dispose()
    filled(
        postgres.address("loose") + "&client_encoding=utf8", "CREATE TABLE care (code TEXT, seen INTEGER)",
        r"INSERT INTO care VALUES (E'\xff\xfe', 1)",
    )  # fmt: skip
    with pytest.raises(BadAnswer, match="(?i)utf-?8|encoding"):
        take(at(postgres.address("loose")), wanted())


MEASURE = """
import resource, sys
from pathlib import Path
from insight.databases import Wanted, address, copied
from insight.fetching import Manners
at = address(sys.argv[1], where="x.yml", below=Path("/"))
def read(most):
    asked = Wanted("care", None, ("code", "seen"), {"most": (most,)}, {}, "x.yml")
    return copied(at, asked, Path(sys.argv[2]), Manners())
read(1)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
rows = read(2)
print(rows, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_memory_does_not_grow_with_the_rows(fresh, tmp_path):
    filled(
        fresh, "CREATE TABLE care (code TEXT, seen INTEGER, most INTEGER)",
        "INSERT INTO care SELECT repeat('a', 300) || i, i, 1 + (i > 10000)::INTEGER "
        "FROM generate_series(1, 140000) i",
    )  # fmt: skip
    told = subprocess.run(
        [sys.executable, "-c", MEASURE, fresh, str(tmp_path / "out")],
        capture_output=True,
        text=True,
        check=True,
    )
    rows, more = map(int, told.stdout.split())
    size = (tmp_path / "out").stat().st_size // 1024
    assert rows == 130_000 and size > 38_000
    assert more < 8_000, f"{more} kB more for a table of {size} kB"


def test_a_fault_of_ours_keeps_its_traceback(fresh, quick):
    with pytest.raises(ZeroDivisionError), opened(at(fresh), quick):
        raise ZeroDivisionError


def test_a_folder_that_is_not_there_is_no_place_for_a_database(tmp_path, quick):
    with (
        pytest.raises(MissingInput, match="no folder"),
        opened(at(f"sqlite:///{tmp_path}/no/a.db"), quick, write=True),
    ):
        pass


def test_a_busy_sqlite_file_is_tried_again(tmp_path, quick):
    where = filled(f"sqlite:///{tmp_path}/a.db", "CREATE TABLE care (code TEXT)")
    once = replace(quick, connect=0.1)
    with (
        opened(where, once, write=True),
        pytest.raises(Passing, match="locked"),
        opened(where, once, write=True),
    ):
        pass
    assert Path(tmp_path / "a.db").exists()


def test_a_new_sqlite_file_that_another_run_writes_is_left_to_it(tmp_path, quick):
    where, once = at(f"sqlite:///{tmp_path}/a.db"), replace(quick, connect=0.1)
    with opened(where, once, write=True) as (line, _):
        line.exec_driver_sql("CREATE TABLE care (code TEXT)")
        with pytest.raises(Passing, match="locked"), opened(where, once, write=True):
            pass
    with opened(where, once) as (line, _):
        assert line.exec_driver_sql("SELECT count(*) FROM care").scalar() == 0


def test_a_new_sqlite_file_goes_when_its_writing_fails(tmp_path, quick):
    where = at(f"sqlite:///{tmp_path}/a.db")
    with pytest.raises(ZeroDivisionError), opened(where, quick, write=True) as (line, _):
        line.exec_driver_sql("CREATE TABLE care (code TEXT)")
        raise ZeroDivisionError
    assert not (tmp_path / "a.db").exists()
