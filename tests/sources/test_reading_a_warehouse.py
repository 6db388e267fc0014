"""A source may be a table of a database: kept, checked and told like any other, and read offline."""

import json
import sqlite3

import pytest

import invented
from insight import book, definitions, paths, sources, store
from insight.book.facts import source_facts
from insight.cli.fetching import of_answers
from insight.errors import BadData, BadDefinition, MissingInput, NotKept, UnknownName
from insight.fetching import Fetcher

SOURCE = invented.SOURCE.replace(
    "    kind: delimited\n    files: [{path: care.csv}]\n",
    "    kind: warehouse\n    base: sqlite:///care.db\n    ask: {table: care, where: {kept: true}}\n",
)
HUSH = "hush-1-2-3"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The invented project, its table in a database beside it, with a row that is not asked for."""
    folder = invented.build(tmp_path, monkeypatch)
    source = definitions.source("table")
    grid = sources.kind(source).read(folder / "data" / "care.csv", source)
    names, *rows = grid.cells.to_numpy().tolist()
    with sqlite3.connect(folder / "care.db") as line:
        columns = ", ".join(f'"{name}" TEXT' for name in names)
        line.execute(f"CREATE TABLE care ({columns}, kept BOOLEAN, id INTEGER)")
        marks = ", ".join("?" * (len(names) + 2))
        line.executemany(
            f"INSERT INTO care VALUES ({marks})", [(*row, True, place) for place, row in enumerate(rows)]
        )
        line.execute(f"INSERT INTO care VALUES ({marks})", (*["x"] * len(names), False, 99))
    invented.source_of(SOURCE)
    return folder


def changed(old, new):
    assert old in SOURCE
    return invented.source_of(SOURCE.replace(old, new))


def sql(folder, statement):
    with sqlite3.connect(folder / "care.db") as line:
        line.execute(statement)


def test_a_table_gives_the_observations_that_its_file_gives(folder):
    invented.source_of(invented.SOURCE)
    store.fetch("first", folder / "data")
    from_file = store.load("first")
    invented.source_of(SOURCE)
    store.fetch("first")
    found, away = store.load("first"), ["file", "file_hash", "row"]
    order = ["metric", "area", "period_start", "breakdown", "group"]
    here, there = (
        rows.drop(columns=away).sort_values(order, ignore_index=True) for rows in (found, from_file)
    )
    assert here.equals(there) and len(here) == 7
    assert store.ledger("first").query("what == 'in'")["rows"].item() == 7


def test_where_rows_came_from_is_kept(folder):
    fetcher = Fetcher()
    store.fetch("first", fetcher=fetcher)
    [told] = store.answers("first")
    assert told["rows"] == 7 and len(told["sha256"]) == 64 and told["fetched"].endswith("+00:00")
    assert told["told"] == "A database: table care, rows where kept = 'True'"
    assert of_answers(fetcher) == ["1 table of a database, 7 rows."]


def test_offline_uses_what_was_read_last(folder):
    with pytest.raises(NotKept, match="was never fetched"):
        store.fetch("first", fetcher=Fetcher(offline=True))
    store.fetch("first")
    before = store.load("first")
    (folder / "care.db").unlink()
    offline = Fetcher(offline=True)
    store.fetch("first", fetcher=offline)
    assert store.load("first").equals(before)
    assert of_answers(offline)[0].startswith(
        "Offline: 1 answer from before, the oldest less than an hour old"
    )
    with pytest.raises(MissingInput, match="There is no database"):
        store.fetch("first")
    assert store.load("first").equals(before)


def test_other_rows_are_a_revision_and_both_versions_are_kept(folder):
    store.fetch("first")
    again = Fetcher()
    store.fetch("first", fetcher=again)
    assert again.revisions == []
    sql(folder, "UPDATE care SET seen = '1,249' WHERE seen = '1,250'")
    later = Fetcher()
    store.fetch("first", fetcher=later)
    [revision] = later.revisions
    assert (revision.lines_out, revision.lines_in) == (1, 1)
    assert "has been revised since" in of_answers(later)[1] and len(later.shelf.versions(revision.asked)) == 2


def test_bad_rows_are_told_all_at_once_and_nothing_is_stored(folder):
    store.fetch("first")
    before = store.load("first")
    sql(folder, "UPDATE care SET seen = 'many' WHERE id IN (0, 1)")
    with pytest.raises(BadData, match="2 rows of the source table cannot be used") as refused:
        store.fetch("first")
    assert str(refused.value).count("'many'") == 2
    assert store.load("first").equals(before)


@pytest.mark.parametrize(
    "base",
    [f"postgresql://ann:{HUSH}@db/x", f"postgresql://db/x?password={HUSH}", f"postgresql://a :{HUSH}@db",
     f"postgresql+psycopg://ann:{HUSH}@db:5432/x"],
)  # fmt: skip
def test_a_password_in_a_definition_is_refused_told_nowhere_and_written_nowhere(folder, base):
    with pytest.raises(BadDefinition) as refused:
        sources.understand(changed("sqlite:///care.db", f'"{base}"'))
    assert HUSH not in str(refused.value)
    with pytest.raises(BadDefinition):
        store.fetch("first")
    (folder / "params" / "sources" / "table.yml").unlink()
    written = [path for path in folder.rglob("*") if path.is_file() and HUSH.encode() in path.read_bytes()]
    assert written == []


def test_a_password_where_the_name_of_a_variable_should_be_is_not_told(folder):
    source = changed("table: care", f"table: care, password_from: {HUSH}")
    with pytest.raises(BadDefinition, match="ask, password_from: String should match") as refused:
        sources.understand(source)
    assert HUSH not in str(refused.value)


MISTAKES = {
    # what is wrong: (old, new, what is refused, what is said)
    "a key that is misspelt": ("table: care", "tabel: care", BadDefinition, "Did you mean 'table'"),
    "a table that is not there": ("table: care", "table: cares", UnknownName, "Did you mean 'care'"),
    "a schema that is not there": (
        "table: care",
        "table: care, schema: man",
        UnknownName,
        "Did you mean 'main'",
    ),
    "a column that is not there": ("numerator: seen", "numerator: sen", UnknownName, "Did you mean 'seen'"),
    "a column of where": ("{kept: true}", "{keept: true}", UnknownName, "Did you mean 'kept'"),
    "text as SQL": ("{kept: true}", '"1=1; DROP TABLE care"', BadDefinition, "valid dictionary"),
    "a way to read a file": (
        "    scale: 100",
        "    read: {header: 2}\n    scale: 100",
        BadDefinition,
        "'read' out",
    ),
    "an address of the web": (
        "sqlite:///care.db",
        "https://a.nhs.uk/b",
        BadDefinition,
        "address of a database",
    ),
    "a kind that asks the web": (
        "kind: warehouse",
        "kind: fingertips",
        BadDefinition,
        "address of a service",
    ),
    "no base": (
        "    base: sqlite:///care.db\n",
        "    files: [{path: a}]\n",
        BadDefinition,
        "needs 'base' and 'ask'",
    ),
}


@pytest.mark.parametrize("old, new, error, said", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_definition_is_refused(folder, old, new, error, said):
    with pytest.raises(error, match=said):
        source = changed(old, new)
        sources.understand(source)
        store.fetch("first")
    assert not (folder / "_store" / "_answers" / "records").is_dir() or not list(
        (folder / "_store" / "_answers" / "content").glob("*/*")
    )


def test_pages_tell_the_table_and_neither_the_server_nor_who_asks(folder, monkeypatch):
    monkeypatch.setenv("WAREHOUSE_PASSWORD", HUSH)
    source = changed("table: care", "table: care, password_from: WAREHOUSE_PASSWORD").model_copy(
        update={"base": "postgresql://ann@secret-host/audits"}
    )
    said = source_facts(source, source.published)
    assert "table care; where kept True" in said
    assert "secret-host" not in said and "ann" not in said and "WAREHOUSE_PASSWORD" not in said
    store.fetch("first")
    listed = book.answers(store.answers("first"))
    assert "A database: table care" in listed and "(7 rows)" in listed and "care.db" not in listed


def test_no_password_stands_in_what_is_kept(folder, monkeypatch):
    monkeypatch.setenv("WAREHOUSE_PASSWORD", HUSH)
    changed("table: care", "table: care, password_from: WAREHOUSE_PASSWORD")
    store.fetch("first")
    kept = [path for path in paths.store().rglob("*") if path.is_file()]
    assert kept and not any(HUSH.encode() in path.read_bytes() for path in kept)
    assert json.loads((paths.store() / "first" / "ledger.json").read_text())["sources"]
