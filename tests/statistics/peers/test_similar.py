"""Similar areas are the nearest in population, and the choice owns up to how firm it is."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.errors import InsightError
from insight.statistics.peers.similar import choices, similar, stability

pytestmark = pytest.mark.filterwarnings("error", "ignore::pytest.PytestUnraisableExceptionWarning")


def invented(areas=20, seed=1):
    """Give facts about invented areas, in very different units."""
    rng = np.random.default_rng(seed)
    facts = {
        "aged": rng.uniform(0.1, 0.3, areas),
        "deprivation": rng.uniform(8, 40, areas),
        "asian": rng.uniform(0, 0.4, areas),
        "black": rng.uniform(0, 0.2, areas),
        "size": rng.uniform(12, 15, areas),
    }
    return pd.DataFrame(facts, index=[f"A{number:02}" for number in range(areas)])


def by_loop(facts, count):
    """Find the nearest areas one by one, as a reader would."""
    scaled = (facts - facts.mean()) / facts.std(ddof=0)
    rows = []
    for area in sorted(facts.index):
        apart = {other: np.sqrt(((scaled.loc[area] - scaled.loc[other]) ** 2).sum()) for other in facts.index}
        del apart[area]
        nearest = sorted(apart, key=lambda other: (apart[other], other))[:count]
        rows += [(area, peer, rank, apart[peer]) for rank, peer in enumerate(nearest, 1)]
    return pd.DataFrame(rows, columns=["area", "peer", "rank", "distance"])


def test_peers_are_those_a_plain_loop_finds():
    facts = invented()
    pd.testing.assert_frame_equal(similar(facts, count=7), by_loop(facts, 7))


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 999), count=st.integers(1, 30), areas=st.integers(0, 12))
def test_peers_do_not_depend_on_order_or_units(seed, count, areas):
    facts = invented(areas, seed)
    found = similar(facts, count=count)
    assert len(found) == (areas * min(count, areas - 1) if areas > 1 else 0)
    assert (found["area"] != found["peer"]).all()
    assert not found.duplicated(["area", "peer"]).any()
    turned = similar(facts.iloc[::-1] * 1000 + 5, count=count)
    pd.testing.assert_frame_equal(turned, found)


def test_a_fact_that_is_everywhere_the_same_changes_nothing():
    facts = invented()
    pd.testing.assert_frame_equal(similar(facts.assign(nation=0.1)), similar(facts))


def test_a_weight_of_none_leaves_a_fact_out_and_a_heavy_one_rules():
    facts = invented()
    pd.testing.assert_frame_equal(similar(facts, weights={"size": 0}), similar(facts.drop(columns="size")))
    ruled = similar(facts, count=1, weights={"size": 1e9})["peer"]
    assert ruled.tolist() == similar(facts[["size"]], count=1)["peer"].tolist()


def test_an_area_that_lacks_a_fact_has_no_peers_and_is_nobodys():
    facts = invented()
    facts.loc["A03", "aged"] = np.nan
    found = similar(facts, count=19)
    assert "A03" not in set(found["area"]) | set(found["peer"])
    assert len(found) == 19 * 18


def test_every_choice_leaves_out_one_family_of_facts():
    facts = invented()
    found = choices(facts, count=5, families={"asian": "ethnicity", "black": "ethnicity"})
    assert found["choice"].unique().tolist() == [
        "as declared", "without aged", "without deprivation", "without ethnicity", "without size",
    ]  # fmt: skip
    one = found[found["choice"] == "without ethnicity"].drop(columns="choice").reset_index(drop=True)
    pd.testing.assert_frame_equal(one, similar(facts.drop(columns=["asian", "black"]), count=5))


def test_stability_is_the_share_of_choices_that_hold_a_peer():
    facts = invented()
    found = stability(facts, count=5)
    tried = choices(facts, count=5).query("choice != 'as declared'")
    for row in found.sample(20, random_state=1).itertuples():
        holding = tried.query("area == @row.area and peer == @row.peer")
        assert row.stability == pytest.approx(len(holding) / 5)
    assert found["rank"].notna().sum() == 20 * 5
    assert found.groupby("area")["stability"].sum().to_numpy() == pytest.approx(5)


def test_areas_far_from_all_others_keep_their_peers():
    near = invented(12)
    far = near.iloc[:6] + 100 * near.std()
    far.index = [f"Z{number}" for number in range(6)]
    found = stability(pd.concat([near, far]), count=5)
    assert (found[found["area"].str.startswith("Z")]["stability"] == 1).all()


def test_one_fact_leaves_nothing_to_leave_out():
    found = stability(invented()[["aged"]], count=2)
    assert found["stability"].isna().all() and found["rank"].notna().all()


@pytest.mark.parametrize(
    "change, options, words",
    [
        (lambda facts: pd.concat([facts, facts]), {}, "stand twice"),
        (lambda facts: facts.assign(name="x"), {}, "not numbers"),
        (lambda facts: facts.assign(aged=np.inf), {}, "without end"),
        (lambda facts: facts, {"weights": {"aged": -1}}, "below 0"),
        (lambda facts: facts, {"weights": {"ages": 1}}, "of no fact"),
        (lambda facts: facts, {"count": 0}, "Ask for 1 or more"),
    ],
)
def test_what_cannot_be_is_refused(change, options, words):
    with pytest.raises(InsightError, match=words):
        similar(change(invented()), **options)
