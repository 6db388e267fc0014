"""The audit of pinned versions fails on a real finding alone, and never says that all is well unasked."""

import json
import runpy
from datetime import date
from pathlib import Path

import pytest

AUDIT = Path(__file__).parents[2] / ".ci" / "audit"
FAULT = {"id": "PYSEC-1", "aliases": ["CVE-2026-1"], "fix_versions": ["2.0"], "description": "..."}
TODAY = date(2026, 11, 23)


@pytest.fixture
def audit():
    return runpy.run_path(str(AUDIT))


def pin(*faults):
    return {"name": "thing", "version": "1.0", "vulns": list(faults)}


def accepted(**changes):
    return {"id": "CVE-2026-1", "reason": "Never called.", "review": date(2027, 1, 31)} | changes


def main(audit, monkeypatch, tmp_path, pins, *, answers=True):
    """Run it with findings of our own, on a lock of one line; give its exit code."""
    names = audit["main"].__globals__
    monkeypatch.setitem(names, "can_be_had", lambda lock: answers)
    monkeypatch.setitem(names, "found", lambda lock: pins)
    lock = tmp_path / "requirements.lock"
    lock.write_text("thing==1.0 \\\n")
    return audit["main"](lock)


def test_a_fault_that_nobody_accepted_fails(audit, monkeypatch, tmp_path, capsys):
    assert main(audit, monkeypatch, tmp_path, [pin(FAULT)]) == 1
    assert "thing 1.0: PYSEC-1, mended in 2.0" in capsys.readouterr().out


def test_one_that_was_accepted_is_told_with_its_reason_until_its_day(audit):
    faults, notes = audit["judged"]([pin(FAULT)], [accepted()], TODAY)
    assert faults == [] and notes == [
        "thing 1.0: PYSEC-1, mended in 2.0; accepted until 2027-01-31: Never called."
    ]
    faults, _ = audit["judged"]([pin(FAULT)], [accepted(review=date(2026, 11, 22))], TODAY)
    assert faults == ["thing 1.0: PYSEC-1, mended in 2.0; accepted until 2026-11-22: look at it again"]


def test_an_exception_for_what_is_no_fault_any_more_is_told(audit):
    _, notes = audit["judged"]([pin()], [accepted()], TODAY)
    assert notes == ["CVE-2026-1 is accepted in audit.toml, and is no fault any more"]


def test_without_its_data_it_says_so_and_fails_nothing(audit, monkeypatch, tmp_path, capsys):
    assert main(audit, monkeypatch, tmp_path, [pin(FAULT)], answers=False) == 0
    assert "were not looked up" in capsys.readouterr().out


def test_what_could_not_be_looked_up_is_never_counted_as_well(audit, monkeypatch, tmp_path, capsys):
    skipped = {"name": "other", "version": "1", "skip_reason": "not found"}
    assert main(audit, monkeypatch, tmp_path, [pin(), skipped]) == 0
    out = capsys.readouterr().out
    assert "No known fault in 1 of the 2 versions" in out and "Nothing could be learnt of other." in out


@pytest.mark.parametrize(
    "answer, can", [(b'{"vulnerabilities": []}', True), (b"{}", False), (b"<html>", False)]
)
def test_an_answer_of_something_else_is_no_data(audit, monkeypatch, tmp_path, answer, can):
    held = tmp_path / "answer"
    held.write_bytes(answer)
    monkeypatch.setitem(audit["can_be_had"].__globals__, "ASKED", f"{held.as_uri()}?{{}}{{}}".split("?")[0])
    lock = tmp_path / "requirements.lock"
    lock.write_text("thing==1.0 \\\n")
    assert audit["can_be_had"](lock) is can


def test_what_pip_audit_cannot_read_is_a_failure_and_no_silence(audit, monkeypatch, tmp_path):
    with pytest.raises(SystemExit, match="could not look through no-lock"):
        audit["found"](tmp_path / "no-lock")


def test_every_exception_has_a_reason_and_a_day():
    import tomllib

    for one in tomllib.loads((AUDIT.parent / "audit.toml").read_text()).get("accepted", []):
        assert one["reason"] and isinstance(one["review"], date) and json.dumps(one["id"])
