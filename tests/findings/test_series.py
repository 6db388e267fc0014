"""Control charts of findings: limits from thirteen points, steps at breaks, provisional points apart."""

import pandas as pd
import pytest
from invented_areas import APART, ENDS, apart, audit, cell, frame, metric, through_time

from insight.findings.series import LAST, POINTS, SERIES, of_audit
from insight.statistics.spc.xmr import xmr


def charts(rows, of=None, **how) -> tuple[pd.DataFrame, pd.Series]:
    """Give the points of one area in order, and what its series says."""
    points, last = of_audit(frame(rows, **how), of or audit())
    return points.sort_values("period_end", ignore_index=True), last.loc[("seen", "icb", APART)]


def test_limits_are_those_of_the_chart_of_its_values():
    rows = through_time([260])
    points, _ = charts(rows)
    known = xmr([row["numerator"] / 400 for row in rows])
    assert list(points.columns) == POINTS
    for name, line in (("centre", "centre"), ("lower_limit", "lower"), ("upper_limit", "upper")):
        assert points[name].to_numpy() == pytest.approx(known[line].to_numpy())


@pytest.mark.parametrize("quarters", [1, 2, 12])
def test_fewer_than_thirteen_points_have_neither_limits_nor_an_icon_and_say_so(quarters):
    points, last = charts(through_time([], quarters=quarters))
    assert points[["lower_limit", "upper_limit", "signal", "chance"]].isna().all(axis=None)
    words = "1 point; limits need 13" if quarters == 1 else f"{quarters} points; limits need 13"
    assert last["series_reason"] == words and pd.isna(last["variation"]) and pd.isna(last["assurance"])


def test_thirteen_points_have_limits():
    points, last = charts(through_time([], quarters=13))
    assert points["centre"].notna().all() and last["variation"] == "common cause"
    assert last["series_reason"] == ""


def test_the_rules_that_fired_are_named_with_their_side():
    points, last = charts(through_time([300]))
    assert points["signal"].iloc[-1] == "outside" and points["side"].iloc[-1] == "high"
    assert points["signal"].iloc[:-1].isna().all()
    assert (last["variation"], last["rule"]) == ("improvement high", "outside")


def test_a_run_says_since_when():
    points, last = charts(through_time([230] * 8))
    assert "shift" in points["signal"].iloc[-1] and "shift" in last["rule"]
    assert last["since"] == ENDS[40 - 8]


BETTER = {
    # name: (which way is better, last counts, variation)
    "more, and more is better": ("higher", [300], "improvement high"),
    "more, and less is better": ("lower", [300], "concern high"),
    "less, and more is better": ("higher", [100], "concern low"),
    "less, and less is better": ("lower", [100], "improvement low"),
    "more, and neither is better": ("neither", [300], "neutral high"),
}


@pytest.mark.parametrize("better, counts, variation", BETTER.values(), ids=BETTER)
def test_what_a_change_means_follows_from_the_metric(better, counts, variation):
    assert charts(through_time(counts), audit(metric(better=better)))[1]["variation"] == variation


def test_a_provisional_point_and_a_part_of_an_area_make_no_limits_and_no_signal():
    known, said = charts(through_time([])[:-1])
    for change in ({"status": "provisional"}, {"coverage": "part"}):
        points, last = charts([*through_time([])[:-1], cell(APART, 390, 400, **change)])
        assert points["centre"].iloc[:-1].to_numpy() == pytest.approx(known["centre"].to_numpy())
        assert pd.isna(points["signal"].iloc[-1]) and pd.isna(points["chance"].iloc[-1])
        assert last.drop("since").equals(said.drop("since"))


def test_a_provisional_point_does_not_lengthen_a_run():
    rows = through_time([212] * 8)  # a shift with no point outside
    some = [*rows[:-4], {**rows[-4], "status": "provisional"}, *rows[-3:]]
    whole, said = charts(rows)[1], charts(some)[1]
    assert said["rule"] == whole["rule"] == "shift"
    assert said["chance"] == pytest.approx(2 * whole["chance"])


def test_limits_begin_again_at_a_break():
    rows = [{**row, "step": int(number >= 14)} for number, row in enumerate(through_time([], quarters=28))]
    for row in rows[14:]:
        row["numerator"] += 100
    points, last = charts(rows)
    assert points["centre"].round(3).nunique() == 2
    assert last["variation"] == "common cause" and last["points"] == 14
    assert points["signal"].isna().all()


def test_a_target_that_somebody_checked_gives_assurance_and_another_does_not():
    target = {"kind": "evidence", "value": 0.9, "source": "NICE", "verified": True}
    assert charts(through_time([]), audit(metric(target=target)))[1]["assurance"] == "fail"
    low = {**target, "value": 0.1}
    assert charts(through_time([]), audit(metric(target=low)))[1]["assurance"] == "pass"
    guess = {**target, "verified": False}
    assert charts(through_time([]), audit(metric(target=guess)))[1]["assurance"] == "none"


def test_steadied_figures_have_no_chart():
    points, last = of_audit(frame(through_time([300])), audit(metric(stabilised=True)))
    assert points.empty and last.empty
    assert list(points.columns) == POINTS and list(last.columns) == LAST and last.index.names == SERIES


def test_groups_of_people_and_rows_without_a_figure_have_no_points():
    rows = [*through_time([]), cell(APART, 10, 20, breakdown="sex", group="Female")]
    rows[3] = {**rows[3], "withheld": "too few"}
    points, last = charts(rows)
    assert len(points) == 19 and last["points"] == 19


def test_other_series_and_the_order_of_rows_change_nothing():
    rows = [*through_time([230] * 8), *through_time([300], area="Q50"), *apart(before=None, count=3)[:-1]]
    rows += through_time([100], metric="felt")
    of = audit(metric(), metric("felt", better="lower"))
    points, last = of_audit(frame(rows), of)
    mixed = frame(rows).sample(frac=1, random_state=5).reset_index(drop=True)
    points_too, last_too = of_audit(mixed, of)
    keys = [*SERIES, "period_end"]
    one, two = (each.sort_values(keys, ignore_index=True) for each in (points, points_too))
    pd.testing.assert_frame_equal(one, two)
    pd.testing.assert_frame_equal(last.sort_index(), last_too.sort_index())
    alone = charts(through_time([230] * 8))[1]
    here = last.loc[("seen", "icb", APART)]
    assert here["chance"] == pytest.approx(alone["chance"])
    assert here.drop("chance").astype(str).equals(alone.drop("chance").astype(str))


def test_up_and_down_are_judged_alike():
    up, down = (charts(through_time(counts))[1] for counts in ([230] * 8, [170] * 8))
    assert up["chance"] == pytest.approx(down["chance"]) and up["rule"] == down["rule"]
    assert (up["variation"], down["variation"]) == ("improvement high", "concern low")


def test_a_jump_that_rounding_can_have_made_is_not_surprising():
    rows = through_time([300])
    sure, unsure = charts(rows)[1], charts([{**row, "error_bound": 0.25} for row in rows])[1]
    assert sure["chance"] < 1e-6 and unsure["chance"] == 1.0


def test_signals_on_both_sides_are_both_told():
    fall = [240, 238, 236, 234, 232, 230, 228]
    points, last = charts(through_time([*fall], quarters=27))
    assert last["conflict"] and last["variation"] == "improvement high and concern low"
