"""Synthetic patients are the same whenever they are made, and hard to count in the ways real ones are."""

import pandas as pd
import pytest

from insight import places
from insight.demo import patients


@pytest.fixture(scope="module")
def rows():
    return pd.concat(patients.pieces(20_000, piece=8_000), ignore_index=True)


def test_the_same_seed_gives_the_same_files_and_another_seed_others(tmp_path):
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        patients.write(tmp_path / name, 2_000, seed, piece=900)
    one, again, other = (places.digest(tmp_path / name) for name in ("one", "again", "other"))
    assert one == again != other
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == [
        "year=2022",
        "year=2023",
        "year=2024",
    ]


def test_there_are_as_many_rows_as_asked_for_and_some_people_come_back(rows):
    assert len(rows) == 20_000
    assert rows["patient"].nunique() < 0.8 * len(rows)


def test_some_people_move_and_some_are_written_down_in_two_ways(rows):
    several = rows.groupby("patient")[["icb", "ethnic", "sex"]].nunique()
    assert (several["icb"] > 1).any() and (several["ethnic"] > 1).any()
    assert (several["sex"] == 1).all()


def test_a_few_codes_are_blank_or_known_nowhere(rows):
    for column, wrong in (("icb", "X99"), ("sub_icb", "99Z")):
        assert 0 < rows[column].isin(["", wrong]).mean() < 0.01
