"""Pages for patients and the public, tried on every board and every topic of the demonstration."""

import re
from pathlib import Path

import pytest

import miniature
import quick_pages
from insight import areas, definitions, pages, paths, plain, reading, voices
from insight.cli.binding import refuse_unfit_words
from insight.errors import BadDefinition, MissingInput, UnknownName
from insight.feedback.numbers_shown import shown
from insight.formats.rows import newest
from invented_findings import ENGLAND, finding, frame

HERE = Path(__file__).parents[2]
DEMO = definitions.edition("demo")
pytestmark = pytest.mark.usefixtures("demo_findings")
BOARDS = [board.code for board in areas.known("icb", at=DEMO.geography_date)]
TOPICS = [audit.id for audit in definitions.audits_of(DEMO)]
OLDEST = 12  # years, by Flesch and Kincaid
OLDEST_FOR_ALL = 14  # by SMOG, which asks that everyone understands every word
PUBLIC = [("icb_public", "icb", code) for code in BOARDS] + [
    ("topic_public", "audit", name) for name in TOPICS
]
ONE_OF_EACH = [("icb_public", {"icb": "QWO"}), ("topic_public", {"audit": "nhfd"})]


@pytest.fixture
def public():
    return quick_pages.of_demonstration("icb_public", icb="QWO")


# F01: a plain page for each board and topic


@pytest.mark.slow
@pytest.mark.parametrize("report, over, code", PUBLIC, ids=[f"{report}-{code}" for report, _, code in PUBLIC])
def test_f01_a_child_of_12_can_read_it_and_no_abbreviation_is_left_unexplained(report, over, code):
    page = quick_pages.of_demonstration(report, **{over: code})
    said = quick_pages.paragraphs(page)
    found = reading.readability(said)
    assert found.words > 250
    assert found.age <= OLDEST
    assert found.age_for_all <= OLDEST_FOR_ALL
    assert reading.unexplained("\n".join([page.title, *said])) == []


def test_f01_the_demonstration_asks_for_both_kinds_of_page():
    assert {"icb_public", "topic_public"} <= set(DEMO.reports)


def test_f01_the_counts_are_those_of_the_full_report(public):
    from insight import findings

    verdicts = newest(findings.load("demo", area="QWO"), "QWO")["verdict"]
    said = "\n".join(quick_pages.paragraphs(public))
    assert f"{(verdicts == 'better').sum()} are clearly better than in England" in said
    assert f"{(verdicts == 'worse').sum()} are clearly worse" in said
    assert f"We looked at {len(verdicts)} results" in said


def test_f01_a_page_says_that_made_up_numbers_are_made_up(public):
    assert any("made up" in text for text in quick_pages.paragraphs(public))


@pytest.mark.parametrize("name", sorted(plain.every()))
def test_f01_plain_words_are_a_name_a_sentence_and_a_question(name):
    said, audit = plain.words(name), definitions.audit(name)
    assert set(said.metrics) <= {metric.id for metric in audit.metrics}
    for one in said.metrics.values():
        assert one.good.endswith(".") and one.ask.endswith("?") and not one.name.endswith(".")


def test_f01_every_audit_and_headline_metric_with_a_good_direction_has_plain_words():
    assert set(plain.every()) == set(definitions.audits())
    assert plain.missing() == []


# What plain words may not be


@pytest.fixture
def words(tmp_path, monkeypatch):
    """Give a project whose plain words for one audit are as written."""
    miniature.project(tmp_path, monkeypatch, reports=["board"])
    folder = tmp_path / "params" / "plain"
    folder.mkdir()

    def write(metrics, name="nhfd"):
        lines = [f"  {key}: {{{fields}}}" for key, fields in metrics.items()]
        text = "\n".join(["title: A hip", "about: A hip.", "metrics:", *lines])
        (folder / f"{name}.yml").write_text(f"{text}\n")

    return write


def full(**changes):
    wanted = [m.id for m in definitions.audit("nhfd").metrics if m.headline and m.better != "neither"]
    said = dict.fromkeys(wanted, "name: A name, good: You are seen., ask: 'When?'")
    return {name: fields for name, fields in {**said, **changes}.items() if fields}


def test_plain_words_that_are_whole_are_read(words):
    words(full())
    refuse_unfit_words()


WRONG = {
    # name: (the words of one metric, what is said of them)
    "a figure": ("name: Within 4 hours, good: Soon., ask: 'When?'", "write numbers in words"),
    "an abbreviation": ("name: Seen in the ICU, good: Soon., ask: 'When?'", "ICU is an abbreviation"),
    "no question": ("name: Seen, good: Soon.", "ask: is missing"),
    "a key nobody knows": ("name: Seen, good: Soon., ask: 'When?', god: x", "no key is called 'god'"),
}


@pytest.mark.parametrize("fields, said", WRONG.values(), ids=WRONG)
def test_plain_words_that_are_not_plain_are_refused_with_their_place(words, fields, said):
    words(full(nhfd_surgery=fields))
    with pytest.raises(BadDefinition, match=said) as refusal:
        refuse_unfit_words()
    assert "nhfd.yml" in str(refusal.value)


def test_a_metric_without_plain_words_stops_nothing_and_is_told_by_check(words):
    from typer.testing import CliRunner

    from insight.cli import app

    words(full(nhfd_surgery=None))
    refuse_unfit_words()
    found = plain.missing()
    assert "nhfd_surgery" in found and "nhfd_ward" not in found
    said = CliRunner().invoke(app, ["check", "tiny"]).output
    assert f"Without plain words: {len(found)} headline metrics" in said


def test_a_topic_nobody_has_put_in_plain_words_has_a_page_that_says_so(words):
    from insight.plain import topic

    rows = frame([finding(ENGLAND, 0.6)])
    assert "Nobody has yet put this topic in plain words" in topic.about(rows, "flsdb")
    for part in (topic.good_care("flsdb"), topic.ask("flsdb"), topic.england(rows, "flsdb")):
        assert "<p>" in part or "<li>" in part


def test_plain_words_for_a_metric_that_is_none_are_refused(words):
    words(full(nhfd_surgerie="name: A, good: B., ask: 'C?'"))
    with pytest.raises(UnknownName, match="Did you mean 'nhfd_surgery'"):
        refuse_unfit_words()


def test_plain_words_for_an_audit_that_is_none_are_refused(words):
    words({}, name="nobody")
    with pytest.raises(UnknownName, match="No audit is called 'nobody'"):
        refuse_unfit_words()


def test_an_audit_nobody_has_put_in_plain_words_is_refused_by_name(words):
    with pytest.raises(MissingInput, match=r"flsdb\.yml"):
        plain.words("flsdb")


# F02: what to expect from care


@pytest.mark.parametrize("name", TOPICS)
def test_f02_a_topic_lists_what_good_care_looks_like_and_what_to_ask(name):
    listed = quick_pages.paragraphs(quick_pages.of_demonstration("topic_public", audit=name))
    for one in plain.words(name).metrics.values():
        assert one.good in listed and one.ask in listed


# F03: how data are used


@pytest.mark.parametrize("report, given", ONE_OF_EACH)
def test_f03_a_page_says_how_data_are_used_and_how_to_opt_out(report, given):
    page = quick_pages.of_demonstration(report, **given)
    text = "\n".join(quick_pages.paragraphs(page))
    for said in (
        "name and address are taken out",
        "national data opt-out",
        "It does not change the care you get",
    ):
        assert said in text
    links = [run.href for block in page.blocks for run in getattr(block, "runs", ()) if run.href]
    assert "https://www.nhs.uk/your-nhs-data-matters" in links


# F04, F05, F08: why and how to involve people


def test_f04_f05_f08_a_page_of_the_book_gives_benefits_duty_steps_and_reward():
    text = (HERE / "book" / "involving.md").read_text()
    benefits = text.partition("## What it brings")[2].partition("## What the law asks")[0]
    assert len(re.findall(r"^\d\. ", benefits, re.MULTILINE)) == 7
    assert "14Z45" in text and "242" in text
    assert re.findall(r"^\*\*(.+)\*\*$", text, re.MULTILINE) == [
        "Leaders agree",
        "People are found",
        "People are prepared, and thanked",
        "What changed is written down",
    ]
    assert text.count("- ☐ ") >= 12
    assert "time is rewarded" in text


# F06: who was involved


def test_f06_a_page_says_that_nobody_was_asked_while_nobody_was(public):
    assert any("has yet been asked about this page" in text for text in quick_pages.paragraphs(public))


@pytest.fixture
def told(tmp_path, monkeypatch):
    """Give a project in which what is written about a report called board is as given."""
    edition = miniature.project(tmp_path, monkeypatch, reports=["board"])
    (tmp_path / "params" / "voices").mkdir()

    def write(text, name="board"):
        (tmp_path / "params" / "voices" / f"{name}.yml").write_text(text)
        return edition

    return write


INVOLVED = "involved:\n  - {who: Two carers, stage: review, changed: Shorter words., when: 2026-05-01}\n"


def test_f06_who_was_involved_when_and_what_changed_are_told(told):
    told(INVOLVED)
    said = voices.involvement("board")
    for part in ("Two carers", "review", "1 May 2026", "Shorter words."):
        assert part in said
    assert "Nobody" not in said


def test_f06_the_book_tells_it_for_each_report(told):
    from insight.book import readers

    said = readers.involvement(told(INVOLVED))
    assert "took part in 1" in said and "Two carers" in said


@pytest.mark.parametrize("key", ["who", "stage", "changed", "when"])
def test_f06_a_statement_that_leaves_something_out_is_refused(told, key):
    told(re.sub(rf"{key}: [^,}}]+,? ?", "", INVOLVED))
    with pytest.raises(BadDefinition, match=f"{key}: is missing"):
        refuse_unfit_words()


# F07: quotes


QUOTES = {
    # name: (a quote, what is said of it)
    "nobody it is by": ("words: It helped., consent: true", "by: is missing"),
    "an empty name": ("words: It helped., by: '', consent: true", "by: "),
    "no word of consent": ("words: It helped., by: Ann", "consent: is missing"),
    "no consent": ("words: It helped., by: Ann, consent: false", "only with the speaker's consent"),
}


@pytest.mark.parametrize("quote, said", QUOTES.values(), ids=QUOTES)
def test_f07_a_quote_without_attribution_or_consent_is_refused(told, quote, said):
    told(f"quotes:\n  - {{{quote}}}\n")
    with pytest.raises(BadDefinition, match=said) as refusal:
        refuse_unfit_words()
    assert refusal.value.exit_code == 12


def test_f07_a_quote_with_both_is_shown_with_whom_it_is_by(told):
    told("quotes:\n  - {words: It <helped> me., by: 'Ann, who had a stroke', consent: true}\n")
    refuse_unfit_words()
    said = voices.quotes("board")
    assert "It &lt;helped&gt; me." in said and "Ann, who had a stroke, with their consent" in said


@pytest.mark.parametrize("verb", ["build", "run"])
def test_f07_the_build_stops_before_a_page_is_made(told, verb):
    from typer.testing import CliRunner

    from insight.cli import app

    told("quotes:\n  - {words: It helped., by: Ann, consent: false}\n")
    result = CliRunner().invoke(app, [verb, "tiny"])
    assert isinstance(result.exception, BadDefinition)
    assert not list(paths.build().glob("tiny/book/reports/*/*.ipynb"))


def test_words_about_a_report_that_is_none_are_refused(told):
    told(INVOLVED, name="bored")
    with pytest.raises(UnknownName, match="Did you mean 'board'"):
        refuse_unfit_words()


# Nothing on these pages is said that the findings do not say


@pytest.mark.slow
@pytest.mark.parametrize("code", BOARDS)
def test_every_figure_beside_englands_is_that_of_the_findings(code):
    from insight import findings

    rows = newest(findings.load("demo", area=code), code).set_index("metric")
    names = {said.name: metric for metric, said in plain.metrics().items() if metric in rows.index}
    page = quick_pages.of_demonstration("icb_public", icb=code)
    pattern = re.compile(r"(.+?)\. In every ([\d,]+), about ([\d,]+) here and ([\d,]+) in England\.")
    told = [match for text in shown(page) if (match := pattern.fullmatch(text))]
    for match in told:
        of, here, england = (int(match[group].replace(",", "")) for group in (2, 3, 4))
        row = rows.loc[names[match[1]]]
        assert (here, england) == (round(row["value"] * of), round(row["england"] * of))
        assert (here > england) == (row["value"] > row["england"])
    assert told
    assert pages.tables(page) == []
