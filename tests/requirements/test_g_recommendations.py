"""Recommendations are tracked as was asked: requirements G01 to G13, with the user's own files."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pandas as pd
import pytest

import miniature
from insight import narrative, organisations, recommendations, tables
from insight.charts.statuses import statuses
from insight.errors import BadData, InsightError
from insight.recommendations.promises import promises
from invented_findings import ENGLAND, ICBS, finding, frame

SEEDS = miniature.HERE.parent / "shared" / "seeds"
YEAR = "engaging_clinicians_2014"
AUDIENCES = {
    "Commissioners": "1 2 3 4 5",
    "Suppliers": "6 7 8 9",
    "Commissioners & Suppliers": "10 11 12 13",
    "Provider Organisations": "14 15 16 17",
    "Front Line Staff": "18 19 20",
}
EDGES = {
    ("8", "action", "7", "full"), ("12", "action", "9", "full"), ("12", "next_steps", "9", "full"),
    ("17", "action", "9", "full"), ("17", "next_steps", "9", "full"), ("19", "action", "9", "full"),
    ("4", "action", "1", "partial"),
}  # fmt: skip


@pytest.fixture(scope="module")
def source():
    """The text of the 20 recommendations, where the user has it."""
    found = sorted(SEEDS.glob("002*")) if SEEDS.is_dir() else []
    if not found:
        pytest.skip("the source texts are not beside the project")
    return found[0].read_text(encoding="utf-8")


@pytest.fixture(params=["our summaries", "the user's file"])
def book(request):
    """The document of 2014, from our summaries alone and from the user's own file."""
    if request.param == "our summaries":
        return recommendations.one(YEAR)
    if not SEEDS.is_dir():
        pytest.skip("the source texts are not beside the project")
    return recommendations.one(YEAR, SEEDS)


def of_file(folder, text, name="anything.txt"):
    """Give the document of 2014 as a changed file of it has it."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return recommendations.one(YEAR, folder)


def words(text):
    return re.findall(r"\w+", re.sub(r"<[^>]*>", " ", text))


def rows_of(html):
    """Give the cells of each row of a table's body."""
    lines = re.findall(r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", str(html), re.DOTALL)
    plain = [[head, *re.findall(r"<td[^>]*>(.*?)</td>", rest, re.DOTALL)] for head, rest in lines]
    return [[unescape(re.sub("<[^>]*>", " ", cell)).strip() for cell in row] for row in plain]


# G01


def test_g01_all_twenty_are_loaded_with_their_answers(book):
    assert [entry.number for entry in book.entries] == [str(n) for n in range(1, 21)]
    assert all(entry.said and set(entry.answers) == {"action", "next_steps"} for entry in book.entries)


def test_g01_the_words_of_the_file_are_all_there_and_in_order_once_markup_is_cleaned(source):
    book = recommendations.one(YEAR, SEEDS)
    heads = {"Recommendations and audiences", "HQIP response", "Recommendation", "Target audience",
             "Action taken", "Next steps", "No."}  # fmt: skip
    given: dict[int, list[str]] = {column: [] for column in range(1, 5)}
    for line in source.splitlines()[3:]:
        cells = line.split("\t")
        if len(cells) == 5 and not set(filter(None, cells)) <= heads:
            for column in given:
                given[column] += words(cells[column])
    for column, name in enumerate(["recommendation", "audience", "action", "next_steps"], 1):
        read = [word for entry in book.entries for word in words(entry.row.said(name))]
        assert read == given[column] and len(read) > 30, name


def test_g01_the_file_is_known_by_what_it_says_whatever_it_is_called(source, tmp_path):
    assert of_file(tmp_path / "a", source, "zz.txt").reading.path.name == "zz.txt"
    untitled = source.split("\n", 3)[3]
    assert of_file(tmp_path / "b", untitled, "zz.tsv").reading is not None


# G02


def test_g02_five_audiences_have_the_numbers_they_should(book):
    assert tuple(book.document.audiences) == tuple(AUDIENCES) == book.audiences
    for audience, numbers in AUDIENCES.items():
        assert [one.number for one in book.entries if audience in one.audience] == numbers.split()


def test_g02_an_audience_that_is_none_of_the_five_is_refused(source, tmp_path):
    with pytest.raises(BadData, match="Nursing Directorates"):
        of_file(tmp_path, source.replace("Provider Organisations", "Nursing Directorates", 1))


# G03


def test_g03_every_cross_reference_is_found_and_none_besides(book):
    assert {(one.number, one.field, one.to, one.kind) for one in book.edges} == EDGES


def test_g03_what_is_inherited_is_named_and_never_copied(book):
    for number, name, to, kind in EDGES:
        answer = book.entry(number).answers[name]
        [given] = answer.inherited
        assert (given.source, given.kind) == (to, kind)
        assert bool(answer.own) == (kind == "partial")
    assert book.entry("8").answers["next_steps"].blank
    assert book.entry("19").answers["next_steps"].own


SPOILT = {
    "a circle": (("See response to item 7.", "See response to item 7."),
                 ("New NCA contracts", "See item 8. New"), "7 points at 8 points at 7"),
    "a number that is not there": (("See the response 9", "See the response 29"), None, "points at 29"),
    "one number twice": (("\n19\t", "\n18\t"), None, "number 18 stands at"),
    "a column that is missing": (("Next steps", "Colour"), None, "no column for: next steps"),
    "a row too wide": (("See response to item 9.\tSee", "See response to item 9.\t\t\tSee"), None, "cells"),
}  # fmt: skip


@pytest.mark.parametrize("first, second, said", SPOILT.values(), ids=SPOILT)
def test_g03_a_spoilt_document_is_refused_in_one_clear_paragraph(first, second, said, source, tmp_path):
    text = source.replace(*first) if first[0] == "Next steps" else source.replace(*first, 1)
    text = text.replace(f"<p>{second[0]}", f"<p>{second[1]}", 1) if second else text
    assert text != source or first[0] == first[1]
    with pytest.raises(InsightError) as refusal:
        of_file(tmp_path, text)
    assert said in str(refusal.value) and "anything.txt" in str(refusal.value)
    assert "\n\n" not in str(refusal.value)


def test_g03_shuffled_rows_spam_scripts_and_open_tags_lose_nothing(source, tmp_path):
    spam = "\tBuy cheap gold here, best price, www.gold.example.com\t\t\t"
    lines = source.splitlines()
    number = next(at for at, line in enumerate(lines) if line.startswith("17\t"))
    lines[number : number + 2] = [lines[number + 1], spam, lines[number]]  # 18, spam, 17
    text = "\n".join(lines).replace("<p>New NCA", "<p><b>New <script>alert(7)</script>NCA", 1)
    spoilt, whole = of_file(tmp_path, text), recommendations.one(YEAR, SEEDS)
    assert {e.number: e.said for e in spoilt.entries} == {e.number: e.said for e in whole.entries}
    assert spoilt.entry("7").answers["action"].own.plain == whole.entry("7").answers["action"].own.plain
    asides = {aside.words: aside.reason for aside in spoilt.reading.table.aside}
    assert "alert(7)" in asides and any("advertisement" in why for why in asides.values())
    assert any("not closed" in note and "number 7" in note for note in spoilt.notes)


# G04


def test_g04_the_blank_row_is_kept_and_flagged_with_what_the_source_probably_means(book):
    entry = book.entry("15")
    assert entry.status == "no separate response recorded" and entry.shares_with == "14"
    assert all(answer.blank for answer in entry.answers.values())
    assert entry.flags == (
        "no audience stands beside it in the source",
        "no separate response recorded",
        "the source probably merges its cells with those of 14",
    )
    assert [one.number for one in book.entries if one.status == entry.status] == ["15"]


def test_g04_a_blank_next_step_is_flagged(book):
    assert book.entry("8").flags == ("the source leaves next steps blank",)


# G05


def test_g05_rows_split_over_pages_are_joined_in_the_right_cell(source):
    book = recommendations.one(YEAR, SEEDS)
    row = {number: book.entry(number).row for number in ("9", "10", "19")}
    assert "support the sharing of best practice" in row["9"].said("next_steps")
    assert "reporting outcomes with clarity and impact" in row["10"].said("action")
    assert row["10"].said("recommendation").endswith("Keogh Review.)")
    assert row["19"].said("recommendation").endswith("and across others.")
    assert len(book.entries) == 20


# G07

PROMISED = {
    "reporting_for_impact": "6", "audit_of_audits": "5", "clinical_leads_network": "3", "e_learning": "14",
    "levers_review": "5", "outlier_policy": "20", "undergraduate_study": "18",
    "communications_strategy": "4 13",
    "clinical_fellow": "16",
}  # fmt: skip


def test_g07_what_was_promised_is_registered_with_its_time_and_whether_it_was_found():
    document = recommendations.one(YEAR).document
    promised = {one.id: one for one in document.deliverables}
    assert {name: " ".join(promised[name].numbers) for name in PROMISED} == PROMISED
    assert promised["reporting_for_impact"].phrase == "early 2015"
    found = [one for one in document.deliverables if one.found]
    assert all(one.link and one.seen for one in found)
    assert {one.state for one in document.deliverables if not one.found} == {"not evidenced"}


def test_g07_each_promise_is_shown_with_its_days_and_what_became_of_it():
    tracked = recommendations.of_document(YEAR, "demo")
    rows = {row[0]: row for row in rows_of(tables.promised(tracked))}
    assert len(rows) == len(tracked.promises) == 12
    for one in tracked.promises:
        row = rows[one.deliverable.what]
        assert row[4] == one.state and (one.deliverable.phrase or "no time is named") == row[2]
    assert rows["Reporting for Impact, guidance for those who draft audit reports"][3] == (
        "1 January 2015 to 30 April 2015"
    )


# G06


def test_g06_what_was_promised_is_due_or_overdue_by_the_day_it_is_asked():
    [book] = [each for each in recommendations.books() if each.document.id == YEAR]
    states = {}
    for on in (date(2014, 11, 1), date(2015, 4, 30), date(2015, 5, 1)):
        [one] = [each for each in promises(book, on) if each.deliverable.id == "reporting_for_impact"]
        states[on.isoformat()] = (one.due.state, one.state)
    assert states == {
        "2014-11-01": ("not yet due", "not evidenced"),
        "2015-04-30": ("due", "not evidenced"),
        "2015-05-01": ("overdue", "not evidenced, and its time has passed"),
    }


# G10


def test_g10_each_recommendation_and_audience_is_told_in_clauses_that_each_name_their_field():
    tracked = recommendations.of_document(YEAR, "demo")
    told = re.findall(r'<p class="insight-story" id="(.*?)">(.*?)</p>', str(narrative.stories(tracked)), re.S)
    assert len(told) == 20
    for _, html in told:
        assert not re.sub(r"<span data-from=.*?</span>", "", html, flags=re.S).strip()
    for code, name in recommendations.audiences().items():
        of = recommendations.of_audience(code, "demo")
        assert of.entries and all(name in entry.audience for entry in of.entries)
        assert str(narrative.stories(of)).count("insight-story") == len(of.entries)


# G11


def test_g11_a_status_is_kept_with_day_evidence_and_who_and_counted_through_time():
    tracked = recommendations.of_document(YEAR, "demo")
    for entry in tracked.entries:
        assert all(move.date and move.who and move.evidence for move in entry.history)
        assert [move.status for move in entry.history][0] == "made"
    [chart] = statuses(tracked)
    assert chart.table["All"].tolist() == ["20", "20"]


# G12


def test_g12_asks_of_today_are_in_the_same_register_with_audience_measure_and_day():
    asks = {entry.key: entry for entry in recommendations.of_board("QWO", "demo").entries}
    assert asks["nhfd_2025#fast track"].due.text == "30 April 2026"
    assert asks["nrap_2025#participation"].due.text == "31 May 2026"
    for key in ("nhfd_2025#fast track", "nrap_2025#participation", "nvr_2024#1"):
        assert asks[key].recommendation.measured and asks[key].audience


def test_g12_each_icb_answers_for_itself_and_sees_what_is_due():
    stands = {
        icb: {one.entry.key: one.status for one in recommendations.of_board(icb, "demo").standings}
        for icb in ("QWO", "QOC", "QOX")
    }
    assert stands["QWO"]["nhfd_2025#fast track"] == "said to be done"
    assert stands["QOC"]["nhfd_2025#fast track"] == "not evidenced"
    assert set(stands["QOX"].values()) == {"made"}
    said = str(narrative.due_soon(recommendations.of_board("QWO", "demo")))
    assert "Due on 30 November 2026" in said and "Overdue" in said


# G13


def test_g13_a_line_of_sight_runs_both_ways_and_loose_ends_are_told():
    tracked = recommendations.of_document("nhfd_2025", "demo")
    found = pd.concat([_metric(name) for name in ("nhfd_ward", "nhfd_mobilised", "nhfd_surgery")])
    lines = recommendations.sight(tracked.entries, found)
    assert [(one.entry.number, one.metric) for one in lines] == [
        ("fast track", "nhfd_ward"), ("weekend rehabilitation", "nhfd_mobilised"),
        ("weekend rehabilitation", "nhfd_home"),
    ]  # fmt: skip
    assert len(lines[0].areas) == len(ICBS) and lines[0].england.value == 0.6
    assert lines[2].england is None
    html = str(tables.sight(lines, tracked))
    home = "Back to where they lived before, by 120 days: not in this edition"
    assert all(name in html for name in (home, "said to be done: 1", "Ashby")) and "nhfd_home" not in html
    loose = recommendations.orphans(tracked.books[0], tracked.every, found)
    assert [row.metric for row in loose.metrics] == ["nhfd_surgery"] and loose.entries == ()
    bare = recommendations.one("independent_sector_pilot")
    assert len(recommendations.orphans(bare, tracked.every, found).entries) == 4
    assert "Recommendations that no metric measures: 4" in tables.orphans(
        recommendations.orphans(bare, tracked.every, found)
    )


def _metric(name):
    about = {"metric": name, "audit": "nhfd", "audit_short": "NHFD", "title": name}
    boards = [finding(area=icb, value=value, **about) for icb, value in ICBS.items()]
    return frame([finding(area=ENGLAND, value=0.6, **about), *boards])


# G08, G09

PARTNERS = ["NICE", "CQC", "Monitor", "TDA", "AHSN", "HSCIC", "AoMRC", "CCG", "QSG"] + [
    "NHS IQ",
    "Health Foundation",
]


def test_g08_partner_bodies_are_known_and_lead_to_those_that_do_their_work_now():
    document = recommendations.one(YEAR).document
    named = {body for one in document.recommendations for body in one.bodies}
    assert set(PARTNERS) <= named
    assert all(organisations.current(body) for body in named)
    assert organisations.current("Monitor") == organisations.current("TDA") == ("NHS England",)
    assert organisations.current("CCG") == ("Integrated care boards",)


def test_g09_the_reviews_behind_two_recommendations_can_be_read():
    document = recommendations.one(YEAR).document
    links = {one.id: one.link for one in document.reviews}
    reviews = {one.number: one.reviews for one in document.recommendations}
    assert reviews["10"] == ("keogh",) and reviews["12"] == ("berwick",)
    assert all(link.startswith("https://") for link in links.values())


# H08 stands with the same register


def test_h08_recommendations_of_the_pilot_to_four_audiences_are_in_the_same_register():
    books = {book.document.id: book for book in recommendations.books(SEEDS if SEEDS.is_dir() else "")}
    pilot = books["independent_sector_pilot"]
    assert [entry.number for entry in pilot.entries] == ["1", "2", "3", "4"]
    assert pilot.reading is None or pilot.entry("4").said.startswith("Policy makers and regulators")


def test_h08_every_document_of_the_user_is_known_by_what_it_says():
    if not SEEDS.is_dir():
        pytest.skip("the source texts are not beside the project")
    read = {
        book.document.id: book.reading.path.name[:3] for book in recommendations.books(SEEDS) if book.reading
    }
    assert read == {YEAR: "002", "independent_sector_pilot": "000", "qipp_2013": "004"}


def test_g01_nothing_of_the_source_is_in_the_repository():
    if not SEEDS.is_dir():
        pytest.skip("the source texts are not beside the project")
    taken = _runs(" ".join(path.read_text(errors="ignore") for path in SEEDS.glob("00[024]*")))
    for path in (Path(miniature.HERE) / "params" / "recommendations").glob("*.yml"):
        text = re.sub(r"(?m)^(known_by|title):.*$", "", path.read_text())
        assert not _runs(text) & taken, path.name


def _runs(text, size=8):
    found = re.findall(r"[a-z]+", text.lower())
    return {tuple(found[at : at + size]) for at in range(len(found) - size + 1)}
