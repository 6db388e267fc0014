"""Editions stand in a database side by side, whole, typed, and without a figure that is withheld."""

import threading
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa

from insight import exports, findings, warehouse
from insight.databases import address, writing
from insight.errors import BadChoice, NoAnswer, NoPlaceToPublish, Refused, SmallNumbersTold
from insight.fetching import Manners
from insight.warehouse import layout

QUICK = Manners(connect=1, silence=5, whole=20, longest_wait=1, tries=1)
HOSTILE = "x\"; DROP SCHEMA public CASCADE; --'%s"


def put(edition, at, schema=None, **about):
    return warehouse.put(edition, at, schema, manners=QUICK, **about)


def held(at, schema, name="findings", **where):
    """Give the rows of a table, in an order that does not change."""
    table = layout.tables(schema)[name]
    query = sa.select(table).order_by(*table.primary_key.columns)
    query = query.where(*(table.columns[column] == value for column, value in where.items()))
    engine = sa.create_engine(at.unlocked())
    with engine.connect() as line:
        rows = line.execute(query).all()
    engine.dispose()
    return rows


def ask(at, *statements):
    engine = sa.create_engine(at.unlocked())
    with engine.begin() as line:
        found = [line.exec_driver_sql(one) for one in statements]
        rows = found[-1].all() if found[-1].returns_rows else None
    engine.dispose()
    return rows


def other(edition, **changes):
    return edition.model_copy(update=changes)


def test_each_table_has_the_rows_and_cells_of_the_package(edition, at, schema):
    counts = put(edition, at)
    for name, table in exports.tables_of(edition).items():
        rows = held(at, schema, name)
        assert len(rows) == len(table) == counts[name] > 0
        fields = exports.TABLES[name]
        decimals = table["decimals"].tolist() if "decimals" in table else [None] * len(table)
        written = zip(
            *(exports.cells(table[one.name].tolist(), one, decimals, word=str) for one in fields), strict=True
        )
        assert {tuple(row) for row in written} == {
            tuple(as_csv(getattr(row, one.name), one, row) for one in fields) for row in rows
        }


def as_csv(value, field, row):
    if value is None or isinstance(value, str):
        return value or ""
    if field.kind == "number":
        return f"{value:.{row.decimals}f}" if hasattr(row, "decimals") else repr(float(value))
    return str(value).lower() if field.kind == "boolean" else str(value)


def test_cells_have_types_of_their_own(edition, at, schema):
    put(edition, at)
    [row] = held(at, schema, area="QWO", group="all", period_end=date(2024, 3, 31))
    assert (row.edition, row.version, row.numerator, row.synthetic) == (
        "first",
        date(2024, 12, 31),
        340,
        True,
    )
    assert row.value == 67 and isinstance(row.value, Decimal | float) and row.latest is True
    assert type(row.period_end) is date and row.withheld is None


def test_writing_again_leaves_the_same_rows(edition, at, schema):
    assert put(edition, at) == put(edition, at)
    first = {name: held(at, schema, name) for name in layout.FIELDS}
    put(edition, at)
    assert {name: held(at, schema, name) for name in layout.FIELDS} == first


def test_editions_and_versions_stand_side_by_side(edition, at, schema):
    put(edition, at)
    mine = {name: held(at, schema, name) for name in layout.FIELDS}
    later = other(edition, as_at=date(2025, 3, 31))
    put(later, at)
    assert {name: held(at, schema, name, version=edition.as_at) for name in layout.FIELDS} == mine
    assert len(held(at, schema)) == 2 * len(mine["findings"])
    about = {(row.edition, row.version, row.draft, row.rows) for row in held(at, schema, "editions")}
    assert about == {("first", day, True, len(mine["findings"])) for day in (edition.as_at, later.as_at)}


def test_rows_that_an_edition_no_longer_has_are_taken_away(edition, at, schema, monkeypatch):
    put(edition, at)
    put(other(edition, as_at=date(2025, 3, 31)), at)
    whole = exports.tables_of(edition)
    fewer = whole | {"findings": whole["findings"].head(5)}
    monkeypatch.setattr(exports, "tables_of", lambda _: fewer)
    assert put(edition, at)["findings"] == 5
    assert len(held(at, schema, version=edition.as_at)) == 5
    assert len(held(at, schema)) == 5 + len(whole["findings"])


def test_what_was_made_up_says_so_in_every_table(edition, at, schema):
    put(edition, at)
    for name in layout.FIELDS:
        assert all(row.synthetic is True for row in held(at, schema, name)), name
    assert held(at, schema, "editions")[0].description.startswith("Synthetic data.")


def test_no_withheld_figure_reaches_the_database(edition, at, schema):
    put(edition, at)
    [row] = held(at, schema, area="QOX", group="all", period_end=date(2024, 3, 31))
    assert row.withheld == "small_number"  # 3 of 500
    hidden = [row for row in held(at, schema) if row.withheld is not None]
    assert len(hidden) > 1
    for row in hidden:
        assert [getattr(row, name) for name in exports.NUMBERS] == [None] * len(exports.NUMBERS)
    assert all(row.numerator != 3 and row.denominator != 500 or row.area != "QOX" for row in held(at, schema))


@pytest.mark.parametrize("name", ["numerator", "value", "verdict"])
def test_the_database_refuses_a_figure_in_a_withheld_row(edition, at, schema, name):
    put(edition, at)
    table = layout.tables(schema)["findings"]
    value = "worse" if name == "verdict" else 3
    engine = sa.create_engine(at.unlocked())
    query = sa.update(table).where(table.columns.withheld.is_not(None)).values({name: value})
    with pytest.raises(sa.exc.IntegrityError, match="no_number_where_withheld"), engine.begin() as line:
        line.execute(query)
    engine.dispose()


def test_a_withheld_figure_that_has_a_number_stops_everything_before_the_database_is_asked(
    edition, at, schema, monkeypatch
):
    path = findings.folder(edition.id) / "audits" / "inv.parquet"
    sound = path.read_bytes()
    spoilt = pd.read_parquet(path)
    spoilt.loc[spoilt["withheld"].notna(), "numerator"] = 3
    spoilt.to_parquet(path, index=False)
    monkeypatch.setattr(warehouse.putting, "opened", lambda *_, **__: pytest.fail("it was asked"))
    try:
        with pytest.raises(SmallNumbersTold):
            put(edition, at)
    finally:
        path.write_bytes(sound)


def test_readers_see_all_of_the_old_or_all_of_the_new(edition, at, schema):
    put(edition, at)
    seen, before = [], len(held(at, schema))
    put(edition, at, report=lambda table: seen.append(len(held(at, schema))))
    assert seen == [before] * len(layout.FIELDS)


def test_a_failure_on_the_way_leaves_what_was_there(edition, at, schema, monkeypatch):
    put(edition, at)
    before = {name: held(at, schema, name) for name in layout.FIELDS}

    def fail(table):
        if table == "sources":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        put(edition, at, report=fail)
    with pytest.raises(KeyboardInterrupt):
        put(other(edition, as_at=date(2025, 3, 31)), at, report=fail)
    assert {name: held(at, schema, name) for name in layout.FIELDS} == before


def test_a_first_writing_that_fails_leaves_nothing(edition, at, schema):
    def fail(table):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        put(edition, at, report=fail)
    assert at.file is None or not at.file.exists()
    if at.file is None:
        assert ask(at, "SELECT 1 FROM pg_namespace WHERE nspname = 'insight'") == []


STRANGE = {
    # what is there instead: (statement, what is said)
    "a table of somebody else's": (
        "CREATE TABLE {}reasons (code TEXT)",
        "reasons: lacks edition, .*has code",
    ),
    "a view": ("CREATE VIEW {}areas AS SELECT 1 AS area", "areas: is a view"),
    "a column more": ("ALTER TABLE {}findings ADD COLUMN mine TEXT", "findings: has mine"),
    "a column less": ("ALTER TABLE {}metrics DROP COLUMN topic", "metrics: lacks topic"),
}


@pytest.mark.parametrize("statement, said", STRANGE.values(), ids=STRANGE)
def test_tables_that_are_not_ours_are_left_alone(edition, at, schema, statement, said):
    below = f"{schema}." if schema else ""
    if statement.startswith("ALTER"):
        put(edition, at)
    elif schema:
        ask(at, f"CREATE SCHEMA {schema}")
    ask(at, statement.format(below))
    with pytest.raises(NoPlaceToPublish, match=said) as refused:
        put(edition, at)
    assert "nothing was written" in str(refused.value) and refused.value.exit_code == 24
    if statement.startswith("CREATE"):
        with pytest.raises(sa.exc.DBAPIError):
            held(at, schema)  # none of the other tables was made


def test_a_column_of_another_type_is_not_ours(edition, fresh):
    at = address(fresh, where="--to", below=Path("/"))
    put(edition, at)
    ask(at, "ALTER TABLE insight.reasons ALTER reason TYPE VARCHAR(9) USING left(reason, 9)")
    with pytest.raises(NoPlaceToPublish, match=r"reasons: reason holds VARCHAR\(9\) and not TEXT"):
        put(edition, at)


def test_tables_and_columns_are_explained_in_the_database(edition, fresh):
    at = address(fresh, where="--to", below=Path("/"))
    put(edition, at)
    engine = sa.create_engine(fresh)
    eyes = sa.inspect(engine)
    for name, fields in layout.FIELDS.items():
        assert layout.ABOUT[name] in eyes.get_table_comment(name, schema="insight")["text"]
        told = {column["name"]: column["comment"] for column in eyes.get_columns(name, schema="insight")}
        assert told == {one.name: one.described()["description"] for one in (*layout.OWN, *fields)}
        keys = eyes.get_pk_constraint(name, schema="insight")["constrained_columns"]
        assert keys == ["edition", "version", *exports.KEYS.get(name, ())]
    types = {column["name"]: str(column["type"]) for column in eyes.get_columns("findings", schema="insight")}
    wanted = {
        "value": "NUMERIC",
        "numerator": "BIGINT",
        "period_end": "DATE",
        "group": "TEXT",
        "latest": "BOOLEAN",
    }
    assert {name: types[name] for name in wanted} == wanted
    engine.dispose()


def test_hostile_names_of_schemas_are_names(edition, fresh):
    at = address(fresh, where="--to", below=Path("/"))
    put(edition, at, HOSTILE)
    assert len(held(at, HOSTILE)) == 90
    assert ask(at, "SELECT 1 FROM pg_namespace WHERE nspname = 'public'") == [(1,)]


@pytest.mark.parametrize("schema", ["", " ", "x" * 64, "a\x00b", "a\x1b[2J"])
def test_names_that_no_schema_can_have_are_refused(edition, fresh, schema):
    with pytest.raises(BadChoice, match="Nothing was written"):
        put(edition, address(fresh, where="--to", below=Path("/")), schema)


def test_sqlite_has_no_schemas(edition, tmp_path):
    with pytest.raises(BadChoice, match="has no schemas"):
        put(edition, address("sqlite:///a.db", where="--to", below=tmp_path), "mine")


def test_hostile_cells_are_cells(edition, at, schema, monkeypatch):
    cells = [
        "'); DROP TABLE findings; --",
        "\\N",
        "\\.",
        "a\tb\nc",
        '=cmd|"/c calc"!A1',
        "\u202egnp.exe",
        "%s:x",
    ]
    whole = exports.tables_of(edition)
    rows = pd.DataFrame({"withheld": cells, "reason": cells})
    monkeypatch.setattr(exports, "tables_of", lambda _: whole | {"reasons": rows})
    put(edition, at)
    assert sorted(row.reason for row in held(at, schema, "reasons")) == sorted(cells)
    assert len(held(at, schema)) == 90


def test_two_who_write_at_once_write_one_after_the_other(edition, at, schema):
    faults = []

    def write():
        try:
            warehouse.put(edition, at, manners=Manners(connect=20, longest_wait=20, whole=30, tries=1))
        except Exception as error:
            faults.append(error)

    writers = [threading.Thread(target=write) for _ in range(3)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    assert faults == [] and len(held(at, schema)) == 90


def test_who_may_not_write_is_refused(edition, fresh):
    ask(
        address(fresh, where="--to", below=Path("/")),
        "DROP ROLE IF EXISTS looker",
        "CREATE ROLE looker LOGIN",
    )
    at = address(fresh.replace("postgres@", "looker@"), where="--to", below=Path("/"))
    with pytest.raises(Refused, match="permission denied for database"):
        put(edition, at)


def test_tables_made_by_hand_can_be_written_by_somebody_with_few_rights(edition, fresh):
    at = address(fresh, where="--to", below=Path("/"))
    statements = warehouse.statements("insight", at.url.get_dialect()())
    grants = ["CREATE ROLE loader LOGIN", "GRANT USAGE ON SCHEMA insight TO loader",
              "GRANT SELECT, INSERT, DELETE ON ALL TABLES IN SCHEMA insight TO loader"]  # fmt: skip
    ask(at, "DROP ROLE IF EXISTS loader", *(one.replace("%", "%%") for one in statements), *grants)
    put(edition, address(fresh.replace("postgres@", "loader@"), where="--to", below=Path("/")))
    assert len(held(at, "insight")) == 90
    ask(at, "DROP OWNED BY loader", "DROP ROLE loader")


def test_a_database_that_is_not_there_is_told(edition, postgres):
    nowhere = f"postgresql://ann@127.0.0.1:{postgres.port + 1}/audits?connect_timeout=2"
    with pytest.raises(NoAnswer, match="Nothing was written: what stood there before still does"):
        put(edition, address(nowhere, where="--to", below=Path("/")))


def test_a_line_that_is_cut_while_rows_go_is_begun_again(edition, fresh, monkeypatch):
    at, cut, honest = address(fresh, where="--to", below=Path("/")), [], writing.Writer.replace

    def replace(self, table, rows, own):
        if table.name == "areas" and not cut:
            cut.append(table.name)
            ask(
                at,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'insight'",
            )
        return honest(self, table, rows, own)

    monkeypatch.setattr(writing.Writer, "replace", replace)
    warehouse.put(edition, at, manners=Manners(tries=2, first_wait=0), sleep=lambda _: None)
    assert cut and len(held(at, "insight")) == 90 and len(held(at, "insight", "editions")) == 1


def test_nothing_tells_the_time_of_writing(edition, at, schema):
    put(edition, at)
    for name in layout.FIELDS:
        assert not any(isinstance(cell, datetime) for row in held(at, schema, name) for cell in row)
