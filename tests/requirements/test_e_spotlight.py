"""Requirements E01 to E15: a spotlight on inequalities, as a reader has it."""

import re

import nbformat
import pytest

import invented_spotlight as invented
import spotlight_page
from insight import definitions, frameworks, narrative, paths, spotlights, themes
from insight.formats.rows import ENGLAND
from insight.making.notebook import parameters
from invented_findings import finding, frame, gap, gaps
from quick_pages import plain

CELLS = {
    "who is missing": "tables.completeness_map",
    "first gap": "narrative.gaps",
    "first picture": "dumbbell(",
    "places": "gap_places(",
}


@pytest.fixture(scope="module")
def page():
    with pytest.MonkeyPatch.context() as patch:
        return spotlight_page.shown(patch, invented.spotlight())


def test_e01_core20plus5_is_data_and_every_metric_of_every_theme_is_mapped_or_said_to_be_none(page):
    assert [len(one.areas) for one in frameworks.approaches().values()] == [5, 5]
    known = {
        f"{name}/{area.id}"
        for name, one in frameworks.approaches().items()
        for area in (*one.areas, *one.across)
    } | {frameworks.NONE}
    areas, audits = frameworks.clinical_areas(), definitions.audits()
    for theme in themes.themes().values():
        for audit in (audits[name] for name in theme.audits if name in audits):
            for metric in audit.metrics:
                assert areas.of(audit.id, metric.id) in known, metric.id
    said = plain(spotlight_page.text(page, "tables.clinical_areas"))
    assert "Finding and treating high blood pressure (adults)" in said
    assert "None of the clinical areas 1 Clots prevented (CVDP)" in said
    assert "No metric of this page belongs to: Maternity (adults)" in said
    assert "Three quarters of cancers found at stage 1 or 2" in plain(
        spotlight_page.text(page, "narrative.approaches")
    )


def test_e02_groups_that_a_system_may_choose_are_listed_with_whether_any_audit_shows_them(page):
    said = plain(spotlight_page.text(page, "tables.reached"))
    assert "Ethnic minority communities Asian, Black, Mixed and Other 1 of 1: CVDP" in said
    assert "People experiencing homelessness none: no data none of 1" in said
    own = [frameworks.PlusGroup(id="boats", title="People who live on boats")]  # as from an ICB's own file
    assert spotlights.reached(invented.findings(), own, "QAA")["groups"].tolist() == [()]


def test_e03_there_is_a_panel_for_each_characteristic_and_a_word_for_those_nobody_publishes(page):
    words = "\n".join(html for source, html in page if source.startswith("## "))
    assert re.findall(r"^## (.*)$", words, re.MULTILINE)[1:5] == ["Deprivation", "Ethnic group", "Sex", "Age"]
    said = plain(spotlight_page.text(page, "tables.reached"))
    for name in ("Disability", "Religion or belief", "Sexual orientation", "Gender reassignment"):
        assert f"{name} none: no data" in said
    census = next(one for one in frameworks.characteristics().characteristics if one.id == "ethnicity")
    assert census.groups == ("Asian", "Black", "Mixed", "Other", "White")


def test_e04_the_page_scores_itself_against_seven_themes_by_what_it_shows(page):
    assert len(frameworks.workshops().themes) == 7
    said = plain(spotlight_page.text(page, "tables.scores"))
    for theme in frameworks.workshops().themes:
        assert theme.title in said
    assert "1 of 5 audits that the question needs have data here" in said
    assert re.search(r"Seven themes of the 2022 workshops, \d of 7 met", said)


def test_e05_what_is_missing_comes_before_any_gap(page):
    places = {name: next(n for n, (source, _) in enumerate(page) if source.startswith(call))
              for name, call in CELLS.items()}  # fmt: skip
    assert places["who is missing"] < min(places["first gap"], places["first picture"], places["places"])
    said = plain(spotlight_page.text(page, "tables.completeness_map"))
    assert "CVDP 0%; 0 of 7 ICBs over 10%; 1 of 7 ICBs over 0%; 0 of 7 ICBs over 0%; 0 of 7 ICBs over" in said
    assert "Place QBB 0% 30%* 0% 0%" in said


def test_e05_no_gap_is_told_where_more_are_missing_than_the_audit_allows():
    told = invented.spotlight().gaps
    there = told[(told["area"] == invented.UNKNOWN_PLACE) & (told["breakdown"] == "ethnicity")]
    assert there["absolute"].isna().all()
    assert there["withheld"].str.contains("70% of people, and 80% are needed").all()
    assert told.loc[told["known"] < told["known_limit"], ["absolute", "relative", "sii"]].isna().all().all()


def test_e06_denominators_with_their_year_and_deprivation_index_are_kept_for_every_source_and_shown(
    monkeypatch,
):
    kept = frameworks.denominators().sources
    assert set(kept) == set(definitions.sources())
    page = spotlight_page.shown(monkeypatch, invented.spotlight(source="demo"))
    said = plain(spotlight_page.text(page, "tables.denominators"))
    assert "2021 English Indices of Deprivation 2025 (2021 neighbourhoods)" in said
    assert "not recorded" in plain(
        spotlight_page.text(spotlight_page.shown(monkeypatch, invented.spotlight()), "tables.denominators")
    )


def test_e07_facts_that_were_reported_stand_digit_for_digit_on_the_page_about_hearts(page):
    said = plain(spotlight_page.text(page, "tables.facts"))
    assert "Most deprived minus least deprived: 3.4 percentage points" in said
    assert "Black: 63.9%; Mixed: 63.6%; Asian: 71.7%; White: 68.2%" in said
    assert "insulin pump" in said
    assert "Asian: lower, no figure reported; Black: lower" in said
    assert said.count("HQIP, Mind the (health) gap, 17 January 2023") == 3
    assert "Not this edition's data" in said


def test_e08_the_attributable_fraction_is_what_a_hand_works_out_and_is_explained(page):
    # 100,000 people in five equal fifths: 50, 45, 40, 35 and 30 in 100 went without, 40,000 in all.
    # With 30 in 100 everywhere it would be 30,000: 10,000 fewer, a quarter.
    [made, level] = spotlights.avoidable(invented.findings(), invented.spotlight().gaps).to_dict("records")
    assert (made["cases"], made["number"]) == (40_000, pytest.approx(10_000))
    assert made["fraction"] == pytest.approx(0.25)
    assert level["fraction"] == pytest.approx(0)
    said = plain(spotlight_page.text(page, "narrative.avoided"))
    assert (
        "40,000 people were not treated to target. Had every fifth of deprivation the figure of the least "
        in said
    )
    assert "deprived, 25.0% (23.5% to 26.4%) of them would have been: 10,000 (9,418 to 10,573)." in said
    assert "Clots prevented" not in said
    words = "\n".join(html for _, html in page)
    assert "It supposes that the difference could be undone" in " ".join(words.split())


def test_e09_the_same_gaps_are_cut_by_region_and_by_board(page):
    said = plain(spotlight_page.text(page, 'tables.gaps_by_place(gaps, found, by="deprivation")'))
    for name in ("England", "North (region)", "Ashby", "Place QDD"):
        assert f"{name} −20.0 points" in said
    assert "Place QCC withheld" in said


def test_e10_a_spotlight_is_made_of_a_theme_and_its_audits_and_names_those_nobody_holds(page):
    assert {"edition", "theme"} == parameters(paths.notebooks() / "inequality_spotlight.ipynb")
    early = themes.theme("early_years")
    assert {"npda", "nnap", "mbrrace_perinatal", "epilepsy12", "ncmd", "picanet"} == set(early.audits)
    audits = definitions.audits()
    for theme in themes.themes().values():
        assert theme.question.endswith("?")
        assert all(name in audits or name in theme.not_held for name in theme.audits)
        assert not set(theme.not_held) & set(audits)
    said = plain(spotlight_page.text(page, "narrative.spotlight"))
    assert "of which no data are held: National Cardiac Audit Programme (NCAP (cardiac))" in said
    assert "Not in this edition: nda, ssnap and nvr." in said


def test_e11_every_clear_gap_is_followed_by_questions_and_by_a_place_for_an_action(page):
    for by in ("deprivation", "ethnicity"):
        html = spotlight_page.text(page, f'narrative.gaps(gaps, None, by="{by}"')
        items = re.findall(r"<li>.*?</li>", html, re.DOTALL)
        assert items
        for item in items:
            said = plain(item)
            assert re.search(r"To ask: .*\?.* Action \(.*\): Who will do what, by when: to be agreed\.", said)
            assert re.search(rf'id="action-\w+-{by}"', item)
    stages = {metric.stage for metric in definitions.metrics().values()}
    assert stages <= set(frameworks.prompts().causes)


def test_e12_there_are_questions_about_reaching_people_here(page):
    assert "who already has their trust?" in plain(spotlight_page.text(page, "narrative.reach"))


def test_e13_missed_appointments_are_shown_as_any_other_metric():
    missed = gap(ENGLAND, 0.08, title="Appointments missed", outcome="not there when called", better="lower")
    said = plain(narrative.gaps(gaps(missed), None, "deprivation", ask=frameworks.prompts().of))
    assert "Appointments missed ▼ worse Most deprived fifth minus least deprived fifth: 8.0 points" in said


def test_e14_every_gap_is_both_absolute_and_relative_with_intervals_and_none_that_is_withheld_is_drawn(page):
    told = spotlight_page.text(page, 'narrative.gaps(gaps, None, by="deprivation"')
    size = r"−20\.0 points \(95% interval −\d.*? to −\d.*?\);"
    assert re.search(rf"{size}.* a ratio of 0\.71 \(0\.\d+ to 0\.\d+\)", plain(told))
    assert "over the whole scale (SII): 25.0 points" in plain(told)
    places = spotlight_page.text(page, "gap_places(")
    drawn = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", places))
    assert "Place QDD" in drawn
    assert "Place QCC" not in drawn
    assert "No gap can be told for 1 ICB: Place QCC." in plain(places)


def test_e15_a_practice_example_is_told_as_one(page):
    said = plain(spotlight_page.text(page, "narrative.examples"))
    assert "Practice example, community engagement: Lambeth, London; October 2021." in said
    kinds = {one.kind for theme in themes.themes().values() for one in theme.examples}
    assert {"community engagement", "digital inclusion"} <= kinds


def test_a12_an_audit_without_any_breakdown_is_named_for_a_board():
    rows = [finding("QAA"), finding("QAA", metric="m2", audit="other", audit_short="OTHER")]
    rows += [finding("QAA", None, breakdown="sex", group=name) for name in ("Female", "Male")]
    said = plain(narrative.no_breakdown(frame(rows), "QAA"))
    assert said == "OTHER: no breakdown published for this audit in Ashby."
    assert not narrative.no_breakdown(frame([rows[0], *rows[2:]]), "QAA")


def test_the_demonstration_has_a_page_for_every_theme():
    demo = definitions.edition("demo")
    assert "inequality_spotlight" in demo.reports
    assert [theme.id for theme in themes.themes_of(demo)] == list(themes.themes())


def test_the_page_opens_with_what_matters_most(page):
    said = plain(spotlight_page.text(page, "narrative.spotlight"))
    assert said.startswith(
        "Are heart attacks and strokes prevented and treated as well in every group of people? In England, "
        "50.0% of people in the most deprived fifth were treated to target, against 70.0% in the least "
        "deprived fifth: a gap of −20.0 points (95% interval −20.9 to −19.1) and a ratio of 0.71 (0.70 to "
        "0.73)"
    )


def test_prose_of_the_notebook_is_short():
    found = nbformat.read(paths.notebooks() / "inequality_spotlight.ipynb", as_version=4).cells
    assert max(len(cell.source.split()) for cell in found if cell.cell_type == "markdown") <= 60
