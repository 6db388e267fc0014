"""Numbers, dates and words as readers see them."""

from collections import namedtuple
from datetime import date
from math import nan
from types import SimpleNamespace

import pandas as pd
import pytest

from insight.formats import (
    Html,
    age,
    bare,
    bound,
    cells,
    count,
    day,
    difference,
    grid,
    interval,
    listed,
    number,
    plural,
    render,
    short_period,
    table,
)
from insight.formats.clear import clearest, widths_away
from insight.formats.known import known_range, known_share
from insight.formats.rows import (
    CITED,
    as_records,
    by_metric,
    captioned,
    is_word,
    newest,
    place,
    records_by_audit,
)
from insight.formats.signals import cited, detectable, one_in, rules
from insight.formats.verdicts import mark, tally
from invented_findings import HERE, finding, frame, groups, wrists

NUMBERS = {
    # name: (value, unit, decimals, as shown)
    "a fraction is shown in per cent": (0.8675, "%", 1, "86.8%"),
    "published decimals are kept": (0.8317, "%", 2, "83.17%"),
    "nothing is not hidden": (0.0, "%", 0, "0%"),
    "a rate keeps its unit": (3.224, "per 1,000 births", 2, "3.22 per 1,000 births"),
    "days": (54.0, "days", 0, "54 days"),
    "one day": (1.0, "days", 0, "1 day"),
    "one person": (1.0, "people", 0, "1 person"),
    "thousands are set apart": (12345.0, "people", 0, "12,345 people"),
    "a score has no words": (8.25, "score", 1, "8.2"),
    "a loss has a minus sign": (-0.052, "%", 1, "−5.2%"),
    "a loss too small to show is no loss": (-0.0001, "%", 1, "0.0%"),
    "no value": (float("nan"), "%", 1, "no figure"),
    "no value in pandas": (pd.NA, "days", 1, "no figure"),
    "decimals not known": (0.5, "%", pd.NA, "50.0%"),
}


@pytest.mark.parametrize("value, unit, decimals, shown", NUMBERS.values(), ids=NUMBERS)
def test_a_number_is_written_with_its_unit(value, unit, decimals, shown):
    assert number(value, unit, decimals) == shown


def test_an_interval_says_its_unit_once_or_not_at_all():
    assert interval(0.26, 0.3712, "%", 0) == "26% to 37%"
    assert interval(50, 58, "days", 0) == "50 to 58"
    assert interval(float("nan"), 0.4, "%", 0) == "no interval"


def test_a_difference_of_per_cents_is_in_percentage_points():
    assert difference(-0.051, "%", 1) == "5.1 percentage points"
    assert difference(0.01, "%", 0) == "1 percentage point"
    assert difference(3.0, "days", 0) == "3 days"


def test_small_things_of_words():
    assert bare(0.5, "%", 0) == "50%"
    assert bound(0.000188, "%") == "±0.019 points"
    assert count(float("nan")) == "no figure"
    assert day(date(2024, 9, 26)) == "26 September 2024"
    assert age(0) == "less than a month old"
    assert listed([]) == ""
    assert listed(["a", "b", "c", "d"], most=2) == "a, b and 2 more"
    assert plural(1, "person", "people") == "1 person"
    assert short_period("October to December 2024") == "Oct–Dec\n2024"
    assert short_period("2022/23") == "2022/23"


def test_what_is_not_html_is_escaped_and_what_is_stays():
    text = render("{{ a }} {{ b }}", a="<script>", b=render("<b>{{ c }}</b>", c="&"))
    assert str(text) == "&lt;script&gt; <b>&amp;</b>"
    assert isinstance(text, Html)


def test_html_reads_as_plain_words_where_there_is_no_page():
    assert repr(render("<p>{{ a }}</p>", a="x < y")) == "x < y"
    assert type(render("<p></p>")._repr_html_()) is str


def test_a_table_has_a_caption_and_every_heading_a_scope():
    frame_ = pd.DataFrame({"Place <b>": ["a", "b"], "Value": ["12.5%", "no figure"]})
    html = table(frame_, "All of it", groups=pd.Series(["one", "two"]))
    assert "<caption>All of it</caption>" in html
    assert html.count("<th ") == html.count('scope="') == 2 + 2 + 2
    assert '<td class="insight-number">12.5%</td>' in html
    assert "Place &lt;b&gt;" in html


def test_html_in_a_table_stays_html():
    html = table(grid([("a", mark("better"))], ["Place", "Against England"]), "All of it")
    assert '<span class="insight-verdict insight-better">' in html


def test_a_verdict_has_a_sign_and_a_word():
    assert "▲" in mark("better")
    assert "not compared" in mark(None)
    assert tally(["worse", None]) == "1 worse than England and 1 not compared"
    assert tally([]) == "none"


def test_a_caption_without_rows_names_no_source():
    assert captioned("Nothing.", wrists().iloc[:0]) == "Nothing."


def test_a_caption_of_many_sources_names_three_and_counts_the_rest():
    rows = frame([finding(metric=f"m{n}", source_title=f"Source {n}") for n in range(5)])
    assert "Source 2, published 14 February 2025; and 2 more." in captioned("All.", rows)


def test_a_caption_is_the_same_of_findings_and_of_records_of_them():
    rows = frame([finding(), finding(metric="naw_other", age_months=30, source_title="Another source")])
    assert captioned("All.", as_records(rows, CITED)) == captioned("All.", rows)
    assert "Newest data" in captioned("All.", rows)


@pytest.mark.parametrize("kind", ["category", "object"])
def test_a_word_is_found_whether_words_are_kept_as_codes_or_not(kind):
    rows = pd.DataFrame({"area": pd.Series(["QAA", None, "QBB", "QAA"], dtype=kind)})
    assert is_word(rows, "area", "QAA").tolist() == [True, False, False, True]
    assert not is_word(rows, "area", "QZZ").any()


def test_the_newest_row_of_each_metric_is_the_whole_population():
    assert newest(wrists(), HERE)["group"].tolist() == ["all"]
    assert place(wrists(), HERE) == "Ashby"
    assert place(wrists(), None) == "England"
    assert place(wrists(), "ZZZ") == "ZZZ"


def test_widths_away_are_negative_when_the_value_lies_within_the_interval():
    assert widths_away(0.4, 0.5, 0.6) == pytest.approx(1)
    assert widths_away(0.5, 0.7, 0.6) == pytest.approx(-0.5)


def test_what_has_no_interval_is_told_last():
    row = namedtuple("row", ["name", "lower", "upper", "england"])
    rows = [
        row("none", nan, nan, 0.6),
        row("near", 0.7, 0.8, 0.6),
        row("point", 0.9, 0.9, 0.6),
        row("far", 0, 0.1, 0.6),
    ]
    assert [one.name for one in clearest(rows)] == ["far", "near", "none", "point"]


SHARES = {
    # name: (people by group, share with a known group, whether it is only a lower bound)
    "some are not known": ({"Asian": 0.7, "White": 0.7, "Unknown": 0.7}, 0.6, False),
    "a known group is withheld": ({"Asian": 0.7, "Black": None}, 0.3, True),
    "everybody is known": ({"Asian": 0.7, "Black": 0.7, "White": 0.7, "Other": 0.7}, 1.0, False),
}


@pytest.mark.parametrize("values, share, at_least", SHARES.values(), ids=SHARES)
def test_the_share_with_a_known_group_is_of_all_who_are_counted(values, share, at_least):
    rows = frame([finding(denominator=1000), *groups("ethnicity", values)])
    [found] = known_share(rows, HERE, "ethnicity")
    assert (round(float(found.share), 3), found.at_least) == (share, at_least)
    assert known_range(known_share(rows, HERE, "ethnicity"))[2] is at_least


def test_the_share_is_missing_when_nobody_published_how_many():
    rows = [finding(denominator=pd.NA), *groups("ethnicity", {"Asian": 0.7}, denominator=pd.NA)]
    shares = known_share(frame(rows), HERE, "ethnicity")
    assert [found.share for found in shares] == [None]
    assert known_range(shares) is None


ROW = {
    "value": 0.8675,
    "unit": "%",
    "numerator": 68885,
    "denominator": 79410,
    "parts": 4,
    "part_type": "sub_icb",
}
ORIGINS = {
    # name: (changes to the row, what is said of its counts, of its origin)
    "a sum of rounded counts": (
        {"basis": "rounded counts", "error_bound": 0.000235},
        "68,885 of 79,410",
        "from rounded counts of 4 sub-ICBs, ±0.024 points at most",
    ),
    "as published": ({"basis": "published", "parts": 1}, "68,885 of 79,410", "as published"),
    "exact counts": ({"basis": "counts", "parts": 1}, "68,885 of 79,410", "from counts"),
    "a mean": ({"basis": "counts", "parts": 1, "numerator": None}, "of 79,410", "from counts"),
    "no figure": ({"basis": "counts", "value": None}, "", ""),
}


@pytest.mark.parametrize("changes, counted, said", ORIGINS.values(), ids=ORIGINS)
def test_a_value_says_which_counts_it_rests_on_and_what_was_added_up(changes, counted, said):
    row = SimpleNamespace(**(ROW | {"error_bound": None} | changes))
    assert (cells.counts(row), cells.basis(row)) == (counted, said)


def test_a_chance_is_told_to_two_figures_and_never_as_none():
    assert one_in(0.5) == "1 in 2"
    assert one_in(0.0013499) == "1 in 740"
    assert one_in(0.0) == "fewer than 1 in 1,000,000"


def test_what_could_be_seen_is_said_also_where_one_side_cannot():
    ends = {"detectable_lower": 0.8, "detectable_upper": float("nan"), "unit": "%", "decimals": 0}
    assert detectable(SimpleNamespace(**ends)) == "under 80%"
    assert detectable(SimpleNamespace(**{**ends, "detectable_lower": float("nan")})) == "none could be"


def test_rules_are_said_in_words():
    assert rules(SimpleNamespace(rule="outside, near")).startswith(
        "a point beyond the control limits; two of"
    )
    assert rules(SimpleNamespace(rule=None)) == ""


def test_a_caption_cites_the_period_a_test_is_of():
    findings = frame([finding(HERE, 0.6, quarter=quarter) for quarter in range(4)])
    rows = findings[findings["period"] == "April to June 2024"]
    assert [row.age_months for row in cited(findings, rows)] == [12]


def test_parts_come_in_the_order_their_first_rows_stand_also_when_rows_are_scattered():
    rows = pd.DataFrame({"metric": ["b", "a", "b", "c"], "value": [1, 2, 3, 4]})
    parts = by_metric(rows)
    assert [name for name, _ in parts] == ["b", "a", "c"]
    assert [part["value"].tolist() for _, part in parts] == [[1, 3], [2], [4]]


def test_records_are_parted_by_audit():
    found = records_by_audit(frame([finding(), finding(metric="naw_other")]), ["metric", "value"])
    [records] = found.values()
    assert [row.metric for row in records][1] == "naw_other"


def test_a_table_without_rows_is_a_heading_alone():
    html = table(grid([], ["First", "Second"]), "Nothing.")
    assert html.count("<th ") == 2
    assert "<td" not in html
    assert "\n\n" not in html


def test_a_block_of_a_table_has_its_heading_once():
    made = table(
        grid([("x", "1"), ("y", "2"), ("z", "3")], ["Who", "n"]), "Three.", groups=pd.Series(list("aab"))
    )
    assert made.count('scope="rowgroup"') == 2
    assert made.count("<tbody>") == 2
