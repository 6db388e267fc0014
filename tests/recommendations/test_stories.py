"""Every clause of every story traces to one field of the record, and says it as it is."""

import re
from html import unescape

import pytest

import miniature
from insight import narrative, recommendations, tables
from insight.charts.promised import promised
from insight.charts.statuses import statuses
from insight.narrative.stories import story

DOCUMENTS = [document.id for document in recommendations.documents() if document.recommendations]
SEEDS = miniature.HERE.parent / "shared" / "seeds"
YEAR = "engaging_clinicians_2014"


def plain(html):
    return " ".join(unescape(re.sub("<[^>]*>", "", str(html))).split())


def words(own):
    return getattr(own, "plain", own) or ""


# field -> what the record holds of it, as words that the clause must give whole
FIELDS = {
    "number": lambda one, made: [one.entry.number],
    "audience": lambda one, made: one.entry.audience or ["nobody"],
    "shares_with": lambda one, made: [one.entry.shares_with],
    "said": lambda one, made: [one.entry.said],
    "published": lambda one, made: [one.entry.document.when.text],
    "bodies": lambda one, made: one.entry.recommendation.bodies,
    "related": lambda one, made: one.entry.recommendation.related,
    "reviews": lambda one, made: [
        review.title for review in one.entry.document.reviews if review.id in one.entry.recommendation.reviews
    ],
    "metrics": lambda one, made: [str(len(one.entry.recommendation.measured))],
    "status": lambda one, made: [one.status],
    "since": lambda one, made: [one.since.text],
    "evidence": lambda one, made: [one.evidence],
    "synthetic": lambda one, made: ["made up"] if one.synthetic else [],
    "due": lambda one, made: [one.due.words[1:]],
    "promise.what": lambda one, made: [promise.deliverable.what[1:] for promise in made],
    "promise.phrase": lambda one, made: [promise.deliverable.phrase for promise in made],
    "promise.due": lambda one, made: [promise.due.words for promise in made if promise.due],
    "promise.state": lambda one, made: [promise.deliverable.state for promise in made],
}


def held(field, one, made):
    """Give what the record holds of a field; of a promise or an answer, each that there is."""
    name, _, part = field.partition(".")
    if name in one.entry.answers:
        answer = one.entry.answers[name]
        return {
            "own": [words(answer.own)],
            "inherited": [each.source for each in answer.inherited],
            "blank": ["nothing"] if answer.blank else None,
        }[part]
    return FIELDS[field](one, made)


def traced(clause, one, made):
    values = held(clause.field, one, made)
    if clause.field.startswith("promise.") or clause.field.endswith(".inherited"):
        return any(value in str(clause) for value in values if value)
    return all(value in str(clause) for value in values)


@pytest.mark.parametrize("data", ["", SEEDS], ids=["our summaries", "the user's file"])
@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_clause_says_one_field_of_the_record(document, data):
    if data and not data.is_dir():
        pytest.skip("the source texts are not beside the project")
    tracked = recommendations.of_document(document, "demo", data)
    for one in tracked.standings:
        made = [promise for promise in tracked.promises if one.entry in promise.entries]
        clauses = story(one, made)
        assert all(traced(clause, one, made) for clause in clauses), (one.entry.key, clauses)
        assert not any(re.search(r"\d", clause.before + clause.after) for clause in clauses)


def test_every_clause_of_what_an_icb_wrote_says_one_field_of_it():
    for one in recommendations.of_board("QWO", "demo").standings:
        assert all(traced(clause, one, []) for clause in story(one))


def test_a_changed_field_changes_its_clause_and_no_other():
    [one] = [
        each for each in recommendations.of_document(YEAR, "demo").standings if each.entry.number == "11"
    ]
    before = story(one)
    after = story(one._replace(status="under way"))
    assert [clause.field for clause, other in zip(before, after, strict=True) if clause != other] == [
        "status"
    ]


def test_a_page_shows_the_clauses_with_the_field_each_is_of_and_nothing_else():
    tracked = recommendations.of_document(YEAR, "demo")
    html = str(narrative.stories(tracked))
    made = {
        one.entry.number: [p for p in tracked.promises if one.entry in p.entries] for one in tracked.standings
    }
    told = ["".join(map(str, story(one, made[one.entry.number]))) for one in tracked.standings]
    shown = re.findall(r'<p class="insight-story"[^>]*>(.*?)</p>', html, re.DOTALL)
    assert [" ".join(text.split()) for text in told] == [plain(text) for text in shown]
    assert html.count("data-from=") == sum(
        len(story(one, made[one.entry.number])) for one in tracked.standings
    )


def test_words_of_a_document_can_do_nothing_on_the_page(tmp_path):
    rows = "No\tRecommendation\tAudience\tResponse\n1\t<b>Ask</b> &lt;img src=x onerror=alert(1)&gt;\tT\t"
    rows += "<a href='javascript:x'>see</a>"
    (tmp_path / "mine.txt").write_text(f"{rows} <script>alert(2)</script><a href='https://a.example'>it</a>")
    tracked = recommendations.of_document("mine", "demo", tmp_path)
    shown = (tables.recommended, tables.answered, narrative.stories, narrative.from_source)
    html = "".join(str(show(tracked)) for show in shown)
    assert "<img" not in html and "<script" not in html and 'href="javascript' not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html and 'href="https://a.example"' in html
    assert "alert(2)" in html  # told of, with the reason, as words


def test_the_opening_counts_what_there_is():
    tracked = recommendations.of_document(YEAR, "demo")
    said = plain(narrative.tracked(tracked))
    found = sum(one.deliverable.found for one in tracked.promises)
    assert said.startswith(
        "Of 20 recommendations, 19 stand as “answered” and 1 stands as “no separate response recorded” on 30 "
        "September 2026."
    )
    were = "was" if found == 1 else "were"
    assert f"Of {len(tracked.promises)} promises in the answers, {found} {were} found" in said
    assert "The answers to 4, 8, 12, 17 and 19 point at others" in said


def test_charts_give_every_number_they_draw_as_a_table_and_in_words():
    tracked = recommendations.of_document(YEAR, "demo")
    [stood], [drawn] = statuses(tracked), promised(tracked)
    assert stood.table.iloc[-1].tolist() == ["30 September 2026", "19", "1", "20"]
    assert "19 in hand and 1 no answer yet" in stood.alt
    assert len(drawn.table) == sum(one.window is not None for one in tracked.promises)
    assert "3 promises without a time" in drawn.caption


def test_a_made_up_history_says_so_wherever_it_stands():
    board = recommendations.of_board("QWO", "demo")
    document = recommendations.of_document("nhfd_2025", "demo")
    for html in (narrative.asked_of(board), tables.asked_of(board), statuses(board)._repr_html_(),
                 tables.reported(document), statuses(document, reported=True)._repr_html_(),
                 narrative.tracked(document)):  # fmt: skip
        assert "synthetic" in str(html).lower()
    [one] = [each for each in board.standings if each.entry.key == "nrap_2025#participation"]
    assert "made up" in "".join(map(str, story(one)))
