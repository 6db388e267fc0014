"""A page about an area reads its rows off the shelves: those it would find by looking through everything."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from insight.findings import shelves
from insight.findings.kept import ENGLAND
from insight.findings.slices import PARTS, of_part

KINDS = {
    "Q1": "icb",
    "Q2": "icb",
    "Y1": "region",
    "T1": "trust",
    "T2": "trust",
    "T3": "trust",
    ENGLAND: "england",
}
ICB = {"area": "Q1", "area_type": "icb", "region_code": "Y1", "trusts": ["T1", "T2"]}
TRUST = {"area": "T3", "area_type": "trust", "region_code": None, "trusts": []}
REGION = {"area": "Y1", "area_type": "region", "region_code": "Y1", "trusts": []}


def rows_of(metric: str) -> pd.DataFrame:
    """Give two periods of every area, of all and of two groups."""
    return pd.DataFrame(
        [
            {
                "metric": metric, "audit": metric[:1], "area": area, "area_type": kind, "latest": latest,
                "breakdown": breakdown, "group": group, "value": value,
                "kind": "others" if latest else "time",
            }
            for value, (area, kind) in enumerate(KINDS.items())
            for latest in (True, False)
            for breakdown, group in (("all", "all"), ("sex", "Female"), ("sex", None))
        ]
    )  # fmt: skip


def seen(rows: pd.DataFrame) -> set[tuple]:
    return set(rows.astype(object).where(rows.notna(), None).itertuples(index=False, name=None))


def write_words(home) -> None:
    for name in shelves.WORDS:
        rows = pd.DataFrame(
            {"word": [name, None], "number": [1.5, None], "whole": [1, 2], "truth": [True, False]}
        )
        rows.to_parquet(home / f"{name}.parquet", index=False)


@pytest.fixture
def home(tmp_path):
    write_words(tmp_path)
    first, second = rows_of("a_one"), rows_of("b_two").assign(group=None)  # an audit without groups
    for part in PARTS:
        if part == "signals":
            pd.concat([first, second]).to_parquet(tmp_path / "signals.parquet", index=False)
            continue
        (tmp_path / part).mkdir()
        for name, rows in (("a", first), ("b", second)):
            rows.to_parquet(tmp_path / part / f"{name}.parquet", index=False)
    shelves.write(tmp_path)
    return tmp_path


@pytest.mark.parametrize("here", [ICB, TRUST, REGION], ids=["icb", "trust", "region"])
@pytest.mark.parametrize("part", PARTS)
def test_the_rows_read_are_those_wanted_among_all(home, part, here):
    whole = pa.concat_tables(
        [shelves.whole_piece(path) for path in of_part(home, part)], promote_options="permissive"
    )
    wanted = whole.filter(pa.array(shelves.wanted(part, whole, here))).to_pandas()
    read = shelves.read(home, part, here).to_pandas()[list(wanted)]
    assert len(read) == len(wanted)
    assert seen(read) == seen(wanted)


def test_an_icb_reads_all_of_itself_and_only_what_is_newest_of_other_icbs(home):
    read = shelves.read(home, "audits", ICB).to_pandas()
    own, other = read[read["area"] == "Q1"], read[read["area"] == "Q2"]
    assert len(own) == 12
    assert len(other) == 2
    assert other["latest"].all()
    assert set(read["area"]) == {"Q1", "Q2", "Y1", "T1", "T2", ENGLAND}


def test_of_its_region_and_trusts_an_icb_reads_the_newest_and_of_england_the_course_of_everyone_too(home):
    rows = shelves.read(home, "audits", ICB).to_pandas()
    region, trusts, england = (rows[rows["area"].isin(areas)] for areas in (["Y1"], ["T1", "T2"], [ENGLAND]))
    assert len(region) and region["latest"].all()
    assert len(trusts) and trusts["latest"].all() and (trusts["breakdown"] == "all").all()
    older = england[~england["latest"].astype(bool)]
    assert len(older) and (older["breakdown"] == "all").all()
    assert set(england.loc[england["latest"].astype(bool), "breakdown"]) == {"all", "sex"}


def test_an_area_without_rows_reads_what_is_beside_it(home):
    nowhere = {"area": "Q9", "area_type": "icb", "region_code": None, "trusts": []}
    assert len(shelves.read(home, "series", nowhere)) == 0
    assert set(shelves.read(home, "audits", nowhere).to_pandas()["area"]) == {"Q1", "Q2", ENGLAND}


def test_words_are_read_as_objects_and_numbers_as_numbers(home):
    found = shelves.words(home, "metrics")
    assert found["word"].dtype == object
    assert found["word"][0] == "metrics"
    assert np.isnan(found["word"][1])
    assert np.isnan(found["number"][1])
    assert found["whole"].tolist() == [1, 2]
    assert found["truth"].tolist() == [True, False]


def test_a_part_without_a_row_is_read_as_none(tmp_path):
    write_words(tmp_path)
    (tmp_path / "gaps").mkdir()
    rows_of("a_one").head(0).astype(object).to_parquet(tmp_path / "gaps" / "a.parquet", index=False)
    shelves.write(tmp_path)
    assert len(shelves.read(tmp_path, "gaps", ICB)) == 0


def test_two_layings_out_are_the_same_bytes(home, tmp_path):
    before = {path.name: path.read_bytes() for path in (home / shelves.FOLDER).iterdir()}
    shelves.write(home)
    assert {path.name: path.read_bytes() for path in (home / shelves.FOLDER).iterdir()} == before
    assert len(before) == len(PARTS) + len(shelves.WORDS)
