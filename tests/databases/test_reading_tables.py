"""Rows of a table become the same text each time, and nothing in a name or a value is ever run."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from care_tables import at, filled, wanted

from insight.databases import copied, reading
from insight.errors import BadAnswer, BadData, BadDefinition, MissingInput, UnknownName

HOSTILE = "care\"; DROP TABLE care; --'%s%(x)s"
CARE = (
    "CREATE TABLE care (code VARCHAR(40), seen INTEGER, share NUMERIC(6,2), on_day DATE, whole BOOLEAN)",
    "INSERT INTO care VALUES ('QWO', 12, 58.40, '2026-03-31', true), ('QOX', NULL, NULL, NULL, false)",
    "INSERT INTO care VALUES ('it''s; DROP TABLE care', 3, 1.5, '2025-01-01', true)",
)


def lines(where, asked, path, quick):
    count = copied(where, asked, path, quick)
    text = path.read_text(encoding="utf-8")
    return count, text.splitlines()


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def test_cells_are_written_as_a_person_would_type_them(database, tmp_path, quick):
    where = filled(database, *CARE)
    columns = ("code", "seen", "on_day", "whole")
    count, text = lines(where, wanted(columns=columns), tmp_path / "out", quick)
    assert count == 3 and text[0] == "code,seen,on_day,whole"
    assert {"QWO,12,2026-03-31,true", "QOX,,,false"} <= set(text)


def test_numbers_of_every_kind_are_numbers(database, tmp_path, quick):
    kinds = ("INTEGER", "BIGINT", "REAL", "DOUBLE PRECISION", "NUMERIC(9,3)", "VARCHAR(9)")
    names = [f"n{place}" for place in range(len(kinds))]
    columns = ", ".join(f"{name} {kind}" for name, kind in zip(names, kinds, strict=True))
    cells = ", ".join("'2'" if "CHAR" in kind else "2" for kind in kinds)
    where = filled(database, f"CREATE TABLE care ({columns})", f"INSERT INTO care VALUES ({cells})")
    asked = wanted(
        columns=tuple(names), numbers=dict.fromkeys(names, "value of m"), where={"n3": (2.0,), "n0": (2,)}
    )
    _, text = lines(where, asked, tmp_path / "out", quick)
    assert [float(cell) for cell in text[1].split(",")] == [2.0] * len(kinds)


def test_only_rows_that_hold_what_is_asked_for_come(database, tmp_path, quick):
    where = filled(database, *CARE)
    for asked, found in (
        ({"code": ("QWO",)}, ["QWO,12"]),
        ({"code": ("QWO", "QOX")}, ["QOX,", "QWO,12"]),
        ({"seen": (3,), "whole": (True,)}, ["it's; DROP TABLE care,3"]),
        ({"on_day": (date(2026, 3, 31),)}, ["QWO,12"]),
        ({"code": ("nobody",)}, []),
    ):
        assert sorted(lines(where, wanted(where=asked), tmp_path / "out", quick)[1][1:]) == found


def test_hostile_values_are_values(database, tmp_path, quick):
    where = filled(database, *CARE)
    for value in ("' OR '1'='1", "QWO'; DROP TABLE care; --", "%s", "%(x)s", ":x", "\\'; --", '"'):
        assert copied(where, wanted(where={"code": (value,)}), tmp_path / "out", quick) == 0
    asked = {"code": ("it's; DROP TABLE care",)}
    assert copied(where, wanted(where=asked), tmp_path / "out", quick) == 1
    assert copied(where, wanted(), tmp_path / "out", quick) == 3


def test_hostile_names_of_tables_and_columns_are_names(database, tmp_path, quick):
    table = quoted(HOSTILE)
    where = filled(
        database,
        *CARE,
        f"CREATE TABLE {table} ({table} INTEGER, code TEXT)",
        f"INSERT INTO {table} VALUES (7, 'a')",
    )
    asked = wanted(HOSTILE, (HOSTILE, "code"), where={HOSTILE: (7,)})
    count, _ = lines(where, asked, tmp_path / "out", quick)
    assert count == 1 and copied(where, wanted(), tmp_path / "out", quick) == 3


@pytest.mark.parametrize("name", [HOSTILE, "care; DROP TABLE care", "pg_sleep(9)", "", "care\x1b[2J"])
def test_hostile_names_that_are_none_are_refused_and_do_nothing(database, tmp_path, quick, name):
    where = filled(database, *CARE)
    for asked in (wanted(name), wanted(columns=(name,)), wanted(where={name: ("a",)}), wanted(schema=name)):
        with pytest.raises(UnknownName) as refused:
            copied(where, asked, tmp_path / "out", quick)
        assert "\x1b" not in str(refused.value)
    assert copied(where, wanted(), tmp_path / "out", quick) == 3


def test_names_that_are_nearly_right_are_guessed(database, tmp_path, quick):
    where = filled(database, *CARE)
    for asked, guess in ((wanted("caree"), "'care'"), (wanted(columns=("sen",)), "'seen'")):
        with pytest.raises(UnknownName, match=f"Did you mean {guess}"):
            copied(where, asked, tmp_path / "out", quick)


def test_of_many_tables_the_nearest_are_told(database, tmp_path, quick):
    where = filled(database, *(f"CREATE TABLE care_{n} (code TEXT)" for n in range(40)))
    with pytest.raises(UnknownName, match="The nearest of 40: care_") as refused:
        copied(where, wanted("care_99x"), tmp_path / "out", quick)
    assert str(refused.value).count("care_") == 21


def test_columns_and_values_of_another_type_are_refused_before_anything_is_read(database, tmp_path, quick):
    where = filled(database, *CARE)
    for asked, said in (
        (
            wanted(columns=("on_day",), numbers={"on_day": "numerator of m"}),
            "DATE, where numerator of m needs",
        ),
        (wanted(columns=("whole",), numbers={"whole": "value of m"}), "BOOLEAN, where value of m needs"),
        (wanted(where={"seen": ("many",)}), "cannot hold 'many'"),
        (wanted(where={"code": (5,)}), "cannot hold 5"),
    ):
        with pytest.raises(BadDefinition, match=said):
            copied(where, asked, tmp_path / "out", quick)


def test_bytes_are_no_text(database, tmp_path, quick):
    kind = "BYTEA" if "postgresql" in database else "BLOB"
    where = filled(database, f"CREATE TABLE care (code {kind})")
    with pytest.raises(BadDefinition, match="no text, number, date or truth"):
        copied(where, wanted(columns=("code",)), tmp_path / "out", quick)


def test_cells_of_sqlite_that_are_bytes_after_all_are_told_with_their_rows(tmp_path, quick):
    where = filled(
        f"sqlite:///{tmp_path}/a.db", "CREATE TABLE care (code TEXT)", "INSERT INTO care VALUES (x'00ff')"
    )
    with pytest.raises(BadData, match="row 2: code holds bytes"):
        copied(where, wanted(columns=("code",)), tmp_path / "out", quick)


def test_the_same_rows_give_the_same_bytes_in_whatever_order_they_stand(
    database, tmp_path, quick, monkeypatch
):
    monkeypatch.setattr(reading, "CHUNK", 7)
    rows = [f"('a{n % 13}', {n})" for n in range(100)]
    where = filled(
        database, "CREATE TABLE care (code TEXT, seen INTEGER)", f"INSERT INTO care VALUES {', '.join(rows)}"
    )
    copied(where, wanted(), tmp_path / "one", quick)
    filled(database, "DELETE FROM care", f"INSERT INTO care VALUES {', '.join(reversed(rows))}")
    assert copied(where, wanted(), tmp_path / "two", quick) == 100
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_rows_with_a_key_come_in_its_order(database, tmp_path, quick):
    where = filled(database, "CREATE TABLE care (id INTEGER PRIMARY KEY, code TEXT)",
                   "INSERT INTO care VALUES (2, 'a'), (1, 'b'), (3, '')")  # fmt: skip
    assert lines(where, wanted(columns=("code",)), tmp_path / "out", quick)[1] == ["code", "b", "a", '""']


def test_a_view_is_read_like_a_table(database, tmp_path, quick):
    where = filled(database, *CARE, "CREATE VIEW seen_there AS SELECT code, seen FROM care WHERE seen > 5")
    assert lines(where, wanted("seen_there"), tmp_path / "out", quick) == (1, ["code,seen", "QWO,12"])


def test_more_than_is_allowed_is_refused(database, tmp_path, quick, monkeypatch):
    monkeypatch.setattr(reading, "CHUNK", 2)
    where = filled(database, *CARE)
    with pytest.raises(BadAnswer, match="more than the 20 bytes that are allowed. Ask for fewer rows"):
        copied(where, wanted(), tmp_path / "out", replace(quick, most_bytes=20))


def test_a_file_that_is_not_there_is_not_made(tmp_path, quick):
    with pytest.raises(MissingInput, match="There is no database"):
        copied(at(f"sqlite:///{tmp_path}/none.db"), wanted(), tmp_path / "out", quick)
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_no_database_is_told(tmp_path, quick):
    Path(tmp_path / "a.db").write_text("code,seen\n" * 99)
    with pytest.raises(BadAnswer, match="is no SQLite database"):
        copied(at(f"sqlite:///{tmp_path}/a.db"), wanted(), tmp_path / "out", quick)


def test_what_is_read_cannot_be_written(database, quick):
    from insight.databases import opened
    from insight.errors import Refused

    where = filled(database, *CARE)
    with pytest.raises(Refused), opened(where, quick) as (line, _):
        line.execute(sa.text("DELETE FROM care"))


def test_the_limit_holds_for_tables_of_less_than_a_chunk(database, tmp_path, quick):
    where = filled(database, *CARE)
    with pytest.raises(BadAnswer, match="more than the 20 bytes"):
        copied(where, wanted(), tmp_path / "out", replace(quick, most_bytes=20))


def test_of_many_cells_that_cannot_be_read_the_first_are_told_and_all_counted(tmp_path, quick):
    rows = ", ".join("(X'00')" for _ in range(500))
    where = filled(f"sqlite:///{tmp_path}/a.db", "CREATE TABLE care (code TEXT)",
                   f"INSERT INTO care VALUES {rows}")  # fmt: skip
    with pytest.raises(BadData, match="500 cells of table care cannot be read, the first of them") as refused:
        copied(where, wanted(columns=("code",)), tmp_path / "out", quick)
    assert str(refused.value).count("holds bytes") == reading.SHOWN
