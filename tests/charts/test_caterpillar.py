"""The caterpillar says where areas range and never makes a league table of them."""

from insight.charts.caterpillar import caterpillar
from invented_findings import HERE, finding, frame, wrists


def test_alt_text_gives_the_range_england_and_the_verdicts():
    [chart] = caterpillar(wrists(), HERE)
    assert chart.alt == (
        "Seen within a day, October to December 2024. 5 ICBs range from 50.0% to 70.0%; England is 60.0%. "
        "By their 95% intervals, 1 better than England, 3 similar to England and 1 worse than England. "
        "Ashby is 70.0% (95% interval 68.0% to 72.0%), better than England."
    )


def test_alt_text_and_table_hold_the_same_numbers():
    [chart] = caterpillar(wrists(), HERE)
    assert chart.table["Value"].tolist() == ["50.0%", "58.0%", "60.0%", "61.0%", "70.0%"]


def test_no_rank_is_told():
    [chart] = caterpillar(wrists(), HERE)
    said = f"{chart.alt} {chart.caption}".lower()
    assert not any(word in said for word in ("rank", "best", "top", "bottom", "th of", "1 of"))


def test_a_withheld_area_is_left_out_of_the_drawing_and_explained_in_the_table():
    rows = [finding("QBB", 0.5), finding("QCC", 0.6), finding(HERE, None)]
    [chart] = caterpillar(frame(rows), HERE)
    assert "2 ICBs range" in chart.alt
    assert "1 ICB without a figure" in chart.caption
    assert "so few people are counted" in chart.table["Value"].iloc[-1]


def test_trusts_are_drawn_when_they_are_asked_for():
    rows = [finding("RAA", 0.5), finding("RBB", 0.7, area_type="trust")]
    [chart] = caterpillar(frame(rows), None, "trust")
    assert "2 trusts range" in chart.alt


def test_a_metric_that_is_no_headline_is_not_drawn():
    assert not caterpillar(wrists(headline=False), HERE)
