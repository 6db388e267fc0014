"""An action stands as its dates say, on whatever day it is looked at."""

from datetime import date

import pytest

from insight.actions import Action


def action(**changes):
    given = {
        "action": "Open a clinic", "owner": "Lead", "organisation": "A trust", "start": date(2026, 1, 1),
        "due": date(2026, 6, 30), "measure": "People seen", "status": "under way",
    }  # fmt: skip
    return Action(**(given | changes))


STATES = {
    # name: (changes, the day it is looked at, how it stands, days late)
    "the day it is due it is not overdue": ({}, date(2026, 6, 30), "due within three months", 0),
    "the day after it is": ({}, date(2026, 7, 1), "overdue", 1),
    "92 days before it is soon": ({}, date(2026, 3, 30), "due within three months", 0),
    "93 days before it is not": ({}, date(2026, 3, 29), "not due yet", 0),
    "planned and past its day": ({"status": "planned"}, date(2026, 9, 30), "overdue", 92),
    "done in time": ({"status": "done", "done_on": date(2026, 6, 1)}, date(2026, 9, 30), "done", 0),
    "done late": ({"status": "done", "done_on": date(2026, 7, 20)}, date(2026, 9, 30), "done", 20),
    "late and not yet done": (
        {"status": "done", "done_on": date(2026, 7, 20)}, date(2026, 7, 10), "overdue", 10
    ),
    "long before it was done": (
        {"status": "done", "done_on": date(2026, 6, 1)}, date(2026, 5, 1), "due within three months", 0
    ),
    "three months over a short month": ({"due": date(2026, 5, 31)}, date(2026, 2, 28), "not due yet", 0),
    "stopped": ({"status": "stopped"}, date(2026, 9, 30), "stopped", 0),
}  # fmt: skip


@pytest.mark.parametrize("changes, day, state, late", STATES.values(), ids=STATES)
def test_b02_an_action_has_a_due_state_on_any_day(changes, day, state, late):
    one = action(**changes)
    assert (one.state(day), one.late(day)) == (state, late)


def test_status_is_read_whatever_its_case():
    assert action(status=" Under Way ").status == "under way"


WRONG = {
    "due before it begins": ({"due": date(2025, 12, 31)}, "before its start"),
    "done without a day": ({"status": "done"}, "'Done on' is filled"),
    "a day and not done": ({"done_on": date(2026, 3, 1)}, "'Done on' is filled"),
    "done before it began": ({"status": "done", "done_on": date(2025, 3, 1)}, "was done on 2025-03-01"),
    "a status that is none": ({"status": "soon"}, "planned"),
    "nobody owns it": ({"owner": ""}, "at least 1 character"),
}


@pytest.mark.parametrize("changes, said", WRONG.values(), ids=WRONG)
def test_what_cannot_be_is_refused(changes, said):
    with pytest.raises(ValueError, match=said):
        action(**changes)
