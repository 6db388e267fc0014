"""No small count is written, none follows from the sums beside it, and nothing else reaches the disk."""

import os
import signal
import stat
import tempfile
from pathlib import Path

import invented_records
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from invented_records import row

import invented
from insight import records, store
from insight.disclosure import SMALL_NUMBER, SO_OTHERS, policy
from insight.disclosure.facts import release_of
from insight.observations import COLUMNS
from insight.records import backends, writing
from insight.records.extract import audit_of
from insight.records.making import true_counts
from insight.records.withholding import given_away, rule_of

ibis = pytest.importorskip("ibis", reason="counting records needs the extra `records`")


def people(seed=1, count=600):
    draw = np.random.default_rng(seed)
    return [
        row(
            number,
            f"2024-0{draw.integers(1, 7)}-15",
            icb=str(draw.choice(["QWO", "QOX", "QHM"], p=[0.9, 0.08, 0.02])),
            sex=str(draw.choice(["1", "2"])),
            ethnic=str(draw.choice(["A", "H", "Q"], p=[0.8, 0.15, 0.05])),
            hours=float(draw.integers(1, 40)),
        )
        for number in range(count)
    ]


@pytest.fixture
def made(tmp_path, monkeypatch):
    return invented_records.project(tmp_path, monkeypatch, people())


def counted(made, out, **more):
    tally = records.aggregate(*made, out=out, **more)
    return tally, pq.read_table(out).to_pandas()


def test_nothing_under_the_threshold_is_written_but_for_england(made, tmp_path):
    tally, written = counted(made, tmp_path / "out.parquet")
    local = written[written["level"] != "england"].dropna(subset="denominator")
    for count in (local["numerator"], local["denominator"], local["denominator"] - local["numerator"]):
        assert not count.between(1, 4).any()
        assert (count % 5 == 0).all()
    assert not local["denominator"].between(1, 7).any()
    true = true_counts(*made)[2]
    small = true[(true["level"] != "england") & true["denominator"].between(1, 7)]
    assert len(small)
    keys = ["metric", "area", "period", "breakdown", "group"]
    found = small[keys].merge(written, on=keys, how="left")
    assert found["denominator"].isna().all() and (found["note"] == SMALL_NUMBER).all()
    assert tally.withheld[SMALL_NUMBER] >= len(small)


def test_england_is_exact_where_the_policy_says_so(made, tmp_path):
    _, written = counted(made, tmp_path / "out.parquet")
    true = true_counts(*made)[2]
    whole = written[written["level"] == "england"].reset_index(drop=True)
    assert whole["denominator"].tolist() == true.loc[true["level"] == "england", "denominator"].tolist()
    extract = made[0].model_copy(update={"disclosure": "nda"})
    _, rounded = counted((extract, made[1]), tmp_path / "nda.parquet")
    assert (rounded[["numerator", "denominator"]] % 5 == 0).all().all()


def test_no_sum_gives_a_small_count_away(made, tmp_path):
    _, written = counted(made, tmp_path / "out.parquet")
    assert (written["note"] == SO_OTHERS).any()
    extract, rule = made[0], rule_of(made[0], audit_of(made[0]))
    spans = true_counts(*made)[2][["period", "period_start", "period_end"]].drop_duplicates()
    shown = written.merge(spans, on="period").rename(columns={"level": "area_type", "note": "withheld"})
    icbs = shown.loc[shown["area_type"] == "icb", "area"].unique()
    parents = pd.DataFrame({"child": icbs, "parent": "E92000001"})
    assert given_away(release_of(shown, rule, parents=parents), rule) == []
    bare = shown[shown["withheld"] != SO_OTHERS]
    assert rule == policy("hes") and extract.disclosure == "hes" and len(bare) < len(shown)


def test_an_audit_that_leaves_small_numbers_to_its_publisher_is_protected_all_the_same(made):
    audit = audit_of(made[0]).model_copy(update={"disclosure": "as_published"})
    assert rule_of(made[0], audit).name == "hes"
    assert rule_of(made[0], audit.model_copy(update={"disclosure": "nda"})).name == "nda"


def test_what_is_written_is_fetched_as_a_source_like_any_other(made, tmp_path):
    tally, written = counted(made, made[1] / "care.parquet")
    invented.write(tmp_path / "params" / "sources" / "table.yml", tally.source)
    store.fetch("first", made[1])
    observed = store.load("first")
    assert len(observed) == len(written) == tally.observations
    assert list(observed) == list(COLUMNS)
    assert observed["reason"].notna().sum() == written["note"].notna().sum() == sum(tally.withheld.values())
    assert set(observed["rounded_to"]) == {5}


def test_the_tally_tells_no_small_number(made):
    lines = records.Tally("care", 20, 17, {"seen in Wales": 3}, {"icb": {"ZZ9": 8}}).lines()
    assert lines[1:3] == [
        "  fewer than 8 left out: seen in Wales",
        "  8 counted for England and for no icb: the code is 'ZZ9'",
    ]


def test_a_write_that_is_interrupted_leaves_the_old_file(made, tmp_path, monkeypatch):
    out = tmp_path / "counts" / "out.parquet"
    counted(made, out)
    before = out.read_bytes()

    def cut_off(table, path, **settings):
        Path(path).write_bytes(b"PAR1 half a file")
        raise KeyboardInterrupt

    monkeypatch.setattr(writing.pq, "write_table", cut_off)
    with pytest.raises(KeyboardInterrupt):
        records.aggregate(*made, out=out)
    assert out.read_bytes() == before
    assert [path.name for path in out.parent.iterdir()] == ["out.parquet"]


def test_the_spill_folder_is_for_its_owner_alone_and_goes_even_on_failure(made, tmp_path):
    spill = tmp_path / "spill"
    spill.mkdir()
    with (
        pytest.raises(RuntimeError),
        backends.opened(*made, memory="300MB", spill=spill) as (backend, _),
    ):
        backend.raw_sql("CREATE TEMP TABLE t AS SELECT i, md5(i::text) AS a FROM range(12_000_000) r(i)")
        [folder] = spill.iterdir()
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert any(folder.iterdir())
        raise RuntimeError
    assert list(spill.iterdir()) == []


def test_the_spill_folder_goes_when_the_process_is_asked_to_stop(made, tmp_path):
    spill = tmp_path / "spill"
    spill.mkdir()
    with pytest.raises(SystemExit), backends.opened(*made, spill=spill):
        os.kill(os.getpid(), signal.SIGTERM)
    assert list(spill.iterdir()) == []


def test_nothing_is_left_beside_the_file_and_no_record_is_in_it(made, tmp_path, monkeypatch):
    home = tmp_path / "temporary"
    home.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(home))
    _, written = counted(made, tmp_path / "out" / "out.parquet")
    assert list(home.iterdir()) == []
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["out.parquet"]
    assert "patient" not in written.columns
