"""A modern register, 200 recommendations to 42 ICBs with 12 dates each, is read and told in seconds."""

import re
import time
from datetime import date

import pytest
from invented_responses import as_csv

import miniature
from insight import narrative, recommendations, tables
from insight.charts.statuses import statuses
from insight.recommendations.responses import Reported

ICBS, MANY = [f"Q{number:02}" for number in range(42)], 200
STEPS = ["made", "accepted", *["under way"] * 7, "said to be done", "evidenced", "evidenced"]
DATES = [date(2025 + at // 12, at % 12 + 1, 1) for at in range(12)]


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    """The register as a person has it: a file of recommendations, and a file of responses for each ICB."""
    home = tmp_path_factory.mktemp("large")
    with pytest.MonkeyPatch.context() as patch:
        miniature.project(home, patch, reports=[])
        (home / "params" / "recommendations").mkdir()
        (home / "params" / "responses").mkdir()
        rows = [
            [str(at), f"Ask number {at} of every board, with a few more words to it.",
             "Integrated care boards" if at % 3 else "Integrated care boards; Providers",
             f"20{26 + at % 2}-{at % 12 + 1:02}-28"]
            for at in range(1, MANY + 1)
        ]  # fmt: skip
        data = home / "mine"
        data.mkdir()
        as_csv(data, ["No", "Recommendation", "Audience", "Due date"], rows)
        for number, icb in enumerate(ICBS):
            lines = [
                f"responses,{at},{on},{status},Lead,minutes,,yes"
                for at in range(1, MANY + 1)
                for on, status in list(zip(DATES, STEPS, strict=True))[: 12 - (at + number) % 5 or None]
            ]
            text = "\n".join([",".join(Reported.model_fields), *lines])
            (home / "params" / "responses" / f"{icb.lower()}.csv").write_text(text)
        yield data


def test_a_documents_page_is_made_in_seconds_and_can_be_read(register):
    begun = time.perf_counter()
    tracked = recommendations.of_document("responses", "tiny", register)
    shown = [narrative.tracked(tracked), tables.by_audience(tracked), tables.recommended(tracked),
             tables.reported(tracked), statuses(tracked, reported=True)._repr_html_(),
             narrative.stories(tracked)]  # fmt: skip
    assert time.perf_counter() - begun < 15
    assert len(tracked.entries) == MANY and len(tracked.reported) == MANY
    assert sum(len(mine) for mine in tracked.reported.values()) == MANY * len(ICBS)
    assert sum(map(len, map(str, shown))) < 700_000
    assert len(re.findall(r"<g|<path|<text", shown[4])) < 400


def test_a_boards_page_is_made_in_a_second_or_two_and_can_be_filtered(register):
    recommendations.books(register)
    begun = time.perf_counter()
    tracked = recommendations.of_board(ICBS[3], "tiny", register)
    asked = str(tables.asked_of(tracked))
    shown = [narrative.asked_of(tracked), narrative.due_soon(tracked), asked, statuses(tracked)._repr_html_()]
    assert time.perf_counter() - begun < 4
    assert sum(map(len, map(str, shown))) < 500_000
    assert asked.count("<tr>") > MANY and asked.count("insight-facet") == 2
    assert "Synthetic" in asked and "synthetic" in str(shown[0])
    heads = re.findall(r"<th scope=\"col\"[^>]*>(.*?)</th>", str(tables.recommended(tracked)))
    marked = [re.sub("<[^>]*>", "", head) for head in heads if "insight-facet" in head]
    assert marked == ["Audience", "Status", "When due"]


def test_what_is_due_in_the_next_quarter_is_told_and_the_rest_is_not(register):
    tracked = recommendations.of_board(ICBS[3], "tiny", register)
    said = str(narrative.due_soon(tracked))
    open_now = [one for one in tracked.standings if one.due and one.due.state in ("overdue", "due")]
    assert said.count("<li>") == len(open_now) > 5
    assert all(one.due.by <= date(2026, 12, 31) for one in open_now)


def test_the_chart_counts_every_answer_on_every_day(register):
    tracked = recommendations.of_document("responses", "tiny", register)
    days = tracked.reported_days
    assert len(days) == 12 and days[-1][0] == tracked.as_at
    assert all(sum(counts.values()) == MANY * len(ICBS) for _, counts in days)
