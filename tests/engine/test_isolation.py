"""Nothing that one notebook does reaches the next."""
# ruff: noqa: E501  a table reads best in rows

import os
import time
from pathlib import Path

import pytest

from engine.conftest import shown
from insight.engine.warm import warm

LEAKS = {
    # what might leak: (what the first notebook does, what the second looks at, what it must see)
    "a module": ("import sys, types\nsys.modules['stray'] = types.ModuleType('stray')", "import sys\n'stray' in sys.modules", "False"),
    "a changed module": ("import json\njson.dumps = None", "import json\njson.dumps(1)", "'1'"),
    "a name": ("x = 1", "'x' in globals()", "False"),
    "an output": ("1 + 1", "len(Out)", "0"),
    "a builtin": ("import builtins\nbuiltins.sum = None", "sum([1, 2])", "3"),
    "a chart left open": ("import matplotlib.pyplot as plt\n_ = plt.figure()\nplt.close = lambda *a: None", "import matplotlib.pyplot as plt\nplt.get_fignums()", "[]"),
    "a style": ("import matplotlib as mpl\nmpl.rcParams['lines.linewidth'] = 77", "import matplotlib as mpl\nmpl.rcParams['lines.linewidth'] == 77", "False"),
    "a theme": ("import seaborn as sns\nsns.set_theme(style='dark')", "import matplotlib as mpl\nmpl.rcParams['axes.facecolor']", "'white'"),
    "an option of pandas": ("import pandas as pd\npd.set_option('display.precision', 1)", "import pandas as pd\npd.get_option('display.precision')", "6"),
    "an environment variable": ("import os\nos.environ['STRAY'] = '1'", "import os\nos.environ.get('STRAY')", ""),
    "a working folder": ("import os\nos.chdir('/')", "import os\nos.getcwd() == '/'", "False"),
    "a filter of warnings": ("import warnings\nwarnings.simplefilter('error')", "import warnings\nwarnings.filters[0][0] == 'error'", "False"),
    "a file left open": ("f = open('/dev/null')\nn = f.fileno()", "import os\n'/dev/null' in [os.readlink(f'/proc/self/fd/{n}') for n in os.listdir('/proc/self/fd') if int(n) > 2 and os.path.exists(f'/proc/self/fd/{n}')]", "False"),
    "a temporary file": ("import tempfile\n_ = open(tempfile.gettempdir() + '/stray', 'w').write('x')", "import os, tempfile\nos.path.exists(tempfile.gettempdir() + '/stray')", "False"),
    "a thread": ("import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()", "import threading\nthreading.active_count()", "1"),
    "a signal handler": ("import signal\n_ = signal.signal(signal.SIGTERM, signal.SIG_IGN)", "import signal\nsignal.getsignal(signal.SIGTERM) == signal.SIG_IGN", "False"),
    "a search path": ("import sys\nsys.path.insert(0, '/stray')", "import sys\n'/stray' in sys.path", "False"),
    "a limit": ("import sys\nsys.setrecursionlimit(77_777)", "import sys\nsys.getrecursionlimit() == 77_777", "False"),
    "a mask": ("import os\n_ = os.umask(0o077)", "import os\nos.umask(0o022) == 0o077", "False"),
}  # fmt: skip


@pytest.mark.parametrize("first, second, wanted", LEAKS.values(), ids=LEAKS)
def test_nothing_leaks_to_the_next_notebook(ran, first, second, wanted):
    [cell] = ran(first)
    assert not [output for output in cell.outputs if output.output_type == "error"]
    assert shown(ran(second)[-1]) == wanted


@pytest.mark.parametrize("draw", ["import random\nrandom.random()", "import numpy as np\nnp.random.rand()"])
def test_random_numbers_differ_from_one_notebook_to_the_next(ran, draw):
    assert shown(ran(draw)[0]) != shown(ran(draw)[0])


def test_no_thread_runs_where_processes_are_forked(ran):
    ran("1")
    parent = warm().process
    assert len(list(Path(f"/proc/{parent.pid}/task").iterdir())) == 1


def test_threads_of_libraries_start_in_the_child(ran):
    cells = ran(
        "import duckdb, pyarrow as pa, numpy as np",
        "duckdb.sql('SELECT sum(range) FROM range(1000000)').fetchall()[0][0]",
        "pa.array(range(1000)).cast(pa.float64()).sum().as_py()",
        "float((np.ones((500, 500)) @ np.ones((500, 500))).sum())",
    )
    assert [shown(cell) for cell in cells[1:]] == ["499999500000", "499500.0", "125000000.0"]


def test_a_notebook_leaves_no_process_and_no_file_behind(ran):
    [cell] = ran(
        "import os, subprocess, tempfile\n"
        "left = subprocess.Popen(['sleep', '600'])\n"
        "print(os.getpid(), left.pid, tempfile.mkdtemp())"
    )
    own, started, folder = shown(cell).split()
    assert not Path(f"/proc/{own}").exists()
    assert _ends(started)
    assert not Path(folder).exists()


def test_what_a_notebook_registered_for_its_end_is_done(ran, tmp_path):
    ran(f"import atexit\n_ = atexit.register(lambda: open({str(tmp_path / 'ended')!r}, 'w').write('x'))")
    assert (tmp_path / "ended").read_text() == "x"


def test_another_environment_has_a_warm_process_of_its_own(ran, monkeypatch):
    monkeypatch.setenv("A_SETTING", "one")
    assert shown(ran("import os\nos.environ['A_SETTING']")[0]) == "'one'"
    monkeypatch.setenv("A_SETTING", "two")
    assert shown(ran("import os\nos.environ['A_SETTING']")[0]) == "'two'"
    assert "A_SETTING" in os.environ


def _ends(pid: str) -> bool:
    """Say whether a process that has been killed is gone within five seconds."""
    for _ in range(100):
        if not _runs(pid):
            return True
        time.sleep(0.05)
    return False


def _runs(pid: str) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"
