"""Attacks on published counts: each works on an unguarded release, and none on a guarded one."""

import re
from types import FunctionType

import attacks_on_sums
import numpy as np
import pandas as pd
import pytest
from attacks_on_files import FILES, read
from attacks_on_statistics import SMALL, STATISTICS, fitting
from attacks_on_sums import Book
from matplotlib.figure import Figure

from insight.charts.drawing.svg import svg
from insight.disclosure import policy, protect
from insight.disclosure.attack import bounds, pinned
from insight.disclosure.published import leaks
from insight.disclosure.secondary import further

HES, NDA = policy("hes"), policy("nda")
SUMS = {
    name.replace("_", " "): attack
    for name, attack in vars(attacks_on_sums).items()
    if isinstance(attack, FunctionType) and attack.__module__ == attacks_on_sums.__name__
}
UNDER = {name: NDA if "shown as five" in name else HES for name in SUMS}
NEEDS_THE_RULE = {
    "two sevens",
    "two ones",
    "two shown as five",
    "percentage with four decimals",
    "rank order",
}


def test_there_are_at_least_fifty_attacks():
    assert len(SUMS) + len(STATISTICS) + len(FILES) + 2 >= 50


@pytest.mark.parametrize("name", SUMS)
def test_an_attack_on_sums_works_unguarded(name):
    book = Book(UNDER[name], guarded=False)
    target = SUMS[name](book)
    release = book.sheet.release()
    truth = book.truth[target]
    assert bounds(release, UNDER[name], [target]).loc[target].tolist() == [truth, truth]
    assert target in pinned(release, UNDER[name])["cell"].tolist()


@pytest.mark.parametrize("name", SUMS)
def test_an_attack_on_sums_fails_guarded(name):
    rule = UNDER[name]
    book = Book(rule, guarded=True)
    target = SUMS[name](book)
    release = book.sheet.release()
    safe = release.hiding(further(release, rule))
    low, high = bounds(safe, rule, [target]).loc[target]
    assert low <= book.truth[target] <= high and high - low + 1 >= rule.ambiguity
    assert pinned(safe, rule).empty


@pytest.mark.parametrize(
    "name", sorted(set(SUMS) - NEEDS_THE_RULE - {"shown as five", "numerator of another metric"})
)
def test_most_attacks_on_sums_do_not_need_to_know_the_rule(name):
    book = Book(UNDER[name], guarded=False, public=False)
    target = SUMS[name](book)
    truth = book.truth[target]
    assert bounds(book.sheet.release(), UNDER[name], [target]).loc[target].tolist() == [truth, truth]


@pytest.mark.parametrize("name", STATISTICS)
def test_an_attack_on_a_statistic_works_unguarded_and_fails_guarded(name):
    formula, known = STATISTICS[name]
    n = known[len(known) // 2]
    assert fitting(formula(3, n), formula, n=known) == {3}
    counts = pd.DataFrame({"numerator": [3], "denominator": [n]}, dtype="Int64")
    flag = pd.Series([False])
    [shown] = protect(counts, HES, national=flag, complement=~flag).itertuples(index=False)
    published = None if shown.withheld else formula(shown.numerator, shown.denominator)
    assert fitting(published, formula, n=known) == set(SMALL)


FINDINGS = pd.DataFrame(
    [("care", "Good care", "N1", "York", None), ("care", "Good care", "N2", "Hull", "few people")],
    columns=["metric", "title", "area", "short_name", "withheld"],
).assign(period="2024", group="all")


@pytest.mark.parametrize("name", FILES)
def test_an_attack_on_a_file_works_unguarded_and_is_found(name, tmp_path):
    file, text, pattern = FILES[name]
    (tmp_path / file).write_text(text.format(x=4, n=75))
    assert read((tmp_path / file).read_text(), pattern) == 4
    assert leaks(tmp_path, FINDINGS)["row"].tolist()[:1] == [1]


@pytest.mark.parametrize("name", FILES)
def test_an_attack_on_a_file_fails_guarded(name, tmp_path):
    file, text, pattern = FILES[name]
    shown = "null" if file.endswith("json") or "script" in name else "withheld"
    not_drawn = re.sub(r"<(circle|rect)[^>]*withheld[^>]*>", "", text.format(x=shown, n=shown))
    (tmp_path / file).write_text(not_drawn)
    assert read(not_drawn, pattern) is None
    assert leaks(tmp_path, FINDINGS).empty


def drawn(values, people):
    """A funnel of shares against people; areas without a value are not drawn."""
    figure = Figure(figsize=(40, 30))
    axes = figure.subplots()
    axes.scatter(people, 100 * np.asarray(values, dtype=float))
    axes.set(ylim=(0, 100), xlim=(0, 200), xticks=[], yticks=[])
    return str(svg(figure, name="funnel", title="Funnel", alt="A funnel"))


def positions(drawing):
    """Give (people, share) of every mark, measured against the frame they are drawn in."""
    [frame] = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', drawing)
    left, top, width, height = map(float, frame)
    marks = re.findall(r'<use [^>]*x="([\d.]+)" y="([\d.]+)"', drawing)
    return [(200 * (float(x) - left) / width, 1 - (float(y) - top) / height) for x, y in marks]


def test_the_place_of_a_mark_tells_the_counts_only_where_a_withheld_area_is_drawn():
    counts = pd.DataFrame({"numerator": [60, 4, 45], "denominator": [100, 75, 150]}, dtype="Int64")
    unguarded = positions(drawn(counts["numerator"] / counts["denominator"], counts["denominator"]))
    people, share = unguarded[1]
    assert (round(people), round(share * people)) == (75, 4)
    flag = pd.Series([False] * 3)
    shown = protect(counts, HES, national=flag, complement=~flag)
    value = (shown["numerator"] / shown["denominator"]).astype("Float64").to_numpy(float, na_value=np.nan)
    guarded = positions(drawn(value, shown["denominator"].to_numpy(float, na_value=np.nan)))
    assert [round(people) for people, _ in guarded] == [100, 150]


def test_percentages_from_rounded_counts_do_not_tell_the_exact_ones():
    exact, rounded = 100 * 61 / 203, 100 * 60 / 205
    pairs = [(x, n) for n in (203, 205) for x in range(n)]
    assert [x for x, n in pairs if n == 203 and round(100 * x / n, 1) == round(exact, 1)] == [61]
    close = {x for n in range(203, 208) for x in range(58, 63) if abs(100 * x / n - rounded) < 0.5 + 1.5}
    assert len(close) >= 5
