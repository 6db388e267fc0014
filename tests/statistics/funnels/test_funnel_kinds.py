"""Each kind of funnel reads its own arguments, and gives its own error at the target."""

import numpy as np
import pytest

from insight.errors import InsightError, UnknownName
from insight.statistics.funnels.kinds import reading, scores

CASES = {
    # kind: (arguments, value, weight, standard error at the target)
    "proportion": ((30, 100, None, None, 0.2, 1.0), 0.3, 100, 0.04),
    "rate": ((30, 2000, None, None, 20.0, 1000), 15.0, 2, np.sqrt(10)),
    "ratio": ((30, 25, None, None, 1.0, 1.0), 1.2, 25, 0.2),
    "mean": ((None, None, 12.0, 0.5, 10.0, 1.0), 12.0, 4, 0.5),
}


@pytest.mark.parametrize("kind", CASES)
def test_a_value_its_weight_and_its_error(kind):
    arguments, value, weight, error = CASES[kind]
    units = reading(kind)(*arguments)
    assert units.loc[0, ["value", "weight"]].tolist() == pytest.approx([value, weight])
    found, z, tail = scores(kind, {name: units[name].to_numpy() for name in units})
    assert found.tolist() == pytest.approx([error])
    assert (z > 0).tolist() == [kind != "rate"]
    assert 0 < tail[0] < 0.5


@pytest.mark.parametrize("kind", CASES)
def test_nothing_to_measure_against_is_missing(kind):
    units = reading(kind)(0, 0, 1.0, 0.0, 0.5, 1.0)
    assert units["weight"].isna().all()


def test_what_is_needed_and_what_is_known_are_said():
    with pytest.raises(InsightError, match="'denominator'"):
        reading("ratio")(1, None, None, None, None, 1.0)
    with pytest.raises(UnknownName, match="Known: mean, proportion, rate, ratio"):
        reading("share")
