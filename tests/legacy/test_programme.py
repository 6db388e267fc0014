"""A programme's file is read whole or refused, with every fault at once."""

import pytest

from insight import legacy, paths
from insight.definitions.strict import build, read
from insight.errors import BadDefinition, UnknownName
from insight.legacy.programme import Achievement, Asset, Programme
from insight.tables import legacy as tables

WRITTEN = paths.params() / "legacy" / "qipp.yml"


@pytest.fixture
def changed(tmp_path, monkeypatch):
    """Give a function that changes texts in the programme's file, in a project of its own."""

    def one(*pairs, file="qipp.yml"):
        folder = tmp_path / "params" / "legacy"
        folder.mkdir(parents=True, exist_ok=True)
        (tmp_path / "_config.yml").touch()
        for path in WRITTEN.parent.glob("*.yml"):
            text = path.read_text()
            for old, new in pairs if path.name == file else ():
                assert old in text
                text = text.replace(old, new, 1)
            (folder / path.name).write_text(text)
        monkeypatch.setenv("INSIGHT_ROOT", str(tmp_path))

    return one


def test_a_name_that_is_no_file_is_refused():
    with pytest.raises(UnknownName, match="Known: qipp"):
        legacy.programme("closing")


def test_every_name_that_leads_nowhere_is_told_at_once(changed):
    changed(("leads: [howard]", "leads: [howerd]"), ("{body: dh, what", "{body: dhsc, what"),
            ("- {workstream: safe_care, kind: reach", "- {workstream: safecare, kind: reach"))  # fmt: skip
    with pytest.raises(BadDefinition) as refused:
        legacy.programme("qipp")
    said = str(refused.value)
    assert "workstream medicines: no person is howerd" in said
    assert "person howard: leads no workstream" in said
    assert "workstream procurement: no body is dhsc" in said
    assert "no workstream is safecare" in said


ASKED = "said: in England"
BAD = {
    "a figure without its qualifier": (", qualifier: over, anchor: over 7", ", anchor: over 7", "'unit'"),
    "a qualifier without a figure": (
        'value: 0.7, unit: "%", qualifier: over, anchor: over 70%', "qualifier: over", "'value'",
    ),
    "a share that is none": ("value: 0.52", "value: 52", "Write 0.52 for 52%"),
    "a kind that is none": (f"kind: contested, {ASKED}", f"kind: doubtful, {ASKED}", "outcome"),
    "a date that is none": ('as_at: "2012-09"', "as_at: September", "pattern"),
    "a date without its word": ('as_at: "2012-09", when: by', 'as_at: "2012-09"', "go together"),
    "a state now that nobody sourced": (
        "state: ended, said: They were", "state: unverified, said: They were", "write 'source'",
    ),
}  # fmt: skip


@pytest.mark.parametrize("old, new, said", BAD.values(), ids=BAD)
def test_a_bad_row_is_refused_with_its_line(changed, old, new, said):
    changed((old, new))
    with pytest.raises(BadDefinition, match=r"line \d+") as refused:
        legacy.programme("qipp")
    assert said in str(refused.value)


def test_a_closing_audit_may_answer_only_what_is_asked_and_once(changed):
    changed(("lesson: money", "lesson: mony"), ("lesson: archive", "lesson: assets"), file="closing.yml")
    with pytest.raises(BadDefinition) as refused:
        legacy.closing("demo")
    assert "no lesson is mony" in str(refused.value)
    assert "lesson assets: is answered twice" in str(refused.value)


def test_a_made_up_closing_is_left_out_of_editions_of_real_data():
    assert legacy.closing("demo").synthetic
    assert legacy.closing("maternity") is None
    assert "No audit here is closing." in tables.checklist(legacy.programme("qipp"), None)


@pytest.mark.parametrize("qualifier", ["nearly", "over", "approaching", "around", "none given"])
def test_the_qualifier_always_prints(qualifier):
    one = Achievement(
        workstream="a", kind="reach", said="of people", value=0.7, unit="%", qualifier=qualifier, anchor="70%"
    )
    shown = str(tables.stated(one))
    assert "70% of people" in shown
    assert ("no qualifier given" if qualifier == "none given" else f"{qualifier.capitalize()} 70%") in shown


def test_every_asset_has_a_sourced_state_or_says_that_it_has_none():
    found = build(Programme, read(WRITTEN) | {"id": "qipp"}, where=WRITTEN)
    for one in found.assets:
        assert isinstance(one, Asset)
        assert (one.now.state == "unverified") != bool(one.now.source and one.now.link)
