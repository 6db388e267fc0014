"""The engine as papermill meets it: how a page's process may end, and where it falls back."""

import logging
import time

import nbformat
import papermill
import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from engine.conftest import shown
from insight.engine import plugin, warm


@pytest.fixture(autouse=True)
def heard(caplog):
    """Hear what papermill logs, whatever other tests told it to keep to itself."""
    caplog.set_level(logging.WARNING, logger="papermill")


ENDS = {
    # how the process ends: (the cell, the words that tell of it)
    "it leaves": ("import os\nos._exit(3)", "exit code 3"),
    "it is killed": ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "SIGKILL"),
    "it touches memory that is not its own": ("import ctypes\nctypes.string_at(0)", "SIGSEGV"),
    "it aborts": ("import os\nos.abort()", "SIGABRT"),
}


@pytest.mark.parametrize("cell, words", ENDS.values(), ids=ENDS)
def test_a_process_that_ends_is_told_of_and_costs_no_other(ran, tmp_path, cell, words):
    with pytest.raises(DeadKernelError, match=words):
        ran("print('so far')", cell, "print('never')")
    [first, second, third] = nbformat.read(tmp_path / "out.ipynb", as_version=4).cells
    assert (shown(first), second.execution_count, third.execution_count) == ("so far", 2, None)
    assert shown(ran("1 + 1")[0]) == "2"


def test_a_cell_that_takes_too_long_is_stopped_with_what_it_started(ran):
    began = time.monotonic()
    with pytest.raises(CellTimeoutError):
        ran("import time\ntime.sleep(600)", execution_timeout=1)
    assert time.monotonic() - began < 60


def test_memory_beyond_the_limit_is_an_error_of_the_cell(ran):
    cells = ran("import numpy as np\nfull = np.ones(40_000_000)", "print('goes on')", memory_limit=100)
    assert cells[0].outputs[-1].ename in {"MemoryError", "_ArrayMemoryError"}
    assert not shown(ran("import numpy as np\nfull = np.ones(40_000_000)", memory_limit=1000)[0])


def test_a_full_disk_is_an_error_of_the_cell(ran):
    [cell] = ran("with open('/dev/full', 'w') as file:\n    file.write('x')")
    assert cell.outputs[-1].evalue == "[Errno 28] No space left on device"


def test_leaving_ends_the_notebook(ran):
    with pytest.raises(DeadKernelError):
        ran("exit()", "print('never')")


def test_an_error_ends_the_notebook_and_keeps_what_was_done(ran, tmp_path):
    cells = ran("print('so far')", "1 / 0", "print('never')", tags=())
    assert [cell.execution_count for cell in cells] == [1, 2, None]
    assert shown(cells[0]) == "so far"


def test_many_notebooks_one_after_another_leave_nothing_open(ran):
    ran("1")
    parent = warm.warm().process
    before = len(list(_open(parent.pid)))
    for _ in range(5):
        ran("1")
    assert len(list(_open(parent.pid))) == before


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_where_nothing_can_be_forked_an_ordinary_kernel_runs_it_and_says_so(
    ran, monkeypatch, caplog, platform
):
    monkeypatch.setattr(warm, "PLATFORM", platform)
    assert shown(ran("6 * 7")[0]) == "42"
    assert (
        f"runs in an ordinary kernel: processes are only forked on Linux, and this is {platform}"
        in caplog.text
    )


def test_threads_that_imports_started_make_it_an_ordinary_kernel(ran, monkeypatch, caplog):
    stuck = warm.Warm("nowhere")
    monkeypatch.setattr(stuck, "reason", "a fork would lose threads that imports started: stray.")
    monkeypatch.setattr(plugin, "warm", lambda notebooks: stuck)
    assert shown(ran("6 * 7")[0]) == "42"
    assert "a fork would lose threads" in caplog.text


def test_a_kernel_of_another_language_is_left_to_papermill():
    assert "is not this Python" in (warm.why_not("no-such-kernel") or "")
    assert warm.why_not("python3") is None


def test_the_command_of_papermill_knows_the_engine(tmp_path):
    cells = [nbformat.v4.new_code_cell("print(6 * 7)")]
    about = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=about), tmp_path / "in.ipynb")
    from papermill.engines import PapermillEngines

    engines = PapermillEngines()
    engines.register_entry_points()
    assert engines.get_engine("insight") is plugin.WarmEngine
    done = papermill.execute_notebook(tmp_path / "in.ipynb", tmp_path / "out.ipynb", engine_name="insight")
    assert shown(done.cells[0]) == "42"


def _open(pid: int):
    from pathlib import Path

    return Path(f"/proc/{pid}/fd").iterdir()


@pytest.mark.parametrize("editions, ahead", [(["demo"], True), (["no such edition"], False), ([], False)])
def test_what_an_editions_pages_share_is_read_once_before_they_are_forked(editions, ahead):
    one = warm.Warm.start(["insight.local"], editions)
    assert one.reason is None
    with one.child(folder=".", memory=None) as child:
        child.send("from insight import definitions\nprint(definitions._cached.cache_info().currsize > 0)")
        said = ""
        while (message := child.next(60))[0] != "reply":
            said += message[1].get("text", "") if message[0] == "stream" else ""
    assert said.strip() == str(ahead)
    one.process.stdin.close()
