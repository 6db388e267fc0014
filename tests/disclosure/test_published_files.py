"""Whatever was written down is read, and numbers of withheld findings are found in it."""

import json

import pandas as pd
import pytest

from insight.disclosure.published import leaks, unread

FINDINGS = pd.DataFrame(
    [
        ("care", "Good care", "N1", "York", "2024", "all", None, 60, 80),
        ("care", "Good care", "N1", "York", "2024", "Asian", "few people", pd.NA, pd.NA),
        ("care", "Good care", "N2", "Hull", "2024", "all", "few people", pd.NA, pd.NA),
        ("care", "Good care", "N2", "Hull", "2023", "all", None, 45, 90),
        ("care", "Good care", "N3", "Leeds", "2024", "all", None, 30, 40),
    ],
    columns=[
        "metric",
        "title",
        "area",
        "short_name",
        "period",
        "group",
        "withheld",
        "numerator",
        "denominator",
    ],
)
TRUTH = pd.DataFrame({"numerator": [60, 3, 4, 45, 30], "denominator": [80, 33, 75, 90, 40]})

PAGE = "<html><body><h1>Good care in 2024</h1>{}</body></html>"
ROW = "<tr><th scope='row'>{}</th><td>{}</td></tr>"
TABLE = "<table><caption>Good care, 2024</caption><tr><th>ICB</th><th>Value</th></tr>{}</table>"

LEAKING = {
    # name: (file, text)
    "a table cell": ("p.html", PAGE.format(TABLE.format(ROW.format("Hull", "5%")))),
    "a hidden column": (
        "p.html",
        PAGE.format(TABLE.format("<tr><th>Hull</th><td>No figure</td><td hidden>4</td></tr>")),
    ),
    "a sentence": ("p.html", PAGE.format("<p>Care was good. In Hull, 5% had good care.</p>")),
    "alt text": ("p.html", PAGE.format("<img alt='Good care, 2024. Hull is 5%.' src='a.png'>")),
    "an aria label": ("p.html", PAGE.format("<svg aria-label='Good care. Hull is 5%.'></svg>")),
    "a title": ("p.html", PAGE.format("<svg><circle><title>Hull: 4 of 75</title></circle></svg>")),
    "a data attribute": (
        "p.html",
        PAGE.format(TABLE.format("<tr data-sort='0.05'><th>Hull</th><td data-value='0.05'>-</td></tr>")),
    ),
    "a comment": ("p.html", PAGE.format("<!-- Hull 4/75 -->")),
    "a drawn mark": ("p.html", PAGE.format("<svg><circle id='point-N2' cx='10' cy='55'/></svg>")),
    "a mark in a named group": ("p.html", PAGE.format("<svg><g id='Hull'><use x='3' y='4'/></g></svg>")),
    "a mark in a group named within a group": (
        "p.html",
        PAGE.format("<svg><g id='York'><g id='Hull'><use x='3' y='4'/></g></g></svg>"),
    ),
    "text of a drawing": ("p.html", PAGE.format("<svg><text>Hull 5%</text></svg>")),
    "data in a script": (
        "p.html",
        PAGE.format('<script type="application/json">{"area": "Hull", "value": 0.05}</script>'),
    ),
    "a CSV": ("p.csv", "metric,area,period,group,numerator\ncare,N2,2024,all,4\n"),
    "a CSV of a group": ("p.csv", "metric,area,period,group,numerator\ncare,N1,2024,Asian,3\n"),
    "JSON": ("p.json", json.dumps([{"metric": "care", "area": "N2", "period": "2024", "value": 0.05}])),
    "JSON in columns": (
        "p.json",
        json.dumps({"metric": "care", "period": "2024", "x": ["York", "Hull"], "y": [0.75, 0.05]}),
    ),
    "a notebook": (
        "p.ipynb",
        json.dumps(
            {
                "cells": [
                    {
                        "cell_type": "code",
                        "source": "",
                        "outputs": [
                            {"data": {"text/html": PAGE.format(TABLE.format(ROW.format("Hull", "5%")))}}
                        ],
                    }
                ]
            }
        ),
    ),
    "a stream of a notebook": (
        "p.ipynb",
        json.dumps(
            {
                "cells": [
                    {
                        "cell_type": "code",
                        "source": "",
                        "outputs": [{"text": ["Good care, Hull, 2024: 4 of 75\n"]}],
                    }
                ]
            }
        ),
    ),
    "plain text": ("p.txt", "Good care, 2024, Hull: 4 of 75."),
    "words under a heading nearer than the title": (
        "p.html",
        "<title>York</title><h1>Good care in 2024</h1><h2>Hull</h2><p>5%</p>",
    ),
}

CLEAN = {
    "figures of released findings": (
        "p.html",
        PAGE.format(TABLE.format(ROW.format("York", "75%") + ROW.format("Leeds", "75%"))),
    ),
    "a mark beside a mark with a name": (
        "p.html",
        PAGE.format("<svg><use id='Hull'/><use x='3' y='4'/></svg>"),
    ),
    "a reason": ("p.html", PAGE.format(TABLE.format(ROW.format("Hull", "No figure: few people")))),
    "another period": ("p.csv", "metric,area,period,group,numerator\ncare,N2,2023,all,45\n"),
    "how many areas are left out": (
        "p.html",
        PAGE.format("<p>Good care, 2024. 2 ICBs without a figure are left out.</p>"),
    ),
    "facts about the row, not its people": (
        "p.csv",
        "metric,area,period,group,numerator,age_months\ncare,N2,2024,all,,6\n",
    ),
}


@pytest.mark.parametrize("name, text", LEAKING.values(), ids=LEAKING)
def test_a_number_of_a_withheld_finding_is_found(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    assert len(leaks(tmp_path, FINDINGS)) > 0


@pytest.mark.parametrize("name, text", CLEAN.values(), ids=CLEAN)
def test_what_may_be_published_is_left_alone(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    found = leaks(tmp_path, FINDINGS)
    assert found.empty, found.to_string()


def test_a_true_count_is_found_even_beside_figures_of_released_findings(tmp_path):
    (tmp_path / "p.html").write_text(PAGE.format("<p>In York and Hull 30 and 4 people had good care.</p>"))
    assert leaks(tmp_path, FINDINGS).empty
    [leak] = leaks(tmp_path, FINDINGS, truth=TRUTH).itertuples()
    assert (leak.file, leak.row) == ("p.html", 2)


NESTED = pd.DataFrame(
    [
        ("care", "Good care", "N1", "Black Country", "2024", "all", None),
        ("care", "Good care", "N1", "Black Country", "2024", "Black", "few people"),
        ("all_8", "Type 2 and other: all 8 checks", "N1", "Black Country", "2024", "all", "few people"),
        ("all_8", "Type 2 and other: all 8 checks", "N1", "Black Country", "2024", "Other", None),
        ("all_8", "Type 2 and other: all 8 checks", "N2", "Hull", "2024", "all", None),
        ("all_8", "Type 2 and other: all 8 checks", "N2", "Hull", "2024", "Other", "few people"),
    ],
    columns=["metric", "title", "area", "short_name", "period", "group", "withheld"],
)
NAMES_IN_NAMES = {
    # name: (text, rows of the findings that are told)
    "a group in the name of an area": ("Good care, 2024. Black Country: 75%.", []),
    "a group beside such a name": ("Good care, 2024. Black Country: Black 75%.", [1]),
    "a group in the name of a metric": ("Type 2 and other: all 8 checks, Black Country, 2024: 40%.", [2]),
    "such a group beside it": ("Type 2 and other: all 8 checks, Black Country, 2024, Other: 40%.", []),
    "a word of every day that is a group's name with a capital": (
        "Type 2 and other: all 8 checks, Hull, 2024: other choices give 40%.",
        [],
    ),
    "a number in the name of a metric": (
        "Type 2 and other: all 8 checks, Black Country, 2024: withheld.",
        [],
    ),
}


@pytest.mark.parametrize("text, rows", NAMES_IN_NAMES.values(), ids=NAMES_IN_NAMES)
def test_a_word_belongs_to_the_longest_name_it_is_in(tmp_path, text, rows):
    (tmp_path / "p.txt").write_text(text)
    assert leaks(tmp_path, NESTED)["row"].tolist() == rows


def test_how_complete_the_data_are_is_not_told_of_the_people_counted(tmp_path):
    (tmp_path / "p.txt").write_text("Hull, 2024: the audit holds only 46% of its cases, and 50% are needed.")
    assert leaks(tmp_path, FINDINGS).empty


def test_findings_may_be_kept_as_categories_and_under_any_labels(tmp_path):
    (tmp_path / "p.txt").write_text("Good care, 2024. Hull: 5%.")
    findings = FINDINGS.set_axis(list("abcde")).astype({"metric": "category", "area": "category"})
    assert leaks(tmp_path, findings)["row"].tolist() == ["c"]


def test_no_findings_are_told_by_nothing(tmp_path):
    (tmp_path / "p.txt").write_text("Good care, 2024. Hull: 5%.")
    assert leaks(tmp_path, FINDINGS[:0]).empty


def test_files_that_cannot_be_read_are_named(tmp_path):
    for name in ("a.pdf", "b.html", "c.css"):
        (tmp_path / name).write_text("")
    assert unread(tmp_path) == ["a.pdf"]
