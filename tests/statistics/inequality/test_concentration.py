"""Concentration indices agree with closed forms, with regression and with data of single people."""

import numpy as np
import pandas as pd
import pytest
from drawn_quantiles import areas, same
from hypothesis import given, settings

from insight.errors import InsightError
from insight.statistics.inequality.concentration import INDICES, concentration
from insight.statistics.inequality.ranks import Standing
from oracles import kept, oracle

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")
FILE = "09_concentration_index.json"
GROUPED = [
    (oracle, "who_test"),
    *((read, name) for read in (oracle, kept) for name in ("quintiles", "deciles")),
]
OURS = {
    "rci": "relative",
    "aci": "absolute",
    "rci_erreygers_0_100": "erreygers",
    "rci_wagstaff_0_100": "wagstaff",
}
CLOSED = {
    "mean": "mean",
    "C": "relative",
    "generalised_C": "absolute",
    "erreygers_bounds_0_100": "erreygers",
    "wagstaff_bounds_0_100": "wagstaff",
}


def part(known, name):
    """Give one set of an oracle, whether it is its own or one of the seeded."""
    return known[name] if name in known else known["seeded"][name]


def index(rows, **options):
    """Make the indices of one oracle's groups."""
    [found] = concentration(
        rows["est"], rows["pop"], rows["subgroup_order"], bounds=(0, 100), **options
    ).to_dict("records")
    return found


@pytest.mark.parametrize("read, name", GROUPED)
def test_indices_and_their_regression_limits_agree(read, name):
    known = read(FILE)
    found = index(part(known["inputs"], name))
    for theirs, expected in part(known["expected"], name).items():
        ours = [found[f"{OURS[theirs]}{end}"] for end in ("", "_se", "_lower", "_upper")]
        numbers = [expected[end] for end in ("estimate", "se", "lowerci", "upperci")]
        assert ours == pytest.approx(numbers, rel=1e-8), theirs


@pytest.mark.parametrize("read, name", GROUPED)
def test_indices_agree_with_the_closed_form(read, name):
    known = read(FILE)
    rows, closed = part(known["inputs"], name), part(known["expected"]["closed_form"], name)
    found = index(rows)
    for theirs, ours in CLOSED.items():
        assert found[ours] == pytest.approx(closed[theirs], rel=1e-8), theirs
    assert found["relative_se_people"] ** 2 == pytest.approx(closed["kakwani_var_microlike"], rel=1e-8)
    codes = np.zeros(len(rows["pop"]), dtype=int)
    ranks = Standing(np.array(rows["subgroup_order"]), codes, 1).middle_ranks(np.array(rows["pop"], float))
    assert ranks == pytest.approx(closed["fractional_rank"], rel=1e-8)


def test_indices_agree_with_the_published_example():
    known = oracle(FILE)
    found = index(known["inputs"]["who_test"])
    for theirs, expected in known["expected"]["who_test_published"].items():
        ours = [found[OURS[theirs]], found[f"{OURS[theirs]}_se"]]
        assert ours == pytest.approx([expected["estimate"], expected["se"]], rel=1e-5), theirs


def limits_of_people(found):
    """Give the limits of the plain index from its error between single people."""
    return [found.relative + side * 1.959963984540054 * found.relative_se_people for side in (-1, 1)]


@pytest.mark.parametrize("read", [oracle, kept])
def test_an_outcome_of_single_people_agrees(read):
    known = read(FILE)
    people, expected = known["inputs"]["individual"], known["expected"]["individual_rineq"]
    [found] = concentration(people["binary"], 1, people["rank_variable"]).itertuples()
    assert found.relative == pytest.approx(expected["binary_CI"]["index"], rel=1e-8)
    assert found.absolute == pytest.approx(expected["binary_CIg"]["index"], rel=1e-8)
    assert found.erreygers == pytest.approx(expected["binary_CIc"]["index"], rel=1e-8)
    assert found.relative_se_people**2 == pytest.approx(expected["binary_CI"]["variance_reported"], rel=1e-8)
    assert limits_of_people(found) == pytest.approx(expected["binary_CI"]["confint_reported"], rel=1e-8)
    for other in ("binary_CIg", "binary_CIc"):
        assert expected[other]["variance_reported"] == expected["binary_CI"]["variance_reported"], (
            "the package gives every index the variance of the plain one; ours are scaled"
        )
    assert found.absolute_se == pytest.approx(found.relative_se * found.mean)


def test_a_measurement_of_single_people_agrees():
    known = oracle(FILE)
    people, expected = known["inputs"]["individual"], known["expected"]["individual_rineq"]
    value, order = people["continuous"], people["rank_variable"]
    [found] = concentration(value, 1, order, bounds=None).itertuples()
    assert found.relative == pytest.approx(expected["cont_CI"]["index"], rel=1e-8)
    assert found.absolute == pytest.approx(expected["cont_CIg"]["index"], rel=1e-8)
    assert found.relative_se_people**2 == pytest.approx(expected["cont_CI"]["variance_reported"], rel=1e-8)
    assert limits_of_people(found) == pytest.approx(expected["cont_CI"]["confint_reported"], rel=1e-8)
    assert np.isnan(found.erreygers), "no bounds were named, and those observed are not taken for them"
    [observed] = concentration(value, 1, order, bounds=(min(value), max(value))).itertuples()
    assert observed.erreygers == pytest.approx(expected["cont_CIc_uses_observed_range"]["index"], rel=1e-8)


def test_a_measurement_of_weighted_people_agrees():
    known = oracle(FILE)
    people, expected = (
        known["inputs"]["individual"],
        known["expected"]["individual_rineq"]["cont_CI_weighted"],
    )
    rows = pd.DataFrame(people).sort_values("rank_variable", ignore_index=True)
    [found] = concentration(
        rows["continuous"], rows["weights"], rows["rank_variable"], bounds=None
    ).itertuples()
    assert found.relative == pytest.approx(expected["index"], rel=1e-8)
    # the variance it reports uses weights for the ranks and mean, but not for the rest; ours does throughout
    weight, y = rows["weights"].to_numpy(), rows["continuous"].to_numpy()
    rank = (weight.cumsum() - weight / 2) / weight.sum()
    held = y.cumsum() / y.sum()
    lean = y / found.mean * (2 * rank - 1 - found.relative) + 2 - held - np.r_[0, held[:-1]]
    theirs = ((lean**2).mean() - (1 + found.relative) ** 2) / len(y)
    assert theirs == pytest.approx(expected["variance_reported"], rel=1e-8)
    assert found.relative_se_people**2 == pytest.approx(theirs, rel=0.1)


def test_own_errors_give_the_spread_of_the_indices_when_values_are_drawn_again():
    rows = kept(FILE)["inputs"]["seeded"]["quintiles"]
    rng = np.random.default_rng(1)
    drawn = rng.normal(rows["est"], rows["se"], (4000, 5))
    by = np.repeat(np.arange(4000), 5)
    again = concentration(
        drawn.ravel(),
        np.tile(rows["pop"], 4000),
        np.tile(rows["subgroup_order"], 4000),
        by=by,
        bounds=(0, 100),
    )
    found = index(rows, se=rows["se"])
    for name in INDICES:
        assert found[f"{name}_se"] == pytest.approx(again[name].std(), rel=0.06), name


@settings(max_examples=60, deadline=None)
@given(table=areas())
def test_any_shares_give_limits_in_order_whatever_the_order_of_rows(table):
    value = table["x"] / table["n"].where(table["n"] > 0)
    columns = [value, table["n"], table["quantile"]]
    found = concentration(*columns, by=table["area"])
    for name in INDICES:
        sure = found.dropna(subset=f"{name}_se")
        assert (sure[f"{name}_lower"] <= sure[name]).all() and (sure[name] <= sure[f"{name}_upper"]).all()
    assert found["erreygers"].dropna().between(-1, 1).all()
    assert found.loc[found["reason"] != "", "absolute"].isna().all()
    turned = concentration(*(column[::-1] for column in columns), by=table["area"][::-1])
    same(turned, found)
    missed = concentration(1 - value, *columns[1:], by=table["area"])
    room = found["mean"].between(1e-6, 1 - 1e-6).to_numpy()  # nearer to a bound, 1 - value loses its digits
    for name in ("absolute", "erreygers", "wagstaff"):
        both = missed[name].to_numpy()[room], -found[name].to_numpy()[room]
        assert both[0] == pytest.approx(both[1], rel=1e-6, abs=1e-9, nan_ok=True), name


def test_all_areas_at_once_are_what_each_is_alone():
    rng = np.random.default_rng(2)
    table = pd.DataFrame({"area": np.repeat(list("abcd"), 6), "order": np.tile([1, 2, 2, 3, 4, 5], 4)})
    table["value"], table["people"] = rng.random(24), rng.integers(1, 99, 24)
    whole = concentration(table["value"], table["people"], table["order"], by=table["area"])
    alone = [
        concentration(rows["value"], rows["people"], rows["order"], by=rows["area"])
        for _, rows in table.groupby("area")
    ]
    same(whole, pd.concat(alone))


def test_a_group_is_what_its_people_are_one_by_one():
    grouped = concentration([0.2, 0.6], [5, 10], [1, 2])
    people = concentration([1] + [0] * 4 + [1] * 6 + [0] * 4, 1, [1] * 5 + [2] * 10)
    for name in ("mean", *INDICES):
        assert grouped[name].tolist() == pytest.approx(people[name].tolist()), name


@pytest.mark.parametrize(
    "value, people, order, words",
    [
        ([0.1, np.nan], [5, 5], [1, 2], "missing"),
        ([0.1, 0.2], [5, 5], [1, 1], "fewer than two"),
        ([0.1, 0.2], [5, 0], [1, 2], "fewer than two"),
    ],
    ids=["a value missing", "one rank", "one group with people"],
)
def test_what_cannot_be_told_is_missing_with_a_reason(value, people, order, words):
    [found] = concentration(value, people, order).itertuples()
    assert np.isnan(found.absolute) and words in found.reason


@pytest.mark.parametrize(
    "value, people, words", [([34, 50], [5, 5], "name its bounds"), ([0.1, 0.2], [5, -5], "negative")]
)
def test_what_cannot_be_is_refused(value, people, words):
    with pytest.raises(InsightError, match=words):
        concentration(value, people, [1, 2])
