"""A file appears whole or not at all, and one process at a time works."""

import os
import subprocess
import sys
import threading

import pytest

from insight import writing


@pytest.fixture
def file(tmp_path):
    return tmp_path / "folder" / "file.json"


def test_a_file_is_written_with_its_folder(file):
    writing.write(file, "words")
    assert file.read_text() == "words" and [path.name for path in file.parent.iterdir()] == ["file.json"]


@pytest.mark.parametrize("step", ["write_bytes", "replace"])
def test_what_stood_before_stands_when_the_disk_is_full_and_the_fault_names_the_file(file, monkeypatch, step):
    writing.write(file, "before")

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space left") as raised:
        patch.setattr(f"pathlib.Path.{step}", full)
        writing.write(file, "after")
    assert raised.value.filename == str(file)
    assert file.read_text() == "before" and len(list(file.parent.iterdir())) == 1


def test_what_processes_left_that_have_ended_is_swept_away_and_what_others_write_is_not(tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    names = {pid: f"a.json{writing.HALF}{pid}" for pid in (ended.pid, os.getpid(), "words")}
    for name in (*names.values(), "a.json"):
        (tmp_path / "within" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "within" / name).touch()
    writing.sweep(tmp_path)
    assert {path.name for path in (tmp_path / "within").iterdir()} == {"a.json", names[os.getpid()]}
    writing.sweep(tmp_path / "nowhere")


def test_a_folder_that_a_process_was_making_goes_once_it_has_ended(tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for name in ("findings", f"findings.draft-{ended.pid}", f"findings.draft-{ended.pid}-before"):
        (tmp_path / name / "within").mkdir(parents=True)
    (tmp_path / f"findings.draft-{os.getpid()}").mkdir()
    writing.sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"findings", f"findings.draft-{os.getpid()}"}


def test_the_second_waits_and_says_so(tmp_path):
    place, waits, order = tmp_path / "within" / "lock", threading.Event(), []

    def second():
        with writing.alone(place, waits.set):
            order.append("second")

    with writing.alone(place, lambda: order.append("nobody was there")):
        other = threading.Thread(target=second)
        other.start()
        assert waits.wait(60)
        order.append("first")
    other.join()
    assert order == ["first", "second"]
