"""The store keeps observations that passed their checks, whole or not at all."""

import ast
import json
from pathlib import Path

import pandas as pd
import pytest

import invented
from insight import definitions, paths, store
from insight.errors import MissingInput, UnknownName
from insight.observations import COLUMNS


@pytest.fixture
def project(tmp_path, monkeypatch):
    return invented.build(tmp_path, monkeypatch)


def fetch(project):
    """Fetch, and give what was reported."""
    said = []
    store.fetch("first", project / "data", lambda words, done, total: said.append((words, done, total)))
    return said


def kept():
    """Give the one file of observations there is."""
    [found] = (store.folder("first") / "observations").iterdir()
    return found


def test_each_source_is_a_parquet_file_beside_a_ledger(project):
    assert fetch(project) == [("An invented table: 7 of 7 rows used", 1, 1)]
    found = {str(path.relative_to(project)) for path in (project / "_store").rglob("*") if path.is_file()}
    table = kept().name
    home = "_store/first"
    assert found == {f"{home}/{name}" for name in ("ledger.json", f"observations/{table}", "store.lock")}


def test_what_is_loaded_has_the_types_it_was_stored_with(project):
    fetch(project)
    rows = store.load("first")
    assert rows.dtypes.to_dict() == {name: pd.Series(dtype=kind).dtype for name, kind in COLUMNS.items()}
    assert rows.loc[5, "numerator"] is pd.NA and pd.isna(rows.loc[0, "reason"])


def test_rows_and_columns_can_be_chosen(project):
    fetch(project)
    rows = store.load("first", columns=["area", "value"], area=["QWO", "E92000001"], breakdown="all")
    assert rows.to_numpy().tolist() == [["QWO", 0.775], ["E92000001", 0.65]]
    assert store.load("first", audit="nobody").empty


def test_a_column_that_is_not_there_is_refused(project):
    fetch(project)
    with pytest.raises(UnknownName, match="Did you mean 'area'"):
        store.load("first", areas="QWO")


def test_an_edition_that_was_not_fetched_is_said_to_be_so(project):
    assert store.digest("first") is None
    with pytest.raises(MissingInput, match="insight fetch params/editions/first.yml"):
        store.load("first")


def test_a_store_of_an_earlier_version_says_to_fetch_again(project):
    fetch(project)
    for place in (store.folder("first") / "observations").glob("*.parquet"):
        pd.read_parquet(place).drop(columns="published_status").to_parquet(place)
    with pytest.raises(MissingInput, match="An earlier version fetched 'first'. Run: insight fetch"):
        store.load("first")


def test_what_has_not_changed_is_not_read_again(project):
    fetch(project)
    before, digest = kept().stat(), store.digest("first")
    assert fetch(project) == [("An invented table: unchanged", 1, 1)]
    after = kept().stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert store.digest("first") == digest


CHANGES = {
    # what changes: (the file, the text, the new text, whether the rows change with it)
    "the data": ("data/care.csv", "310,400,77.5", "311,400,77.8", True),
    "the description of the source": ("params/sources/table.yml", "decimals: 1", "decimals: 2", True),
    "the definition of a metric": ("params/audits/naic.yml", "Delay harms.", "Delay kills.", False),
    "the table of areas": (
        "params/areas/aliases.csv", "London Commissioning Region,", "London Commissioning Area,", False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("file, old, new, rows", CHANGES.values(), ids=CHANGES)
def test_what_has_changed_is_read_again(project, file, old, new, rows):
    fetch(project)
    digest = store.digest("first")
    text = (project / file).read_text()
    assert old in text
    (project / file).write_text(text.replace(old, new))
    assert fetch(project) == [("An invented table: 7 of 7 rows used", 1, 1)]
    assert (store.digest("first") != digest) == rows


APART = {"errors.py", "paths.py", "passwords.py", "writing.py"}  # these decide nothing of what is stored
APART_ROOMS = {"fetching", "databases", "statistics"}  # what they fetch is told by its digest; names alone


def imported(module: Path, package: Path) -> set[Path]:
    """Give the modules of ours that one imports."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("insight"):
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
        elif isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
    places = [package.parent / name.replace(".", "/") for name in found if name.startswith("insight")]
    files = {file for place in places for file in (place.with_suffix(".py"), place / "__init__.py")}
    return {file for file in files if file.is_file()}


def test_every_module_that_reading_a_source_uses_counts_when_it_changes():
    package = Path(store.__file__).parents[1]
    seen, left = set(), [path for room in store.ROOMS for path in (package / room).rglob("*.py")]
    while left:
        module = left.pop()
        place = module.relative_to(package)
        if module in seen or place.parts[0] in APART_ROOMS or place.name in APART:
            continue
        seen.add(module)
        left += imported(module, package)
    counted = {path for room in store.ROOMS for path in (package / room).rglob("*.py")}
    counted |= {package / name for name in store.FILES} | {package / "__init__.py"}
    assert seen - counted == set()


def test_a_file_lost_from_the_store_is_made_again(project):
    fetch(project)
    kept().unlink()
    assert store.digest("first") is None
    fetch(project)
    assert len(store.load("first")) == 7


def test_a_fetch_cut_short_before_its_ledger_leaves_what_was_stored(project, monkeypatch):
    fetch(project)
    before, digest = store.load("first"), store.digest("first")
    care = project / "data" / "care.csv"
    held = care.read_text()
    care.write_text(held.replace("310,400,77.5", "312,400,78.0"))
    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space left"):
        patch.setattr("insight.store.kept.write", full)
        fetch(project)
    assert store.digest("first") == digest and store.load("first").equals(before)
    care.write_text(held)
    assert fetch(project) == [("An invented table: unchanged", 1, 1)]
    assert store.load("first").equals(before), "rows of another file stand under the ledger of this one"


def full(*_):
    raise OSError(28, "No space left on device")


def test_a_ledger_of_an_earlier_version_still_names_its_files(project):
    fetch(project)
    ledger = project / "_store" / "first" / "ledger.json"
    rows = json.loads(ledger.read_text())
    kept().rename(kept().with_name("table.parquet"))
    del rows["sources"][0]["kept"]
    ledger.write_text(json.dumps(rows))
    assert fetch(project) == [("An invented table: unchanged", 1, 1)]
    assert len(store.load("first")) == 7


def test_a_source_the_edition_no_longer_has_leaves_the_store(project):
    (project / "params/sources/other.yml").write_text((project / "params/sources/table.yml").read_text())
    edition = project / "params/editions/first.yml"
    fetch(project)
    edition.write_text(edition.read_text().replace("[table]", "[other]"))
    fetch(project)
    assert kept().name.startswith("other-")
    assert set(store.load("first")["source"]) == {"other"}


def test_two_fetches_into_empty_stores_give_the_same_bytes(project):
    fetch(project)
    files = sorted(path for path in (project / "_store").rglob("*") if path.is_file())
    first = [path.read_bytes() for path in files]
    for path in files:
        path.unlink()
    fetch(project)
    assert [path.read_bytes() for path in files] == first


# What the real files hold. Numbers of rows were counted by opening them.
REAL = {
    # edition: rows in, used, left out by reason, foot notes, observations without a number
    "cvdprevent-june-2024": (2863, 2859, {}, 4, 11),
    "smoking-2022-23": (86, 85, {"England's row for the year stands in the file twice": 1}, 0, 0),
    "perinatal-2023": (
        151,
        120,
        {
            "a military hospital that no ICB commissions": 1,
            "a private hospital that no ICB commissions": 1,
            "outside England": 29,
        },
        0,
        56,
    ),
    "maternity": (
        47983,
        7494,
        {"holds no metric of ours": 36940, "in a category that no metric counts": 3549},
        0,
        0,
    ),
}


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """Give a function that fetches a real edition into a store of its own, or skips."""
    if not invented.SHARED.is_dir():
        pytest.skip("the published files are not beside the project, in ../shared/data")
    folder, patch = tmp_path_factory.mktemp("store"), pytest.MonkeyPatch()
    patch.setattr(paths, "store", lambda: folder)
    yield lambda edition: store.fetch(edition, invented.SHARED) and store.load(edition)
    patch.undo()


@pytest.mark.parametrize("edition", REAL)
def test_every_row_of_a_published_file_is_used_or_left_out_with_a_reason(real, edition):
    rows_in, used, left_out, foot_notes, silent = REAL[edition]
    rows = real(edition)
    found = store.ledger(edition)
    count = found.set_index("what")["rows"]
    assert (count["in"], count["used"], count.get("foot note", 0)) == (rows_in, used, foot_notes)
    reasons = found[found["what"] == "left out"]
    assert dict(zip(reasons["reason"], reasons["rows"], strict=True)) == left_out
    assert rows["reason"].notna().sum() == silent
    assert set(rows["source"]) == set(definitions.edition(edition).sources)


def test_south_yorkshire_adds_up_from_its_four_sub_icbs(real):
    rows = real("cvdprevent-june-2024").query("breakdown == 'all'")
    here = rows[rows["area"].isin(["02P", "02X", "03L", "03N"])]
    assert len(rows) == 106 and len(here) == 4
    assert (here["numerator"].sum(), here["denominator"].sum()) == (68885, 79410)
    assert (rows["numerator"].sum(), rows["denominator"].sum()) == (2389790, 2819270)


def test_a_published_percentage_is_kept_beside_its_rounded_counts(real):
    [row] = real("cvdprevent-june-2024").query("breakdown == 'all' and area == '92G'").itertuples()
    assert (row.value, row.lower, row.upper) == pytest.approx((0.8317, 0.8283, 0.835), abs=1e-12)
    assert (row.numerator, row.denominator, row.rounded_to, row.decimals) == (39920, 48000, 5, 2)


def test_cvdprevent_is_broken_down_by_sex_age_deprivation_and_ethnicity(real):
    rows = real("cvdprevent-june-2024")
    groups = rows.groupby("breakdown")["group"].nunique().to_dict()
    assert groups == {"age": 4, "all": 1, "deprivation": 5, "ethnicity": 7, "sex": 2, "sex_age": 8}


def test_england_has_one_smoking_figure_for_2022_23(real):
    rows = real("smoking-2022-23").query("area_type == 'england'")
    assert rows[["period", "numerator", "denominator"]].to_numpy().tolist() == [
        ["2022/23", 7664426, 52100343]
    ]


def test_a_stabilised_rate_keeps_its_interval_and_no_counts(real):
    [row] = real("perinatal-2023").query("area == 'RCF' and metric == 'mbrp_stillbirth'").itertuples()
    assert (row.value, row.lower, row.upper) == (2.58, 1.82, 3.55)
    assert row.numerator is pd.NA and row.denominator is pd.NA


def test_smoking_at_booking_is_one_series_under_both_its_names(real):
    rows = real("maternity").query("metric == 'maternity_smoking_booking' and area_type == 'england'")
    assert rows["period"].tolist() == ["2020/21", "2021/22", "2022/23"]
    assert rows["numerator"].notna().all()


def test_the_demonstration_is_made_by_its_seed_and_says_that_it_is_synthetic(real):
    rows = real("demo")
    assert rows["file"].str.contains("synthetic").all()
    assert rows["audit"].nunique() == 21
