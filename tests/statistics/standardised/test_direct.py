"""Directly standardised rates agree with an independent implementation."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.errors import InsightError
from insight.statistics.standardised.direct import direct
from oracles import kept, oracle

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")
FILE = "05_dsr_dobson.json"


def agrees(known, estimate):
    """Compare the expected table with ours at both confidences."""
    for confidence, suffix in ((0.95, "95_0cl"), (0.998, "99_8cl")):
        found = estimate(confidence).loc[known["area"]]
        for column, name in (("value", "value"), ("lower", f"lower{suffix}"), ("upper", f"upper{suffix}")):
            expected = np.array(known[name], dtype=float)
            assert found[column].to_numpy() == pytest.approx(expected, rel=1e-10, abs=1e-9, nan_ok=True)
        assert found["events"].tolist() == known["total_count"]
        assert found["population"].tolist() == known["total_pop"]


def package(known, per):
    """Estimate the package's own test data; it takes an age band without a count for none."""
    rows = pd.DataFrame({name: known[name] for name in ("area", "x", "n", "stdpop")}).fillna({"x": 0})
    columns = [rows[name] for name in ("x", "n", "stdpop", "area")]
    return lambda confidence: direct(*columns, per=per, confidence=confidence)


def repeated(known):
    """Estimate from people by how many events each had."""
    rows = pd.DataFrame({name: column for name, column in known.items() if name != "multiplier"})
    people = rows["people_with_that_many_events"].fillna(0)
    return lambda confidence: direct(
        people,
        rows["n"],
        rows["stdpop"],
        rows["area"],
        per=known["multiplier"],
        confidence=confidence,
        each=rows["eventfreq"],
        stratum=rows["ageband"],
    )


@pytest.mark.parametrize("read", [oracle, kept])
def test_rates_agree_with_an_independent_implementation(read):
    known = read(FILE)
    rows, per = known["inputs"]["seeded"], known["inputs"]["seeded_multiplier"]
    columns = [rows[name] for name in ("x", "n", "stdpop", "area")]
    agrees(known["expected"]["seeded"], lambda confidence: direct(*columns, per=per, confidence=confidence))


def test_rates_agree_on_the_tests_of_the_package_and_are_missing_below_ten_events():
    known = oracle(FILE)
    rows = known["inputs"]["package_test"]
    agrees(known["expected"]["package_test"], package(rows, rows["multiplier"]))


def test_repeated_events_agree_with_an_independent_implementation():
    known = oracle(FILE)
    agrees(known["expected"]["nonindependent"], repeated(known["inputs"]["nonindependent"]))


def test_the_packages_published_results_are_met_wherever_their_data_are_given():
    known = oracle(FILE)
    table = pd.DataFrame(known["expected"]["package_test_published"])
    sources = dict.fromkeys(known["inputs"]["package_test"]["area"], package)
    compared = 0
    for row, (_, published) in zip(table.itertuples(), table.iterrows(), strict=True):
        if row.area in sources:
            per = 10_000 if row.Index < 4 else 100_000
            estimate = package(known["inputs"]["package_test"], per)
        elif "nonind" in row.area:
            estimate = repeated(known["inputs"]["nonindependent"])
        else:
            continue  # the data of testdata_1976 are not in the file
        for confidence, suffix in ((0.95, "95_0cl"), (0.998, "99_8cl")):
            found = estimate(confidence).loc[row.area, ["value", "lower", "upper"]].to_numpy()
            expected = published[["value", f"lower{suffix}", f"upper{suffix}"]].to_numpy(dtype=float)
            assert found == pytest.approx(expected, rel=1e-10, abs=1e-8, nan_ok=True)
        compared += 1
    assert compared == 10


def test_the_standards_own_spread_gives_the_crude_rate():
    found = direct([50, 70], [1000, 3000], [1000, 3000], None, per=1000)
    assert found.loc["all", "value"] == pytest.approx(30)


@pytest.mark.parametrize(
    "events, population",
    [([9, 0], [100, 100]), ([50, np.nan], [100, 100]), ([50, 20], [100, 0]), ([50, 20], [100, np.nan])],
)
def test_few_events_missing_counts_and_empty_strata_have_no_rate(events, population):
    found = direct(events, population, [1, 1], None)
    assert found[["value", "lower", "upper"]].isna().all(axis=None)


def test_events_that_each_person_has_once_are_counted_as_ever():
    rows = {"population": [100, 200], "standard": [3, 7], "by": ["a", "a"]}
    once = direct([20, 30], **rows, each=[1, 1], stratum=["young", "old"])
    assert once.equals(direct([20, 30], **rows))


def test_the_same_events_in_fewer_people_are_less_certain():
    one = direct([60], [1000], [1], None, each=[1], stratum=["all"])
    three = direct([20], [1000], [1], None, each=[3], stratum=["all"])
    assert one.loc["all", "value"] == three.loc["all", "value"]
    width = [(found["upper"] - found["lower"]).iloc[0] for found in (one, three)]
    assert width[1] == pytest.approx(width[0] * 3**0.5)


def test_repeated_events_need_to_know_the_stratum():
    with pytest.raises(InsightError, match="stratum"):
        direct([20], [1000], [1], None, each=[3])


@pytest.mark.parametrize("population, standard", [([10, 11], [1, 1]), ([10, 10], [1, 2])])
def test_rows_of_a_stratum_that_disagree_are_refused(population, standard):
    with pytest.raises(InsightError, match=r"Rows \[1\]"):
        direct([5, 6], population, standard, None, each=[1, 2], stratum=["young", "young"])


ROW = st.tuples(
    st.sampled_from("abc"),
    st.one_of(st.just(np.nan), st.sampled_from([0, 1, 10**9]), st.integers(0, 300)),
    st.one_of(st.just(np.nan), st.sampled_from([0, 1, 10**9]), st.integers(0, 10**6)),
    st.integers(0, 9000),
)


@given(st.lists(ROW, min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_all_groups_at_once_are_what_each_is_alone_in_any_order(rows):
    frame = pd.DataFrame(rows, columns=["area", "events", "population", "standard"])
    found = direct(frame["events"], frame["population"], frame["standard"], frame["area"])
    turned = direct(*(frame[::-1][name] for name in ("events", "population", "standard", "area")))
    assert turned.to_numpy() == pytest.approx(found.to_numpy(), rel=1e-9, nan_ok=True)
    for label, group in frame.groupby("area"):
        alone = direct(group["events"], group["population"], group["standard"], None)
        assert found.loc[label].to_numpy() == pytest.approx(
            alone.loc["all"].to_numpy(), rel=1e-9, nan_ok=True
        )
    inside = found.dropna()
    assert (inside["lower"] >= 0).all() and (inside["lower"] <= inside["value"]).all()
    assert (inside["value"] <= inside["upper"]).all()
