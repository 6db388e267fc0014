"""What ICBs say they have done is read strictly, and what was made up never reaches real editions."""

import shutil
from datetime import date

import pytest

import miniature
from insight import recommendations
from insight.cli.checking import beside
from insight.errors import BadDefinition, UnknownArea, UnknownName
from insight.recommendations.responses import Reported, responses
from insight.recommendations.standing import of_icb, over_time

HEAD = ",".join(Reported.model_fields)
SOUND = "nhfd_2025,fast track,2025-12-01,accepted,Quality lead,minutes,,"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A project with the real documents and no response."""
    for path in (miniature.HERE / "params").iterdir():
        (tmp_path / "params").mkdir(exist_ok=True)
        if path.name not in ("responses", "local"):
            (tmp_path / "params" / path.name).symlink_to(path)
    shutil.copy(miniature.HERE / "_config.yml", tmp_path)
    (tmp_path / "_build").symlink_to(miniature.HERE / "_build")
    (tmp_path / "notebooks").symlink_to(miniature.HERE / "notebooks")
    (tmp_path / "book").symlink_to(miniature.HERE / "book")
    (tmp_path / "params" / "responses").mkdir()
    monkeypatch.setenv("INSIGHT_ROOT", str(tmp_path))
    return tmp_path


def wrote(home, *rows, icb="qwo", head=HEAD):
    (home / "params" / "responses" / f"{icb}.csv").write_text("\n".join([head, *rows]) + "\n")


def test_a_board_that_wrote_nothing_has_nothing(home):
    assert responses("QWO") == {} and recommendations.every_response() == {}


REFUSED = {
    "a status nobody knows": (
        "nhfd_2025,fast track,2025-12-02,finished,Lead,,,",
        ["row 3, Status", "(it is 'finished')", "'under way'"],
    ),
    "no day": ("nhfd_2025,fast track,soon,under way,Lead,,,", ["row 3, Date: is no day", "(it is 'soon')"]),
    "nobody who says it": ("nhfd_2025,fast track,2025-12-02,under way,,,,", ["row 3, Who: is blank"]),
    "a forbidden move": ("nhfd_2025,fast track,2025-12-02,evidenced,Lead,,,", ["row 3", "may move to"]),
    "a step back in time": ("nhfd_2025,fast track,2024-12-02,under way,Lead,,,", ["row 3", "dated before"]),
    "a cell too many": (
        "nhfd_2025,fast track,2025-12-02,under way,Lead,,,,x",
        ["row 3: 'x' stands under no heading"],
    ),
    "a word for made up that is none": (
        "nvr_2024,1,2025-12-02,accepted,Lead,,,perhaps",
        ["row 3, Synthetic: is neither yes nor no", "perhaps"],
    ),
}


@pytest.mark.parametrize("row, said", REFUSED.values(), ids=REFUSED)
def test_a_row_that_cannot_be_is_refused_with_file_and_row(row, said, home):
    wrote(home, SOUND, row)
    with pytest.raises(BadDefinition) as refusal:
        responses("QWO")
    assert all(words in str(refusal.value) for words in ["qwo.csv", *said])


def test_a_column_that_is_missing_or_unknown_is_named(home):
    wrote(home, SOUND, head=HEAD.replace("status", "stage"))
    with pytest.raises(BadDefinition, match="'Status'(?s:.)*'stage'"):
        responses("QWO")


def test_check_tells_of_answers_to_nothing_and_of_files_for_no_board(home):
    wrote(home, SOUND, "nhfd_2025,slow track,2025-12-02,accepted,Lead,,,")
    with pytest.raises(UnknownName, match="qwo.csv, row 3: nhfd_2025, number slow track"):
        beside()
    wrote(home, SOUND)
    assert beside()["boards that answer recommendations"] == 1
    wrote(home, SOUND, icb="zzz")
    with pytest.raises(UnknownArea, match="params/responses(?s:.)*zzz.csv"):
        beside()


def entries(document="nhfd_2025"):
    return recommendations.one(document).entries


def test_what_an_icb_says_later_than_the_day_is_not_yet_said(home):
    wrote(home, SOUND, "nhfd_2025,fast track,2026-03-01,under way,Lead,drafts,,")
    before, after = (of_icb(entries(), "QWO", day)[0] for day in (date(2026, 2, 1), date(2026, 3, 1)))
    assert (before.status, after.status, after.evidence) == ("accepted", "under way", "drafts")


DUE = {
    "long before": (date(2025, 12, 2), "not yet due"),
    "within three months": (date(2026, 2, 1), "due"),
    "on the day": (date(2026, 4, 30), "due"),
    "the day after": (date(2026, 5, 1), "overdue"),
}


@pytest.mark.parametrize("day, state", DUE.values(), ids=DUE)
def test_what_is_open_is_due_by_its_document(day, state, home):
    wrote(home, SOUND)
    assert of_icb(entries(), "QWO", day)[0].due.state == state


def test_what_is_said_to_be_done_is_not_overdue_and_an_icbs_own_day_counts_where_there_is_none(home):
    wrote(home, SOUND, "nhfd_2025,fast track,2026-03-01,said to be done,Lead,,,",
          "nvr_2024,1,2026-03-01,accepted,Lead,,2026-06-01,")  # fmt: skip
    assert of_icb(entries(), "QWO", date(2027, 1, 1))[0].due is None
    own = of_icb(entries("nvr_2024"), "QWO", date(2026, 7, 1))[0]
    assert own.due.state == "overdue" and "1 June 2026" in own.due.words


def test_what_was_made_up_is_left_out_of_editions_of_real_data(home):
    wrote(home, f"{SOUND}yes")
    shown, real = (
        of_icb(entries(), "QWO", date(2026, 7, 1), made_up=made_up)[0] for made_up in (True, False)
    )
    assert shown.synthetic and shown.status == "accepted"
    assert (real.status, real.moves, real.synthetic) == ("made", (), False)


def test_statuses_over_time_count_each_thing_once_a_day_and_nothing_before_it_began(home):
    wrote(home, SOUND, "nhfd_2025,fast track,2026-03-01,under way,Lead,,,",
          "nhfd_2025,weekend rehabilitation,2026-02-01,accepted,Lead,,,")  # fmt: skip
    histories = [one.moves for one in of_icb(entries(), "QWO", date(2026, 9, 30))]
    assert [(str(on), dict(counts)) for on, counts in over_time(histories, date(2026, 9, 30))] == [
        ("2025-12-01", {"accepted": 1}),
        ("2026-02-01", {"accepted": 2}),
        ("2026-03-01", {"accepted": 1, "under way": 1}),
        ("2026-09-30", {"accepted": 1, "under way": 1}),
    ]
