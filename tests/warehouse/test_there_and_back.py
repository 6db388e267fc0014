"""An edition made from the database that holds another has the same findings."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

import invented
from insight import definitions, exports, findings, paths, store, warehouse
from insight.databases import address

AWAY = ["file", "file_hash", "row"]  # where a row stood
KEYS = ["metric", "area", "period_end", "breakdown", "group"]


def moved(folder, edition, at):
    """Lay the project out elsewhere with the sources that read the database; make its findings; go there."""
    schema = warehouse.schema_of(at, None)
    warehouse.put(edition, at, schema)
    texts = warehouse.definitions_of(edition, at, schema)
    shutil.copytree(paths.params(), folder / "params")
    shutil.copy(paths.root() / "_config.yml", folder)
    for name, text in texts.items():
        (folder / "params" / "sources" / f"{name}.yml").write_text(text)
    return folder


def made(patch, folder, name):
    patch.setenv("INSIGHT_ROOT", str(folder))
    edition = definitions.edition(name)
    store.fetch(edition, folder / "data")
    findings.make(edition)
    return edition


def kept(edition):
    audits = [
        findings.folder(edition.id) / "audits" / f"{audit.id}.parquet"
        for audit in definitions.audits_of(edition)
    ]
    rows = pd.concat([pd.read_parquet(path) for path in audits if path.is_file()])
    return rows.sort_values(KEYS, ignore_index=True)


def seen(edition):
    rows = store.load(edition).drop(columns=AWAY)
    return rows.sort_values([*KEYS, "status"], ignore_index=True)


@pytest.fixture
def published(tmp_path, monkeypatch):
    """An edition of figures that their publisher has protected, and published as they stand."""
    source = invented.SOURCE + "    control: as_published\n"
    folder = tmp_path / "here"
    folder.mkdir()
    invented.build(folder, monkeypatch, source=source)
    return folder, made(monkeypatch, folder, "first")


def test_what_publishers_protected_comes_back_bit_for_bit(published, database, tmp_path, monkeypatch):
    """Observations and findings, their types and every bit of their numbers."""
    folder, edition = published
    before, observed, package = kept(edition), seen("first"), exports.tables_of(edition)
    at = address(database, where="--to", below=tmp_path)
    (tmp_path / "there").mkdir()
    back = made(monkeypatch, moved(tmp_path / "there", edition, at), "first")
    [answer] = store.answers("first")
    assert answer["rows"] == len(observed) and "findings" in answer["told"]
    pd.testing.assert_frame_equal(seen("first"), observed, check_exact=True)
    pd.testing.assert_frame_equal(kept(back), before, check_exact=True)
    for name, table in exports.tables_of(back).items():
        same = package[name].drop(columns="files", errors="ignore")  # a table of a database is no file
        pd.testing.assert_frame_equal(table.drop(columns="files", errors="ignore"), same, check_exact=True)


def test_what_we_protected_comes_back_as_it_was_released(edition, database, tmp_path):
    """Figures worked out from counts have every bit; a figure withheld is withheld by its publisher."""
    whole = exports.tables_of(edition)["findings"]
    before = kept(edition).merge(whole[KEYS].astype({"period_end": "datetime64[us]"}), on=KEYS)
    with pytest.MonkeyPatch.context() as patch:
        at = address(database, where="--to", below=tmp_path)
        (tmp_path / "there").mkdir()
        back = made(patch, moved(tmp_path / "there", edition, at), "first")
        after, package = kept(back), exports.tables_of(back)["findings"]
    assert (whole["withheld"] == "small_number").sum() == 1
    small = before["withheld"].str.startswith("so few people", na=False)
    assert after.loc[small, "withheld"].tolist() == ["withheld by the publisher"]
    unlike = ["withheld", "parts"]  # of the small figure alone, as what it was made of is not known
    pd.testing.assert_frame_equal(
        after.drop(columns=unlike), before.drop(columns=unlike), check_exact=True, check_dtype=False
    )
    pd.testing.assert_frame_equal(after.loc[~small, unlike], before.loc[~small, unlike], check_dtype=False)
    released = whole.assign(withheld=whole["withheld"].replace("small_number", "withheld_by_the_publisher"))
    pd.testing.assert_frame_equal(package, released, check_exact=True)


def test_there_and_back_twice_changes_nothing_more(published, tmp_path, monkeypatch):
    folder, edition = published
    texts = []
    for name in ("there", "again"):
        at = address(f"sqlite:///{name}.db", where="--to", below=tmp_path)
        (tmp_path / name).mkdir()
        moved(tmp_path / name, edition, at)
        edition = made(monkeypatch, tmp_path / name, "first")
        texts.append(kept(edition))
    pd.testing.assert_frame_equal(*texts, check_exact=True)


def test_definitions_name_the_variable_and_never_its_password(published, tmp_path, monkeypatch):
    _, edition = published
    monkeypatch.setenv("WAREHOUSE_PASSWORD", "hush")
    at = address("postgresql://ann@db.nhs.uk/x", where="--to", below=Path("/"), variable="WAREHOUSE_PASSWORD")
    [text] = warehouse.definitions_of(edition, at, "insight").values()
    assert "password_from: WAREHOUSE_PASSWORD" in text and "hush" not in text
