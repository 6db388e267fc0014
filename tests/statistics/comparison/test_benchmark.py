"""An estimate is better or worse only where its interval shows it."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.errors import UnknownName
from insight.statistics.comparison.benchmark import VERDICTS, benchmark
from oracles import kept, oracle

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")
DIRECTION = {"HighIsGood": "higher", "LowIsGood": "lower", "NoJudgement": "neither"}


@pytest.mark.parametrize("read", [oracle, kept])
def test_words_agree_with_the_benchmark_rule_of_fingertips(read):
    known = read("21_fingertips_benchmark.json")
    cases = pd.DataFrame(known["inputs"]["ci_cases"])
    found = benchmark(cases, cases["benchmark"], cases["polarity"].map(DIRECTION))
    assert found.tolist() == [word.lower() for word in known["expected"]["ci"]]


@pytest.mark.parametrize("better", VERDICTS)
@pytest.mark.parametrize("against", [0.5, 0.6])
def test_an_interval_that_touches_the_comparator_is_similar(better, against):
    frame = pd.DataFrame({"lower": [0.5], "upper": [0.6]})
    assert benchmark(frame, np.array([against]), pd.Series([better]))[0] == "similar"


@pytest.mark.parametrize(
    "lower, upper, against, direction",
    [(np.nan, 1, 0.5, "higher"), (0, np.nan, 0.5, "higher"), (0, 1, np.nan, "higher"), (0, 1, 0.5, None)],
)
def test_nothing_is_said_where_anything_is_missing(lower, upper, against, direction):
    frame = pd.DataFrame({"lower": [lower], "upper": [upper]})
    assert pd.isna(benchmark(frame, against, pd.Series([direction], dtype=object))[0])


def test_comparators_are_matched_by_index():
    frame = pd.DataFrame({"lower": [0.2, 0.4], "upper": [0.3, 0.6]}, index=["a", "b"])
    found = benchmark(frame, pd.Series({"b": 0.9, "a": 0.1}), "higher")
    assert found.to_dict() == {"a": "better", "b": "worse"}


def test_a_direction_that_is_not_one_is_refused():
    with pytest.raises(UnknownName, match="hihger"):
        benchmark(pd.DataFrame({"lower": [0.2], "upper": [0.3]}), 0.5, "hihger")


LIMIT = st.one_of(st.just(np.nan), st.floats(0, 1), st.just(1e9))
ROW = st.tuples(LIMIT, LIMIT, LIMIT, st.sampled_from(list(VERDICTS)))


@given(st.lists(ROW, min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_all_rows_at_once_are_what_each_is_alone(rows):
    frame = pd.DataFrame(rows, columns=["lower", "upper", "against", "direction"])
    found = benchmark(frame, frame["against"], frame["direction"])
    for place, (low, high, against, direction) in enumerate(rows):
        side = 0 if high < against else 2 if low > against else 1
        if np.isnan(low + high + against):
            assert pd.isna(found[place])
        else:
            assert found[place] == VERDICTS[direction][side]
