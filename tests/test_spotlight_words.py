"""Words and tables of a spotlight where something is missing, odd or new."""

import re

import pandas as pd

import invented_spotlight as invented
from insight import frameworks, narrative, spotlights, tables
from invented_findings import ENGLAND
from quick_pages import plain

PAGE = invented.spotlight()


def test_a_metric_that_nobody_has_mapped_is_said_to_be_so():
    found = PAGE.found.assign(metric=PAGE.found["metric"].astype(str) + "_new")
    said = plain(tables.clinical_areas(found, PAGE.areas, PAGE.approaches))
    assert "Not mapped yet 2 High blood pressure treated (CVDP); Clots prevented (CVDP)" in said


def test_clinical_areas_that_no_audit_measures_are_named():
    children = {"children": frameworks.approach("children")}
    said = plain(tables.clinical_areas(PAGE.found, PAGE.areas, children))
    assert (
        "No audit that this suite has measures: Oral health (children) and Mental health (children)." in said
    )


def test_a_theme_without_a_reported_fact_or_an_example_says_so():
    assert "No reported fact" in plain(tables.facts(frameworks.facts(), "older_people"))
    assert "No practice example" in plain(narrative.examples(PAGE.about.model_copy(update={"examples": ()})))


def test_where_no_gap_is_clear_the_opening_says_that():
    gaps = PAGE.gaps.assign(clear=False)
    said = plain(narrative.spotlight(PAGE.about, PAGE.found, gaps))
    assert "No gap that can be told for England is clear." in said
    assert "By deprivation, 0 of 2 gaps told for England are clear; in 0, the most deprived do worse." in said


def test_without_a_gap_by_deprivation_the_clearest_of_all_opens_the_page():
    found = invented.findings(invented.LATE, better="lower", title="Late")
    gaps = invented.gaps_of(found)
    gaps = gaps[(gaps["breakdown"] != "deprivation") | (gaps["area"] != ENGLAND)]
    said = plain(narrative.spotlight(PAGE.about, found, gaps))
    assert (
        "In England, 50.0% of people in the Black group were seen within a day, against 62.0% in the" in said
    )
    assert "By deprivation, no gap can be told for England." in said


def test_a_fraction_of_an_unwanted_outcome_is_of_those_who_had_it():
    rows = spotlights.avoidable(PAGE.found, PAGE.gaps).assign(without=False, outcome="readmitted")
    assert "40,000 people were readmitted. " in plain(narrative.avoided(rows))
    assert "25.0% (23.5% to 26.4%) of them would not have been: 10,000" in plain(narrative.avoided(rows))
    assert "No metric here has the counts" in plain(narrative.avoided(rows.iloc[:0]))


def test_only_the_clearest_gaps_of_an_audit_have_a_column_by_place():
    html = tables.gaps_by_place(PAGE.gaps, PAGE.found, "ethnicity", most=2)
    assert "the clearest 2 of 4 gaps by ethnic group" in plain(html)
    heads = [plain(head) for head in re.findall(r'<th scope="col"[^>]*>(.*?)</th>', str(html))]
    assert [head.removeprefix("High blood pressure treated: ") for head in heads] == [
        "Place",
        "Asian minus White",
        "Black minus White",
    ]
    assert "Place QBB withheld withheld" in plain(html)


def test_no_gap_that_is_clear_in_england_is_a_sentence():
    level = PAGE.gaps[PAGE.gaps["metric"] == invented.CLOTS]
    assert "No gap by deprivation that is clear in England" in plain(
        tables.gaps_by_place(level, PAGE.found, "deprivation")
    )


def test_a_share_that_is_only_a_bound_is_told_as_one():
    known = spotlights.completeness(PAGE.found, {"cvdprevent": 0.9})
    said = plain(tables.completeness_map(known, PAGE.found, PAGE.about, ["ncap_cardiac", "nvr"]))
    assert "CVDP 0%; 0 of 7 ICBs over, 1 not told" in said
    assert "Place QCC at most 20%*" in said
    assert "NCAP (cardiac) no data here" in said
    assert "nvr no data here" in said


def test_questions_come_with_gaps_only_where_they_are_asked_for():
    assert "To ask" not in plain(narrative.gaps(PAGE.gaps, None, "deprivation"))
    said = plain(narrative.gaps(PAGE.gaps, None, "deprivation", ask=frameworks.prompts().of))
    assert "To ask of each gap by deprivation: What does it cost people here to come" in said
    assert "Who is never invited" in said


def test_counts_of_a_rate_are_events():
    row = {
        "title": "Deaths", "subject": "babies", "outcome": "death rate", "statistic": "rate",
        "without": False, "cases": 300.0, "fraction": 0.2, "fraction_lower": 0.1, "fraction_upper": 0.3,
        "number": 60.0, "number_lower": 30.0, "number_upper": 90.0, "period": "2024", "audit_short": "A",
    }  # fmt: skip
    said = plain(narrative.avoided(pd.DataFrame([row])))
    assert "300 events make the death rate. Had every fifth" in said
