"""The methods page: every section has its formula, source, example and picture, all of the same numbers."""

import math
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from insight import methods
from insight.book.formulas import mathml
from insight.methods.example import Example
from insight.methods.page import SECTIONS
from insight.methods.through_time import AFTER, BEFORE
from insight.statistics.interruption.interrupted import interrupted
from insight.statistics.interruption.unchanged import largest

PAGE = (Path(__file__).parents[2] / "book" / "methods.md").read_text(encoding="utf-8")
PARTS = dict(re.findall(r"^\(([a-z-]+)\)=\n(.*?)(?=^\([a-z-]+\)=|^## What is not done)", PAGE, re.M | re.S))
every_section = pytest.mark.parametrize("name", SECTIONS)


def test_the_page_has_the_sections_that_have_examples_and_no_others():
    assert set(PARTS) == set(SECTIONS)


@every_section
def test_a_section_has_a_heading_a_formula_and_its_example(name):
    part = PARTS[name]
    assert part.startswith("## ")
    assert "```{math}" in part
    assert f"```{{include}} generated/method-{name}.md" in part


def test_every_source_that_is_cited_is_listed_and_every_listed_one_cited():
    body, sources = PAGE.split("## Sources")
    listed = re.findall(r"^(\d+)\. ", sources, re.M)
    assert listed == [str(number) for number in range(1, len(listed) + 1)]
    assert set(re.findall(r"\[(\d+)\]", body)) == set(listed)


@every_section
def test_an_example_has_words_and_a_picture_with_alternative_text(name):
    text = methods.examples()[name]
    assert "with invented numbers" in text
    assert text.count("<svg ") == 1
    [alt] = re.findall(r"<desc[^>]*>([^<]+)</desc>", text)
    assert len(alt) > 40
    assert re.search("[0-9]", alt), "the message has its numbers"
    assert "nan" not in re.sub("<svg.*</svg>", "", text, flags=re.S).lower().split()


@every_section
def test_an_example_has_the_numbers_of_its_picture_in_a_table(name):
    example = SECTIONS[name]()
    text = example.html(name)
    first = re.findall(r'<tbody>\n<tr><th scope="row">(.*?)</th>.*?</tr>', text, re.S)[0]
    assert first == str(example.table.iloc[0, 0])
    assert text.count("<tr>") >= len(example.table) + 1
    assert not example.table.isna().any(axis=None)


@every_section
def test_an_example_is_one_piece_of_html_and_light(name):
    text = methods.examples()[name]
    assert "\n\n" not in text
    assert not re.search(r"^(    |\t)", text, re.M)
    assert len(text) < 40_000


def test_no_two_pictures_share_an_id():
    ids = [found for text in methods.examples().values() for found in re.findall(r' id="([^"]+)"', text)]
    assert len(ids) == len(set(ids))


def test_two_runs_give_the_same_page():
    for name in ("funnel", "people-gap", "multiplicity"):
        assert str(SECTIONS[name]().html(name)) == methods.examples()[name]


def test_numbers_are_those_of_the_statistic():
    """Newcombe (1998) Stat Med 17:857-72 and 873-90 have some of them."""
    text = methods.examples()["difference"]
    assert "20.0 (95% interval 5.2 to 33.4) percentage points" in text
    assert "65.0 (95% interval 50.2 to 82.8)" in methods.examples()["rate"]


def by_the_page(y, before):
    """The two changes and their errors, term by term as the page's formulas have them."""
    n, t = len(y), np.arange(len(y))
    s = t >= before
    x = np.column_stack([np.ones(n), t, s, s * (t - before)])
    beta = np.linalg.solve(x.T @ x, x.T @ y)
    e, lags = y - x @ beta, math.floor(4 * (n / 100) ** (2 / 9))
    middle = sum(
        (1 - abs(lag) / (lags + 1)) * e[at] * e[at - lag] * np.outer(x[at], x[at - lag])
        for lag in range(-lags, lags + 1)
        for at in range(n)
        if 0 <= at - lag < n
    )
    inverse = np.linalg.inv(x.T @ x)
    covariance = n / (n - 4) * inverse @ middle @ inverse
    return beta[2:], np.sqrt(np.diag(covariance))[2:], lags


def test_the_interrupted_example_is_worked_as_the_pages_formulas_say():
    y, before = np.array(BEFORE + AFTER) / 100, len(BEFORE)
    beta, errors, lags = by_the_page(y, before)
    found = interrupted(y, range(len(y)), before)
    assert [found.level.value, found.slope.value] == pytest.approx(beta)
    assert [found.level.error, found.slope.error] == pytest.approx(errors)
    drawn = largest(tuple(map(float, range(len(y)))), before, lags, found.autocorrelation)
    assert len(drawn) == 4000
    assert found.p == pytest.approx((1 + (drawn >= max(abs(beta / errors))).sum()) / 4001)
    [jump] = re.findall(
        r"stands ([\d.]+) \(95% interval ([\d.]+) to ([\d.]+)\)", methods.examples()["interrupted"]
    )
    wide = np.quantile(drawn, 0.95) * errors[0]
    assert [float(part) for part in jump] == pytest.approx(
        [100 * part for part in (beta[0], beta[0] - wide, beta[0] + wide)], abs=0.051
    )


@pytest.mark.parametrize("alike, low, high", [(0.0, 2.5, 5.5), (0.3, 4, 8), (0.6, 7, 13), (0.9, 10, 17)])
def test_series_without_a_change_are_called_changed_as_often_as_the_page_says(alike, low, high):
    rng = np.random.default_rng([15, int(10 * alike)])
    errors = rng.standard_normal((1500, 16))
    errors[:, 0] /= (1 - alike**2) ** 0.5
    for at in range(1, 16):
        errors[:, at] += alike * errors[:, at - 1]
    rate = 100 * np.mean([interrupted(one, range(16), 10).changed for one in errors])
    print(f"errors alike {alike}: {rate:.1f}% called changed")
    assert low <= rate <= high


def test_words_cannot_become_markup():
    numbers = pd.DataFrame({"A": ["<i>"], "B": ["1"]})
    example = Example(words="<b>", title="T & t", alt='a "b" <c>', table=numbers, draw=lambda axes: None)
    shown = example.html("x")
    assert "<i>" not in shown
    assert "<b>" not in shown
    assert "&lt;b&gt;" in shown


@pytest.mark.parametrize("formula", re.findall(r"```\{math\}\n(.*?)```", PAGE, re.S))
def test_every_formula_can_be_written_as_mathml(formula):
    found = mathml(formula, block=True)
    assert found.startswith("<math")
    assert "merror" not in found
