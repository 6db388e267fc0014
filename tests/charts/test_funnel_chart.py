"""A funnel shows released values alone, both kinds of limits, and calls only claims outliers."""

import re

import pandas as pd
import pytest

from insight.charts.funnel import funnel
from invented_findings import HERE, as_tests, finding, frame, funnel_lines, signal, wrists


def draw(*rows, area=HERE, **more):
    return funnel(as_tests(*rows), funnel_lines(), wrists(), area, **more)


def test_alt_text_gives_the_target_and_where_the_area_lies():
    [chart] = draw(signal(z=5), signal("QBB", 1), signal("QCC", -4))
    assert chart.alt == (
        "Ashby among ICBs, by number of people. "
        "Seen within a day: target 60.0% (England's value); 3 ICBs. "
        "Ashby 70.0%, an outlier, better, beyond the outer limit (3 standard deviations). "
        "Outliers, worse: Place QCC."
    )


def test_what_is_no_claim_is_never_called_an_outlier():
    [chart] = draw(signal(z=2.5), signal("QBB", 1))
    assert "Ashby 65.0%, beyond the limits but not an outlier. None is an outlier." in chart.alt
    assert ">not an outlier<" in chart.svg()
    assert chart.table["Outlier"].tolist() == ["no", "no"]


def test_a_result_within_the_wider_limits_is_said_to_be_so():
    [chart] = draw(signal(z=1.5, exact_level=2.0))
    assert "within the limits that allow for over-dispersion" in chart.alt


def test_both_kinds_of_limits_and_the_source_of_the_target_are_named():
    drawn = draw(signal(z=5), signal("QBB", 1))[0].svg()
    assert ">limits, 2 and 3 SD<" in drawn
    assert ">the same, allowing for over-dispersion<" in drawn
    assert ">England 60.0%<" in drawn


def test_no_line_for_over_dispersion_where_there_is_none():
    lines = funnel_lines(
        **dict.fromkeys([name for name in funnel_lines() if name.startswith("wide")], float("nan"))
    )
    [chart] = funnel(as_tests(signal(), signal("QBB", 1)), lines, wrists(), HERE)
    assert "over-dispersion<" not in chart.svg()


def test_a_withheld_area_leaves_no_trace_in_the_drawing():
    shown = [signal(z=5), signal("QBB", 1)]
    hidden = signal("QCC", 1, value=None, lower=None, upper=None, p=None)
    with_it, without = draw(*shown, hidden), draw(*shown)
    assert with_it[0].svg() == without[0].svg()
    assert len(with_it[0].table) == 2


def test_an_audits_page_names_the_outliers():
    [chart] = draw(signal(z=5), signal("QBB", 1), signal("QCC", -4), area=None)
    assert ">Ashby<" in chart.svg()
    assert ">Place QCC<" in chart.svg()
    assert ">Place QBB<" not in chart.svg()


LONG = "Bath and North East Somerset, Swindon and Wiltshire"


@pytest.mark.parametrize("people", [200, 4000, 60000])
def test_a_long_name_is_broken_so_that_it_stays_on_the_sheet(people):
    rows = [signal(z=-5, short_name=LONG, denominator=people), signal("QBB", 1, denominator=100)]
    [chart] = draw(*rows, signal("QCC", 1, denominator=100000), area=None)
    pieces = re.findall(r'text-anchor="(\w+)" x="([\d.]+)" y="([\d.]+)">([^<]+)<', chart.svg())
    named = sorted((piece for piece in pieces if piece[3] in LONG), key=lambda piece: float(piece[2]))
    assert " ".join(words for *_, words in named) == LONG
    [foot] = [float(y) for _, _, y, words in pieces if words == "100"]  # the end of the scale, below
    for side, x, y, words in named:
        assert float(y) <= foot - 11
        wide = 5.9 * len(words)  # in the widest font
        left = float(x) - (wide if side == "end" else 0)
        assert left >= 46 and left + wide <= 360


def test_no_more_than_six_are_drawn_the_claims_first():
    rows = [signal(z=2.9 - n / 10, metric=f"m{n}", title=f"Metric {n}") for n in range(8)]
    rows += [signal(z=3.5, metric="far", title="Far out")]
    names = [str(row["metric"]) for row in rows]
    lines = pd.concat([funnel_lines(metric=name) for name in names])
    findings = frame([finding(metric=name) for name in names])
    [chart] = funnel(as_tests(*rows), lines, findings, HERE)
    assert chart.table["Metric"].tolist() == ["Far out", *(f"Metric {n}" for n in range(5))]


def test_two_renderings_give_the_same_bytes_and_need_no_file():
    html = [draw(signal(), signal("QBB", 1))._repr_html_() for _ in range(2)]
    assert html[0] == html[1]
    assert 'role="img"' in html[0]
    assert " style=" not in html[0]


def test_it_says_so_when_there_is_nothing_to_draw():
    assert "No result of these ICBs" in draw(signal(p=None))._repr_html_()


def test_the_caption_gives_the_source_and_says_when_data_are_made_up():
    findings = wrists(synthetic=True)
    [chart] = funnel(as_tests(signal(), signal("QBB", 1)), funnel_lines(), findings, HERE)
    assert chart.caption.startswith("Synthetic data. ")
    assert "Source: Wrists, quarterly, published 14 February 2025." in chart.caption
