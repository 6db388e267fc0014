"""Each rung stops the claim of an area that stands apart, with a reason of its own."""

import pandas as pd
import pytest
from invented_areas import (
    APART,
    apart,
    audit,
    cell,
    climbed,
    frame,
    metric,
    mirrored,
    ordinary,
    through_time,
)  # fmt: skip

from insight.findings.ladder import RUNGS, TOP
from insight.findings.rungs import UNKNOWN_CASES, direction

HELD = metric("held", title="Seen, adjusted")
RULE = {"ascertainment": {"metric": "held", "at_least": 0.7}}
PLAIN = audit()


def crude(**changes):
    return metric(type="outcome", case_mix="crude", **changes)


def held(own: int | None) -> list[dict]:
    """Give the share of its cases the audit holds, of every area: nearly all, and of one so many in 1,000."""
    gone = {"withheld": "too few"} if own is None else {}
    return [*ordinary(share=0.9, metric="held"), cell(APART, own, 1000, metric="held", **gone)]


def bare(rows: list[dict]) -> list[dict]:
    """Give rows as an audit publishes them that gives neither counts nor intervals."""
    return [
        {**row, "value": row["numerator"] / row["denominator"], "numerator": None, "denominator": None}
        for row in rows
    ]


def new_form(rows: list[dict]) -> list[dict]:
    """Give rows of which the newest quarter counts something else than the one before."""
    newest = max(row["period_end"] for row in rows)
    return [{**row, "step": int(row["period_end"] == newest)} for row in rows]


OTHERS = {
    # name: (rows, audit, the rung it stops at, words of the reason)
    "the audit holds few of its cases": (
        [*apart(), *held(500)], audit(metric(), HELD, outliers=RULE), "case ascertainment", "only 50% of its",
    ),
    "just too few are not said to be enough": (
        [*apart(), *held(699)], audit(metric(), HELD, outliers=RULE), "case ascertainment", "only 69% .* 70%",
    ),
    "what share is held is withheld": (
        [*apart(), *held(None)], audit(metric(), HELD, outliers=RULE), "case ascertainment", "is not known",
    ),
    "its figure is withheld": (
        apart(newest={"withheld": "they might be recognised"}), PLAIN, "data completeness", "be recognised",
    ),
    "nothing was published": (
        apart(newest={"numerator": None}), PLAIN, "data completeness", "there is no figure",
    ),
    "it is only partly covered": (
        apart(newest={"coverage": "part"}), PLAIN, "data completeness", "only part of the area",
    ),
    "a crude outcome": (apart(), audit(crude()), "case mix", "not adjusted for who"),
    "a crude outcome that is also published adjusted": (
        apart(), audit(crude(adjusted_as="held"), HELD), "case mix", "adjusted for case mix: Seen, adjusted",
    ),
    "a figure the audit has steadied": (apart(), audit(metric(stabilised=True)), "case mix", "steadied"),
    "few areas": (apart(count=8), PLAIN, "enough points", "9 areas have a figure, and 10 are needed"),
    "few people": (apart(18, 19), PLAIN, "enough points", "fewer than 20 people"),
    "no interval": (
        bare(apart()), audit(metric(statistic="published", phrase="it")), "enough points", "no interval",
    ),
    "nobody is expected": (
        apart(), audit(outliers={"target": 0.0}), "enough points", "no room for chance",
    ),
    "within the limits": (apart(262), PLAIN, "signal", "within the limits"),
    "its policy looks at the other side": (
        apart(), audit(outliers={"sides": "worse"}), "signal", "does not look at this side",
    ),
    "areas differ as much as that": (
        apart(310, scatter=5, before=310), PLAIN, "allowance", "the spread that areas usually show",
    ),
    "one of so many by chance": (apart(276), PLAIN, "allowance", "so many results are looked at"),
    "the first period there is": (apart(before=None), PLAIN, "persistence", "no earlier period"),
    "ordinary in the period before": (apart(before=251), PLAIN, "persistence", "not lie beyond the limits"),
    "on the other side before": (apart(before=150), PLAIN, "persistence", "not lie beyond the limits"),
    "a break in series in between": (new_form(apart()), PLAIN, "persistence", "no earlier period"),
}  # fmt: skip
IN_TIME = {
    # name: (rows, audit, the rung it stops at, words of the reason)
    "twelve points": (through_time([300], quarters=12), PLAIN, "enough points", "12 points; limits need 13"),
    "twelve points since a break": (
        [{**row, "step": int(number >= 8)} for number, row in enumerate(through_time([300]))],
        PLAIN, "enough points", "12 points; limits need 13",
    ),
    "a steadied figure": (
        through_time([300]), audit(metric(stabilised=True)), "case mix", "steadied",
    ),
    "it moves as it always does": (through_time([]), PLAIN, "signal", "no more than it usually does"),
    "one point far away": (through_time([300]), PLAIN, "persistence", "it is a single point"),
    "one point far away, then back": (through_time([300, 206]), PLAIN, "signal", "no more than it"),
    "the newest is provisional": (
        [*through_time([])[:-1], cell(APART, 300, 400, status="provisional")], PLAIN, "signal", "no more",
    ),
    "the newest is withheld": (
        [*through_time([])[:-1], cell(APART, None, None, withheld="too few")], PLAIN,
        "data completeness", "too few",
    ),
}  # fmt: skip


def test_without_anything_to_stop_it_an_area_apart_is_an_outlier():
    here = climbed(frame(apart())).loc[APART]
    assert (here["rung"], here["claim"], here["direction"], here["level"]) == (TOP, "outlier", "better", 3)
    assert pd.isna(here["stopped"])


def test_without_anything_to_stop_it_a_series_that_shifts_has_changed():
    here = climbed(frame(through_time([230] * 8)), kind="time").loc[APART]
    assert (here["rung"], here["claim"], here["direction"]) == (TOP, "change", "better")


def stops(rows, of, rung, words, kind):
    here = climbed(frame(rows), of, kind=kind)
    here = here[here["metric"] == "seen"].loc[APART]
    assert here["rung"] == RUNGS.index(rung), here["stopped"]
    assert pd.isna(here["claim"])
    assert pd.Series([here["stopped"]]).str.contains(words).all(), here["stopped"]


@pytest.mark.parametrize("rows, of, rung, words", OTHERS.values(), ids=OTHERS)
def test_a_claim_against_others_stops_at_its_rung(rows, of, rung, words):
    stops(rows, of, rung, words, "others")


@pytest.mark.parametrize("rows, of, rung, words", IN_TIME.values(), ids=IN_TIME)
def test_a_claim_in_time_stops_at_its_rung(rows, of, rung, words):
    stops(rows, of, rung, words, "time")


TURNED = {"worse": "better", "better": "worse"}
ONE_SIDED = ("its policy looks at the other side", "no interval", "nobody is expected")  # no mirror image
BOTH = {
    "others": {**OTHERS, "an outlier": (apart(), PLAIN, None, None)},
    "time": {**IN_TIME, "a shift": (through_time([230] * 8), PLAIN, None, None)},
}


@pytest.mark.parametrize(
    "kind, name", [(kind, name) for kind, cases in BOTH.items() for name in cases if name not in ONE_SIDED]
)
def test_good_and_bad_climb_the_same_ladder(kind, name):
    rows, of, _, _ = BOTH[kind][name]
    here = climbed(frame(rows), of, kind=kind)
    turned = [*mirrored([row for row in rows if row["metric"] == "seen"])]
    turned += [row for row in rows if row["metric"] != "seen"]
    there = climbed(frame(turned), of, kind=kind)
    own, other = (each[each["metric"] == "seen"] for each in (here, there))
    for column in ("rung", "stopped", "claim", "exact_level", "adjusted_level", "earlier_level"):
        assert (
            own[column]
            .astype(object)
            .where(own[column].notna(), None)
            .equals(other[column].astype(object).where(other[column].notna(), None))
        ), column
    assert own["p"].to_numpy() == pytest.approx(other["p"].to_numpy(), nan_ok=True, rel=1e-6)
    assert own["direction"].map(TURNED).fillna("").tolist() == other["direction"].fillna("").tolist()


def test_the_newest_assured_period_is_judged_while_the_newest_is_provisional():
    early = [
        *ordinary(quarter=37),
        cell(APART, 350, 500, 37),
        *ordinary(quarter=38),
        cell(APART, 350, 500, 38),
    ]
    newest = [*ordinary(status="provisional"), cell(APART, 250, 500, status="provisional")]
    here = climbed(frame([*early, *newest])).loc[APART]
    assert (here["period"], here["claim"], here["status"]) == ("2028-Q3", "outlier", "assured")


def test_the_measure_of_cases_held_does_not_stop_itself():
    found = climbed(frame([*apart(), *held(500)]), audit(metric(), HELD, outliers=RULE))
    own = found[found["metric"] == "held"].loc[APART]
    assert own["rung"] >= RUNGS.index("data completeness")


def test_areas_of_a_kind_whose_share_is_never_published_climb_with_a_caveat():
    other = [{**row, "area_type": "trust"} for row in held(900)]
    of = audit(metric(), HELD, outliers=RULE)
    here = climbed(frame([*apart(), *other]), of).loc[APART]
    here = here if isinstance(here, pd.Series) else here[here["metric"] == "seen"].iloc[0]
    assert (here["rung"], here["caveat"]) == (TOP, UNKNOWN_CASES)


def test_where_enough_cases_are_known_to_be_held_there_is_no_caveat():
    found = climbed(frame([*apart(), *held(900)]), audit(metric(), HELD, outliers=RULE))
    here = found[found["metric"] == "seen"].loc[APART]
    assert here["rung"] == TOP and pd.isna(here["caveat"])
    assert climbed(frame(apart())).loc[APART, "caveat"] == UNKNOWN_CASES


def test_the_newest_share_of_cases_that_is_known_is_the_one_that_counts():
    early = [cell(APART, 300, 1000, 38, metric="held"), cell(APART, 950, 1000, metric="held")]
    found = climbed(frame([*apart(), *ordinary(share=0.9, metric="held"), *early]),
                    audit(metric(), HELD, outliers=RULE))  # fmt: skip
    assert found[found["metric"] == "seen"].loc[APART, "rung"] == TOP


SIDES = {
    # name: (side, better, word)
    "more of a good thing": ("high", "higher", "better"),
    "less of a good thing": ("low", "higher", "worse"),
    "more of a bad thing": ("high", "lower", "worse"),
    "less of a bad thing": ("low", "lower", "better"),
    "more of something": ("high", "neither", "higher"),
    "less of something": ("low", "neither", "lower"),
    "no side": (None, "higher", None),
}


@pytest.mark.parametrize("side, better, word", SIDES.values(), ids=SIDES)
def test_a_side_means_what_the_metric_says(side, better, word):
    found = direction(pd.Series([side], dtype=object), pd.Series([better])).iloc[0]
    assert found == word or (word is None and pd.isna(found))
