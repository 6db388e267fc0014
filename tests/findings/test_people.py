"""How many more people: against the median of areas that are alike, never the best of them."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from invented_areas import audit, cell, frame, metric

from insight import areas
from insight.findings.people import COLUMNS, PEERS, alike, facts, of_audit
from insight.statistics.peers.people_gap import people_gap

OLD, NEW = dt.date(2024, 6, 30), dt.date(2026, 4, 1)
FIFTHS = ("1 most deprived", "2", "3", "4", "5 least deprived")
GROUPS = ("Asian", "Black", "White")
SPLIT = {"S0E4D", "S9B9J", "QRL"}  # parts of one sub-ICB of 2024 went to each


def residents(at=dt.date(2024, 4, 1), level="sub_icb", fact="deprivation", groups=FIFTHS, seed=1):
    """Give invented residents of every area of a level on a day."""
    rng, rows = np.random.default_rng(seed), []
    for area in areas.known(level, at=at):
        counts = rng.integers(1000, 90_000, len(groups))
        rows += [
            (area.code, area.start, level, fact, name, x) for name, x in zip(groups, counts, strict=True)
        ]
    names = ["area", "area_start", "area_type", "fact", "group", "people"]
    return pd.DataFrame(rows, columns=names).assign(area_start=lambda t: pd.to_datetime(t["area_start"]))


def everyone(**more) -> pd.DataFrame:
    """Give residents by deprivation of sub-ICBs, and by ethnic group of ICBs."""
    ethnic = residents(level="icb", fact="ethnicity", groups=GROUPS, seed=2)
    return pd.concat([residents(**more), ethnic], ignore_index=True)


PEOPLE = everyone()
OWN, FIRM, OTHER = alike(PEOPLE, OLD)


def icbs(x=None, n=1000, **changes) -> list[dict]:
    """Give a quarter's figure of every ICB: its number in the list for every thousand, unless given."""
    codes = sorted(area.code for area in areas.known("icb", at=OLD))
    return [cell(code, (x or {}).get(code, 500 + 5 * at), n, **changes) for at, code in enumerate(codes)]


def found(rows, of=None, peers=OWN, other=OTHER, **how) -> pd.DataFrame:
    return of_audit(frame(rows, **how), of or audit(), peers, other).set_index("area")


def peers_of(code: str) -> list[str]:
    return OWN.loc[OWN["area"] == code, "peer"].tolist()


def test_facts_are_shares_but_one_of_each_kind_and_the_size():
    table = facts(PEOPLE, OLD)
    assert len(table) == 42 and table.notna().all(axis=None)
    fifths = [f"deprivation: {name}" for name in FIFTHS if name != "3"]
    assert [name for name in table if name.startswith("deprivation")] == fifths
    assert sum(name.startswith("ethnicity") for name in table) == 2 and "size" in table
    here = PEOPLE[(PEOPLE["fact"] == "deprivation")].merge(
        areas.crosswalk("sub_icb", "icb", OLD).query("extent == 'full'")[["source", "target"]]
        .drop_duplicates().rename(columns={"source": "area"}), on="area")  # fmt: skip
    own = here[here["target"] == "QWO"]
    poor = own.loc[own["group"] == FIFTHS[0], "people"].sum() / own["people"].sum()
    assert table.loc["QWO", f"deprivation: {FIFTHS[0]}"] == pytest.approx(poor)
    assert table.loc["QWO", "size"] == pytest.approx(np.log(own["people"].sum()))


def test_every_icb_of_2024_has_peers_and_the_split_ones_of_2026_have_none():
    assert set(OWN["area"]) == {area.code for area in areas.known("icb", at=OLD)}
    assert (OWN.groupby("area").size() == PEERS).all()
    whole, _, _ = alike(residents(), NEW)
    now = {area.code for area in areas.known("icb", at=NEW)}
    assert (len(areas.known("icb", at=OLD)), len(now)) == (42, 36)
    assert set(whole["area"]) == now - SPLIT and not set(whole["peer"]) & SPLIT


def test_an_icb_that_lacks_one_kind_of_fact_has_no_peers_and_is_nobodys():
    own, _, _ = alike(PEOPLE, NEW)
    table = facts(PEOPLE, NEW)
    complete = set(table.dropna().index)
    assert complete < set(table.index) and set(own["area"]) == complete and set(own["peer"]) <= complete


def test_peers_are_those_nearest_by_the_declared_facts():
    table = facts(PEOPLE, OLD)
    scaled = (table - table.mean()) / table.std(ddof=0)
    far = ((scaled - scaled.loc["QWO"]) ** 2).sum(axis=1).drop("QWO").sort_values()
    assert peers_of("QWO") == far.index[:PEERS].tolist()


def test_how_firm_a_peer_is_and_what_other_choices_would_be_stands_beside():
    assert FIRM["stability"].between(0, 1).all()
    kinds = {"without deprivation", "without ethnicity", "without size"}
    assert kinds <= set(OTHER["choice"])
    held = OTHER[OTHER["choice"].isin(kinds)].groupby(["area", "peer"]).size() / len(kinds)
    firm = FIRM.set_index(["area", "peer"])["stability"]
    assert firm.reindex(held.index).to_numpy() == pytest.approx(held.to_numpy())


def test_the_order_of_residents_changes_nothing():
    mixed = PEOPLE.sample(frac=1, random_state=2)
    for one, two in zip(alike(PEOPLE, OLD), alike(mixed, OLD), strict=True):
        pd.testing.assert_frame_equal(one, two)


def test_the_aim_is_the_median_of_the_peers_and_not_the_best():
    rows = icbs()
    value = {row["area"]: row["numerator"] / 1000 for row in rows}
    table = found(rows)
    for code in ("QWO", "QOX", "QYG"):
        near = [value[peer] for peer in peers_of(code)]
        assert table.loc[code, "peer_median"] == pytest.approx(np.median(near))
        assert table.loc[code, "peer_median"] < max(near)
    best = peers_of("QWO")[0]
    raised = found(icbs({best: 1000}))
    usual = dict(zip([row["area"] for row in rows], [row["numerator"] for row in rows], strict=True))
    if usual[best] / 1000 > table.loc["QWO", "peer_median"]:
        assert raised.loc["QWO", "peer_median"] == table.loc["QWO", "peer_median"]


def test_people_a_year_are_those_of_the_statistic():
    table = found(icbs({"QWO": 100}))
    here = table.loc["QWO"]
    median = pd.DataFrame({"value": [here["peer_median"]], "lower": [here["peer_lower"]],
                           "upper": [here["peer_upper"]]})  # fmt: skip
    known = people_gap([100], [1000], median, better="higher", per_year=365.25 / 92).iloc[0]
    assert here[["people", "people_lower", "people_upper"]].tolist() == pytest.approx(known.tolist()[:3])
    assert (here["word"], here["peers"]) == ("behind", PEERS)
    assert here["people"] == pytest.approx((here["peer_median"] - 0.1) * 1000 * 365.25 / 92)
    assert 0 < here["lowest"] <= here["people"] * 1.2 and here["lowest"] <= here["highest"]


def test_who_does_as_well_already_is_ahead_and_gains_nobody():
    here = found(icbs({"QWO": 990})).loc["QWO"]
    assert (here["word"], here["people"]) == ("ahead", 0)


def test_where_less_is_better_people_are_spared():
    rows = icbs({"QWO": 990})
    here = found(rows, audit(metric(better="lower"))).loc["QWO"]
    assert here["word"] == "behind" and here["people"] > 0


def test_a_rate_has_its_median_in_its_own_unit():
    of = audit(metric(statistic="rate", per=1000, unit="per 1,000 people"))
    rows = icbs(n=100_000)
    table = found(rows, of, per=1000)
    share = found(icbs(n=100_000))
    assert table["peer_median"].to_numpy() == pytest.approx(1000 * share["peer_median"].to_numpy())


def test_one_audit_may_have_both_kinds_and_numbers_stay_numbers():
    of = audit(metric(), metric("died", statistic="rate", per=1000, better="lower", unit="per 1,000 people"))
    rows = pd.concat([frame(icbs()), frame(icbs(metric="died"), per=1000)], ignore_index=True)
    for each in (of, audit()):
        table = of_audit(rows, each, OWN, OTHER)
        numbers = ["value", "peer_median", "people", "people_lower", "people_upper", "lowest", "highest"]
        assert all(pd.api.types.is_float_dtype(table[name]) for name in numbers)
    assert set(of_audit(rows, of, OWN, OTHER)["metric"]) == {"seen", "died"}


LEFT_OUT = {
    # name: (rows, audit)
    "neither is better": (icbs(), audit(metric(better="neither"))),
    "it counts no people": (icbs(), audit(metric(subject="hospitals"))),
    "it is not made of counts": (icbs(), audit(metric(statistic="published", phrase="it"))),
    "its audit steadies it": (icbs(), audit(metric(stabilised=True))),
    "it is provisional": (icbs(status="provisional"), audit()),
    "it covers parts": (icbs(coverage="part"), audit()),
    "it is of trusts": (icbs(area_type="trust"), audit()),
    "it is of a group": (icbs(breakdown="sex", group="Female"), audit()),
}


@pytest.mark.parametrize("rows, of", LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_cannot_be_said_of_people_is_left_out(rows, of):
    table = of_audit(frame(rows), of, OWN, OTHER)
    assert table.empty and list(table.columns) == COLUMNS


def test_the_newest_assured_period_counts():
    rows = [*icbs(quarter=38), *icbs({"QWO": 1}, status="provisional")]
    assert set(found(rows)["period"]) == {"2028-Q3"}


def test_without_population_facts_nothing_is_said_and_nothing_fails():
    own, firm, other = alike(None, OLD)
    assert own.empty and firm.empty and other.empty
    table = of_audit(frame(icbs()), audit(), own, other)
    assert table.empty and list(table.columns) == COLUMNS


def test_the_order_of_rows_changes_nothing():
    rows = frame(icbs())
    mixed = rows.sample(frac=1, random_state=3).reset_index(drop=True)
    one, two = (of_audit(each, audit(), OWN, OTHER).sort_values("area", ignore_index=True)
                for each in (rows, mixed))  # fmt: skip
    pd.testing.assert_frame_equal(one, two)
