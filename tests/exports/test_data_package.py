"""The data package keeps the Frictionless specification, and its files are what it says they are."""

import csv
import io
import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from hashlib import sha256
from zipfile import ZipFile

import pyarrow.parquet as pq
import pytest

from insight import definitions, exports, findings, paths
from insight.cli import app
from insight.exports import making
from insight.exports.fields import TABLES
from insight.markup import uncelled
from insight.writing import DRAFT

NAME = re.compile(r"[a-z0-9._-]+")
KINDS = {
    "string": lambda cell: bool(cell),
    "number": lambda cell: bool(re.fullmatch(r"-?\d+(\.\d+)?", cell)),
    "integer": lambda cell: bool(re.fullmatch(r"-?\d+", cell)),
    "boolean": lambda cell: cell in ("true", "false"),
    "date": lambda cell: bool(date.fromisoformat(cell)),
}


def described(written):
    return json.loads((written / "datapackage.json").read_text())


def lines(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def schema_of(written, resource):
    schema = resource["schema"]
    return json.loads((written / schema).read_text()) if isinstance(schema, str) else schema


def tabular(written):
    return [one for one in described(written)["resources"] if one["profile"] == "tabular-data-resource"]


def test_the_package_has_what_the_specification_asks_for(written):
    told = described(written)
    assert told["profile"] == "data-package"
    assert NAME.fullmatch(told["name"])
    assert told["title"] and told["version"] == "2024-12-31" and told["created"] == "2024-12-31T00:00:00Z"
    assert all({"name", "path"} & licence.keys() for licence in told["licenses"])
    assert all(source["title"] for source in told["sources"])
    assert told["resources"]


def test_each_resource_has_a_name_of_its_own_and_a_path_within_the_package(written):
    resources = described(written)["resources"]
    names = [one["name"] for one in resources]
    assert len(set(names)) == len(names)
    for one in resources:
        assert NAME.fullmatch(one["name"])
        assert not one["path"].startswith(("/", "..")) and ".." not in one["path"]
        assert (written / one["path"]).is_file()


def test_each_file_has_the_size_and_the_digest_that_are_told(written):
    for one in described(written)["resources"]:
        content = (written / one["path"]).read_bytes()
        assert one["bytes"] == len(content)
        assert one["hash"] == f"sha256:{sha256(content).hexdigest()}"


def test_every_cell_is_of_the_type_its_column_has_and_empty_only_where_it_may_be(written):
    checked = 0
    for one in tabular(written):
        schema = schema_of(written, one)
        assert schema["missingValues"] == [""]
        rows = lines(written / one["path"])
        fields = schema["fields"]
        assert list(rows[0]) == [field["name"] for field in fields]
        for row in rows:
            for field in fields:
                cell, rules = row[field["name"]], field.get("constraints", {})
                assert cell or not rules.get("required"), (one["path"], field["name"])
                assert not cell or KINDS[field["type"]](cell), (one["path"], field["name"], cell)
                assert not cell or "enum" not in rules or cell in rules["enum"]
                checked += 1
    assert checked > 1000


def test_no_two_rows_of_a_table_have_one_key(written):
    for one in tabular(written):
        keys = schema_of(written, one)["primaryKey"]
        found = [tuple(row[key] for key in keys) for row in lines(written / one["path"])]
        assert len(set(found)) == len(found), one["path"]


def test_what_a_finding_refers_to_is_there(written):
    by_name = {one["name"]: one for one in described(written)["resources"]}
    [findings_of] = [one for one in tabular(written) if one["path"].startswith("findings")]
    ways = findings_of["schema"]["foreignKeys"]
    assert {way["fields"] for way in ways} == {"metric", "area", "source", "withheld"}
    for way in ways:
        other = lines(written / by_name[way["reference"]["resource"]]["path"])
        known = {row[way["reference"]["fields"]] for row in other} | {""}
        assert {row[way["fields"]] for row in lines(written / findings_of["path"])} <= known


def test_parquet_says_what_csv_says_but_for_the_mark_before_what_a_spreadsheet_would_work_out(written):
    assert lines(written / "sources-synthetic.csv")[0]["title"] == "'=Invented, table"
    for name, fields in TABLES.items():
        text = lines(written / f"{name}-synthetic.csv")
        typed = pq.read_table(written / f"{name}-synthetic.parquet")
        assert typed.column_names == [field.name for field in fields]
        for field in fields:
            for cell, value in zip(
                (row[field.name] for row in text), typed[field.name].to_pylist(), strict=True
            ):
                said = "" if value is None else str(value).lower() if field.kind == "boolean" else str(value)
                assert float(cell) == value if field.kind == "number" and cell else uncelled(cell) == said


def test_each_board_has_a_file_with_its_rows_and_those_of_its_trusts(written):
    whole = lines(written / "findings-synthetic.csv")
    own = lines(written / "icb" / "qwo-synthetic.csv")
    assert own == [row for row in whole if row["area"] in ("QWO", "RR8")]
    boards = {row["area"].lower() for row in whole if row["area_type"] == "icb"}
    assert {path.stem.removesuffix("-synthetic") for path in (written / "icb").iterdir()} == boards


def test_the_dictionary_has_a_line_for_every_column(written):
    told = lines(written / "dictionary-synthetic.csv")
    assert [(row["table"], row["column"]) for row in told] == [
        (name, field.name) for name, fields in TABLES.items() for field in fields
    ]
    assert all(row["meaning"] and row["empty when"] and row["type"] for row in told)


def test_names_of_files_with_made_up_figures_say_so(written):
    data = [
        path for path in written.rglob("*") if path.suffix in (".csv", ".parquet", ".xlsx", ".ods", ".zip")
    ]
    assert len(data) > 50
    assert all(path.stem.endswith("-synthetic") for path in data)
    assert described(written)["description"].startswith("Synthetic data.")
    assert described(written)["synthetic"] is True


def test_the_archive_holds_the_package(written):
    with ZipFile(written / "insight-first-data-synthetic.zip") as pack:
        held = {name: pack.read(name) for name in pack.namelist()}
    assert {one["path"] for one in described(written)["resources"]} <= held.keys()
    assert held["datapackage.json"] == (written / "datapackage.json").read_bytes()
    assert all((written / name).read_bytes() == content for name, content in held.items())


def test_the_same_findings_give_the_same_bytes(edition):
    home = exports.make(edition)
    first = {path.relative_to(home): path.read_bytes() for path in home.rglob("*") if path.is_file()}
    (home.parent / making.RECORD).unlink()
    assert exports.make(edition) == home
    assert {path.relative_to(home): path.read_bytes() for path in home.rglob("*") if path.is_file()} == first


def test_nothing_is_written_again_when_nothing_has_changed(edition, monkeypatch):
    exports.make(edition)
    monkeypatch.setattr(making, "_put", lambda *_: pytest.fail("it was written again"))
    exports.make(edition)
    other = edition.model_copy(update={"title": "Another title"})
    assert not exports.current(other)


def test_work_cut_short_leaves_what_was_there(edition, monkeypatch):
    home = exports.make(edition)
    before = sorted(path.name for path in home.rglob("*"))
    (home.parent / making.RECORD).unlink()

    def fail(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr(making, "book_of_topic", fail, raising=False)
    monkeypatch.setattr(making, "_zipped", fail)
    with pytest.raises(OSError, match="full"):
        exports.make(edition)
    assert sorted(path.name for path in home.rglob("*")) == before
    assert not list(home.parent.glob("data.draft*"))


def test_the_verb_writes_them_and_says_where(edition, capsys):
    app(["data", "first"], standalone_mode=False)
    assert str(exports.folder("first")) in capsys.readouterr().out
    app(["data", "first"], standalone_mode=False)
    assert "unchanged" in capsys.readouterr().out


def test_a_dry_run_writes_nothing(edition, capsys):
    app(["data", "first", "--dry-run"], standalone_mode=False)
    assert "Would write" in capsys.readouterr().out
    assert not exports.folder("first").exists()


def test_findings_that_were_never_made_are_made_first(edition):
    import shutil

    shutil.rmtree(findings.folder("first"))
    assert (exports.make(definitions.edition("first")) / "datapackage.json").is_file()


def test_two_that_write_at_once_follow_each_other(edition):
    waited = []
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(exports.make, edition, wait=lambda: waited.append(1)) for _ in range(2)]
        assert {done.result() for done in both} == {exports.folder("first")}
    assert waited == [1] and exports.current(edition)


def test_a_kill_while_data_are_put_in_place_loses_nothing(edition):
    home = exports.make(edition)
    home.replace(home.with_name(making.BEFORE))  # as far as one that was killed there came
    left = home.with_name(f"{home.name}{DRAFT}999999999")
    left.mkdir()
    exports.make(edition)
    assert exports.current(edition) and not left.exists()
    assert not home.with_name(making.BEFORE).exists()


def test_data_are_written_again_when_a_source_is_described_otherwise(edition):
    exports.make(edition)
    assert exports.current(edition)
    place = paths.params() / "sources" / f"{edition.sources[0]}.yml"
    title = definitions.source(edition.sources[0]).title
    place.write_text(place.read_text().replace(title, f"{title}, revised"))
    assert not exports.current(edition)
