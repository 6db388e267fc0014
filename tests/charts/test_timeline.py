"""A timeline has a line for each entry, a pause apart from work, and all its words beside it."""

from datetime import date
from types import SimpleNamespace

from insight.charts.chain import chain
from insight.charts.timeline import timeline

WORK = {"name": "Survey", "first": date(2019, 11, 1), "last": date(2020, 2, 29), "kind": "span",
        "when": "November 2019 to February 2020", "note": None}  # fmt: skip


def entries(*changes):
    return [SimpleNamespace(**{**WORK, **one}) for one in changes]


def test_every_entry_is_in_the_drawing_the_words_and_the_table():
    [chart] = timeline(entries({}, {"name": "Halt", "kind": "pause", "when": "for a year"}), "Work", "Us.")
    assert chart.alt == "Work. Survey: November 2019 to February 2020. Halt: for a year."
    assert chart.table["Kind"].tolist() == ["work", "pause"]
    assert ">Halt<" in chart.svg()
    assert ">for a year<" in chart.svg()
    assert chart.caption == "Work, in order of time. Source: Us."


def places(chart, colour):
    """Give where bars of a colour begin and end."""
    return [
        [(min(x for x, _ in path), max(x for x, _ in path)) for path in drawn.paths]
        for drawn in chart.drawing._drawn
        if getattr(drawn, "color", "") == colour and getattr(drawn, "width", 0) == 8
    ]


def test_a_stretch_is_as_long_as_it_lasted():
    year = {"first": date(2020, 1, 1), "last": date(2021, 1, 1)}
    half = {"first": date(2020, 1, 1), "last": date(2020, 7, 1)}
    [chart] = timeline(entries(year, half), "Work", "Us")
    whole, part = places(chart, "#12436d")[-1]  # the first is the key's
    assert abs((part[1] - part[0]) / (whole[1] - whole[0]) - 182 / 366) < 0.001


def test_a_pause_is_drawn_apart_from_work_and_an_uncertain_event_as_a_dot_on_a_line():
    rows = entries(
        {}, {"kind": "pause"}, {"kind": "event", "first": date(2017, 10, 1), "last": date(2017, 12, 31)}
    )
    [chart] = timeline(rows, "Work", "Us")
    svg = chart.svg()
    assert "stroke-dasharray" in svg
    assert "event, some time within the line" in svg


def test_many_years_are_not_all_written():
    [chart] = timeline(entries({}, {"last": date(2059, 1, 1)}), "Work", "Us")
    assert sum(words.text.isdigit() for words in chart.drawing._words) <= 10


def test_nothing_to_draw_is_said():
    assert repr(timeline([], "Work", "Us")) == "No dates are written down: Work."
    assert repr(chain([], "Steps", "Us")) == "No steps are written down: Steps."


def test_a_chain_tells_each_step_and_how_it_follows():
    steps = [
        SimpleNamespace(name="Count", gives="a number", how=None),
        SimpleNamespace(name="Pay", gives="money", how="by law"),
    ]
    [chart] = chain(steps, "From count to pay", "Us")
    assert chart.alt == "From count to pay. 1: Count, a number. 2: Pay, money (by law)."
    assert "by law" in chart.svg()
