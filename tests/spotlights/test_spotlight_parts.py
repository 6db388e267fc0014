"""What a spotlight works out is what a hand would, and never of figures that are withheld."""

import pandas as pd
import pytest

import invented_spotlight as invented
from insight import findings, frameworks, spotlights
from insight.errors import MissingInput, UnknownName
from insight.frameworks import Characteristic
from insight.spotlights.fifths import fifths_told
from invented_findings import ENGLAND


@pytest.fixture(scope="module")
def page():
    return invented.spotlight()


@pytest.fixture(scope="module")
def known(page):
    return spotlights.completeness(page.found, page.limits)


def share(known, area, by):
    [row] = known[(known["area"] == area) & (known["breakdown"] == by)].to_dict("records")
    return row


def test_people_whose_group_is_not_known_are_a_share_of_everyone(known):
    there = share(known, ENGLAND, "ethnicity")
    assert (there["least"], there["most"]) == (pytest.approx(0.1), pytest.approx(0.1))
    assert (there["metrics"], there["enough"], there["at_most"]) == (2, 2, False)
    assert share(known, invented.UNKNOWN_PLACE, "ethnicity")["most"] == pytest.approx(0.3)
    assert share(known, invented.UNKNOWN_PLACE, "ethnicity")["enough"] == 0


def test_where_a_group_is_withheld_what_is_missing_is_only_a_bound(known):
    there = share(known, invented.SMALL_PLACE, "deprivation")
    assert there["at_most"]
    assert there["most"] == pytest.approx(0.2)  # a fifth of the people are in the fifth that is withheld


def test_the_limit_is_each_audits_own(page):
    strict = spotlights.completeness(page.found, {"cvdprevent": 0.95})
    assert share(strict, ENGLAND, "ethnicity")["enough"] == 0
    assert share(strict, ENGLAND, "ethnicity")["limit"] == pytest.approx(0.05)


def test_shares_missing_agree_with_those_by_which_gaps_were_withheld(page, known):
    told = page.gaps.drop_duplicates(["metric", "area", "breakdown"])
    for row in told.itertuples():
        mine = share(known, row.area, row.breakdown)
        assert 1 - row.known == pytest.approx(mine["most"])


def test_the_line_through_the_fifths_is_the_one_whose_ends_the_gaps_give(page):
    # Equal fifths of 50, 55, 60, 65 and 70 in 100 lie on a line from 47.5 to 72.5.
    made = spotlights.slopes(page.found, page.gaps)
    first = made[made["metric"] == invented.TREATED]
    assert first["rank"].tolist() == pytest.approx([0.1, 0.3, 0.5, 0.7, 0.9])
    assert first["value"].tolist() == pytest.approx([0.5, 0.55, 0.6, 0.65, 0.7])
    assert (first["y0"].iloc[0], first["y1"].iloc[0]) == (pytest.approx(0.475), pytest.approx(0.725))
    there = page.gaps[(page.gaps["area"] == ENGLAND) & (page.gaps["breakdown"] == "deprivation")]
    for metric, sii in zip(there["metric"], there["sii"], strict=True):
        assert made.loc[made["metric"] == metric, "sii"].tolist() == pytest.approx([sii] * 5)


def test_fifths_are_set_against_each_other_only_where_their_gap_is_told(page):
    assert fifths_told(page.found, page.gaps, invented.SMALL_PLACE).empty
    assert len(fifths_told(page.found, page.gaps, "QDD")) == 10
    assert spotlights.slopes(page.found, page.gaps, invented.SMALL_PLACE).empty
    assert spotlights.avoidable(page.found, page.gaps, invented.SMALL_PLACE).empty


def test_what_nobody_wants_is_the_outcome_itself_where_lower_is_better():
    found = invented.findings(invented.LATE, better="lower")
    [made] = spotlights.avoidable(found, invented.gaps_of(found)).to_dict("records")
    # 60,000 of 100,000; at the least deprived fifth's 70 in 100 it would be 70,000: a sixth more.
    assert not made["without"]
    assert made["cases"] == 60_000
    assert made["fraction"] == pytest.approx(-1 / 6)


def test_a_metric_without_a_good_direction_has_no_such_fraction():
    found = invented.findings(invented.LATE, better="neither")
    assert spotlights.avoidable(found, invented.gaps_of(found)).empty


def test_groups_with_a_figure_are_told_and_withheld_ones_are_not(page):
    fifths = [
        Characteristic(id="d", title="D", protected=False, breakdown="deprivation", groups=invented.FIFTHS)
    ]
    assert spotlights.reached(page.found, fifths)["groups"].tolist() == [invented.FIFTHS]
    assert spotlights.reached(page.found, fifths, invented.SMALL_PLACE)["groups"].tolist() == [
        invented.FIFTHS[1:]
    ]
    ages = [Characteristic(id="a", title="A", protected=True, breakdown="age")]
    assert spotlights.reached(page.found, ages)["groups"].tolist() == [("18 to 39", "40 and over")]


def scores(page, known, **changes):
    held = {"characteristics": frameworks.characteristics(), "denominators": frameworks.denominators()}
    rows = spotlights.score(page._replace(**changes), known, frameworks.workshops(), **held)
    return {row.title: row.verdict for row in rows}


def test_a_theme_is_met_partly_met_or_not_by_what_there_is(page, known):
    assert scores(page, known)["Many want this"] == "met"
    assert scores(page, known)["Routine data are hard to get and use"] == "partly met"
    assert scores(page, known, absent=())["Routine data are hard to get and use"] == "met"
    assert scores(page, known)["Data could be better"] == "not met"  # its source is not among those recorded
    assert scores(page, known)["Services need help to use the results"] == "partly met"
    none = page.gaps.assign(withheld="small")
    assert scores(page, known, gaps=none)["Services need help to use the results"] == "not met"


def test_a_check_that_is_none_is_refused(page, known):
    wrong = frameworks.workshops().themes[0].model_copy(update={"check": "goodwill"})
    workshops = frameworks.workshops().model_copy(update={"themes": (wrong,)})
    with pytest.raises(UnknownName, match="goodwill"):
        spotlights.score(page, known, workshops, characteristics=frameworks.characteristics(),
                         denominators=frameworks.denominators())  # fmt: skip


def test_a_theme_is_loaded_from_those_audits_that_the_edition_has(monkeypatch):
    rows = {"nhfd": invented.findings(invented.TREATED), "nad": invented.findings(invented.CLOTS)}

    def load(edition, *, audit):
        if audit not in rows:
            raise UnknownName.among("audit", audit, known=rows, where=edition)
        return rows[audit]

    monkeypatch.setattr(findings, "load", load)
    monkeypatch.setattr(findings, "load_gaps", lambda edition, *, audit: invented.gaps_of(rows[audit]))
    page = spotlights.load("any", theme="older_people")
    assert page.absent == ("flsdb",)
    assert set(page.limits) == {"nhfd", "nad"}
    assert len(page.found) == sum(len(part) for part in rows.values())
    assert isinstance(page.found["metric"].dtype, pd.CategoricalDtype)
    assert set(page.found["metric"]) == {invented.TREATED, invented.CLOTS}
    rows.clear()
    with pytest.raises(MissingInput, match="no audit of the theme"):
        spotlights.load("any", theme="older_people")
