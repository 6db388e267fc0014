"""Findings become the facts an attacker has, and rows are withheld until those give nothing away."""

import numpy as np
import pandas as pd
import pytest

from insight.disclosure import SMALL_NUMBER, SO_OTHERS, policy, protect
from insight.disclosure.attack import bounds, pinned
from insight.disclosure.facts import release_of
from insight.disclosure.secondary import emptied, further

HES = policy("hes")
ICBS = {"QA1": "Y1", "QA2": "Y1", "QA3": "Y1", "QB1": "Y2", "QB2": "Y2"}
PARENTS = pd.DataFrame([*ICBS.items(), ("Y1", "E92000001"), ("Y2", "E92000001")], columns=["child", "parent"])
QUARTERS = [("2024-01-01", "2024-03-31"), ("2024-04-01", "2024-06-30")]
KEYS = ["metric", "area", "area_type", "period_start", "period_end", "breakdown", "group"]


def kind(area):
    return {"Q": "icb", "Y": "region", "E": "england"}[area[0]]


def true_findings(seed, groups=("Men", "Women"), size=60):
    """Counts of people of every ICB by sex, and their sums up to England and over the half year."""
    draw = np.random.default_rng(seed)
    rows = []
    for start, end in QUARTERS:
        for area in ICBS:
            for group in groups:
                n = int(draw.integers(0, size))
                rows.append((area, start, end, "sex", group, int(draw.binomial(n, 0.4)), n))
    frame = pd.DataFrame(
        rows, columns=["area", "period_start", "period_end", "breakdown", "group", "numerator", "denominator"]
    )
    keys = ["area", "period_start", "period_end", "breakdown", "group"]
    year = frame.assign(period_start=QUARTERS[0][0], period_end=QUARTERS[1][1])
    frame = pd.concat([frame, year.groupby(keys, as_index=False).sum()])
    everybody = frame.assign(breakdown="all", group="all").groupby(keys, as_index=False).sum()
    frame = pd.concat([frame, everybody])
    for above in (ICBS, dict.fromkeys(ICBS.values(), "E92000001")):
        level = frame[frame["area"].isin(list(above))]
        frame = pd.concat(
            [frame, level.assign(area=level["area"].map(above)).groupby(keys, as_index=False).sum()]
        )
    return frame.assign(metric="care", area_type=frame["area"].map(kind)).reset_index(drop=True)


def published(truth):
    """What the HES rule alone leaves of true findings."""
    counts = truth[["numerator", "denominator"]].astype("Int64")
    people = pd.Series(True, index=truth.index)
    shown = protect(counts, HES, national=truth["area_type"] == "england", complement=people)
    return truth[KEYS].join(shown)


def true_cells(release, truth):
    """The true count of each cell that is about a row."""
    x, n = truth["numerator"].to_numpy(float), truth["denominator"].to_numpy(float)
    table = np.column_stack([x, n, n - x])
    unit = release.cells["unit"].to_numpy()
    part = np.arange(len(unit)) % 3
    return np.where(unit >= 0, table[np.maximum(unit, 0), part], np.nan)


@pytest.mark.parametrize("seed", range(8))
def test_every_fact_and_every_bound_is_true_of_the_counts_behind_them(seed):
    truth = true_findings(seed)
    release = release_of(published(truth), HES, parents=PARENTS)
    counts = true_cells(release, truth)
    terms = release.terms
    sums = np.bincount(terms["fact"], terms["coefficient"] * counts[terms["cell"]], len(release.facts))
    known = ~np.isnan(sums)
    assert known.sum() > 250
    assert (sums >= release.facts["lower"] - 1e-9)[known].all()
    assert (sums <= release.facts["upper"] + 1e-9)[known].all()
    hidden = release.cells.index[release.cells["protected"]][:12]
    found = bounds(release, HES, hidden)
    assert (found["lower"] <= counts[hidden]).all() and (counts[hidden] <= found["upper"]).all()


@pytest.mark.parametrize("seed", range(2))
def test_after_withholding_nothing_is_pinned_and_withheld_rows_have_no_numbers(seed):
    truth = true_findings(seed, size=40)
    before = published(truth)
    release = release_of(before, HES, parents=PARENTS, truth=truth)
    after = emptied(before, before.index[further(release, HES)])
    assert pinned(release_of(after, HES, parents=PARENTS, truth=truth), HES).empty
    gone = after["withheld"] == SO_OTHERS
    assert after.loc[gone, ["numerator", "denominator"]].isna().all().all()
    pd.testing.assert_frame_equal(after[~gone], before[~gone])


def test_starting_from_the_truth_changes_nothing_but_the_time():
    truth = true_findings(3, size=40)
    one = pinned(release_of(published(truth), HES, parents=PARENTS), HES)
    other = pinned(release_of(published(truth), HES, parents=PARENTS, truth=truth), HES)
    pd.testing.assert_frame_equal(one, other)


def few(*rows):
    columns = [
        "metric",
        "area",
        "area_type",
        "period_start",
        "period_end",
        "breakdown",
        "group",
        "numerator",
        "denominator",
    ]
    frame = pd.DataFrame(rows, columns=columns)
    frame[["numerator", "denominator"]] = frame[["numerator", "denominator"]].astype("Int64")
    frame["withheld"] = np.where(frame["numerator"].isna(), SMALL_NUMBER, None)
    return frame


def test_a_region_less_its_other_icbs_gives_an_icb_away_where_it_is_exact():
    rows = [("care", "QB1", "icb", *QUARTERS[0], "all", "all", pd.NA, pd.NA)]
    rows += [("care", "QB2", "icb", *QUARTERS[0], "all", "all", 40, 90)]
    rows += [("care", "Y2", "england", *QUARTERS[0], "all", "all", 40, 95)]
    found = bounds(release_of(few(*rows), HES, parents=PARENTS), HES, [0]).loc[0]
    assert found.tolist() == [0, 2]


def test_where_an_icb_has_no_row_the_others_are_at_most_the_region():
    rows = [("care", "QA1", "icb", *QUARTERS[0], "all", "all", pd.NA, pd.NA)]
    rows += [("care", "QA2", "icb", *QUARTERS[0], "all", "all", 40, 90)]
    rows += [("care", "Y1", "region", *QUARTERS[0], "all", "all", 45, 100)]
    rows += [("care", "QA3", "icb", *QUARTERS[1], "all", "all", 20, 50)]
    release = release_of(few(*rows), HES, parents=PARENTS)
    assert (release.facts["lower"] == -np.inf).any()
    assert bounds(release, HES, [0]).loc[0].tolist() == [0, 9]


def test_metrics_that_withhold_nothing_are_left_out():
    rows = [("care", "QB2", "icb", *QUARTERS[0], "all", "all", 40, 90)]
    assert release_of(few(*rows), HES).cells.empty


def test_a_sum_that_what_is_published_shows_to_be_untrue_is_left_out():
    rows = [("care", "QB1", "icb", *QUARTERS[0], "all", "all", pd.NA, pd.NA)]
    rows += [("care", "QB2", "icb", *QUARTERS[0], "all", "all", 400, 900)]
    rows += [("care", "Y2", "region", *QUARTERS[0], "all", "all", 40, 90)]
    found = bounds(release_of(few(*rows), HES, parents=PARENTS), HES, [0]).loc[0]
    assert found["upper"] == np.inf


def test_a_provisional_count_is_at_most_the_assured_one():
    rows = [("care", "QB1", "icb", *QUARTERS[0], "all", "all", pd.NA, pd.NA)]
    rows += [("care", "QB1", "icb", *QUARTERS[0], "all", "all", 10, 20)]
    findings = few(*rows).assign(status=["provisional", "assured"])
    found = bounds(release_of(findings, HES), HES, [0, 1])
    assert found.loc[0, "upper"] == 12 and found.loc[1, "upper"] == 21  # with 22 neither could be small
