"""A warm process gives the outputs of a stock kernel, cell by cell, apart from times and addresses."""
# ruff: noqa: E501  a table reads best in rows

import json
import re
from pathlib import Path

import papermill
import pytest

HERE = Path(__file__).parents[2]
CELLS = {
    "what is printed": "print('a'); print('b', end='')",
    "both streams": "import sys\nprint('out')\nprint('err', file=sys.stderr)",
    "the last value": "1 + 1",
    "nothing": "x = 1",
    "a rich value": "import pandas as pd\npd.DataFrame({'a': [1, None]})",
    "what is displayed": "from IPython.display import HTML, display\ndisplay(HTML('<b>1</b>'), {'a': 1})\nprint(2)",
    "order of displays and prints": "for n in range(3):\n    print(n)\n    display(n)",
    "a display changed": "h = display('one', display_id='k')\nh.update('two')",
    "a display changed later": "_ = display('one', display_id='m')",
    "outputs cleared": "from IPython.display import clear_output\nprint('gone')\nclear_output()\nprint('kept')",
    "outputs cleared when more comes": "print('gone')\nclear_output(wait=True)\nprint('kept')",
    "an error": "def f():\n    return 1 / 0\nf()",
    "an error that follows another": "try:\n    raise ValueError('a')\nexcept ValueError as e:\n    raise KeyError('b') from e",
    "a mistake of syntax": "1 +",
    "a value that cannot be shown": "class Bad:\n    def __repr__(self):\n        raise ValueError('no')\nBad()",
    "a value whose HTML cannot be made": "class Half:\n    def _repr_html_(self):\n        raise ValueError('no')\n"
    "    def __repr__(self):\n        return 'half'\nHalf()",
    "a command": "!echo hi",
    "a cell magic": "%%bash\necho bash\nexit 3",
    "a program's own output": "import subprocess\n_ = subprocess.run(['echo', 'from a program'])",
    "what goes to the descriptor": "import os\n_ = os.write(1, b'raw\\n')",
    "something awaited": "import asyncio\nawait asyncio.sleep(0, 'awaited')",
    "a chart": "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([1, 2])\nplt.show()",
    "a chart by seaborn": "import seaborn as sns\nsns.scatterplot(x=[1, 2], y=[2, 1]);",
    "the backend": "import matplotlib\nmatplotlib.get_backend()",
    "inline charts asked for": "%matplotlib inline\nplt.plot([1, 2]);",
    "history": "In[1], _, len(Out)",
    "who runs": "type(get_ipython()).__name__, __name__",
    "where modules are found": "'' in sys.path, sys.path.index('') < len(sys.path) - 1",
    "leaving": "import sys\nsys.exit(2)",
}
CHANGING = (
    (re.compile(r"0x[0-9a-f]{6,}"), "ADDRESS"),
    (re.compile(r"/\S*/ipykernel_\d+/"), "CELL/"),
)


def plainly(cells) -> list:
    """Give what cells showed, without what differs between two runs of one kernel."""
    text = json.dumps([[cell.source, cell.execution_count, together(cell.outputs)] for cell in cells])
    for pattern, word in CHANGING:
        text = pattern.sub(word, text)
    return json.loads(text)


def together(outputs) -> list:
    """Join pieces of one stream, which a kernel sends whenever its clock strikes."""
    found: list = []
    for output in json.loads(json.dumps(outputs)):
        if found and output["output_type"] == "stream" and found[-1].get("name") == output["name"]:
            found[-1]["text"] += output["text"]
        else:
            found.append(output)
    return found


def test_every_kind_of_output_is_a_kernels(ran, monkeypatch):
    monkeypatch.delenv("PYTEST_CURRENT_TEST")  # with it, kernels let programs write past them
    warm, stock = plainly(ran(*CELLS.values())), plainly(ran(*CELLS.values(), engine=None))
    for name, ours, theirs in zip(CELLS, warm, stock, strict=True):
        assert ours == theirs, name


def test_asking_for_input_is_refused_in_the_same_words(ran):
    for engine in ("insight", None):
        [cell] = ran("input('x')", engine=engine)
        assert cell.outputs[-1].ename == "StdinNotImplementedError"
        assert "does not support input requests" in cell.outputs[-1].evalue


@pytest.mark.slow
@pytest.mark.usefixtures("demo_findings")  # where a notebook made them, it would show what libraries say then
@pytest.mark.parametrize("notebook", sorted((HERE / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_every_notebook_gives_the_outputs_of_a_stock_kernel(notebook, tmp_path, monkeypatch):
    for name, value in {"SOURCE_DATE_EPOCH": "0", "PYTHONHASHSEED": "0", "INSIGHT_ROOT": str(HERE)}.items():
        monkeypatch.setenv(name, value)
    found = [
        papermill.execute_notebook(
            notebook, tmp_path / f"{engine}.ipynb", engine_name=engine, kernel_name="python3",
            cwd=notebook.parent, progress_bar=False,
        ).cells
        for engine in ("insight", None)
    ]  # fmt: skip
    warm, stock = (plainly([cell for cell in cells if cell.cell_type == "code"]) for cells in found)
    assert warm == stock
