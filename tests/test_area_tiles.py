"""Every ICB has one tile of its own on a map, whatever day the boundaries are of."""

from datetime import date

import pytest

from insight import areas, paths
from insight.errors import BadDefinition

DAYS = [date(2022, 7, 1), date(2024, 12, 31), date(2026, 4, 1), date(2027, 1, 1)]


@pytest.fixture
def own_tiles(tmp_path, monkeypatch):
    """Give a project with the areas of this one and a file of tiles of its own, to be written."""
    (tmp_path / "params" / "tiles").mkdir(parents=True)
    (tmp_path / "params" / "areas").symlink_to(paths.params() / "areas")
    (tmp_path / "_config.yml").touch()
    monkeypatch.setenv("INSIGHT_ROOT", str(tmp_path))
    return tmp_path / "params" / "tiles" / "2022-07-01.csv"


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_icb_of_a_day_has_a_place_that_no_other_has(day):
    found = areas.tiles(day)
    assert set(found) == {board.code for board in areas.known("icb", at=day)}
    assert len({tile[1:] for tile in found.values()}) == len(found)
    assert all(1 <= tile.column <= 9 and 1 <= tile.row <= 9 for tile in found.values())
    assert all(len(tile.label) <= 21 for tile in found.values())


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_north_stands_above_south_and_east_right_of_west(day):
    found = areas.tiles(day)
    assert found["QHM"].row < found["QWO"].row < found["QWE"].row  # Newcastle, Leeds, Wimbledon
    assert found["QT6"].column < found["QJK"].column < found["QKS"].column  # Truro, Exeter, Maidstone


def test_an_icb_that_no_file_places_stands_below_the_others_under_its_own_name(own_tiles):
    own_tiles.write_text("area,label,column,row\nQHM,North,6,1\n")
    found = areas.tiles(date(2026, 6, 1))
    assert found["QHM"] == ("North", 6, 1)
    assert found["QJK"].label == "Devon" and found["QJK"].row > 1
    assert len({tile[1:] for tile in found.values()}) == 36


def test_before_any_file_every_icb_still_has_a_place(own_tiles):
    own_tiles.write_text("area,label,column,row\nQHM,North,6,1\n")
    own_tiles.rename(own_tiles.with_name("2030-01-01.csv"))
    assert len(areas.tiles(date(2023, 1, 1))) == 42


def test_every_bad_row_is_named_at_once(own_tiles):
    own_tiles.write_text("area,label,column,row\nQHM,North,6,1\nQWO,West,6,1\nQF7,South,six,2\n")
    with pytest.raises(BadDefinition) as refused:
        areas.tiles(date(2023, 1, 1))
    assert "row 3: QWO" in str(refused.value) and "row 4: 'QF7,South,six,2'" in str(refused.value)


def test_other_headings_are_refused(own_tiles):
    own_tiles.write_text("code,x,y\n")
    with pytest.raises(BadDefinition, match="area,label,column,row"):
        areas.tiles(date(2023, 1, 1))
