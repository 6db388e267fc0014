"""What is said of each area: one family of tests, one allowance, the same whatever the order."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_areas import (
    APART,
    apart,
    audit,
    cell,
    climbed,
    frame,
    judged,
    metric,
    mirrored,
    ordinary,
    through_time,
)  # fmt: skip
from scipy import stats

from insight.findings import series
from insight.findings.ladder import ALLOWANCE, RUNGS, TOP
from insight.findings.signals import COLUMNS, finished, of_audit
from insight.periods import parse

LIMIT = {"seen": 0.05, "felt": 0.05}
MIXED = [*apart(), *through_time([230] * 8, area="Q50"), *ordinary(area_type="trust")]


def family(p, kind="others", area_type="icb", metric="seen") -> pd.DataFrame:
    """Give tests that have climbed every other rung, with these probabilities."""
    rows = pd.DataFrame({"p": np.asarray(p, dtype=float)})
    rows = rows.assign(kind=kind, area_type=area_type, metric=metric, within=True)
    for name in RUNGS:
        rows[f"holds {name}"], rows[f"why {name}"] = True, None
    return rows


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    keys = ["kind", "metric", "area_type", "area"]
    one, other = (each.sort_values(keys, ignore_index=True) for each in (one, other))
    for name in one:
        if pd.api.types.is_float_dtype(one[name]):
            assert other[name].to_numpy(dtype=float) == pytest.approx(one[name].to_numpy(), nan_ok=True), name
        else:
            pd.testing.assert_series_equal(one[name], other[name], check_dtype=False)


def test_every_area_has_one_test_against_others_and_one_in_time():
    found = finished(judged(frame(MIXED), audit()), LIMIT)
    assert list(found.columns) == COLUMNS
    per_area = found.groupby(["area", "area_type", "metric"])["kind"]
    assert set(per_area.apply(lambda kinds: tuple(sorted(kinds)))) == {("others", "time")}


def test_numbers_are_numbers_and_words_words():
    found = finished(judged(frame(MIXED), audit()), LIMIT)
    numbers = [
        "target", "exact_z", "exact_tail", "exact_level", "adjusted_z", "adjusted_tail", "adjusted_level",
        "phi", "tau_squared", "k", "detectable_lower", "detectable_upper", "earlier_level", "level", "p", "q",
    ]  # fmt: skip
    assert [name for name in numbers if found[name].dtype != float] == []


def test_no_findings_make_no_tests():
    none = frame(apart()).iloc[:0]
    _, last = series.of_audit(none, audit())
    assert of_audit(none, audit(), last).empty
    assert list(finished(pd.DataFrame(), LIMIT).columns) == COLUMNS


def test_england_is_held_against_its_own_past_alone_and_changes_nothing_for_others():
    rows = frame([*apart(), cell("E92000001", 5000, 10000, area_type="england")])
    found = judged(rows, audit())
    england = found["area_type"] == "england"
    assert found.loc[england, ["area", "kind"]].to_numpy().tolist() == [["E92000001", "time"]]
    same(found[~england], judged(frame(apart()), audit()))


def test_groups_of_people_are_not_tested():
    rows = frame([*apart(), *ordinary(breakdown="sex", group="Female")])
    assert len(judged(rows, audit())) == 2 * 21


def test_the_order_of_rows_changes_nothing():
    rows = frame(MIXED)
    mixed = rows.sample(frac=1, random_state=3).reset_index(drop=True)
    same(finished(judged(rows, audit()), LIMIT), finished(judged(mixed, audit()), LIMIT))


def test_the_order_of_audits_changes_nothing():
    other = audit(metric("felt"), id="fel")
    one = judged(frame(MIXED), audit())
    two = judged(frame(apart(metric="felt", audit="fel")), other)
    found, turned = (finished(pd.concat(each, ignore_index=True), LIMIT) for each in ((one, two), (two, one)))
    same(found, turned)


def test_good_and_bad_mirror_each_other_in_every_number_of_the_family():
    there, here = (finished(judged(frame(rows), audit()), LIMIT) for rows in (MIXED, mirrored(MIXED)))
    assert here["q"].to_numpy() == pytest.approx(there["q"].to_numpy(), nan_ok=True, rel=1e-6)
    assert here["claim"].fillna("").tolist() == there["claim"].fillna("").tolist()


def test_the_family_is_the_tests_of_one_kind_on_areas_of_one_kind_over_all_audits():
    parts = {
        ("others", "icb"): [0.001, 0.02, 0.9],
        ("others", "trust"): [0.001, 0.02],
        ("time", "icb"): [0.02],
    }
    rows = [family(p, kind, level) for (kind, level), p in parts.items()]
    found = finished(pd.concat([*rows, family([0.03], metric="felt")], ignore_index=True), LIMIT)
    for (kind, level), p in parts.items():
        own = [*p, 0.03] if (kind, level) == ("others", "icb") else p
        known = stats.false_discovery_control(own)[: len(p)]
        here = found[(found["kind"] == kind) & (found["area_type"] == level) & (found["metric"] == "seen")]
        assert here["q"].to_numpy() == pytest.approx(known)


def test_a_result_that_stops_below_the_signal_is_no_test_and_is_not_counted():
    stopped = family([0.001] * 5)
    stopped["holds case mix"] = False
    found = finished(pd.concat([family([0.04]), stopped], ignore_index=True), LIMIT)
    assert found["q"].tolist() == pytest.approx([0.04, *[np.nan] * 5], nan_ok=True)


def test_an_ordinary_result_is_a_test_and_is_counted():
    ordinary_ones = family([0.8] * 9)
    ordinary_ones["holds signal"] = False
    found = finished(pd.concat([family([0.01]), ordinary_ones], ignore_index=True), LIMIT)
    assert found.loc[0, "q"] == pytest.approx(0.1)
    assert found.loc[0, "rung"] == ALLOWANCE - 1 and pd.isna(found.loc[0, "claim"])


def test_each_metric_has_the_limit_its_policy_sets():
    rows = pd.concat([family([0.04], metric=name) for name in ("seen", "felt")], ignore_index=True)
    found = finished(rows, {"seen": 0.05, "felt": 0.01}).set_index("metric")
    assert found["claim"].fillna("").to_dict() == {"seen": "outlier", "felt": ""}


P = st.lists(st.floats(0, 1), min_size=1, max_size=40)


@given(P, st.lists(st.floats(0.0501, 1), min_size=1, max_size=60))
@settings(max_examples=60, deadline=None)
def test_more_ordinary_areas_never_make_a_claim_of_what_was_none(p, more):
    before = finished(family(p), LIMIT)
    after = finished(family([*p, *more]), LIMIT).iloc[: len(p)]
    assert (after["rung"] <= before["rung"]).all()


@given(P)
@settings(max_examples=60, deadline=None)
def test_a_smaller_chance_never_has_a_larger_q_and_none_is_below_its_own(p):
    found = finished(family(p), LIMIT).sort_values(["p", "q"])
    assert found["q"].is_monotonic_increasing
    assert (found["q"] >= found["p"]).all()


def test_flags_that_only_chance_makes_are_no_more_than_declared():
    rng, claims = np.random.default_rng(7), 0
    for _ in range(15):
        rows = [
            {**row, "numerator": int(rng.binomial(500, 0.5))}
            for quarter in (38, 39)
            for row in ordinary(40, quarter=quarter)
        ]
        claims += climbed(frame(rows))["claim"].notna().any()
    assert claims <= 2


def test_the_policy_and_its_levels_stand_beside_each_flag():
    own = metric("felt", outliers={"guidance": "Our own", "levels": "95% and 99.8%"})
    rows = frame([*apart(), *apart(metric="felt")])
    found = climbed(rows, audit(metric(), own)).loc[APART].set_index("metric")
    assert found.loc["felt", ["guidance", "levels"]].tolist() == ["Our own", "95% and 99.8%"]
    assert found.loc["seen", ["guidance", "levels"]].tolist() == [
        "HQIP outlier guidance, November 2025", "2 and 3 SD",
    ]  # fmt: skip
    assert (found["rung"] == TOP).all()


def test_an_audits_own_published_status_is_carried_and_changes_nothing():
    plain, marked = frame(apart()), frame(apart(published_status="alarm"))
    here, there = climbed(plain).loc[APART], climbed(marked).loc[APART]
    assert there["published_status"] == "alarm" and pd.isna(here["published_status"])
    for name in ("rung", "claim", "p", "q", "exact_level", "adjusted_level"):
        assert here[name] == there[name]


def months(last: list[int]) -> pd.DataFrame:
    """Give one area month by month from January 2024: an even up and down, then the counts given."""
    rows = frame(through_time(last, quarters=18 + len(last)))
    told = [parse(f"{2024 + n // 12}-{n % 12 + 1:02d}", "month") for n in range(len(rows))]
    return rows.assign(
        period=[month.label for month in told],
        period_start=pd.to_datetime([month.start for month in told]),
        period_end=pd.to_datetime([month.end for month in told]),
    )


def test_d14_a_series_of_months_is_judged_again_when_a_month_is_added():
    def variation(rows: pd.DataFrame) -> str:
        tests = judged(rows, audit())
        return str(tests.loc[tests["kind"] == "time", "variation"].item())

    assert variation(months([])) == "common cause"
    assert variation(months([200])) == "common cause"
    assert "high" in variation(months([200, 330]))
