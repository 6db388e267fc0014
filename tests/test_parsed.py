"""YAML that was parsed before is not parsed again, and says the same."""

from datetime import date, datetime

import pytest

from insight.definitions import parsed as keeping
from insight.definitions.parsed import parsed

SAID = {"a": 1, "b": [date(2026, 4, 1), None, "NO", 1.5, True], "c": {"a day": "2026-04-01", "more": 1}}


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    (tmp_path / "params").mkdir()
    (tmp_path / "_config.yml").write_text("title: x")
    monkeypatch.setenv("INSIGHT_ROOT", str(tmp_path))
    return tmp_path


def refuse(text):
    raise AssertionError("it was parsed again")


def test_a_text_is_parsed_once():
    assert parsed("text", lambda text: SAID) == SAID
    assert parsed("text", refuse) == SAID
    assert parsed("other text", lambda text: {"other": 1}) == {"other": 1}


@pytest.mark.parametrize(
    "odd",
    [{1: "a number as a key"}, {"when": datetime(2026, 4, 1, 9)}, {"d": {"a day": "x"}}, {"n": float("nan")}],
)
def test_what_json_cannot_say_is_parsed_each_time(odd):
    assert parsed("text", lambda text: odd) is odd
    with pytest.raises(AssertionError):
        parsed("text", refuse)


def test_a_file_that_was_cut_short_is_parsed_again(project):
    parsed("text", lambda text: SAID)
    [kept] = (project / "_build" / "definitions").iterdir()
    kept.write_text('{"a": ')
    assert parsed("text", lambda text: SAID) == SAID


def test_of_very_many_texts_the_older_go(project, monkeypatch):
    monkeypatch.setattr(keeping, "MOST", 10)
    for number in range(50):
        parsed(f"text {number}", lambda text: SAID)
        assert len(list((project / "_build" / "definitions").iterdir())) <= 10
    assert parsed("text 49", refuse) == SAID
