"""Marks of wording agree with marks by hand, and a report card says what is to be mended."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.recommendations import Ask, Document, Recommendation, documents
from insight.recommendations.sentence import clause
from insight.recommendations.wording import BESIDE, NO, PARTS, VAGUE, YES, card, lint
from insight.tables.wording import wording
from recommendations.marked_sentences import HELD_BACK, REAL, SEEN
from seed_files import seed

SAID = date(2025, 9, 11)
ASK = {"who": "The ICB", "what": "Agree a pathway"}
NUMBERED = re.compile(r"^(\d+)\t([^\t]*)", re.MULTILINE)


def marks(text, said=SAID):
    found = lint(text, said=said)
    signs = {YES: "y", NO: "-"}
    return "".join(signs.get(getattr(found, part).found, "w" if part == "does" else "y") for part in PARTS)


def agreement(pairs):
    """Give how many marks of each part are as by hand, how many in all, and how many there are."""
    each = [sum(by_hand[n] == found[n] for by_hand, found in pairs) for n in range(len(PARTS))]
    return dict(zip(PARTS, each, strict=True)), sum(each), len(PARTS) * len(pairs)


@pytest.mark.parametrize("name, sentences, least", [("seen", SEEN, 0.95), ("held back", HELD_BACK, 0.9)])
def test_g17_marks_agree_with_marks_by_hand(name, sentences, least):
    each, agreed, of = agreement([(by_hand, marks(text)) for text, by_hand in sentences])
    print(f"{name}: {agreed} of {of} marks as by hand, of {len(sentences)} sentences: {each}")
    assert agreed >= least * of


def test_g17_marks_agree_with_marks_by_hand_on_the_recommendations_of_2014():
    texts = {int(number): re.sub(r"<[^>]+>", " ", text) for number, text in NUMBERED.findall(seed("002"))}
    assert set(texts) == set(REAL)
    pairs = [(by_hand, marks(texts[number], date(2014, 10, 8))) for number, by_hand in REAL.items()]
    each, agreed, of = agreement(pairs)
    print(f"2014: {agreed} of {of} marks as by hand: {each}")
    assert agreed >= 0.9 * of


def test_there_are_forty_sentences_and_more_marked_by_hand_and_every_part_is_missing_somewhere():
    marked = [by_hand for _, by_hand in SEEN + HELD_BACK]
    assert len(marked) >= 40
    for part in range(len(PARTS)):
        assert sum(by_hand[part] == "-" for by_hand in marked) >= 4
        assert sum(by_hand[part] == "y" for by_hand in marked) >= 8


def test_what_is_missing_is_said_in_words():
    found = lint("Consider ways of raising awareness.", said=SAID)
    assert found.findings == (
        "it does not say who is to act",
        "nobody could see that it was done: its verb is 'consider'",
        "it gives no time",
        "nothing is named that would show it done",
        "no audience is named",
    )
    assert not found.complete


def test_what_is_written_beside_it_stands_in_for_its_words_and_is_told_apart():
    beside = {"audience": ["Integrated care boards"], "by_when": date(2026, 4, 30), "measures": ["nhfd_ward"]}
    found = lint("Agree a pathway.", said=SAID, **beside)
    assert [getattr(found, part).found for part in PARTS] == [BESIDE, YES, YES, BESIDE, BESIDE]
    assert found.complete and found.findings == ()


def test_a_part_said_in_any_of_its_sentences_is_said():
    text = "Care varies. Trusts should appoint a lead. This should be done by March 2026."
    assert marks(text)[:4] == "yyyy"


def test_a_vague_time_is_there_but_vague():
    found = lint("Trusts should appoint a lead as soon as possible.", said=SAID)
    assert found.when.found == VAGUE and "as soon as possible" in found.findings[0]


def test_a_time_that_had_passed_when_it_was_said_is_no_time():
    assert lint("Trusts should publish what they found in 2019.", said=SAID).when.found == NO


def test_the_doer_of_what_is_to_be_done_stands_after_by():
    assert clause("A plan should be agreed by each cancer alliance.").who.startswith("each cancer alliance")
    assert clause("A plan should be agreed by March.").who == ""


def document(many, **changes):
    made = [
        Recommendation(number=str(n), audience=("Trusts",), summary="Appoint a lead.", **changes)
        for n in range(1, many + 1)
    ]
    return Document(id="one", title="Broken wrists", body="Us", published=SAID, kind="audit report",
                    recommendations=tuple(made))  # fmt: skip


def test_g17_five_recommendations_are_the_norm_and_more_need_a_reason():
    assert card(document(5), said=SAID).findings == ()
    assert card(document(6), said=SAID).findings == (
        "it makes 6 recommendations, where 5 are the norm, and gives no reason",
    )
    reasoned = document(6).model_copy(update={"justification": "two reports in one"})
    [told] = card(reasoned, said=SAID).findings
    assert told.endswith("the reason given is: two reports in one")


def test_a_card_counts_what_is_there():
    ask = Ask(**ASK, by_when=date(2026, 4, 30), metrics=("nhfd_ward",))
    found = card(document(2, asks=(ask,)), said=SAID)
    assert (found.complete, dict(found.counts)) == (2, dict.fromkeys(PARTS, 2))
    html = wording(found)
    assert "30 April 2026" in html and "2026-04-30" not in html
    assert "Hours from arrival to a bed on a suitable ward (NHFD)" in html and "nhfd_ward" not in html


def test_a_document_is_marked_by_its_own_words_where_they_are_at_hand():
    found = card(document(2), said=SAID, texts={"2": "Trusts must count falls by March 2026."})
    assert found.lines[0].wording.when.found == NO
    assert found.lines[1].wording.when.words == "by March 2026"


def test_a_card_is_a_table_that_escapes_what_it_shows():
    html = wording(card(document(6), said=SAID, texts={"1": "Publish <script>x</script> by March 2026."}))
    assert "<script>" not in html and "&lt;script&gt;" in html
    assert "where 5 are the norm, and gives no reason" in html
    assert 'scope="col"' in html and "it does not say" not in html.split("<tbody>")[0]


def test_every_document_of_the_project_has_a_card():
    for one in [one for one in documents() if one.recommendations]:
        found = card(one, said=SAID)
        assert len(found.lines) == len(one.recommendations) and found.title in wording(found)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_no_text_raises(text):
    found = lint(text, said=SAID)
    assert all(getattr(found, part).found in (YES, NO, VAGUE) for part in PARTS)
