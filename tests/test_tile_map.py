"""A map of tiles shows each ICB's value with a sign and words, and leads to its page."""

import pandas as pd
import pytest

from insight import tables
from invented_findings import ENGLAND, ICBS, finding, frame, wrists

LAYOUT = pd.DataFrame(
    [
        (code, f"Tile {code}", place + 1, 1, f"Place {code}", "North")
        for place, code in enumerate([*ICBS, "QZZ"])
    ],
    columns=["area", "label", "column", "row", "name", "region"],
)


def tile(text, area):
    [found] = [part for part in text.split("<li ") if f"insight:icb={area}" in part]
    return " ".join(found.split())


def test_every_icb_has_a_tile_with_its_value_its_sign_and_the_words():
    text = str(tables.tiles(wrists(), LAYOUT))
    assert text.count("<li ") == 6
    assert "▲</span> 70.0%" in tile(text, "QAA") and ", better than England" in tile(text, "QAA")
    assert "▼</span> 50.0%" in tile(text, "QBB") and ", worse than England" in tile(text, "QBB")
    assert "insight-column-1 insight-row-1" in tile(text, "QAA")


def test_every_tile_has_as_few_decimals_as_the_smallest_icb():
    rows = frame([finding("QAA", 0.7004, decimals=2), finding("QBB", 0.5, decimals=1), finding(ENGLAND, 0.6)])
    text = str(tables.tiles(rows, LAYOUT))
    assert "70.0%" in tile(text, "QAA") and "50.0%" in tile(text, "QBB")


def test_an_icb_without_a_figure_says_so_and_is_not_compared():
    text = str(tables.tiles(wrists(), LAYOUT))
    assert "no figure" in tile(text, "QZZ") and "not compared" in tile(text, "QZZ")


def test_a_withheld_figure_is_not_on_the_map():
    rows = frame([finding("QAA", None), finding("QBB", 0.5), finding(ENGLAND, 0.6)])
    assert "no figure" in tile(str(tables.tiles(rows, LAYOUT)), "QAA")


def test_the_caption_counts_the_sides_and_names_the_source():
    text = str(tables.tiles(wrists(), LAYOUT))
    assert "1 better than England, 3 similar to England and 1 worse than England" in text
    assert "Source: Wrists, quarterly" in text and "England 60.0%." in text


def test_made_up_numbers_are_called_so():
    assert "Synthetic data." in str(tables.tiles(wrists(synthetic=True), LAYOUT))


def test_a_metric_with_a_better_side_comes_before_one_without_however_many_it_counts():
    other = wrists(metric="care_volume", title="How many", better="neither", denominator=9000, metric_order=1)
    text = str(tables.tiles(pd.concat([other, wrists()]).astype({"verdict": "object"}), LAYOUT))
    assert "Seen within a day" in text and "How many" not in text


@pytest.mark.parametrize("rows", [wrists(headline=False), wrists()[:0]], ids=["no headline", "nothing"])
def test_nothing_to_show_is_no_map(rows):
    assert str(tables.tiles(rows, LAYOUT)) == ""


def test_names_with_markup_are_only_words():
    text = str(tables.tiles(wrists(title="<b>x</b>"), LAYOUT.assign(label="<i>y</i>")))
    assert "<b>" not in text and "<i>" not in text


def test_the_metric_asked_for_is_drawn_and_the_usual_one_where_it_has_no_figure():
    other = wrists(metric="care_volume", title="How many", denominator=10, metric_order=1)
    rows = pd.concat([other, wrists()]).astype({"verdict": "object"})
    assert "How many, " in str(tables.tiles(rows, LAYOUT, "care_volume"))
    assert "Seen within a day, " in str(tables.tiles(rows, LAYOUT, "care_absent"))
