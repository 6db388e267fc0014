"""A page for boards, how good feedback and data are, and where each reader begins."""

import re
from datetime import date
from pathlib import Path

import pytest

import miniature
import quick_pages
from insight import (
    areas,
    audiences,
    book,
    definitions,
    feedback,
    pages,
    paths,
    reading,
    streams,
    themes,
    voices,
)
from insight.book import abbreviations, heads, readers, stage
from insight.book.pages import Page
from insight.errors import BadDefinition, PoorFeedback, UnknownName
from insight.feedback import Finished, criteria, numbers_shown, words_shown
from insight.feedback.checks import CHECKS
from insight.feedback.looked_at import Looked
from insight.feedback.numbers_shown import shown
from insight.formats import bare, signals
from insight.formats.clear import outstanding
from insight.formats.quality import quality
from insight.formats.rows import newest
from insight.formats.verdicts import tally
from insight.pages import Bullets, Figure, Heading, Paragraph, Row, Run, Table
from invented_findings import ENGLAND, HERE, finding, frame

ROOT = Path(__file__).parents[2]
DEMO = definitions.edition("demo")
pytestmark = pytest.mark.usefixtures("demo_findings")
BOARDS = [board.code for board in areas.known("icb", at=DEMO.geography_date)]
every_board = pytest.mark.parametrize("code", BOARDS)


def bullets(page, heading):
    """Give the items of the list under a heading."""
    blocks = list(page.blocks)
    place = next(n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.text == heading)
    listed = next((block for block in blocks[place + 1 :] if isinstance(block, Bullets)), None)
    return [pages.words(item) for item in listed.items] if listed else []


# A24, D35: one page for a board


@pytest.mark.slow
@every_board
def test_a24_a_board_page_has_at_most_400_words_and_six_numbers(code):
    page = quick_pages.of_demonstration("icb_board", icb=code)
    assert 100 < words_shown(page) <= 400
    assert len(numbers_shown(page)) <= 6


@pytest.mark.slow
@every_board
def test_a24_its_numbers_are_those_of_the_full_report(code):
    from insight import findings, narrative

    found = findings.load("demo", area=code)
    verdicts = newest(found, code)["verdict"]
    page = quick_pages.of_demonstration("icb_board", icb=code)
    full = repr(narrative.opening(found, code))
    better, worse = (verdicts == "better").sum(), (verdicts == "worse").sum()
    assert tally(verdicts) in full
    counts = [str(number) for number in (better, worse) if number > 1]
    values = [
        bare(value, row.unit, int(row.decimals))
        for side in ("better", "worse")
        for row in outstanding(found, code, ["value", "unit", "decimals"])
        if row.verdict == side
        for value in (row.value, row.england)
    ]
    for number in numbers_shown(page):
        assert number in counts or any(number in value for value in values) or number == "1"


@pytest.mark.slow
@every_board
def test_a24_outliers_come_first_and_only_those_of_the_ladder_are_called_so(code):
    from insight import findings, plain

    tests = signals.tests_of(findings.load_signals("demo", area=code), code, "others")
    rows = newest(findings.load("demo", area=code), code).set_index("metric")["verdict"]
    said = plain.metrics()
    page = quick_pages.of_demonstration("icb_board", icb=code)
    for heading, side in (("What is good", "better"), ("What needs asking", "worse")):
        claims = tests[tests["claim"].notna() & (tests["direction"] == side)]
        wanted = [name for name in claims["metric"] if name in said and rows.get(name) == side]
        listed = bullets(page, heading)
        called = [item for item in listed if " An outlier." in item]
        assert len(called) == min(3, len(wanted))
        assert listed[: len(called)] == called


@every_board
def test_d35_a_board_is_given_three_questions(code):
    asked = bullets(quick_pages.of_demonstration("icb_board", icb=code), "Three questions for the board")
    assert len(asked) == len(set(asked)) == 3
    assert all(item.endswith("?") for item in asked)


def test_d35_the_questions_are_the_prompts_of_what_stands_out():
    prompts = {metric.prompt for metric in definitions.metrics().values()}
    asked = bullets(quick_pages.of_demonstration("icb_board", icb="QWO"), "Three questions for the board")
    assert all(any(item.endswith(prompt) for prompt in prompts) for item in asked)


def test_d35_a_board_with_nothing_to_ask_about_has_questions_all_the_same():
    from insight.plain import board

    nothing = frame([finding(ENGLAND, 0.6), finding(HERE, 0.6)])
    said = board.questions(nothing, no_tests(), HERE)
    assert str(said).count("<li>") == 3 and "Who on this board answers" in said
    assert "No result is clearly better" in board.good(nothing, no_tests(), HERE)


def test_d35_guides_for_boards_are_cited_and_other_pages_linked():
    page = quick_pages.of_demonstration("icb_board", icb="QWO")
    text = "\n".join(quick_pages.paragraphs(page))
    assert "a simple guide for NHS boards and partners" in text and "Good Governance Handbook" in text
    runs = [
        run for block in page.blocks if isinstance(block, Bullets) for item in block.items for run in item
    ]
    links = {run.href for run in runs if run.href}
    assert {"insight:icb_insight=QWO", "insight:icb_public=QWO"} <= links


def no_tests():
    import pandas as pd

    names = ["area", "kind", "claim", "direction", "adjusted_z", "metric"]
    return pd.DataFrame(columns=names)


# What counts as a number


NUMBERS = {
    # name: (what a page shows, the numbers in it)
    "figures in prose": ((Paragraph((Run("From 71.7% to 1,200 in 3 days."),)),), ["71.7%", "1,200", "3"]),
    "a list": ((Bullets(((Run("5 of 6"),),)),), ["5", "6"]),
    "a table": ((Table("In 2 rows", ("A", "B"), (Row(("x", "−4")),), (False, True)),), ["2", "−4"]),
    "numbers in words are none": ((Paragraph((Run("Within four hours."),)),), []),
    "the edition, dates and the warning are left out": (
        tuple(Paragraph((Run("To 30 June 2026."),), kind) for kind in ("edition", "dates", "synthetic")),
        [],
    ),
}


@pytest.mark.parametrize("blocks, numbers", NUMBERS.values(), ids=NUMBERS)
def test_a_number_is_a_figure_that_is_shown(blocks, numbers):
    assert numbers_shown(pages.Page(Path("x"), "Page 7", {}, blocks)) == numbers


# Feedback quality


def a_page(*blocks, **parameters):
    return pages.Page(Path("x"), "Name", parameters, blocks)


def looked(*blocks, **changes):
    parameters = changes.pop("parameters", {})
    given = {"audiences": ("analysts",), "as_at": date(2026, 9, 30)}
    return Looked(page=a_page(*blocks, **parameters), **{**given, **changes})


def text(words, kind=""):
    return Paragraph((Run(words),), kind)


def item(strong, rest):
    return Bullets(((Run(strong, strong=True), Run(rest)),))


def picture(kind, alt="England lies at 60%."):
    return Figure(kind, kind, "<svg/>", alt, "Caption.", Table("c", ("A",), (Row(("x",)),), (False,)))


JARGON = {"utilise": "use"}
EITHER_WAY = {
    # check: (a page that meets it, one that does not)
    "recent": (looked(text("Newest data 5 to 21 months old.")), looked(text("Newest data 6 months old."))),
    "repeated": (looked(coming=True), looked(text("Once."))),
    "own_place": (looked(parameters={"icb": "QWO"}), looked(parameters={"audit": "nhfd"})),
    "importance": (looked(text("It heals."), whys=("It heals.",)), looked(whys=("It heals.",))),
    "trusted_source": (looked(text("By the X."), sources=("the X",)), looked(sources=("the X",))),
    "for_whom": (looked(named=True), looked()),
    "words_and_pictures": (looked(text("Words."), picture("trend")), looked(text("Words."))),
    "england_drawn": (looked(picture("trend")), looked(picture("trend", "A line."))),
    "areas_drawn": (looked(picture("funnel")), looked(picture("trend"))),
    "short_version": (looked(siblings=("boards",)), looked(siblings=("analysts",))),
    "standards": (looked(text("The target is 90%.")), looked(text("Targeted words."))),
    "standards_found": (looked(Heading(2, "Standards")), looked(text("A standard."))),
    "findings": (looked(text("So it is.", "lead")), looked(text("So it is."))),
    "findings_found": (looked(item("Surgery", " is late.")), looked(Bullets(((Run("Surgery"),),)))),
    "recommendations": (looked(item("Surgery", " To ask: who waits")), looked(item("Surgery", " is late."))),
    "recommendations_found": (looked(item("", "Who waits?")), looked(text("Who waits?"))),
    "recommendations_tied": (looked(item("Surgery.", " Who waits?")), looked(item("", "Who waits?"))),
    "action_plan": (looked(Heading(2, "Actions")), looked(Heading(2, "Interactions"))),
    "trust_in_data": (looked(text("Three are withheld.")), looked(text("Three are."))),
    "trend": (looked(picture("spc")), looked(picture("funnel"))),
    "comparator": (looked(text("England: 60%.")), looked(text("60%."))),
    "usable": (
        looked(Heading(2, "One"), Heading(2, "Two"), picture("spc")),
        looked(Heading(2, "One"), Heading(2, "Two"), picture("spc", alt="")),
    ),
    "easy_to_read": (
        looked(text("You can ask us. We will help.")),
        looked(text("Considerable organisational heterogeneity characterises implementation.")),
    ),
    "few_words": (looked(text("word " * 400)), looked(text("word " * 401))),
    "few_numbers": (looked(text("1 2 3 4 5 6")), looked(text("1 2 3 4 5 6 7"))),
    "abbreviations_explained": (looked(text("An audit (NHFD says so).")), looked(text("The CQC."))),
    "no_jargon": (looked(text("We use it."), jargon=JARGON), looked(text("We utilise it."), jargon=JARGON)),
    "numbers_alike": (looked(text("12,000 people and 5%.")), looked(text("12000 people."))),
}  # fmt: skip


@pytest.mark.parametrize("check", sorted(CHECKS))
def test_every_check_can_be_met_and_can_be_missed(check):
    good, bad = EITHER_WAY[check]
    assert CHECKS[check](good) is True
    assert CHECKS[check](bad) is False


@pytest.mark.parametrize("words, is_recent", [
    ("Newest data to 30 April 2026, oldest to 31 March 2026.", True),
    ("Newest data to 31 March 2026.", False),
    ("All data to 30 April 2026.", True),
    ("The newest are of June 2026, and the oldest of May 2020.", True),
    ("The newest figures are less than a month old.", True),
    ("No age is told.", False),
])  # fmt: skip
def test_the_age_of_data_is_read_in_every_way_pages_tell_it(words, is_recent):
    assert CHECKS["recent"](looked(text(words))) is is_recent


def test_d38_every_build_looks_at_reading_age_jargon_and_how_numbers_are_written():
    [style] = [one for one in criteria() if one.id == "house_style"]
    looked_at = {criterion.check for criterion in style.criteria}
    assert {"easy_to_read", "no_jargon", "numbers_alike", "abbreviations_explained"} <= looked_at
    assert looked_at <= EITHER_WAY.keys()  # each can be met and can be missed


@pytest.mark.parametrize("name", ["khan_2020", "cp_fit", "house_style"])
def test_criteria_are_data_with_a_source(name):
    [found] = [each for each in criteria() if each.id == name]
    assert found.source and found.criteria
    assert found.counts is (name != "house_style")


def test_the_shares_of_2019_are_those_of_the_study():
    """Table 1 of the study, last column: 14 reports of national clinical audits, August 2019."""
    [study] = [each for each in criteria() if each.id == "khan_2020"]
    met = {one.check: one.share_2019 for one in study.criteria if one.share_2019 is not None}
    of_14 = {
        "recent": 0, "repeated": 14, "own_place": 8, "importance": 14, "trusted_source": 14, "for_whom": 7,
        "words_and_pictures": 14, "england_drawn": 13, "areas_drawn": 7, "short_version": 4, "standards": 13,
        "standards_found": 12, "findings": 14, "findings_found": 14, "recommendations": 14,
        "recommendations_found": 14,
    }  # fmt: skip
    assert met == {name: pytest.approx(number / 14, abs=0.005) for name, number in of_14.items()}


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    """Give a project with criteria and audiences, two made pages of one board, and their edition."""

    def lay_out(**changes):
        edition = miniature.project(tmp_path, monkeypatch, reports=["board", "reading"], **changes)
        (tmp_path / "params" / "criteria").symlink_to(ROOT / "params" / "criteria")
        folder = tmp_path / "params" / "audiences"
        folder.mkdir()
        about = "order: {}\nabout: For some.\nreports: [{}]\n"
        (folder / "boards.yml").write_text("title: Boards\n" + about.format(1, "board"))
        (folder / "analysts.yml").write_text("title: Analysts\n" + about.format(2, ""))
        miniature.pretend_run(edition)
        return edition

    return lay_out


def finished(edition):
    home = paths.build() / edition.id / "book"
    return [
        Finished(
            report=page.report, called=page.report_title, name=page.name, title=page.title,
            about=(page.kind, page.subject), file=home / f"{page.path}.ipynb",
        )
        for page in book.pages(edition.id)
    ]  # fmt: skip


def test_each_page_is_scored_by_the_criteria_that_fit_its_readers(tiny):
    found = feedback.scored(edition := tiny(), finished(edition))
    of = {one.page.report: one for one in found if one.page.name.startswith("qwo")}
    assert "words_and_pictures" in of["reading"].met and "words_and_pictures" not in of["board"].met
    assert "few_words" in of["board"].met and "few_words" not in of["reading"].met
    assert of["reading"].met["short_version"], "the board's page is a short version of it"
    assert 0 < of["board"].score < 1


def test_a_check_named_by_two_sources_counts_once_and_house_style_not_at_all(tiny):
    [one, *_] = feedback.scored(edition := tiny(), finished(edition))
    names = [each.check for source in criteria() if source.counts for each in source.criteria]
    assert len(names) > len(set(names))
    assert set(one.counted) <= set(names) and "no_jargon" not in one.counted
    assert one.score == sum(one.counted.values()) / len(one.counted)


def test_a_page_that_has_not_changed_is_not_looked_at_again_and_one_that_has_is(tiny, monkeypatch):
    edition = tiny()
    first = feedback.scored(edition, finished(edition))
    read = []
    real = pages.read
    monkeypatch.setattr(pages, "read", lambda path: read.append(path.name) or real(path))
    assert feedback.scored(edition, finished(edition)) == first
    assert read == []
    changed = finished(edition)[0].file
    changed.write_text(changed.read_text().replace("Words.", "Other words."))
    feedback.scored(edition, finished(edition))
    assert read == [changed.name]


def test_pages_poorer_than_the_edition_asks_for_stop_the_book_in_one_paragraph(tiny):
    edition = tiny(feedback_at_least="0.9")
    found = feedback.scored(edition, finished(edition))
    with pytest.raises(PoorFeedback) as refusal:
        feedback.refuse_poor(edition, found)
    assert refusal.value.exit_code == 32
    said = str(refusal.value)
    assert f"{len(found)} of {len(found)} pages of tiny meet fewer than 90% of the criteria" in said
    assert "board/qwo-synthetic" in said
    assert "feedback_at_least" in said


def test_pages_good_enough_pass_and_without_a_least_score_all_do(tiny):
    edition = tiny()
    found = feedback.scored(edition, finished(edition))
    feedback.refuse_poor(edition, found)
    least = min(one.score for one in found)
    feedback.refuse_poor(edition.model_copy(update={"feedback_at_least": least}), found)
    with pytest.raises(PoorFeedback):
        feedback.refuse_poor(edition.model_copy(update={"feedback_at_least": least + 0.01}), found)


@pytest.mark.parametrize("verb", ["book", "build"])
def test_the_verbs_that_bind_refuse_poor_pages_and_leave_the_site(tiny, verb, monkeypatch):
    from typer.testing import CliRunner

    from insight import cli

    edition = tiny(feedback_at_least="0.99")
    monkeypatch.setattr(cli, "fetched", lambda *given: None)
    monkeypatch.setattr(cli, "_run", lambda *given: {})
    result = CliRunner().invoke(cli.app, [verb, "tiny"])
    assert isinstance(result.exception, PoorFeedback)
    assert not (paths.build() / edition.id / "html").exists()


def test_the_score_is_printed_in_the_book(tiny):
    edition = tiny()
    found = feedback.scored(edition, finished(edition))
    said = feedback.page(edition, found)
    assert "pages were scored" in said and "This edition sets no least score." in said
    assert "National reports in 2019" in said and "doi.org/10.1186/s43058-020-00089-3" in said
    for one in found:
        assert f"{one.score:.0%}" in said and one.page.title in said
    folder = stage.stage(edition, book.pages("tiny"), told={"feedback": said})
    assert (folder / "feedback_quality.md").read_text() == said
    assert "feedback_quality" in (folder / "_toc.yml").read_text()


def test_a_criterion_whose_check_is_none_is_refused(tiny, tmp_path):
    tiny()
    (tmp_path / "params" / "criteria").unlink()
    (tmp_path / "params" / "criteria").mkdir()
    wrong = "title: T\nsource: S\ncriteria:\n  - {words: W, check: recentt}\n"
    (tmp_path / "params" / "criteria" / "mine.yml").write_text(wrong)
    with pytest.raises(BadDefinition, match="no check is called 'recentt'"):
        criteria()


# How good the data are


@pytest.fixture(scope="module")
def of_demo():
    from insight import findings

    rows = findings.load("demo")
    return rows, quality(rows)


@pytest.mark.slow
def test_each_audit_of_an_edition_is_told_once(of_demo):
    _, found = of_demo
    assert sorted(one.audit for one in found) == sorted(audit.id for audit in definitions.audits_of(DEMO))


@pytest.mark.slow
def test_ages_shares_and_counts_are_those_of_the_findings(of_demo):
    rows, found = of_demo
    for one in found:
        latest = rows[(rows["audit"] == one.audit) & rows["latest"]]
        assert one.withheld == pytest.approx(latest["value"].isna().mean())
        assert one.provisional == pytest.approx((latest["status"] == "provisional").mean())
        assert one.age == latest["age_months"].min()
        own = latest[(latest["area_type"] == "icb") & (latest["breakdown"] == "all")]
        assert one.boards[0] == own.loc[own["value"].notna(), "area"].nunique()


def test_what_is_wrong_with_data_is_said_and_sound_data_need_no_caution():
    sound = frame([finding(ENGLAND, 0.6), finding(HERE, 0.6)])
    assert quality(sound)[0].cautions == []
    for changes, words in (
        ({"age_months": 14}, "the newest data are 14 months old"),
        ({"status": "provisional"}, "figures are provisional and may change"),
        ({"coverage": "part"}, "some areas are covered only in part"),
        ({"metric": "care_ascertainment", "value": 0.6}, "cases, units or records are missing"),
    ):
        value = changes.pop("value", 0.6)
        rows = frame([finding(ENGLAND, value, **changes), finding(HERE, 0.6, **changes)])
        assert quality(rows)[0].cautions == [words]


def test_data_quality_is_told_in_sentences_and_side_by_side():
    from insight import narrative, tables

    rows = frame([finding(ENGLAND, 0.6), finding(HERE, 0.6, status="provisional")])
    said = repr(narrative.data_by_audit(rows))
    assert "Newest data: October to December 2024, 6 months old; 50% of these are provisional." in said
    assert "Results for 1 of 1 ICBs." in said
    assert "the data of none need no caution" in repr(narrative.data_quality(rows))
    assert "1 of 1" in str(tables.data_quality(rows))


# K01: where each reader begins


def test_k01_there_is_a_way_in_for_each_kind_of_reader():
    assert {one.id for one in audiences.audiences()} >= {
        "boards", "clinicians", "public", "analysts", "reviewers",
    }  # fmt: skip


def test_k01_every_link_of_a_way_in_leads_to_a_page_that_was_made(tiny):
    edition = tiny()
    folder = stage.stage(edition, book.pages("tiny"))
    said = (folder / "generated" / "start.md").read_text()
    assert "(for-boards)=\n## Boards" in said and "(for-analysts)=" in said
    links = re.findall(r'href="([^"]+)\.html"', said)
    assert links
    for link in links:
        assert (folder / f"{link}.md").is_file() or (folder / f"{link}.ipynb").is_file()


def test_k01_a_report_nobody_names_is_for_analysts(tiny):
    edition = tiny()
    said = readers.start(book.pages("tiny"), {})
    boards, analysts = said.split("(for-analysts)=")
    assert "reports/board/index.html" in boards and "reports/reading/index.html" in analysts
    assert audiences.of_report("reading") == ("analysts",)
    assert heads.facts(edition)["for:board"] == "Boards"


def test_k01_an_audience_that_names_no_report_is_refused(tiny, tmp_path):
    tiny()
    (tmp_path / "params" / "audiences" / "boards.yml").write_text(
        "title: Boards\norder: 1\nabout: For some.\nreports: [bored]\n"
    )
    with pytest.raises(UnknownName, match="Did you mean 'board'"):
        audiences.audiences()


# K10: abbreviations


def glossary():
    text = (ROOT / "book" / "glossary.md").read_text()
    written = "\n\n".join(re.findall(r"```\{glossary\}\n(.*?)\n```", text, re.DOTALL))
    made = readers.audits(definitions.audits().values())
    entries = [entry.split("\n") for entry in f"{written}\n\n{made}".split("\n\n")]
    return {entry[0].removeprefix("```{glossary}"): entry for entry in entries} | {
        lines[0]: lines for lines in (entry[1:] for entry in entries if entry[0] == "```{glossary}")
    }


EACH = [
    ("icb_insight", {"icb": "QWO"}), ("icb_board", {"icb": "QWO"}), ("icb_public", {"icb": "QWO"}),
    ("trust", {"trust": "RR8"}), ("national", {}), ("safety", {}), ("data_quality", {}), ("evaluation", {}),
    ("session_pack", {"icb": "QWO"}), ("information_streams", {}),
    ("information_streams_icb", {"icb": "QWO"}), ("independent_sector", {}), ("programme_legacy", {}),
    ("recommendations", {"document": "engaging_clinicians_2014"}), ("recommendations_icb", {"icb": "QWO"}),
    ("recommendations_audience", {"audience": "provider_organisations"}),
    *(("inequality_spotlight", {"theme": theme.id}) for theme in themes.themes_of(DEMO)),
    *(("audit_topic", {"audit": audit.id}) for audit in definitions.audits_of(DEMO)),
    *(("topic_public", {"audit": audit.id}) for audit in definitions.audits_of(DEMO)),
]  # fmt: skip
NAMES_OF_THEIR_OWN = {  # they stand for nothing longer
    "Core20PLUS5", "PLUS", "FutureNHS", "CancerStats2", "DaSilva", "PharmaField", "RightCare",
    "PostgreSQL", "SQLite", "SQLAlchemy",
}  # fmt: skip
CODES = {  # of places, units and metrics, which readers look things up by
    *areas.table()["code"],
    *(code for unit in streams.units() for code in (unit.unit, unit.site, unit.trust)),
    *(metric.code for metric in definitions.metrics().values() if metric.code),
}


def test_k10_no_kind_of_page_of_the_demonstration_is_left_out():
    assert {report for report, _ in EACH} == set(DEMO.reports)


@pytest.mark.slow
@pytest.mark.parametrize(
    "report, given", EACH, ids=[f"{report}-{[*given.values()]}" for report, given in EACH]
)
def test_k10_every_abbreviation_on_a_page_is_in_the_glossary_or_explained_there(report, given):
    page = quick_pages.of_demonstration(report, **given)
    known = set(glossary()) | NAMES_OF_THEIR_OWN | CODES
    everything = "\n".join([page.title, *shown(page)])
    assert reading.unexplained(everything, known) == []


READ_BY_ALL = ("index", "start", "data", "accessibility", "involving", "reviewing", "glossary")


@pytest.mark.parametrize("name", READ_BY_ALL)
def test_k10_the_same_holds_for_pages_people_wrote(name):
    text = re.sub(r"```.*?```|`[^`]*`", "", (ROOT / "book" / f"{name}.md").read_text(), flags=re.DOTALL)
    assert reading.unexplained(text, set(glossary()) | NAMES_OF_THEIR_OWN | {"AA"}) == []


def test_k10_every_abbreviation_of_the_glossary_begins_with_what_it_stands_for():
    for term, lines in glossary().items():
        if abbreviations.SHORT.match(term):
            [(short, meaning)] = abbreviations.meanings([(term, " ".join(lines[1:]))]).items()
            initials = [word[0] for word in re.findall(r"[A-Za-z]+", meaning)]
            assert short[0].lower() in [letter.lower() for letter in initials], f"{short}: {meaning}"
            assert len(meaning.split()) > 1


SPELT = {
    # name: (before, after)
    "the first alone": ("<p>ICB, ICB</p>", '<p><abbr title="Board">ICB</abbr>, ICB</p>'),
    "in brackets": ("<p>it (ICB)</p>", '<p>it (<abbr class="bracketed" title="Board">ICB</abbr>)</p>'),
    "a plural": ("<p>ICBs</p>", '<p><abbr title="Board">ICBs</abbr></p>'),
    "not in a link": ('<a href="x">ICB</a> ICB', '<a href="x">ICB</a> <abbr title="Board">ICB</abbr>'),
    "not in a drawing": ("<svg><text>ICB</text></svg>", "<svg><text>ICB</text></svg>"),
    "not in an attribute": ('<p title="ICB">x</p>', '<p title="ICB">x</p>'),
    "not in another word": ("<p>ICBX X-ICB</p>", "<p>ICBX X-ICB</p>"),
    "not in a script": ("<script>ICB</script>", "<script>ICB</script>"),
}


@pytest.mark.parametrize("before, after", SPELT.values(), ids=SPELT)
def test_k10_an_abbreviation_is_spelt_out_where_it_is_first_used(before, after):
    assert abbreviations.spelt_out(before, {"ICB": "Board"}) == after


def test_k10_nothing_else_of_a_page_changes():
    body = "<h1>ICB</h1>\n<p>One &amp; two <b>ICB</b> three</p><!-- ICB --><table><td>4</td></table>"
    marked = abbreviations.spelt_out(body, {"ICB": 'A "board"'})
    assert re.sub(r"</?abbr[^>]*>", "", marked) == body
    assert 'title="A &#34;board&#34;"' in marked


# D34: sign-off


SIGNED = [{"role": role, "name": "A Name", "date": "2026-10-01"} for role in definitions.ROLES]


def edition(**changes):
    given = {"geography_date": date(2026, 4, 1), "as_at": date(2026, 9, 30), "sources": (), "audits": "all"}
    return definitions.Edition(id="spring", title="Spring", **{**given, **changes})


@pytest.mark.parametrize("left", range(len(SIGNED)))
def test_d34_an_edition_is_a_draft_until_all_have_signed(left):
    short = edition(signed_off=tuple(SIGNED[:left] + SIGNED[left + 1 :]))
    assert short.unsigned == (SIGNED[left]["role"],)
    assert "draft" in heads.facts(short)[
        "status"
    ] and "is a draft: 1 of 4 have yet to sign" in readers.signed(short)
    assert "not yet" in readers.signed(short)


def test_d34_an_edition_that_all_have_signed_is_none():
    whole = edition(signed_off=tuple(SIGNED))
    assert whole.unsigned == () and "draft" not in heads.facts(whole)["status"]
    assert "A Name" in readers.signed(whole) and "1 October 2026" in readers.signed(whole)


def test_d34_nobody_signs_twice_and_a_role_that_is_none_is_refused(tmp_path):
    from insight.definitions.strict import build

    path = tmp_path / "e.yml"
    path.write_text("x: 1")
    about = {
        "id": "e",
        "title": "E",
        "sources": [],
        "audits": [],
        "geography_date": "2026-04-01",
        "as_at": "2026-09-30",
    }
    with pytest.raises(BadDefinition, match="author twice"):
        build(definitions.Edition, {**about, "signed_off": [SIGNED[0], SIGNED[0]]}, where=path)
    with pytest.raises(BadDefinition, match="signed_off"):
        build(definitions.Edition, {**about, "signed_off": [{**SIGNED[0], "role": "king"}]}, where=path)


def test_d34_the_record_is_printed_in_the_book(tiny):
    folder = stage.stage(tiny(), book.pages("tiny"))
    assert "Patient reviewer" in (folder / "generated" / "signed.md").read_text()
    assert "generated/signed.md" in (ROOT / "book" / "reviewing.md").read_text()


# K12: the reviewer's checklist; K13: telling us about a page


def test_k12_the_checklist_names_only_commands_that_there_are():
    from typer.main import get_command

    from insight.cli import app

    text = (ROOT / "book" / "reviewing.md").read_text()
    verbs = set(re.findall(r"`insight (\w+)", text))
    assert {"check", "attack", "compare", "publish"} <= verbs <= set(get_command(app).commands)
    assert text.count("- ☐ ") >= 10


BODY = '<h1>Bath</h1>\n<p class="insight-edition">Spring</p>\n<p>Words.</p>'


@pytest.mark.parametrize("contact, way", [
    ("us@insight.example", "mailto:us@insight.example?subject=Page%20board/qox%200a1b2c3d"),
    ("https://insight.example/say", "https://insight.example/say?page=board/qox%200a1b2c3d"),
    ("https://insight.example/say?x=1", "https://insight.example/say?x=1&amp;page=board/qox%200a1b2c3d"),
])  # fmt: skip
def test_k13_a_page_has_a_link_by_which_to_tell_us_of_it_with_its_name(contact, way):
    shown = heads.headed(
        BODY, heads.facts(edition(contact=contact)), "board/qox 0a1b2c3d", "../{}.html".format
    )
    assert f'<a href="{way}">Tell us about this page</a>' in shown


def test_k13_without_anyone_to_write_to_there_is_no_link():
    shown = heads.headed(BODY, heads.facts(edition()), "board/qox 0a1b2c3d", "../{}.html".format)
    assert "Tell us" not in shown


@pytest.mark.parametrize(
    "contact", ["javascript:alert(1)", "http://insight.example", "us at example", "a@b c.d"]
)
def test_k13_a_contact_that_is_no_address_is_refused(contact):
    with pytest.raises(ValueError, match="contact"):
        edition(contact=contact)


# Pages about the same are told apart


def test_titles_of_pages_about_the_same_board_differ_and_the_first_keeps_its_own():
    from insight import run

    jobs = [job for job in run.plan(DEMO) if job.parameters.get("icb") == "QWO"]
    assert [job.title for job in jobs if job.report == "icb_insight"] == ["West Yorkshire"]
    assert len({job.title for job in jobs}) == len(jobs)
    alone = run.one(DEMO, "icb_board", {"icb": "QWO"})
    assert alone.title in {job.title for job in jobs if job.report == "icb_board"}


def test_the_box_to_find_a_place_names_each_board_once(tiny):
    from insight.book import landing

    found = [
        Page(
            report=report,
            report_title="",
            name="qwo",
            title=title,
            icb="QWO",
            audit=None,
            failure=None,
            made=True,
        )
        for report, title in (
            ("icb_insight", "West Yorkshire"),
            ("icb_board", "West Yorkshire: board summary"),
        )
    ]
    said = landing.finder(found, {}, date(2026, 4, 1))
    assert 'value="West Yorkshire"' in said and "board summary" not in said


def test_involvement_is_told_for_reports_that_have_none(tiny):
    said = readers.involvement(tiny())
    assert "Of 2 kinds of report" in said and "Nobody has yet been asked" in said
    assert voices.voices("board").quotes == ()
