"""The report of an integrated care board keeps what was asked of it: requirements A01 to A30."""

import re
import shutil
from html import unescape
from itertools import pairwise
from types import SimpleNamespace

import nbformat
import papermill
import pytest

import miniature
from insight import (
    actions,
    areas,
    assessment,
    definitions,
    findings,
    local,
    narrative,
    pathways,
    recommendations,
    run,
    store,
    tables,
)
from insight.charts.funnel import funnel
from insight.charts.overview import overview
from insight.charts.spc import spc
from insight.charts.trends import trends
from insight.making.profiles import PROFILES, whom
from seed_files import runs, seed

NOTEBOOK = miniature.HERE / "notebooks" / "icb_insight.ipynb"
EDITION = {
    "sources": "[demo]",
    "audits": "[cvdprevent, flsdb, nboca, nhfd, nrap]",
    "disclosure": "as_published",
}
HERE, WITHOUT = "QWO", "QOX"  # boards with a local file, and without


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A project with the real definitions and a synthetic edition of a few audits, its findings made."""
    folder = tmp_path_factory.mktemp("boards")
    with pytest.MonkeyPatch.context() as patch:
        miniature.project(folder, patch, reports=[], seed="7", **EDITION)
        for path in (miniature.HERE / "params").iterdir():
            if not (folder / "params" / path.name).exists():
                (folder / "params" / path.name).symlink_to(path)
        for path in (folder / "notebooks").iterdir():
            path.unlink()
        shutil.copy(NOTEBOOK, folder / "notebooks")
        shutil.copy(miniature.HERE / "params" / "editions" / "demo.yml", folder / "params" / "editions")
        edition = miniature.edition(folder, reports=["icb_insight"], seed="7", **EDITION)
        store.fetch(edition, None)
        findings.make(edition)
        yield folder


def read(icb):
    """Give what a page about a board reads and gathers."""
    page = SimpleNamespace(
        found=findings.load("tiny", area=icb),
        tests=findings.load_signals("tiny", area=icb),
        curves=findings.load_curves("tiny", area=icb),
        series=findings.load_series("tiny", area=icb),
        people=findings.load_people("tiny", area=icb),
        peers=findings.load_peers("tiny", area=icb),
        gaps=findings.load_gaps("tiny", area=icb),
        here=local.record(icb),
        log=actions.log(icb, "demo"),
        routes=pathways.every(),
    )
    page.cards = pathways.cards(page.found, page.tests, page.people, page.peers, icb)
    page.topics = pathways.ranked(page.tests, page.people, page.gaps, page.routes, icb)
    page.focus = pathways.focus(page.cards, page.found, page.topics, page.routes, page.here, icb)
    return page


@pytest.fixture(scope="module")
def board(home):
    return read(HERE)


@pytest.fixture(scope="module")
def other(home):
    return read(WITHOUT)


def words(html):
    """Give the words of a piece of a page."""
    return " ".join(unescape(re.sub("<[^>]*>", " ", str(html))).split())


def rows_of(html):
    """Give the cells of each row of a table's body."""
    lines = re.findall(r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", str(html), re.DOTALL)
    return [
        [words(head), *map(words, re.findall(r"<td[^>]*>(.*?)</td>", rest, re.DOTALL))]
        for head, rest in lines
    ]


# A01, A18


def test_a01_there_is_one_report_for_every_board_in_force_and_no_other():
    edition = definitions.edition("demo").model_copy(update={"reports": ("icb_insight",)})
    asked = {job.parameters["icb"] for job in run.plan(edition)}
    assert asked == {board.code for board in areas.known("icb", at=edition.geography_date)}


# A02, A17


def test_a02_the_report_opens_with_what_was_agreed_and_whether_the_ranking_was_followed(board):
    said = words(narrative.scoping(board.here, board.topics))
    agreed = board.here.scoping
    assert agreed.topic in said and agreed.why in said and "18 June 2026" in said
    assert all(who in said for who in agreed.agreed_by)
    assert "Was not followed." in said and agreed.ranking_note in said


def test_a02_a_board_that_wrote_nothing_is_told_so(other):
    said = words(narrative.scoping(other.here, other.topics))
    assert other.here is None
    assert "there is no scoping record" in said and "params" not in said
    assert "Nobody has added local context" in narrative.context(other.here, other.cards)


def test_a17_local_words_stand_in_a_frame_that_no_finding_has(board):
    html = narrative.context(board.here, board.cards)
    note = board.here.context[0]
    assert 'class="insight-local"' in html and "not found by an audit" in html
    assert note.text in unescape(html) and note.author in unescape(html) and "2 June 2026" in html
    assert "insight-local" not in narrative.outliers(board.tests, HERE) + tables.focus(board.focus)


def test_a17_what_was_made_up_says_so_wherever_it_stands(board):
    shown = [
        narrative.scoping(board.here, board.topics),
        narrative.context(board.here, board.cards),
        tables.actions(board.focus, board.log),
        tables.independent(board.here, board.cards),
        tables.assessment(assessment.statements(), board.here),
    ]
    assert all("Made up, to show what can be written here" in html for html in shown)


def test_a02_topics_stand_in_the_order_the_rule_says(board):
    keys = [(-one.outliers, -len(one.behind), -one.unequal) for one in board.topics]
    assert keys == sorted(keys) and len(keys) > 1
    assert pathways.RANKING in words(narrative.topics(board.topics, pathways.RANKING))
    assert [row[0] for row in rows_of(tables.topics(board.topics, board.found))] == [
        one.title for one in board.topics
    ]


# A03, A04, A07, A15, A28, A29


def table_of(board):
    """Give the table of every metric on its pathways, a dictionary for each row."""
    html = tables.pathways(board.cards, board.routes, pathways.stage)
    names = [words(name) for name in re.findall(r'<th scope="col"[^>]*>(.*?)</th>', str(html))]
    names = names[: names.index("Why it matters") + 1]
    return [dict(zip(names, row, strict=True)) for row in rows_of(html)]


def test_a03_every_metric_has_value_interval_count_england_region_and_standard(board):
    shown = {row["Metric"]: row for row in table_of(board)}
    for card in board.cards:
        line = next(row for name, row in shown.items() if name.startswith(card.row.title))
        assert line["England and region"].startswith("England ")
        assert line["Standard"]
        if card.own and card.row.value == card.row.value and card.row.statistic == "proportion":
            assert re.search(r"\(.* to .*\)", line["Here"]) and " of " in line["Here"]
            assert "North East and Yorkshire" in line["England and region"]


def test_a15_every_figure_shows_its_last_day_publication_and_age(board):
    for row in table_of(board):
        assert re.search(r"To \d+ \w+ \d{4}; published \d+ \w+ \d{4}; .* old", row["The data"])


def test_a28_a29_every_metric_says_where_it_counts_people_and_for_whom_it_is_published(board):
    for row in table_of(board):
        assert "by place of residence" in row["Metric"] or "by place of treatment" in row["Metric"]
        assert "published for England" in row["Metric"]


def test_a04_a_place_among_all_boards_and_within_the_region_is_given_in_words(board):
    placed = [card for card in board.cards if card.standing]
    assert len(placed) > 20
    for row in table_of(board):
        if row["Where it stands"].startswith(("Lowest", "Second", "Highest")):
            assert re.search(r"quarter of \d+ ICBs: .* to .*, middle half .* to ", row["Where it stands"])
            assert "North East and Yorkshire, 4 ICBs" in row["Where it stands"]


def test_a07_few_points_are_said_to_be_too_few(board):
    few = [card for card in board.cards if card.course and card.course.points < 3]
    assert all("too few to judge" in card.course.reason for card in few)
    assert "straight line" in pathways.TRENDS and "too few points" in pathways.TRENDS


def test_a15_the_oldest_figure_is_called_out(board):
    oldest = max(int(card.row.age_months) for card in board.cards if card.row.value == card.row.value)
    assert f"{oldest} months old" in narrative.oldest(board.cards)


def test_a29_no_chart_mixes_place_of_treatment_with_place_of_residence(board):
    by_title = {card.row.title: card.row.setting for card in board.cards}
    drawn = [
        *funnel(board.tests, board.curves, board.found, HERE, most=40),
        *spc(
            board.series,
            board.found,
            HERE,
            metrics=[str(card.row.metric) for card in board.cards if card.own],
        ),
        *trends(board.found, HERE),
        *overview(board.found, HERE),
    ]
    seen = []
    for chart in drawn:
        first = chart.table.iloc[:, 0].str.replace(r" \((lower|no).*\)$", "", regex=True)
        settings = {by_title[title] for title in first if title in by_title}
        assert len(settings) == 1, chart.name
        seen += settings
    assert {*seen} == {"treatment", "residence"}
    assert len({chart.name for chart in drawn}) == len(drawn)


# A05, A06


def test_a05_good_outliers_come_first_and_ask_to_be_learned_from():
    from invented_findings import HERE as ASHBY
    from invented_findings import as_tests, signal

    alert = signal(z=-2.5, metric="m3", claim="outlier", rung=7, stopped=None)
    html = narrative.outliers(as_tests(alert, signal(z=-5, metric="m2"), signal(z=5)), ASHBY)
    assert re.findall(r"<h3>(.*?)</h3>", str(html)) == [
        "Outliers for the better: 1 metric",
        "Outliers for the worse, beyond the outer limit (alarm): 1 metric",
        "Outliers for the worse, beyond the inner limit (alert): 1 metric",
    ]
    assert html.count("Learn from:") == 1
    assert "Learn from:" in html[: html.index("Outliers for the worse")]
    assert "write down what was done here" in html and "ask Ashby" not in html


def test_a05_what_a_trust_here_does_well_is_asked_of_that_trust():
    from invented_findings import HERE as ASHBY
    from invented_findings import TRUST, as_tests, signal

    html = narrative.outliers(as_tests(signal(z=0), signal(TRUST, 5)), ASHBY)
    assert "what was done, when, and what it took; write it down" in html
    assert "done here" not in html


def test_a06_crude_outcomes_are_held_against_no_other_place(board):
    crude = [card for card in board.cards if card.row.case_mix == "crude" and card.row.type == "outcome"]
    assert crude and not any(card.better for card in crude)
    told = narrative.learned(board.cards)
    assert not any(f"<strong>{card.row.title}</strong>" in told for card in crude)


# A08, A09, A22, A23


def test_a08_the_focus_has_three_roles_with_definition_target_and_comparator(
    board,
):
    assert {"process", "outcome", "balancing"} <= {one.role for one in board.focus.measures}
    rows = rows_of(tables.focus(board.focus))
    assert len(rows) == len(board.focus.measures)
    for _, counts, here, target, comparators, *_ in rows:
        assert ", of: " in counts and here and target and comparators.startswith("England ")


def test_a08_the_focus_is_drawn_through_time(board):
    [chart] = spc(board.series, board.found, HERE, metrics=board.focus.drawn)
    shown = {one.card.row.title for one in board.focus.measures if one.card.own}
    assert set(chart.table["Metric"]) == shown
    assert chart.name not in {other.name for other in spc(board.series, board.found, HERE)}


def test_a09_every_measure_of_the_focus_but_balancing_ones_has_a_line_for_who_what_and_when(board, other):
    rows = rows_of(tables.actions(board.focus, board.log))
    assert {row[0] for row in rows} >= {
        one.card.row.title for one in board.focus.measures if one.role != "balancing"
    }
    written = [row for row in rows if row[0] == "Hours from arrival to a bed on a suitable ward"]
    assert written[0][1] == "8 hours on average" and written[0][4] == "31 December 2026"
    empty = rows_of(tables.actions(other.focus, other.log))
    assert empty and all(row[2:5] == ["to be agreed"] * 3 for row in empty)
    assert all(row[1] != "to be agreed" for row in empty)


def test_a22_change_since_the_baseline_has_an_interval_that_holds_it(board):
    told = [one.change for one in board.focus.measures if one.change and one.change.reason is None]
    assert told
    for change in told:
        assert change.lower < change.value < change.upper
        assert change.value == pytest.approx(change.now.value - change.before.value)
        assert str(change.before.period_end.date()) == "2025-06-30"


def test_a02_a_focus_that_nobody_agreed_is_called_a_proposal(board, other):
    assert "as agreed" in narrative.focus(board.focus)
    assert "not agreed by anybody" in narrative.focus(other.focus)
    assert other.focus.title == other.topics[0].title


def test_a23_links_from_what_is_done_to_what_comes_of_it_warn_that_they_prove_nothing(board):
    assert "Surgery on the day of" in tables.links(board.focus)
    assert "Association is not attribution" in narrative.focus(board.focus)


# A10, A11, A12, A13, A14


@pytest.mark.parametrize("theme", ["access", "continuity"])
def test_a10_a11_a_theme_shows_every_metric_tagged_with_it(board, theme):
    tagged = {
        metric.title
        for audit in definitions.audits_of(definitions.edition("tiny"))
        for metric in audit.metrics
        if theme in metric.themes
    }
    shown = {row[0] for row in rows_of(tables.theme(board.cards, theme))}
    known = {card.row.title for card in board.cards}
    assert shown == tagged & known and len(shown) > 5
    assert f"{len(shown)} metrics tagged {theme}" in narrative.theme(board.cards, theme)


def test_a13_every_outcome_says_whether_it_is_adjusted(board):
    rows = {row[0]: row[4] for row in rows_of(tables.outcomes(board.cards))}
    assert rows["Death within 30 days, adjusted for case mix"] == "adjusted for case mix"
    assert all(said for said in rows.values())


def test_a12_an_audit_without_a_breakdown_is_named():
    from invented_findings import HERE as ASHBY
    from invented_findings import finding, frame

    said = narrative.completeness(frame([finding()]), ASHBY, "deprivation")
    assert "no breakdown by deprivation published for this audit" in said


def test_a14_six_pathways_order_the_metrics_of_several_audits_by_stage(board):
    assert {route.id for route in board.routes} == {
        "fracture", "cardiovascular", "diabetes", "respiratory", "cancer", "maternity",
    }  # fmt: skip
    html = str(tables.pathways(board.cards, board.routes, pathways.stage))
    fracture = html[html.index("Broken bones") : html.index("Cancer: ")]
    stages = [words(name) for name in re.findall(r'<th scope="rowgroup"[^>]*>(.*?)</th>', fracture)]
    order = [words_ for words_ in pathways.STAGES.values() if words_ in stages]
    assert stages == order and len(stages) > 4
    assert "NHFD" in fracture and "FLS-DB" in fracture


def test_a14_every_metric_stands_on_a_pathway_or_with_its_audit(board):
    shown = table_of(board)
    for card in board.cards:
        assert any(row["Metric"].startswith(card.row.title) for row in shown), card.row.metric


def test_a28_metrics_that_are_not_published_for_boards_show_the_trusts_within(board):
    cancer = [card for card in board.cards if card.row.audit == "nboca"]
    assert cancer and not any(card.own for card in cancer)
    shown = {row["Metric"]: row["Here"] for row in table_of(board)}
    for card in cancer:
        line = next(here for name, here in shown.items() if name.startswith(card.row.title))
        assert line.startswith("Not published for this area; 5 trusts based here")


# A16


def test_a16_every_ask_of_boards_says_who_does_what_by_when_and_what_measures_it(board):
    asked = recommendations.asked()
    rows = rows_of(tables.recommendations(asked, board.cards))
    assert rows and all(all(cell for cell in row) for row in rows)
    named = [one for one in asked if one.recommendation.aimed_at_icbs]
    assert named and asked[: len(named)] == named


def test_a16_every_recommendation_that_names_boards_is_said_again_as_an_ask():
    for document in recommendations.documents():
        for one in document.recommendations:
            assert not one.aimed_at_icbs or one.asks, (document.id, one.number)
            assert all(ask.metrics or ask.measured_otherwise for ask in one.asks)


def test_a16_the_twenty_recommendations_of_2014_are_all_there_with_their_audience():
    [document] = [one for one in recommendations.documents() if one.id == "engaging_clinicians_2014"]
    assert [one.number for one in document.recommendations] == [str(n) for n in range(1, 21)]
    by_number = {one.number: one for one in document.recommendations}
    assert by_number["14"].audience == ("Provider Organisations",)
    assert by_number["15"].audience == () and by_number["15"].shares_with == "14"
    assert not any(one.aimed_at_icbs for one in document.recommendations)


def test_a16_no_summary_repeats_eight_words_of_its_source():
    taken = runs(f"{seed('000')} {seed('002')}")
    for document in recommendations.documents():
        for one in document.recommendations:
            said = [one.summary, *(ask.what for ask in one.asks)]
            assert not any(runs(text) & taken for text in said), (document.id, one.number)


# A20


def test_a20_what_good_looks_like_is_statements_with_levels_and_where_to_look():
    statements = assessment.statements()
    assert len(statements) >= 8
    assert all(len({*one.levels}) == assessment.LEVELS and one.look_at for one in statements)


# A21


def test_a21_participation_names_each_trust_its_audits_and_its_share_of_cases(board):
    rows = {row[0]: row for row in rows_of(tables.participation(board.cards))}
    assert "NHFD" in rows["Airedale"][1] and re.search(r"NRAP [\d.]+%", rows["Airedale"][3])
    for card in board.cards:
        here = {row.short_name for row in card.trusts}
        for name, row in rows.items():
            assert not here or (card.row.audit_short in row[4]) <= (name not in here)


def test_a21_a_trust_that_an_audit_lists_as_absent_is_named(home):
    rows = findings.load("tiny", audit="nrap")
    absent = rows[rows["withheld"] == "did not take part"].iloc[0]
    page = read(str(absent["parent"]))
    named = {row[0]: row for row in rows_of(tables.participation(page.cards))}
    assert "NRAP" in named[absent["short_name"]][2]
    assert "NRAP" not in named[absent["short_name"]][1]


def test_a21_independent_providers_come_from_the_local_file_or_are_said_to_be_missing(board, other):
    assert "An invented independent hospital" in tables.independent(board.here, board.cards)
    assert "Nobody has written down" in tables.independent(other.here, other.cards)


# A30


def test_a30_below_expected_metrics_list_similar_boards_that_do_better_with_their_uncertainty(board):
    found = [card for card in board.cards if card.better]
    assert found
    like = set(board.peers.loc[board.peers["rank"].notna(), "peer"])
    for card in found:
        assert card.row.verdict == "worse"
        for one in card.better:
            better = one.lower > card.row.upper if card.row.better == "higher" else one.upper < card.row.lower
            assert better and one.area in like and 0 <= one.firm <= 1
        assert all(before.firm >= after.firm for before, after in pairwise(card.better))
    said = narrative.similar(board.cards, pathways.LIKENESS)
    assert "standard deviations" in said and re.search(r"\d+% alike", said)


# A19


def profile_pages(home, boards, profiles):
    """Make the pages of boards for profiles; give each page's cells of code by their source."""
    edition = miniature.edition(
        home, reports=["icb_insight"], seed="7", **EDITION, areas=f"[{', '.join(boards)}]",
        profiles=f"[{', '.join(profiles)}]",
    )  # fmt: skip
    jobs = run.plan(edition)
    assert run.make(edition, jobs, workers=2) == {}
    made = {}
    for job in jobs:
        cells = nbformat.read(job.page, as_version=4).cells
        code = [cell for cell in cells if cell.cell_type == "code" and cell.outputs]
        shown = {cell.source: [output.get("data") for output in cell.outputs] for cell in code}
        made[job.parameters["icb"], job.parameters["profile"]] = shown
    return made


def numbers_agree(made, boards, profiles):
    """Check that whatever two profiles of a board both show is the same to the letter."""
    for icb in boards:
        whole = made[icb, "analyst"]
        for profile in profiles:
            cut = made[icb, profile]
            assert set(cut) <= set(whole), (icb, profile)
            assert all(outputs == whole[source] for source, outputs in cut.items()), (icb, profile)
            assert profile == "analyst" or 5 < len(cut) < len(whole)


def test_a19_profiles_of_a_board_show_less_and_the_same_numbers(home):
    made = profile_pages(home, [HERE], PROFILES)
    numbers_agree(made, [HERE], PROFILES)
    board = " ".join(str(outputs) for outputs in made[HERE, "board"].values())
    assert "insight-local" in board and "<svg" not in board


@pytest.mark.slow
def test_a19_two_profiles_of_every_board_show_the_same_numbers(home):
    boards = [board.code for board in areas.known("icb", at=definitions.edition("demo").geography_date)]
    numbers_agree(profile_pages(home, boards, ["analyst", "board"]), boards, ["board"])


def test_a19_stock_papermill_runs_every_cell_whatever_the_profile(home, tmp_path):
    done = papermill.execute_notebook(
        NOTEBOOK, tmp_path / "out.ipynb", {"edition": "tiny", "icb": HERE, "profile": "board"},
        kernel_name="python3", progress_bar=False,
    )  # fmt: skip
    assert all(cell.execution_count for cell in done.cells if cell.cell_type == "code")


def test_a19_cells_that_are_for_some_only_show_something_and_keep_nothing():
    import ast

    for cell in nbformat.read(NOTEBOOK, as_version=4).cells:
        if whom(cell) and cell.cell_type == "code":
            assert all(isinstance(node, ast.Expr) for node in ast.parse(cell.source).body), cell.source


def test_a19_no_heading_is_left_without_what_it_heads():
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    for profile in PROFILES:
        kept = [cell for cell in cells if profile == "analyst" or not whom(cell) or profile in whom(cell)]
        for before, after in pairwise(kept):
            bare = before.source.startswith("## ") and before.source.count("\n\n") < 2
            assert not (bare and after.source.startswith("## ")), (profile, before.source)
        assert kept[-1].cell_type == "code"
